// The claims as a table: filtered, sorted, and only the rows in view are in the page at all.

const ROW = 32; // pixels: what the style gives a row
const SPARE = 12; // rows beyond the edges, so that a flick shows no gap

const signs = { "=": "", "~": "≈", ">": ">", ">=": "≥", "<": "<", "<=": "≤" };
const arrows = { increase: "↑", decrease: "↓" };
const roles = { whole: text("of"), among: text("among"), than: text("against") };

// Whether it was reached, is an estimate, or is promised, and by what word.
function told(claim) {
  if (claim.status !== "target") return claim.estimated ? t("estimated") : word(claim.status);
  return [word(claim.status), claim.commitment].filter(Boolean).join(" ");
}

// What the number is set against: a time, a whole, those it is ranked among; whose it is, and for each of what.
function against(claim) {
  const reference = claim.reference && `${t(roles[claim.role])} ${claim.reference}`;
  return [claim.basis && word(claim.basis), claim.scope, claim.per, reference].filter(Boolean).join(" · ");
}

const columns = [
  { key: "id", title: "#", right: true },
  { key: "label", title: text("Label") },
  { key: "quantity", title: text("Quantity"), show: (claim) => `${[arrows[claim.direction], signs[claim.bound]].filter(Boolean).join(" ")} ${claim.quantity}`.trim() },
  { key: "period", title: text("Period") },
  { key: "status", title: text("Status"), show: told },
  { key: "reference", title: text("Against"), show: against },
  { key: "nature", title: text("Nature"), show: (claim) => (claim.nature ? word(claim.nature) : "") },
  { key: "number", title: text("Value"), right: true, show: (claim) => (claim.masked ? "" : `${signs[claim.bound]}${claim.figures}`) },
  { key: "unit", title: text("Unit") },
  { key: "category", title: text("Category"), show: (claim) => word(claim.category) },
  { key: "kind", title: text("Kind"), show: (claim) => word(claim.kind) },
  { key: "masked", title: text("Masked"), show: (claim) => (claim.masked ? t("masked") : "") },
  { key: "part_of", title: text("Part of"), right: true },
];

const scroller = element("scroller");
const table = scroller.querySelector("table");
const body = table.tBodies[0];
const filters = element("filters");
const collator = new Intl.Collator("zh");
let order = { key: "id", down: false };
let sought = null; // the claims that the search found; null where nothing is sought
let shown = claims;
let printing = false;

// The head, and the choices that the claims of this report leave.

for (const { key, title } of columns) {
  const head = make("th", "", { scope: "col", "data-key": key });
  head.append(make("button", t(title), { type: "button" }));
  table.tHead.rows[0].append(head);
}
table.setAttribute("aria-colcount", columns.length);

function tally(key) {
  const counts = new Map();
  for (const claim of claims) {
    const value = key === "indicator" ? claim.name ?? claim.label : claim[key];
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

const answers = { true: text("yes"), false: text("no"), null: text("none") };
const nameOf = (value) => (value in answers ? t(answers[value]) : word(value));
for (const select of filters.querySelectorAll("select")) {
  for (const [value, count] of tally(select.name)) {
    const option = make("option", `${nameOf(value)} (${count})`, { value: JSON.stringify(value) });
    onLanguage(() => { option.textContent = `${nameOf(value)} (${count})`; });
    select.append(option);
  }
}
onLanguage(() => {
  for (const head of table.tHead.rows[0].cells) {
    head.firstChild.textContent = t(columns.find(({ key }) => key === head.dataset.key).title);
  }
  refresh();
});
for (const [value] of tally("indicator").slice(0, 500)) {
  if (value) element("indicators").append(make("option", "", { value }));
}

// Which rows, and in which order.

function passes(claim) {
  for (const select of filters.querySelectorAll("select")) {
    if (select.value && JSON.stringify(claim[select.name]) !== select.value) return false;
  }
  const indicator = filters.elements.indicator.value.trim();
  return !indicator || [claim.label, claim.indicator, claim.name].some((name) => name?.includes(indicator));
}

function compare(a, b) {
  const [one, other] = [a[order.key], b[order.key]];
  if (one === other) return a.id - b.id;
  if (one === null) return 1; // what is not known comes last, whichever way
  if (other === null) return -1;
  const sign = typeof one === "string" ? collator.compare(one, other) : one - other;
  return (order.down ? -sign : sign) || a.id - b.id;
}

function refresh() {
  shown = claims.filter((claim) => (!sought || sought.has(claim.id)) && passes(claim)).sort(compare);
  const counts = { number: shown.length, count: claims.length };
  element("shown").textContent = t("{number} of {count} claims", counts);
  table.setAttribute("aria-rowcount", shown.length + 1);
  for (const head of table.tHead.rows[0].cells) {
    const sorted = head.dataset.key === order.key;
    head.setAttribute("aria-sort", sorted ? (order.down ? "descending" : "ascending") : "none");
  }
  draw();
}

// Drawing: rows in view between two spacers that stand for the rest.

function row(claim, at) {
  const line = make("tr", "", { "data-claim": claim.id, tabindex: -1, "aria-rowindex": at + 2 });
  const chosen = selected?.claim === claim;
  line.setAttribute("aria-selected", chosen);
  if (chosen) line.classList.add("chosen");
  else if (selected && selected.start <= claim.start && claim.start < selected.end) line.classList.add("within");
  for (const { key, right, show } of columns) {
    const text = show ? show(claim) : claim[key] ?? "";
    const cell = make("td", text);
    if (text.length > 12) cell.title = text;
    if (right) cell.classList.add("right");
    if (key === "category") cell.classList.add("category", claim.category);
    if (key === "quantity" && claim.masked) cell.classList.add("masked");
    line.append(cell);
  }
  return line;
}

function space(rows) {
  const line = make("tr", "", { class: "space", role: "presentation" });
  line.append(make("td", "", { colspan: columns.length }));
  line.firstChild.style.height = `${rows * ROW}px`;
  return line;
}

function draw() {
  const first = printing ? 0 : Math.max(0, Math.floor(scroller.scrollTop / ROW) - SPARE);
  const count = printing ? shown.length : Math.ceil(scroller.clientHeight / ROW) + 2 * SPARE;
  const last = Math.min(shown.length, first + count);
  const kept = Number(document.activeElement?.closest("#scroller tr")?.dataset.claim ?? NaN);
  const rows = shown.slice(first, last).map((claim, at) => row(claim, first + at));
  body.replaceChildren(space(first), ...rows, space(shown.length - last));
  const current = body.querySelector(`[data-claim="${selected?.claim?.id}"]`) ?? rows[0];
  if (current) current.tabIndex = 0;
  body.querySelector(`[data-claim="${kept}"]`)?.focus({ preventScroll: true });
}

function reveal(at) {
  if (at < 0) return;
  const top = at * ROW;
  const view = scroller.clientHeight - table.tHead.offsetHeight;
  if (top < scroller.scrollTop || top + ROW > scroller.scrollTop + view) {
    scroller.scrollTop = Math.max(0, top - view / 2);
  }
  draw();
}

let waiting = false;
scroller.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    draw();
  });
}, { passive: true });
new ResizeObserver(draw).observe(scroller);
addEventListener("beforeprint", () => { printing = true; draw(); });
addEventListener("afterprint", () => { printing = false; draw(); });

// What is done to it.

table.tHead.addEventListener("click", (event) => {
  const key = event.target.closest("th")?.dataset.key;
  if (!key) return;
  order = { key, down: order.key === key && !order.down };
  scroller.scrollTop = 0;
  refresh();
});
filters.addEventListener("input", () => { scroller.scrollTop = 0; refresh(); });
filters.addEventListener("reset", () => setTimeout(() => { refresh(); if (selected) follow(selected); }));
filters.addEventListener("submit", (event) => event.preventDefault());

body.addEventListener("click", (event) => {
  const id = event.target.closest("tr")?.dataset.claim;
  if (!id) return;
  go(`#claim-${id}`);
  body.querySelector(`[data-claim="${id}"]`)?.focus({ preventScroll: true });
  showText();
});

body.addEventListener("keydown", (event) => {
  const id = Number(event.target.closest("tr")?.dataset.claim ?? NaN);
  const at = shown.findIndex((claim) => claim.id === id);
  const page = Math.max(1, Math.floor(scroller.clientHeight / ROW) - 2);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  if (at < 0) return;
  if (event.key === "Enter") {
    go(`#claim-${id}`);
    showText();
    element(`claim-${id}`)?.focus({ preventScroll: true });
  } else if (event.key in steps) {
    event.preventDefault();
    const to = shown[Math.min(Math.max(at + steps[event.key], 0), shown.length - 1)];
    go(`#claim-${to.id}`);
    body.querySelector(`[data-claim="${to.id}"]`)?.focus({ preventScroll: true });
  }
});

// The table goes along: to the claim, or to the first that stands in or after what is selected.
function follow({ claim, start }) {
  if (claim) {
    const at = shown.indexOf(claim);
    reveal(at);
    if (at < 0) draw();
    element("said").textContent = at < 0
      ? t("Claim {id} is hidden by the filters of the table", claim)
      : `${t("claim")} ${claim.id}: ${claim.label ?? ""} ${claim.quantity}`;
    const told = [t("{number} of {count} claims", { number: shown.length, count: claims.length })];
    if (at < 0) told.push(t("claim {id} is filtered out", claim));
    element("shown").textContent = told.join(" · ");
    return;
  }
  const nearest = shown.reduce(
    (best, one) => (one.start >= start && (!best || one.start < best.start) ? one : best), null);
  reveal(shown.indexOf(nearest));
  draw();
}
onSelect(follow);
