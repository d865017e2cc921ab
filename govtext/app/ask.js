// What the page asks the program: the files that changed, from time to time, which is also how the
// program knows that this window is open; and that it says goodbye when it is closed.

const WINDOW = crypto.randomUUID();
const SOON = 400; // milliseconds between two questions while files are read
const LATER = 2000;

const element = (id) => document.getElementById(id);
const files = new Map(); // by id, in the order in which they came
let version = 0;
let ended = false;
let silent = 0; // questions in a row without an answer
let timer = 0;

function make(tag, content = "", attributes = {}) {
  const made = document.createElement(tag);
  if (content !== "") made.append(content);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// Told to a screen reader.
function tell(words) {
  if (element("said").textContent !== words) element("said").textContent = words;
}

function over() {
  ended = true;
  clearTimeout(timer);
  element("over").hidden = false;
}

const isOpen = (file) => ["arriving", "waiting", "reading"].includes(file.state);

async function ask(extra = "") {
  clearTimeout(timer);
  if (ended) return;
  try {
    const answer = await fetch(`state?since=${version}&window=${WINDOW}${extra}`);
    if (!answer.ok) throw new Error(answer.status);
    const news = await answer.json();
    silent = 0;
    version = news.version;
    for (const file of news.files) {
      if (file.state === "removed") files.delete(file.id);
      else files.set(file.id, file);
    }
    if (news.files.length) listFiles(news.files);
  } catch {
    silent += 1;
    // One question may be lost while a laptop wakes up.
    if (silent > 3) return over();
  }
  const busy = sending.size || [...files.values()].some(isOpen);
  clearTimeout(timer);
  timer = setTimeout(ask, busy || silent ? SOON : LATER);
}

addEventListener("pagehide", () => {
  if (!ended) fetch(`goodbye?window=${WINDOW}`, { method: "POST", keepalive: true });
});
addEventListener("pageshow", (event) => {
  if (event.persisted) ask("&back");
});
// The switch of another window, or of the page in the frame.
addEventListener("storage", (event) => {
  if (event.key === KEY && ["zh", "en"].includes(event.newValue) && event.newValue !== language) speak(event.newValue);
});
element("end").addEventListener("click", async () => {
  await fetch("end", { method: "POST" }).catch(() => {});
  over();
});
