// The language of the page: what is written in it carries both, what the scripts write is looked
// up. The choice is kept in the browser, for all pages.

const KEY = "govtext-language";
const words = JSON.parse(document.getElementById("words").textContent);
const listeners = [];
let language = document.documentElement.dataset.language;

// A text of the catalogue that is shown later; the catalogue finds it by this mark.
const text = (english) => english;

// A text in the language of the page, with its values.
function t(english, values = {}) {
  const written = language === "zh" ? words.texts[english] ?? english : english;
  return written.replace(/\{(\w+)\}/g, (field, name) => values[name] ?? field);
}

// A fixed value of the outline, such as a category.
const word = (value) => (language === "zh" && words.values[value]) || value;

function onLanguage(listener) {
  listeners.push(listener);
}

function speak(chosen) {
  language = chosen;
  for (const part of document.querySelectorAll("[data-ui]")) part.lang = chosen;
  for (const item of document.querySelectorAll("[data-zh]")) item.textContent = item.dataset[chosen];
  for (const name of ["title", "aria-label", "placeholder"]) {
    for (const item of document.querySelectorAll(`[data-zh-${name}]`)) {
      item.setAttribute(name, item.getAttribute(`data-${chosen}-${name}`));
    }
  }
  for (const listener of listeners) listener();
}

document.getElementById("language").addEventListener("click", () => {
  const other = language === "zh" ? "en" : "zh";
  try {
    localStorage.setItem(KEY, other);
  } catch {
    // A browser may keep nothing for a page on disk; then the choice lasts until it is closed.
  }
  speak(other);
});

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const remembered = kept();
if (["zh", "en"].includes(remembered) && remembered !== language) speak(remembered);
