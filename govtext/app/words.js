// The dictionary of attention, edited as a list.

const editor = element("words-text");
const trouble = element("words-problem");
let counted = null; // the list as the program has it; null until it was asked for

async function wordsOf(address, options) {
  trouble.hidden = true;
  const answer = await fetch(address, options);
  if (answer.ok) {
    counted = editor.value = (await answer.json()).text;
    return true;
  }
  trouble.textContent = answer.status === 422 ? (await answer.json()).problem : t("This dictionary is too large.");
  trouble.hidden = false;
  return false;
}

const put = (name, body) => wordsOf(`dictionary?name=${encodeURIComponent(name)}&lang=${language}`, { method: "PUT", body });

element("editor").addEventListener("toggle", () => {
  if (counted === null) wordsOf(`dictionary?lang=${language}`);
});
element("words-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (editor.value === counted || (await put("dictionary.txt", editor.value))) load();
});
element("words-own").addEventListener("click", async () => {
  if (await put("", "")) load();
});
element("words-open").addEventListener("click", () => element("words-file").click());
element("words-file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  if (file && (await put(file.name, file))) load();
});
element("words-save").addEventListener("click", () => {
  const link = make("a", "", { download: "dictionary.txt" });
  link.href = URL.createObjectURL(new Blob([editor.value], { type: "text/plain" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
});
