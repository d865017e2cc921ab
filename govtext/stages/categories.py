"""Which category each sentence has: what its section expects, against what it says itself.

A report runs on: achievements, then problems, then plans, with headings between or without. So
beside what a sentence says (its cues) stands what the text is doing there, its *course*: the
course keeps going until cues or a heading turn it. The best course for the whole text is found by
dynamic programming (Viterbi 1967): every sentence gives its cue weights to the course that they
fit, a heading draws the course to what it announces, and every turn costs, least at a heading,
most in the middle of a paragraph. A sentence then takes the category of the course, unless its own
cues outweigh it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final, NamedTuple

from govtext.plain import plain
from govtext.report import Category
from govtext.rulebook import Rulebook
from govtext.rulecheck import checks
from govtext.stages.contexts import Break, Context
from govtext.stages.cues import CATEGORIES, Cue, Cues, Shape, compile_cues
from govtext.stages.phrases import expand
from govtext.state import Span

_COURSE: Final = 2.0  # what the course weighs against a sentence's own cues
_ANNOUNCED: Final = 1.0  # what it weighs more where a heading announces it
_APPENDIX: Final = 9.0  # and more where a heading announces a glossary or the like
_SOFT: Final = 2.0  # the most that soft cues weigh together
_DEALT: Final = (
    2.0  # what problems weigh less in a sentence that opens with what is done about them
)
_HEADING: Final = 3.0  # what a heading weighs for its course, at every sentence below it
_CONFESSION: Final = 2.0  # what a heading that announces achievements leaves to problems
_TURN: Final = (8.0, 3.0, 0.5)  # what a turn of the course costs, by the break
_BACK: Final = 1.5  # what it costs more to turn back to achievements
_OUTSET: Final = (0.0, -2.0, -3.0, 0.0)  # a report begins with what was done
_CLEAR: Final = 4.0  # what a sentence must weigh to say clearly what it is
_PROBLEM = CATEGORIES.index("problem")
_PLAN = CATEGORIES.index("plan")
_OTHER = CATEGORIES.index("other")


def _pull(expected: int) -> tuple[float, ...]:
    """What a heading that announces ``expected`` (-1: nothing) weighs for each course."""
    pull = [0.0] * len(CATEGORIES)
    if expected >= 0:
        pull[expected] = _HEADING if expected != _OTHER else _APPENDIX
        # Problems are confessed in the middle of reviews, under no heading of their own.
        if CATEGORIES[expected] == "achievement":
            pull[_PROBLEM] = _CONFESSION
    return tuple(pull)


_PULLS: Final = {expected: _pull(expected) for expected in range(-1, len(CATEGORIES))}


class Testimony(NamedTuple):
    """What a sentence says of itself: its cues, and their weight for each category.

    ``fits`` counts the soft cues too: how well the sentence fits a course of each category.
    """

    span: Span
    phrases: Sequence[str]
    weights: tuple[float, float, float, float]
    fits: tuple[float, float, float, float]


_NOTHING: Final = (0.0, 0.0, 0.0, 0.0)


def categorize(
    plain: str, contexts: Sequence[Context], rules: Rulebook
) -> list[tuple[Category, str]]:
    """The category of each sentence of a report, in order, and what decided so."""
    cues = rules.derive(compile_cues)
    heard = [hear(plain, context.span, cues) for context in contexts]
    expected = expectations(contexts, heard, cues)
    breaks: list[Break] = [
        1 if context.gap == 0 and _led(testimony, cues) >= 0 else context.gap
        for context, testimony in zip(contexts, heard, strict=True)
    ]
    courses = follow_course(heard, expected, breaks)
    verdicts = []
    for context, testimony, announced, course, lead in zip(
        contexts, heard, expected, courses, _leads(courses, heard), strict=True
    ):
        category = decide(testimony, course, announced)
        if announced == category == context.expected and testimony.weights[category] < _COURSE:
            reason = f"heading {context.source}"
        elif testimony.fits[category] > 0:
            reason = f"cue {_quoted(plain, testimony, category, cues)}"
        elif lead is not None:
            reason = f"passage of cue {_quoted(plain, lead, category, cues)}"
        else:
            reason = "nothing says otherwise"
        verdicts.append((CATEGORIES[category], reason))
    return verdicts


def expectations(contexts: Sequence[Context], heard: Sequence[Testimony], cues: Cues) -> list[int]:
    """The category announced for each sentence, as its place in ``CATEGORIES`` (-1: none).

    Headings announce, and so do sentences: one that leads into an enumeration, for the whole of
    it, and one that confesses problems, for the rest of its paragraph.
    """
    expected = []
    confessed = False
    for context, testimony in zip(contexts, heard, strict=True):
        confessed = confessed and context.gap == 0
        led = _led(heard[context.lead], cues) if context.lead >= 0 else -1
        expected.append(_PROBLEM if confessed else led if led >= 0 else context.expected)
        confessed = confessed or _led(testimony, cues) == _PROBLEM
    return expected


def _led(lead: Testimony, cues: Cues) -> int:
    """What a sentence announces for those it leads to, or -1."""
    most = max(lead.weights)
    category = lead.weights.index(most)
    leading = cues.leads.intersection(lead.phrases)
    if most >= _CLEAR and any(cues.said[phrase].category == category for phrase in leading):
        return category
    return -1


def hear(plain: str, span: Span, cues: Cues) -> Testimony:
    """The cues of one sentence and their weights; what stands before a turn (但) counts half."""
    start, end = span
    phrases = cues.find(plain, start, end)
    shape = cues.shapes.match(plain, start, end)
    if not phrases and shape is None:
        return Testimony(span, (), _NOTHING, _NOTHING)
    hard, soft = _weigh(phrases, cues)
    if not cues.turns.isdisjoint(phrases):
        turn = min(plain.index(phrase, start) for phrase in cues.turns.intersection(phrases))
        before = _weigh(cues.find(plain, start, turn), cues)
        hard = [whole - part / 2 for whole, part in zip(hard, before[0], strict=True)]
        soft = [whole - part / 2 for whole, part in zip(soft, before[1], strict=True)]
    if shape is not None and shape.lastgroup is not None:
        rule = cues.shape_of[shape.lastgroup]
        if not (rule.alone and phrases):
            hard[CATEGORIES.index(rule.category)] += rule.weight
            phrases = [*phrases, rule.name]
    if hard[_PROBLEM] > 0:
        opening = cues.opens(plain, start, end)
        if opening is not None and opening.category == _PLAN:
            hard[_PROBLEM] = max(hard[_PROBLEM] - _DEALT, 0.0)
    a, b, c, d = hard
    if max(hard) >= _CLEAR:
        return Testimony(span, phrases, (a, b, c, d), (a, b, c, d))
    p, q, r, t = soft
    fits = (
        a + p if p < _SOFT else a + _SOFT,
        b + q if q < _SOFT else b + _SOFT,
        c + r if r < _SOFT else c + _SOFT,
        d + t if t < _SOFT else d + _SOFT,
    )
    return Testimony(span, phrases, (a, b, c, d), fits)


def _weigh(phrases: Sequence[str], cues: Cues) -> tuple[list[float], list[float]]:
    """The weights of the hard cues, and of the soft ones, by category."""
    hard = [0.0, 0.0, 0.0, 0.0]
    soft = [0.0, 0.0, 0.0, 0.0]
    for phrase in phrases:
        category, weight, is_soft = cues.said[phrase]
        if is_soft:
            soft[category] += weight
        else:
            hard[category] += weight
    return hard, soft


def _quoted(plain: str, testimony: Testimony, category: int, cues: Cues) -> str:
    """The phrases that speak for a category, in order, the three weightiest at most."""
    weighed: list[tuple[float, int, str]] = []
    for phrase in testimony.phrases:
        said = cues.said.get(phrase)
        if said is None:
            weighed.append((-9.0, testimony.span.start, phrase))  # the name of a shape
        elif said.category == category and said.weight > 0:
            words = phrase.strip("^$")
            place = plain.find(words, testimony.span.start, testimony.span.end)
            weighed.append((-said.weight, place, words))
    weighed.sort()
    return "…".join(phrase for _, _, phrase in sorted(weighed[:3], key=lambda cue: cue[1]))


def _leads(courses: Sequence[int], heard: Sequence[Testimony]) -> list[Testimony | None]:
    """For each sentence the one that speaks loudest for the course in its unbroken stretch."""
    leads: list[Testimony | None] = []
    for course, stretch in itertools.groupby(zip(courses, heard, strict=True), lambda x: x[0]):
        testimonies = [testimony for _, testimony in stretch]
        loudest = max(testimonies, key=lambda testimony: testimony.weights[course])
        lead = loudest if loudest.weights[course] > 0 else None
        leads.extend([lead] * len(testimonies))
    return leads


def follow_course(
    heard: Sequence[Testimony], expected: Sequence[int], breaks: Sequence[Break]
) -> list[int]:
    """The category of the course at each sentence, as its place in ``CATEGORIES``.

    Takes what every sentence says of itself, the category announced for it (-1: none), and the
    break before it. Linear in the number of sentences.
    """
    if not heard:
        return []
    a0, b0, c0, d0 = _OUTSET
    origins: list[tuple[int, int, int, int]] = []
    for testimony, announced, gap in zip(heard, expected, breaks, strict=True):
        # The four courses written out: this runs once a sentence over whole corpora.
        best, best_index = a0, 0
        if b0 > best:
            best, best_index = b0, 1
        if c0 > best:
            best, best_index = c0, 2
        if d0 > best:
            best, best_index = d0, 3
        best -= _TURN[gap]
        from_a, from_b, from_c, from_d = 0, 1, 2, 3
        if best - _BACK > a0:
            a0, from_a = best - _BACK, best_index
        if best > b0:
            b0, from_b = best, best_index
        if best > c0:
            c0, from_c = best, best_index
        if best > d0:
            d0, from_d = best, best_index
        origins.append((from_a, from_b, from_c, from_d))
        a, b, c, d = testimony.fits
        top = max(testimony.weights)
        pull_a, pull_b, pull_c, pull_d = _PULLS[announced]
        a0 += pull_a + (a + _COURSE if a + _COURSE > top else top)
        b0 += pull_b + (b + _COURSE if b + _COURSE > top else top)
        c0 += pull_c + (c + _COURSE if c + _COURSE > top else top)
        d0 += pull_d + (d + _COURSE if d + _COURSE > top else top)
    ends = (a0, b0, c0, d0)
    course = ends.index(max(ends))
    courses = []
    for origin in reversed(origins):
        courses.append(course)
        course = origin[course]
    courses.reverse()
    return courses


def decide(testimony: Testimony, course: int, announced: int) -> int:
    """The category of one sentence: that of the course, unless its own cues outweigh it."""
    weights, fits = testimony.weights, testimony.fits
    best, most = course, (weights[course] + fits[course]) / 2 + _COURSE
    if course == announced:
        most += _APPENDIX if course == _OTHER else _ANNOUNCED
    for category, weight in enumerate(weights):
        # Soft cues argue against a course only behind hard ones, and then at half their weight.
        if weight > 0 and (weight + fits[category]) / 2 > most:
            best, most = category, (weight + fits[category]) / 2
    return best


def _alone(text: str, rules: Rulebook) -> tuple[int, Testimony]:
    """The category of a sentence with no section around it, and what it says."""
    twin = plain(text)
    testimony = hear(twin, Span(0, len(twin)), rules.derive(compile_cues))
    return max(range(len(CATEGORIES)), key=lambda category: testimony.fits[category]), testimony


@checks("cues", Cue)
def cue_decides(cue: Cue, example: str, rules: Rulebook) -> str | None:
    """Whether a phrase of the entry is found, and its category wins where it speaks for one."""
    category, testimony = _alone(example, rules)
    found = {phrase.strip("^$") for phrase in testimony.phrases}
    phrases = {phrase for words in cue.words for phrase in expand(words)}
    if cue.category is None:
        silenced = any(phrase in plain(example) for phrase in phrases) and phrases.isdisjoint(found)
        return None if silenced else f"{found} found"
    if phrases.isdisjoint(found):
        return f"only {found} found"
    if cue.weight < 0 or CATEGORIES[category] == cue.category:
        return None
    return f"is {CATEGORIES[category]} by {found}"


@checks("shapes", Shape)
def shape_decides(shape: Shape, example: str, rules: Rulebook) -> str | None:
    """Whether the entry's pattern is the one that matches, and its category wins."""
    category, testimony = _alone(example, rules)
    if shape.name not in testimony.phrases:
        return f"only {testimony.phrases} found"
    return None if CATEGORIES[category] == shape.category else f"is {CATEGORIES[category]}"
