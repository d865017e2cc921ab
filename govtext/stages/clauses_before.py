"""What the clauses before that of a quantity tell of what it measures."""

from __future__ import annotations

from govtext.stages.clauses import Reading
from govtext.stages.nounphrases import phrase_end, phrase_start, trim
from govtext.stages.sites import Site
from govtext.stages.wording import Token
from govtext.state import Span

_LITTLE = 2
"""How many letters are too few for a subject."""


def subject_between(site: Site, reading: Reading) -> Span | None:
    """The subject of a clause with no number of its own, of which a number tells more: 修路12公里,
    粮食产量再上新台阶,突破60亿斤."""
    if not reading.predicate or reading.verb or len(site.marks) < 2:
        return None
    if site.before[:1] and site.before[0].kind not in {"reach", "change"}:
        return None
    tokens = next(site.clauses_before(), [])
    end = phrase_end(tokens, 0, len(tokens))
    if not 0 < end < len(tokens) or site.marks[-1].written != ",":
        return None
    subject = trim(tokens, 0, end, verb=False)
    if subject is None or subject.end - subject.start <= _LITTLE:
        return None
    return None if site.text(subject) in site.lexicon.back else subject


def phrase_of_clause_before(site: Site, *, subject: bool) -> Span | None:
    """The ``subject`` of the clause before, or else its object."""
    for tokens in site.clauses_before():
        if tokens and tokens[0].kind != "at":
            phrase = trim(tokens, 0, phrase_end(tokens, 0, len(tokens)), verb=False)
            if phrase is None or not subject:
                phrase = _last_phrase(tokens)
            if phrase is not None and (
                phrase.end - phrase.start > 1 or site.text(phrase) in site.lexicon.single
            ):
                return phrase
    return None


def _last_phrase(tokens: list[Token]) -> Span | None:
    end = len(tokens)
    while end > 0:
        first = phrase_start(tokens, end)
        phrase = trim(tokens, first, end) if first < end else None
        if phrase is not None and phrase.end - phrase.start > 1:
            return phrase
        end = min(first, end - 1)
    return None
