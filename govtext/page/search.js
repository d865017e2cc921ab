// Search over everything: the text is marked and can be stepped through, the table keeps the
// claims whose fields or sentences match, the outline, lists and diagnostics keep what matches.

const fold = (text) => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text; // offsets must stay true
};
const field = element("sought");
let ranges = [];
let current = -1;
let index = null; // the text of the article and where its text nodes begin, made at first use

function textIndex() {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const [nodes, starts, pieces] = [[], [], []];
  let length = 0;
  while (walker.nextNode()) {
    nodes.push(walker.currentNode);
    starts.push(length);
    pieces.push(walker.currentNode.data);
    length += walker.currentNode.data.length;
  }
  return { nodes, starts, text: fold(pieces.join("")) };
}

function matchesOf(words) {
  const { nodes, starts, text } = (index ??= textIndex());
  const found = [];
  let node = 0;
  const at = (place, end) => {
    while (node + 1 < starts.length && starts[node + 1] < place + (end ? 0 : 1)) node += 1;
    return [nodes[node], place - starts[node]];
  };
  for (let place = text.indexOf(words); place >= 0; place = text.indexOf(words, place + words.length)) {
    const range = document.createRange();
    range.setStart(...at(place, false));
    range.setEnd(...at(place + words.length, true));
    found.push(range);
  }
  return found;
}

const claimText = claims.map((claim) => fold(
  [claim.label, claim.indicator, claim.name, claim.quantity, claim.nature, claim.action, claim.scope,
    claim.reference, claim.commitment, claim.figures, claim.period, claim.category, claim.status,
    words.values[claim.category], words.values[claim.status]].join("\n")));

function search() {
  const words = fold(field.value.trim());
  ranges = words ? matchesOf(words) : [];
  current = -1;
  if (globalThis.CSS?.highlights) CSS.highlights.set("found", new Highlight(...ranges));
  const statements = new Set();
  const nodes = new Set();
  for (const range of ranges) {
    const parent = range.startContainer.parentElement;
    const statement = Number(parent.closest(".statement")?.dataset.of.slice("statement-".length) ?? NaN);
    statements.add(statement);
    nodes.add(parent.closest(".node")?.dataset.of.slice("node-".length) ?? statementOf.get(statement)?.node);
  }
  sought = words && new Set(claims
    .filter((claim, at) => claimText[at].includes(words) || statements.has(claim.statement))
    .map((claim) => claim.id));
  for (const node of [...nodes]) {
    for (let up = node; up; up = up.slice(0, Math.max(0, up.lastIndexOf(".")))) nodes.add(up);
  }
  for (const item of items) item.classList.toggle("apart", Boolean(words) && !nodes.has(item.id.slice("outline-".length)));
  for (const item of document.querySelectorAll("#lists li, #diagnostics li")) {
    item.hidden = Boolean(words) && !fold(item.textContent).includes(words);
  }
  scroller.scrollTop = 0;
  refresh();
  tell();
}

function tell() {
  element("hits").textContent = !field.value.trim() ? ""
    : !ranges.length ? t("nothing found")
    : current < 0 ? t("{count} found", { count: ranges.length }) : t("{number} of {count}", { number: current + 1, count: ranges.length });
}

function step(by) {
  if (!ranges.length) return;
  current = (current + by + ranges.length + (current < 0 && by < 0 ? 1 : 0)) % ranges.length;
  const range = ranges[current];
  showText();
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  // The browser's own selection shows which of the matches this is.
  getSelection().removeAllRanges();
  getSelection().addRange(range.cloneRange());
  tell();
}

onLanguage(tell);

let pause;
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, 120); // once for a word, not for each of its letters
});
element("search").addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.isComposing) step(event.shiftKey ? -1 : 1);
});
element("next").addEventListener("click", () => step(1));
element("former").addEventListener("click", () => step(-1));
