// The list of files: how far each is, and the reports that were read from it.

const rows = element("rows");
const rowsById = new Map();
const states = {
  arriving: text("arriving"),
  waiting: text("waiting"),
  reading: text("being read"),
  done: text("read"),
  failed: text("not read"),
};
const number = (value) => value.toLocaleString("en");

// A row for each report of a file; one for the file where there is none.
function rowsOf(file) {
  const shown = file.reports.length ? file.reports.map((report) => reportRow(file, report)) : [fileRow(file)];
  const notes = file.failures.map((failure) => make("small", failure[language], { class: "problem" }));
  shown.at(-1).cells[0].append(...notes);
  const drop = make("button", "×", { type: "button", "aria-label": `${t("Remove")}: ${file.name}`, title: t("Remove") });
  drop.addEventListener("click", () => remove(file));
  shown[0].cells[5].append(drop);
  return shown;
}

function row(head, year, issuer, claims, state) {
  const made = make("tr");
  const first = make("th", "", { scope: "row", lang: "zh" });
  first.append(...head);
  made.append(
    first,
    make("td", year, { class: "year" }),
    make("td", issuer, { class: "issuer", lang: "zh" }),
    make("td", claims, { class: "claims" }),
    make("td", t(states[state]), { class: ["state", state].join(" ") }),
    make("td", "", { class: "remove" }),
  );
  return made;
}

function reportRow(file, report) {
  const link = make("a", make("bdi", report.title || file.name), { href: `#report/${report.key}/text` });
  const name = make("small", make("bdi", file.name));
  const made = row([link, name], report.year ?? "", report.issuer ?? "", number(report.claims), file.state);
  made.cells[3].dataset.key = report.claims;
  return made;
}

const fileRow = (file) => row([make("bdi", file.name)], "", "", "", file.state);

function listFiles(changed) {
  for (const file of changed) {
    const old = rowsById.get(file.id) ?? [];
    const there = files.get(file.id);
    const made = there ? rowsOf(there) : [];
    rowsById.set(file.id, made);
    // A row that a person stands on is not taken away below them.
    const focused = old.findIndex((one) => one.contains(document.activeElement));
    if (old.length) old[0].before(...made);
    else rows.append(...made);
    for (const one of old) one.remove();
    if (focused >= 0) (made[0]?.querySelector("a, button") ?? element("choose")).focus();
  }
  for (const report of changed.flatMap((file) => file.reports)) known.set(report.key, report);
  filterRows();
  showProgress();
  readMore();
}

const known = new Map(); // reports by key

function filterRows() {
  const words = element("wanted").value.trim().toLowerCase().split(/\s+/);
  const failed = element("failed-only").checked;
  let shown = 0;
  for (const one of rows.rows) {
    const content = one.textContent.toLowerCase();
    const fits = words.every((word) => content.includes(word)) && (!failed || one.querySelector(".problem"));
    one.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  element("shown").textContent =
    shown < rows.rows.length ? t("{shown} of {total} shown", { shown, total: rows.rows.length }) : "";
}

function showProgress() {
  const all = [...files.values()];
  const failed = all.filter((file) => file.state === "failed").length;
  const done = all.filter((file) => !isOpen(file)).length;
  // What is being sent may be in the list already.
  const total = all.length + Math.max(0, sending.size - all.filter((file) => file.state === "arriving").length);
  const bar = element("progress");
  bar.max = total || 1;
  bar.value = done;
  bar.hidden = done === total;
  const parts = [t("{done} of {total} files read", { done: done - failed, total })];
  if (failed) parts.push(t("{count} could not be read", { count: failed }));
  if (unsent.length) parts.push(t("{count} could not be sent: {names}", { count: unsent.length, names: unsent.slice(0, 5).join(", ") }));
  const told = parts.join(language === "zh" ? "，" : ", ");
  element("told").textContent = told;
  if (done === total && total && !element("reading").hidden) tell(told);
  element("reading").hidden = !total && !unsent.length;
  element("listed").hidden = !all.length;
  element("files").classList.toggle("given", Boolean(total));
  const reports = all.reduce((sum, file) => sum + file.reports.length, 0);
  element("count").textContent = reports ? number(reports) : "";
}

async function remove(file) {
  await fetch(`files/${file.id}`, { method: "DELETE" });
  ask();
}

element("clear").addEventListener("click", async () => {
  await fetch("files", { method: "DELETE" });
  unsent.length = 0;
  await ask();
  element("choose").focus();
});
element("tools").addEventListener("submit", (event) => event.preventDefault());
for (const id of ["wanted", "failed-only"]) element(id).addEventListener("input", filterRows);
onLanguage(() => {
  listFiles([...files.values()]);
});
