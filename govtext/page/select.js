// What is selected, in the outline, the text and the findings alike. The address holds it, so
// that #claim-12, #node-1.2, #statement-5 and #diagnostic-0 are links that can be shared.

const element = (id) => document.getElementById(id);
const data = JSON.parse(element("data").textContent);
const claims = data.claims.map((row) =>
  Object.fromEntries(data.columns.map((column, at) => [column, row[at]])));
const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
const nodeOf = new Map(data.nodes.map(([id, start, end]) => [id, { id, start, end }]));
const statementOf = new Map(data.statements.map(([id, start, end, node]) => [id, { start, end, node }]));
const article = document.querySelector("article");

function make(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// The innermost node that holds a place: the last in reading order that does.
function nodeAt(place) {
  return data.nodes.findLast(([, start, end]) => start <= place && place < end)?.[0] ?? null;
}

function address() {
  try {
    return decodeURIComponent(location.hash);
  } catch {
    return location.hash; // not one of ours
  }
}

// What an address names: its kind, the node it is in, and the stretch of text it is about.
function resolve(name) {
  const [, kind, id] = /^#(claim|node|statement|diagnostic)-(.+)$/.exec(name) ?? [];
  if (kind === "claim" && claimOf.has(Number(id))) {
    const claim = claimOf.get(Number(id));
    return { kind, claim, node: claim.node, start: claim.start, end: claim.start + 1 };
  }
  if (kind === "node" && nodeOf.has(id)) return { kind, node: id, ...nodeOf.get(id) };
  if (kind === "statement" && statementOf.has(Number(id))) return { kind, ...statementOf.get(Number(id)) };
  if (kind === "diagnostic" && Number(id) in data.diagnostics) {
    const [start, end] = data.diagnostics[Number(id)];
    return { kind, node: nodeAt(start), start, end: Math.max(end, start + 1) };
  }
  return null;
}

let selected = null;
const followers = [];

function onSelect(listener) {
  followers.push(listener);
}

function select() {
  const found = resolve(address());
  if (!found) return;
  const id = address().slice(1);
  selected = { ...found, id };
  for (const marked of document.querySelectorAll(".chosen")) marked.classList.remove("chosen");
  const target = element(id);
  for (const piece of article.querySelectorAll(`[data-of="${CSS.escape(id)}"]`)) {
    piece.classList.add("chosen");
  }
  if (found.claim) {
    for (const indicator of article.querySelectorAll(`[data-claims~="${found.claim.id}"]`)) {
      indicator.classList.add("chosen");
    }
  }
  bring(target);
  for (const follower of followers) follower(selected);
}

// Into view, but without a jump where it can be seen already.
function bring(target) {
  if (!target) return;
  const pane = target.closest(".pane, [role=tabpanel]").getBoundingClientRect();
  const place = target.getBoundingClientRect();
  if (!pane.height || (place.top >= pane.top + 8 && place.bottom <= pane.bottom - 8)) return;
  target.scrollIntoView({ block: "center", inline: "nearest" });
}

function go(to) {
  if (address() !== to) {
    try {
      // Unlike a plain jump, this leaves the text where it is when its place can be seen.
      history.pushState(null, "", to);
    } catch {
      location.hash = to; // a page inside another may not change its history
      return;
    }
  }
  select();
}

addEventListener("hashchange", select);
addEventListener("popstate", select);

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(link.getAttribute("href"));
    if (!article.contains(link)) showText();
    return;
  }
  const place = event.target.closest("article .node, article .statement");
  if (!place || !getSelection().isCollapsed) return;
  go(`#${place.dataset.of}`);
});

// In the text j and k go from claim to claim; one of them can be reached by Tab.
const links = [...article.querySelectorAll("a.claim[id]")];
if (links.length) links[0].tabIndex = 0;

element("text").addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = links.findIndex((link) => link.tabIndex === 0);
  const current = links[at] === document.activeElement || selected?.claim ? at + step : at;
  const link = links[Math.min(Math.max(current, 0), links.length - 1)];
  if (!link) return;
  go(link.getAttribute("href"));
  link.focus({ preventScroll: true });
});

onSelect(({ claim }) => {
  if (!claim) return;
  for (const link of links) if (link.tabIndex === 0) link.tabIndex = -1;
  const link = element(`claim-${claim.id}`);
  if (link) link.tabIndex = 0;
});
