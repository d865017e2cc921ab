// Files that are dropped or chosen, sent to the program one by one.

const AT_ONCE = 3; // a browser has six connections to the program
const suffixes = new Set(document.body.dataset.suffixes.split(" "));
const most = Number(document.body.dataset.most);
const sending = new Set(); // names that are on their way or wait for it
const unsent = []; // names that the browser could not read
const line = [];
let senders = 0;

function isReport(name) {
  const found = /^.+(\.[A-Za-z][A-Za-z0-9]{0,8})$/s.exec(name.split("/").pop());
  return !found || suffixes.has(found[1].toLowerCase());
}

function give(given) {
  for (const one of given) {
    line.push(one);
    sending.add(one);
  }
  showProgress();
  while (senders < AT_ONCE && senders < line.length) send();
  ask();
}

async function send() {
  senders += 1;
  for (let one = line.shift(); one && !ended; one = line.shift()) {
    // Of what is no report the program only needs the name, to say so.
    const body = isReport(one.name) ? one.file : "";
    try {
      const answer = await fetch(`files?name=${encodeURIComponent(one.name)}`, { method: "PUT", body });
      if (!answer.ok) throw new Error(answer.status);
    } catch {
      unsent.push(one.name);
    }
    sending.delete(one);
    showProgress();
  }
  senders -= 1;
  if (!senders) ask();
}

// The files in a folder that was dropped, with its folders.
async function* inside(entry, path = "") {
  const name = path + entry.name;
  if (entry.isFile) {
    yield { name, file: await new Promise((done, failed) => entry.file(done, failed)) };
    return;
  }
  const reader = entry.createReader();
  const next = () => new Promise((done, failed) => reader.readEntries(done, failed));
  for (let some = await next(); some.length; some = await next()) {
    for (const one of some) yield* inside(one, `${name}/`);
  }
}

async function dropped(transfer) {
  // All at once: the browser forgets them after the event.
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const entries = items.map((item) => [item.webkitGetAsEntry?.(), item.getAsFile()]);
  for (const [entry, file] of entries) {
    if (!entry) {
      if (file) give([{ name: file.name, file }]);
      continue;
    }
    try {
      const found = [];
      for await (const one of inside(entry)) found.push(one);
      give(found);
    } catch {
      unsent.push(entry.name);
      showProgress();
    }
  }
}

const zone = element("drop");
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (kind === "drop") {
      location.hash = "files";
      dropped(event.dataTransfer);
    }
  });
}

for (const [button, input] of [["choose", "given"], ["choose-folder", "given-folder"]]) {
  element(button).addEventListener("click", () => element(input).click());
  element(input).addEventListener("change", (event) => {
    give([...event.target.files].map((file) => ({ name: file.webkitRelativePath || file.name, file })));
    event.target.value = "";
  });
}
