"use strict";
// A click on the name of a column sorts the rows of its table; a second click turns them round.
for (const head of document.querySelectorAll("table.sortable thead th")) {
  const button = head.querySelector("button");
  if (!button) continue;
  button.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const at = [...head.parentElement.children].indexOf(head);
    const body = head.closest("table").tBodies[0];
    const key = (row) => row.cells[at].dataset.key ?? row.cells[at].textContent;
    const compare = (one, other) => {
      const a = key(one), b = key(other);
      if (a === "" || b === "") return (a === "") - (b === "");
      const order = isNaN(a) || isNaN(b) ? a.localeCompare(b, "zh") : a - b;
      return down ? -order : order;
    };
    for (const row of [...body.rows].sort(compare)) body.append(row);
  });
}
