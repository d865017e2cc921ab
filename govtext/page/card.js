// A card with the fields of a claim, or with what a mask hides: on hover, on focus and on a tap.

const card = element("card");
const bounds = { "=": "", "~": text("about "), ">": text("more than "), ">=": text("at least "), "<": text("less than "), "<=": text("at most ") };
const bases = { yoy: text("on the year before"), avg_annual: text("a year on average"), vs: text("on another time") };

function fields(claim) {
  const whole = claimOf.get(claim.part_of);
  const change = [claim.direction && word(claim.direction), claim.basis && t(bases[claim.basis])].filter(Boolean).join(", ");
  return [
    [t("claim"), `${claim.id} · ${word(claim.category)} · ${word(claim.status)}`],
    [t("indicator"), claim.indicator],
    [t("known as"), claim.name !== claim.indicator && claim.name],
    [t("as written"), claim.quantity],
    [t("value"), claim.masked ? t("a number is hidden") : `${bounds[claim.bound] && t(bounds[claim.bound])}${claim.figures} ${claim.unit ?? ""}`],
    [t("kind"), word(claim.kind)],
    [t("change"), change],
    [t("period"), claim.period],
    [t("part of"), whole && `${whole.id} · ${whole.indicator ?? whole.quantity}`],
  ].filter(([, value]) => value);
}

function showCard(anchor) {
  const claim = claimOf.get(Number(anchor.getAttribute("href")?.replace("#claim-", "") || NaN));
  if (claim) {
    const list = make("dl");
    for (const [name, value] of fields(claim)) list.append(make("dt", name), make("dd", value));
    card.replaceChildren(list);
  } else {
    card.textContent = anchor.getAttribute(`data-${language}-title`);
    anchor.removeAttribute("title"); // else the browser's own tip would stand beside the card
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
