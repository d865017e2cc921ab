"""Claims: each quantity with what it measures, which way it goes, when it holds and how surely."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from govtext.document import Document, Sentence
from govtext.language.calendar import whole_years
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.units import base, build_units
from govtext.report import Claim, Indicator, Node, Quantity
from govtext.stages.claims.change import basis_of, carry_changes, direction_of, year_of
from govtext.stages.claims.context import ContextReader
from govtext.stages.claims.describe import Describer
from govtext.stages.claims.indicators import measure
from govtext.stages.claims.measured import Measured, labelled
from govtext.stages.claims.names import build_names, name_of, name_of_part
from govtext.stages.claims.part_of import is_part, link_parts
from govtext.stages.claims.period import Periods
from govtext.stages.claims.status import Statuses
from govtext.stages.claims.table_cells import Cell, is_row, read_cell
from govtext.stages.claims.timeline import TimeReading

_CURRENCY = pattern("currency before an amount")


def make_claims(document: Document) -> None:
    """Fill ``document.claims``, one for each quantity of a statement, and ``Mask.claim``.

    A quantity outside every statement (in a heading, in furniture) claims nothing.
    """
    reader, maker = ContextReader(document), _Maker(document)
    for sentence in document.sentences:
        span = sentence.statement.start, sentence.statement.end
        document.attempt(span, maker.add, sentence, reader)
    _tell_masks(document)


def whole_of(told: list[Claim]) -> Span | None:
    """What a sentence of parts goes on with: the last level among the claims of the one before."""
    levels = [one.indicator for one in told if one.indicator and not one.direction]
    return Span(levels[-1].start, levels[-1].end) if levels else None


class _Maker:
    """Puts the claims of a report together, sentence by sentence."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._names = document.rules.derive(build_names)
        self._periods = Periods(document)
        self._statuses = Statuses(document)
        self._nodes = _Nodes(document.nodes)
        self._units = document.rules.derive(build_units)
        self._converted: dict[str, tuple[int | float | None, str]] = {}
        self._describer = Describer(document)
        self._columns: dict[int, Claim] = {}  # the last claim of each column of a table

    def add(self, sentence: Sentence, reader: ContextReader) -> None:
        """Add the claims of the quantities of ``sentence``."""
        statement, contexts = sentence.statement, reader.contexts(sentence)
        told = self._told_of(statement.id) if contexts[0].among else []
        measured = measure(contexts, whole_of(told))
        readings = self._periods.readings(sentence, among=bool(told))
        claims = []
        for number, (context, found) in enumerate(zip(contexts, measured, strict=True)):
            head = contexts[found.head]  # the values of a list share one predicate
            direction = direction_of(head, measured[found.head])
            reading = readings[context.quantity.start]
            claim = self._claim(sentence, number, reading)
            claim.indicator = self._named(found.phrase)
            if claim.indicator is not None and found.shared is not None and found.listed > 1:
                shared = context.text(found.shared)
                part = name_of_part(shared, found.order, found.listed, self._names)
                claim.indicator.name = part or claim.indicator.name
            claim.direction = direction
            if direction:
                period = reading.period
                claim.basis = basis_of(head, found, period.last_year if period else None)
            claims.append(claim)
        ones = labelled(contexts, measured, claims)
        carry_changes(self._document.text, ones)
        link_parts(ones)
        line = Span(statement.start, statement.end)
        if is_row(self._document.text, line):
            self._read_cells(line, measured, claims)
        for claim in claims:
            self._convert(claim.quantity)
        self._document.claims += claims
        self._document.attempt(line, self._describer.describe, ones, told)

    def _told_of(self, statement: int) -> list[Claim]:
        """The claims of the statement before the one with the id ``statement``."""
        claims, first = self._document.claims, len(self._document.claims)
        while first and claims[first - 1].statement == statement - 1:
            first -= 1
        return claims[first:]

    def _convert(self, quantity: Quantity) -> None:
        """Set the value of a quantity in the base unit of its family."""
        unit = quantity.unit
        if unit is None or unit == "元":
            named = _CURRENCY.search(
                self._document.plain, max(0, quantity.start - 6), quantity.start
            )
            unit = named[1] if named else unit  # 新台币177亿元 are no yuan
        if unit is None:
            return
        if unit not in self._converted:
            whole, name = base(1, unit, self._units)
            self._converted[unit] = None if whole == 1 else whole, name
        factor, quantity.base_unit = self._converted[unit]
        values = [quantity.value, quantity.low, quantity.high]
        if factor is not None:
            values = [None if one is None else base(one, unit, self._units)[0] for one in values]
        quantity.base_value, quantity.base_low, quantity.base_high = values

    def _read_cells(self, line: Span, measured: list[Measured], claims: list[Claim]) -> None:
        """Claims of a table row measure what the row is named for."""
        for found, claim in zip(measured, claims, strict=True):
            cell = read_cell(self._document.text, self._document.plain, line, claim.quantity)
            if cell is None and (year := year_of(claim)):  # 替代率≥80% in a cell of a plan
                claim.status = self._statuses.in_year(year, claim.status)
            elif cell is not None:
                claim.indicator = self._named(cell.phrase)
                claim.direction, claim.basis = cell.direction, cell.basis
                claim.status = cell.status or claim.status
                claim.part_of = self._whole(cell, claim)
                if cell.years is not None:
                    claim.period = str(whole_years(*cell.years))
                    claim.status = cell.status or self._statuses.in_year(
                        cell.years[1], claim.status
                    )
                if claim.status == "target":
                    claim.commitment = cell.promise
                found.phrase, found.shared = cell.phrase, None
                found.counted, found.listed = False, 1

    def _whole(self, cell: Cell, claim: Claim) -> int | None:
        """The claim that one in a row of a table is a part of, and the claims of its column are
        remembered as wholes."""
        whole = self._columns.get(cell.column)
        if not cell.among:
            self._columns[cell.column] = claim
        elif whole is not None and claim.direction is None and is_part(claim, whole):
            return whole.id if self._is_one_table(whole, claim) else None
        return None

    def _is_one_table(self, first: Claim, second: Claim) -> bool:
        """Whether only rows stand between two claims in rows."""
        between = self._document.text[first.quantity.start : second.quantity.start]
        return all("\t" in line for line in between.split("\n")[1:-1])

    def _claim(self, sentence: Sentence, number: int, reading: TimeReading) -> Claim:
        statement, quantity = sentence.statement, sentence.quantities[number]
        return Claim(
            id=len(self._document.claims) + number + 1,
            statement=statement.id,
            node=self._nodes.at(quantity.start) or statement.node,
            category=statement.category,
            status=self._statuses.of(sentence, number, reading),
            period=reading.written,
            indicator=None,
            quantity=quantity,
            direction=None,
            basis=None,
            part_of=None,
        )

    def _named(self, phrase: Span | None) -> Indicator | None:
        """The indicator that ``phrase`` writes, with its canonical name."""
        if phrase is None:
            return None
        start, end = phrase
        name = name_of(self._document.plain[start:end], self._names)
        return Indicator(self._document.text[start:end], start, end, name)


def _tell_masks(document: Document) -> None:
    """Tell each mask inside a quantity which claim it hides digits of."""
    starts = [claim.quantity.start for claim in document.claims]
    for mask in document.masks:
        index = bisect_right(starts, mask.start) - 1
        if index >= 0 and mask.end <= document.claims[index].quantity.end:
            mask.claim = document.claims[index].id


class _Nodes:
    """The deepest outline node at a place, for places asked in order."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._coming = [*nodes][::-1]
        self._open: list[Node] = []

    def at(self, place: int) -> str | None:
        """The id of the deepest node that holds ``place``, or None; places must not go back."""
        while self._coming and self._coming[-1].start <= place:
            self._open.append(self._coming.pop())
        while self._open and self._open[-1].end <= place:
            self._open.pop()
        return self._open[-1].id if self._open else None
