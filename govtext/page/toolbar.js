// Above each table that can be sorted: a filter of its rows, and its download as CSV.

// A cell that a spreadsheet would run as a formula is made a text.
const harmless = (cell) => (/^[\s'"]*[=+\-@＝＋－＠]/.test(cell) && !/^[+\-]?[\d.,]+%?$/.test(cell) ? `'${cell}` : cell);
const quoted = (cell) => `"${harmless(String(cell ?? "").trim()).replaceAll('"', '""')}"`;

function download(name, rows) {
  const lines = rows.map((row) => row.map(quoted).join(",")).join("\r\n");
  // With a byte-order mark, without which Excel takes UTF-8 for another encoding.
  const file = new Blob(["\ufeff", lines, "\r\n"], { type: "text/csv" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function downloadButton(name, rows) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "download";
  const nameIt = () => { button.textContent = t("Download as CSV"); };
  nameIt();
  onLanguage(nameIt);
  button.addEventListener("click", () => download(name(), rows()));
  return button;
}

// The words of a cell, those of its parts apart from each other.
const partOf = (node) => (node.nodeName === "svg" ? node.getAttribute("aria-label") : node.textContent);
const toldIn = (cell) => [...cell.childNodes].map(partOf).map((one) => one.replace(/\s+/g, " ").trim()).filter(Boolean).join(" ");
const wordsOf = (row) => [...row.cells].map(toldIn);

for (const sortable of document.querySelectorAll("table.sortable")) {
  const tools = document.createElement("p");
  tools.className = "tools";
  const rows = [...sortable.tBodies[0].rows];
  if (rows.length > 3) {
    const filter = document.createElement("input");
    filter.type = "search";
    const nameIt = () => {
      filter.placeholder = t("Filter the rows");
      filter.setAttribute("aria-label", t("Filter the rows"));
    };
    nameIt();
    onLanguage(nameIt);
    filter.addEventListener("input", () => {
      const wanted = filter.value.trim().toLowerCase().split(/\s+/);
      for (const row of rows) {
        const told = row.textContent.toLowerCase();
        row.hidden = !wanted.every((one) => told.includes(one));
      }
    });
    tools.append(filter);
  }
  const seen = () => [...sortable.tBodies[0].rows].filter((row) => !row.hidden);
  tools.append(downloadButton(
    () => document.title,
    () => [sortable.tHead.rows[0], ...seen()].map(wordsOf),
  ));
  (sortable.closest(".wide") ?? sortable).before(tools);
}
