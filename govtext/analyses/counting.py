"""The terms of a dictionary counted in one report: in all, by category and by section."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from govtext.analyses.agenda import planned_sections, section_of
from govtext.analyses.body import Body
from govtext.analyses.dictionary import Dictionary
from govtext.analyses.issuers import issuer_of
from govtext.language.topics import Hit
from govtext.language.wordcount import Tokenizer, plain_jieba
from govtext.report import Category, Node, Report

PartKind = Literal["all", "category", "section"]
_CATEGORIES: tuple[Category, ...] = get_args(Category)


class TermCounts(msgspec.Struct):
    """The hits of one concept in a part of a report: by the number of the term, and the sentences
    that have any."""

    terms: dict[int, int] = {}
    sentences: int = 0


class PartCounts(msgspec.Struct):
    """A part of a report: its size, and the counts of each concept by its number."""

    kind: PartKind
    name: str = ""
    order: int = 0
    words: int = 0
    characters: int = 0
    sentences: int | None = 0
    """None where sentences are not told apart."""
    concepts: dict[int, TermCounts] = {}


class AgendaPlace(msgspec.Struct):
    """Where a concept first stands in the plans: the section with its number from 1, and the share
    of the planned text before it."""

    section: str | None
    order: int | None
    position: float


class ReportCounts(msgspec.Struct):
    """All counts of one report."""

    source: str | None
    title: str | None
    issuer: str | None
    region_code: str | None
    region_name: str | None
    region_level: str | None
    year: int | None
    tokenizer: str
    parts: list[PartCounts]
    planned: int = 0
    """How many sections the plans have."""
    agenda: dict[int, AgendaPlace] = {}


class ReportCounter:
    """Counts a dictionary in one report after the other."""

    def __init__(self, words: Dictionary, tokenizer: Tokenizer, *, regions: bool = True) -> None:
        self._words = words
        self.tokenizer = tokenizer
        self._regions = regions
        self._number = 0

    def count(self, report: Report) -> ReportCounts:
        """The counts of ``report``. Raises ValueError for a report without its text."""
        body = Body(report)
        sections = planned_sections(body)
        parts = _Parts(body)
        for unit, own in zip(body.units, parts.of_unit, strict=True):
            words = self.tokenizer.count(body.text[unit.start : unit.end])
            for part in own:
                part.words += words
                part.characters += unit.end - unit.start
                part.sentences = (part.sentences or 0) + (unit.statement is not None)
        hits = self._words.counter.find(body.searched)
        seen: set[tuple[int, int]] = set()
        for hit in hits:
            number = body.unit_at(hit.start)
            first = (hit.concept, number) not in seen and body.units[number].statement is not None
            seen.add((hit.concept, number))
            for part in parts.of_unit[number]:
                counts = part.concepts.setdefault(hit.concept, TermCounts())
                counts.terms[hit.term] = counts.terms.get(hit.term, 0) + 1
                counts.sentences += first
        found = self._counts(report, self.tokenizer, parts.all)
        found.planned = len(sections)
        found.agenda = _agenda(body, hits, sections)
        return found

    def _counts(
        self, report: Report, tokenizer: Tokenizer, parts: list[PartCounts]
    ) -> ReportCounts:
        self._number += 1
        issuer = issuer_of(report, self._number, regions=self._regions)
        said, region = report.metadata, issuer.region
        return ReportCounts(
            report.source.name,
            said.title,
            issuer.name,
            region and region.code,
            region and region.name,
            region and region.level,
            said.year,
            tokenizer.name,
            parts,
        )


class SubstringCounter(ReportCounter):
    """Counts as most studies do: every term alone with ``str.count`` on the text as it was read,
    divided by all tokens of jieba, punctuation among them. No term keeps another from counting."""

    def __init__(self, words: Dictionary, *, regions: bool = True) -> None:
        super().__init__(words, plain_jieba(), regions=regions)

    def count(self, report: Report) -> ReportCounts:
        """The counts of ``report``. Raises ValueError for a report without its text."""
        text = report.text
        if text is None:
            raise ValueError("a report without its text can't be counted; read it with its text")
        part = PartCounts("all", "", 0, self.tokenizer.every(text), len(text), None)
        for concept, terms in enumerate(self._words.counter.terms):
            counted = {number: text.count(term.written) for number, term in enumerate(terms)}
            present = {number: count for number, count in counted.items() if count}
            if present:
                part.concepts[concept] = TermCounts(present)
        return self._counts(report, self.tokenizer, [part])


class _Parts:
    """The parts of a report, and for each unit of its body the parts that it belongs to."""

    def __init__(self, body: Body) -> None:
        whole = PartCounts("all")
        categories = {name: PartCounts("category", name) for name in _CATEGORIES}
        titles = {node.id: node.title for node in body.report.outline}
        sections: dict[str, PartCounts] = {}
        self.of_unit: list[tuple[PartCounts, ...]] = []
        for unit in body.units:
            top = (unit.node or "").partition(".")[0]
            if top not in sections:
                # Before the first section the order is 0, and there is no title.
                sections[top] = PartCounts("section", titles.get(top, ""), int(top or 0))
            self.of_unit.append((whole, categories[unit.category], sections[top]))
        self.all = [whole, *categories.values(), *sections.values()]


def _agenda(body: Body, hits: list[Hit], sections: list[Node]) -> dict[int, AgendaPlace]:
    """For each concept that the plans name: where it first stands in them."""
    before: dict[int, int] = {}
    total = 0
    for number, unit in enumerate(body.units):
        if unit.category == "plan":
            before[number] = total
            total += unit.end - unit.start
    found: dict[int, AgendaPlace] = {}
    for hit in sorted(hits, key=lambda hit: hit.start):
        number = body.unit_at(hit.start)
        if number not in before:
            continue
        unit = body.units[number]
        place = found.get(hit.concept)
        if place is None:
            position = (before[number] + hit.start - unit.start) / total
            place = found[hit.concept] = AgendaPlace(None, None, round(position, 6))
        if place.order is None:
            at = section_of(unit.node, sections)
            if at is not None:
                place.section, place.order = sections[at].title, at + 1
    return found
