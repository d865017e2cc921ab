// A card with the fields of a claim, or with what a mask hides: on hover, on focus and on a tap.

const card = element("card");
const bounds = { "=": "", "~": text("about "), ">": text("more than "), ">=": text("at least "), "<": text("less than "), "<=": text("at most ") };
const bases = { yoy: text("on the year before"), avg_annual: text("a year on average"), vs: text("on another time") };
const references = { whole: text("share of"), among: text("ranked among"), than: text("compared with") };

function fields(claim) {
  const whole = claimOf.get(claim.part_of);
  const change = [claim.direction && word(claim.direction), claim.basis && t(bases[claim.basis])].filter(Boolean).join(", ");
  return [
    [t("claim"), `${claim.id} · ${word(claim.category)} · ${word(claim.status)}`],
    [t("label"), claim.label],
    [t("indicator"), claim.indicator !== claim.label && claim.indicator],
    [t("known as"), ![claim.indicator, claim.label].includes(claim.name) && claim.name],
    [t("as written"), claim.quantity],
    [t("value"), claim.masked ? t("a number is hidden") : `${bounds[claim.bound] && t(bounds[claim.bound])}${claim.figures} ${claim.unit ?? ""}`],
    [t("nature"), [...new Set([claim.nature, claim.kind])].filter(Boolean).map(word).join(" · ")],
    [t("change"), change],
    [t("action"), claim.action],
    [t("whose"), claim.scope],
    [t("for each"), claim.per],
    [t(references[claim.role] ?? text("against")), claim.reference],
    [t("lasting"), claim.streak],
    [t("promised"), claim.commitment && `${claim.commitment} (${word(claim.strength)})`],
    [t("estimated"), claim.estimated && t("the report says so")],
    [t("period"), claim.period],
    [t("part of"), whole && `${whole.id} · ${whole.label ?? whole.quantity}`],
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
  // Within the pane of its anchor, so that it does not cover the row of the table that goes with it.
  const edge = anchor.closest(".pane")?.getBoundingClientRect().right ?? innerWidth;
  card.style.left = `${Math.max(4, Math.min(place.left, Math.min(edge, innerWidth) - card.offsetWidth - 8))}px`;
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
