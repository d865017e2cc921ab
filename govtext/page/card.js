// A card with the fields of a claim, or with what a mask hides: on hover, on focus and on a tap.

const card = element("card");
const bounds = { "=": "", "~": "about ", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most " };
const bases = { yoy: "on the year before", avg_annual: "a year on average", vs: "against another time" };
const references = { whole: "share of", among: "ranked among", than: "compared with" };

function fields(claim) {
  const whole = claimOf.get(claim.part_of);
  const change = [claim.direction, bases[claim.basis]].filter(Boolean).join(", ");
  return [
    ["claim", `${claim.id} · ${claim.category} · ${claim.status}`],
    ["label", claim.label],
    ["indicator", claim.indicator !== claim.label && claim.indicator],
    ["known as", ![claim.indicator, claim.label].includes(claim.name) && claim.name],
    ["as written", claim.quantity],
    ["value", claim.masked ? "a number is hidden" : `${bounds[claim.bound]}${claim.figures} ${claim.unit ?? ""}`],
    ["nature", [...new Set([claim.nature, claim.kind])].filter(Boolean).join(" · ")],
    ["change", change],
    ["action", claim.action],
    ["whose", claim.scope],
    ["for each", claim.per],
    [references[claim.role] ?? "against", claim.reference],
    ["lasting", claim.streak],
    ["promised", claim.commitment && `${claim.commitment} (${claim.strength})`],
    ["estimated", claim.estimated && "the report says so"],
    ["period", claim.period],
    ["part of", whole && `${whole.id} · ${whole.label ?? whole.quantity}`],
  ].filter(([, value]) => value);
}

function showCard(anchor) {
  const claim = claimOf.get(Number(anchor.getAttribute("href")?.replace("#claim-", "") || NaN));
  if (claim) {
    const list = make("dl");
    for (const [name, value] of fields(claim)) list.append(make("dt", name), make("dd", value));
    card.replaceChildren(list);
  } else {
    card.textContent = anchor.title || anchor.dataset.title;
    // Else the browser's own tip would stand beside the card.
    anchor.dataset.title = card.textContent;
    anchor.removeAttribute("title");
  }
  card.hidden = false;
  const place = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const below = place.bottom + 6 + card.offsetHeight < innerHeight;
  card.style.top = `${Math.max(4, below ? place.bottom + 6 : place.top - card.offsetHeight - 6)}px`;
  card.style.left = `${Math.max(4, Math.min(place.left, innerWidth - card.offsetWidth - 8))}px`;
  anchor.setAttribute("aria-describedby", "card");
}

function hideCard() {
  if (card.hidden) return;
  card.hidden = true;
  document.querySelector('[aria-describedby="card"]')?.removeAttribute("aria-describedby");
}

const described = (event) => event.target.closest?.("a.claim[href]") ?? event.target.closest?.(".mask");
for (const [shows, hides] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  article.addEventListener(shows, (event) => described(event) && showCard(described(event)));
  article.addEventListener(hides, hideCard);
}
article.addEventListener("click", (event) => described(event) && showCard(described(event)));
addEventListener("keydown", (event) => event.key === "Escape" && hideCard());
element("text").addEventListener("scroll", hideCard, { passive: true });
