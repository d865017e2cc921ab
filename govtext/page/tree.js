// The outline as a tree: one stop for Tab, arrows move within it, as trees do everywhere.

const tree = element("outline");
const items = [...tree.querySelectorAll('[role="treeitem"]')];
const isOpen = (item) => item.getAttribute("aria-expanded");
const above = (item) => item.closest('[role="group"]')?.previousElementSibling;
const inView = (item) => item.checkVisibility?.({ contentVisibilityAuto: false }) ?? item.offsetParent;

function open(item, wanted) {
  if (isOpen(item)) item.setAttribute("aria-expanded", wanted);
}

function stand(item, focus = true) {
  for (const other of items) if (other.tabIndex === 0) other.tabIndex = -1;
  item.tabIndex = 0;
  if (focus) item.focus();
}

if (items.length) stand(items[0], false);

tree.addEventListener("click", (event) => {
  const item = event.target.closest('[role="treeitem"]');
  if (item && event.target.tagName === "I" && isOpen(item)) {
    event.preventDefault();
    event.stopPropagation();
    open(item, isOpen(item) !== "true");
  }
});

tree.addEventListener("keydown", (event) => {
  const item = event.target.closest('[role="treeitem"]');
  if (!item) return;
  const visible = items.filter(inView);
  const at = visible.indexOf(item);
  const moves = {
    ArrowDown: () => visible[at + 1],
    ArrowUp: () => visible[at - 1],
    Home: () => visible[0],
    End: () => visible.at(-1),
    ArrowRight: () => (isOpen(item) === "false" ? open(item, true) : isOpen(item) && visible[at + 1]),
    ArrowLeft: () => (isOpen(item) === "true" ? open(item, false) : above(item)),
  };
  if (!(event.key in moves)) return;
  event.preventDefault();
  const to = moves[event.key]();
  if (to) stand(to);
});

onSelect(({ node }) => {
  for (const item of items) item.removeAttribute("aria-current");
  const item = element(`outline-${node}`);
  if (!item) return;
  for (let parent = above(item); parent; parent = above(parent)) open(parent, true);
  item.classList.add("chosen");
  item.setAttribute("aria-current", "true");
  stand(item, false);
  bring(item);
});
