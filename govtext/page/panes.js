// The tabs of the findings, the panes of a narrow screen, and copying a list.

const tabs = [...document.querySelectorAll('[role="tab"]')];

function openTab(tab) {
  for (const one of tabs) {
    const chosen = one === tab;
    one.setAttribute("aria-selected", chosen);
    one.tabIndex = chosen ? 0 : -1;
    element(one.getAttribute("aria-controls")).hidden = !chosen;
  }
  draw();
}

for (const [at, tab] of tabs.entries()) {
  tab.addEventListener("click", () => openTab(tab));
  tab.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const other = tabs[(at + by + tabs.length) % tabs.length];
    openTab(other);
    other.focus();
  });
}

const paneButtons = [...document.querySelectorAll("[data-show]")];

function showPane(name) {
  document.body.dataset.pane = name;
  for (const button of paneButtons) button.setAttribute("aria-pressed", button.dataset.show === name);
}

// On a narrow screen what was chosen elsewhere is shown in the text.
function showText() {
  if (document.body.dataset.pane === "text") return;
  showPane("text");
  if (selected) bring(element(selected.id));
}

for (const button of paneButtons) {
  button.addEventListener("click", () => {
    showPane(button.dataset.show);
    if (selected) follow(selected);
  });
}
showPane("text");

// A list is copied as text with its sections, and with bold numbers where those can be pasted.
function listAs(list) {
  const plain = [];
  const rich = document.createElement("div");
  const ol = rich.appendChild(make("ol"));
  for (const item of list.querySelectorAll("li:not([hidden])")) {
    const said = item.querySelector("p");
    plain.push(`${plain.length + 1}. ${said.textContent}（${item.querySelector(".path").textContent}）`);
    const copy = ol.appendChild(make("li"));
    for (const part of said.childNodes) {
      copy.append(make(part.firstChild?.nodeName === "B" ? "b" : "span", part.textContent));
    }
  }
  return { plain: plain.join("\n"), rich: rich.innerHTML };
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const { plain, rich } = listAs(element(button.dataset.copy));
  // Older than the clipboard interface, but it asks no leave and works from a file on disk.
  document.addEventListener("copy", (copying) => {
    copying.preventDefault();
    copying.clipboardData.setData("text/plain", plain);
    copying.clipboardData.setData("text/html", rich);
  }, { once: true });
  const done = document.execCommand("copy");
  const told = done ? t("Copied") : t("Can't copy");
  const label = button.querySelector("[data-zh]");
  label.textContent = told;
  element("said").textContent = told;
  setTimeout(() => { label.textContent = label.dataset[language]; }, 1500);
});
