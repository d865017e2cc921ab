// The views: a report, and all reports together, each a page of its own in the frame. The address
// names the view: #files, #report/KEY/text, #all/targets.

const ofReport = { text: text("Text and claims"), targets: text("Targets"), findings: text("Check") };
const ofTables = { claims: text("Claims"), outline: text("Outline"), entries: text("Achievements · problems · plans"), panel: text("Panel") };
const titles = {
  reports: text("Reports and trends"),
  targets: text("Targets and outcomes"),
  attention: text("Attention"),
  check: text("Check"),
  ...ofTables,
};
const forms = { xlsx: "Excel", csv: "CSV", json: "JSON", jsonl: "JSON", dta: "Stata", docx: "Word" };

// What can be downloaded beside each view: a title, the name of the file, its forms.
const reportFiles = [
  [text("Report"), "file-report", ["xlsx", "csv"]],
  ["", "file-outline", ["json"]],
  [text("Tasks"), "file-tasks", ["xlsx"]],
  [text("Findings of the check"), "file-findings", ["xlsx"]],
  [text("With comments"), "file-comments", ["docx"]],
];
const everything = [[text("Reports"), "file-reports", ["xlsx", "csv", "jsonl"]]];
const viewFiles = {
  reports: [...everything, [text("Tasks"), "file-tasks", ["xlsx"]]],
  claims: everything,
  outline: everything,
  entries: everything,
  panel: [[text("Panel"), "file-panel", ["xlsx", "csv", "dta"]]],
  targets: [
    [text("Targets"), "file-targets", ["xlsx", "csv", "json", "dta"]],
    [text("Targets and outcomes"), "file-outcomes", ["xlsx", "csv", "json", "dta"]],
  ],
  attention: [[text("Attention"), "file-attention", ["xlsx", "csv", "json", "dta"]]],
  check: [[text("Findings of the check"), "file-findings", ["xlsx"]]],
};

const frame = element("frame");
const title = element("view-title");
let route = { scope: "files" };
let shownVersion = ""; // the reports that the view in the frame is made of

function parsed(hash) {
  const [scope, first, second] = decodeURIComponent(hash.slice(1)).split("/");
  if (scope === "report" && second in ofReport) return { scope, key: first, name: second };
  if (scope === "all" && first in titles) return { scope, name: first };
  return { scope: "files" };
}

const reportKeys = () => [...files.values()].flatMap((file) => file.reports.map((report) => report.key)).join(" ");
const isTable = () => route.scope === "all" && route.name in ofTables;
const base = () => (route.scope === "report" ? `report/${encodeURIComponent(route.key)}` : "all");

function go() {
  route = parsed(location.hash);
  const isFiles = route.scope === "files";
  element("files").hidden = !isFiles;
  element("view").hidden = isFiles;
  label();
  if (isFiles) {
    frame.hidden = true;
    document.title = "govtext";
    return;
  }
  load();
  title.focus({ preventScroll: true });
}

// The names around the frame, in the language of the page.
function label() {
  for (const link of element("places").children) {
    const place = link.dataset.place;
    const here = place === (route.scope === "all" ? `all/${isTable() ? "claims" : route.name}` : route.scope);
    if (here) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else link.removeAttribute("aria-current");
  }
  if (route.scope === "files") return;
  const report = route.scope === "report" ? known.get(route.key) : null;
  title.textContent = report?.title ?? t(titles[route.name] ?? text("Report"));
  document.title = `${title.textContent} · govtext`;
  frame.title = title.textContent;
  const parts = route.scope === "report" ? ofReport : isTable() ? ofTables : {};
  const links = Object.entries(parts).map(([name, called]) => {
    const link = make("a", t(called), { href: route.scope === "report" ? `#report/${route.key}/${name}` : `#all/${name}` });
    if (name === route.name) link.setAttribute("aria-current", "page");
    return link;
  });
  element("tabs").replaceChildren(...links);
  element("downloads").replaceChildren(...downloads());
  element("words-form").hidden = route.name !== "attention";
  element("view").querySelector(".bar").hidden = !element("tabs").children.length && !element("downloads").children.length;
}

function downloads() {
  const file = route.scope === "report" ? files.get(Number(route.key.split("-")[0])) : null;
  const offered = (file ? reportFiles : viewFiles[route.name] ?? []).filter(([, name]) => name !== "file-comments" || file.word);
  if (!reportKeys()) return [];
  return offered.map(([called, name, endings]) => {
    const group = make("span", called && t(called));
    for (const ending of endings) {
      const button = make("button", forms[ending], { type: "button", "aria-label": `${t("Download")}: ${called && t(called)} ${forms[ending]}` });
      button.addEventListener("click", () => download(button, `${base()}/${name}.${ending}?lang=${language}`));
      group.append(" ", button);
    }
    return group;
  });
}

async function download(button, address) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  element("working").hidden = false;
  try {
    const answer = await fetch(address);
    if (!answer.ok) {
      const told = answer.status === 422 ? (await answer.json()).problem : t("The file could not be made.");
      return complain(told);
    }
    const given = answer.headers.get("content-disposition") ?? "";
    const coded = /filename\*=utf-8''([^;]+)/i.exec(given)?.[1];
    const link = make("a", "", { download: coded ? decodeURIComponent(coded) : /filename="([^"]+)"/.exec(given)?.[1] ?? "govtext" });
    link.href = URL.createObjectURL(await answer.blob());
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    tell(t("Downloaded: {name}", { name: link.download }));
  } catch {
    complain(t("The file could not be made."));
  } finally {
    button.removeAttribute("aria-busy");
    element("working").hidden = frame.dataset.loading !== "true";
  }
}

function complain(words) {
  const told = make("p", words, { role: "alert", class: "problem" });
  element("view").querySelector(".bar").append(told);
  setTimeout(() => told.remove(), 10_000);
}

// Load the view into the frame; the place in a page is kept where only the language changes.
function load(place = "") {
  const all = route.scope === "all";
  const there = all ? reportKeys() : known.has(route.key);
  element("nothing").hidden = Boolean(there);
  element("news").hidden = true;
  frame.hidden = !there;
  if (!there) return;
  shownVersion = reportKeys();
  frame.dataset.loading = "true";
  element("working").hidden = false;
  // Not a step of its own in the history of the window: the address of the window is one.
  frame.contentWindow.location.replace(new URL(`${base()}/${route.name}.html?lang=${language}${place}`, document.baseURI));
}

// The view that an address in the frame is of.
function viewOf(path) {
  const [, scope, key, name] = /\/made\/(report|all)\/([^/]+)\/\w+\/(\w+)[./]/.exec(path) ?? [];
  return scope && (scope === "report" ? { scope, key, name } : { scope, name });
}

frame.addEventListener("load", () => {
  const followed = frame.dataset.loading === "false";
  frame.dataset.loading = "false";
  element("working").hidden = true;
  // The switch of the window is the one to see.
  const inner = frame.contentDocument.getElementById("language");
  if (inner) inner.hidden = true;
  // A link in a page may lead to a report, and the way back from there to the page.
  const there = followed && route.scope !== "files" && viewOf(frame.contentWindow.location.pathname);
  if (there && (there.key !== route.key || there.name !== route.name)) {
    route = there;
    history.replaceState(null, "", `#${base()}/${route.name}`);
    label();
  }
});

// Reports that were read after the view was made.
function readMore() {
  if (route.scope === "report" && !frame.dataset.loading && known.has(route.key)) return load();
  if (route.scope !== "all") return;
  if (element("nothing").hidden) element("news").hidden = shownVersion === reportKeys();
  else if (reportKeys()) {
    label();
    load();
  }
}

element("again").addEventListener("click", () => {
  load();
  title.focus({ preventScroll: true });
});
addEventListener("hashchange", go);
onLanguage(() => {
  label();
  if (route.scope !== "files") load(frame.hidden ? "" : frame.contentWindow.location.hash);
});
