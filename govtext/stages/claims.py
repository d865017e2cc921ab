"""Claims: each quantity with what it measures, which way it goes, when it holds and how surely."""

from __future__ import annotations

from bisect import bisect_right

from govtext.plain import plain
from govtext.report import Claim, Indicator, Node, Quantity, Statement
from govtext.rulebook import Rulebook
from govtext.rulecheck import checks
from govtext.stages.changes import basis_of, carry_bases, direction_of
from govtext.stages.indicators import measure
from govtext.stages.names import build_names, name_of, name_of_part
from govtext.stages.periods import Periods
from govtext.stages.rows import is_row, read_cell
from govtext.stages.shares import link_parts
from govtext.stages.sites import Site, Surveyor
from govtext.stages.status import Statuses
from govtext.stages.units import build_units
from govtext.stages.wording import Wording, build_lexicon
from govtext.state import Span, State


def make_claims(state: State) -> None:
    """Fill ``state.claims``, one for each quantity of a statement, and ``Mask.claim``.

    A quantity outside every statement (in a heading, in furniture) claims nothing.
    """
    lexicon = state.rules.derive(build_lexicon)
    surveyor = Surveyor(state.plain, lexicon, state.rules.derive(build_units))
    maker = _Maker(state)
    quantities, count, last = state.quantities, len(state.quantities), 0
    for statement in state.statements:
        first = last
        while first < count and quantities[first].start < statement.start:
            first += 1
        last = first
        while last < count and quantities[last].start < statement.end:
            last += 1
        if first < last:
            sites = surveyor.sites(Span(statement.start, statement.end), quantities[first:last])
            maker.add(statement, sites)
    _tell_masks(state)


class _Maker:
    """Puts the claims of a report together, sentence by sentence."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._names = state.rules.derive(build_names)
        self._periods = Periods(state)
        self._statuses = Statuses(state, self._periods.anchors)
        self._nodes = _Nodes(state.outline)

    def add(self, statement: Statement, sites: list[Site]) -> None:
        """Add the claims of the quantities at ``sites``, which stand in ``statement``."""
        measured = measure(sites)
        claims = []
        for number, (site, found) in enumerate(zip(sites, measured, strict=True)):
            head = sites[found.head]  # the values of a list share one predicate
            direction = direction_of(head, measured[found.head])
            claim = self._claim(statement, site.quantity, number)
            claim.indicator = self._named(found.phrase)
            if claim.indicator is not None and found.shared is not None and found.listed > 1:
                whole = site.text(found.shared)
                part = name_of_part(whole, found.order, found.listed, self._names)
                claim.indicator.name = part or claim.indicator.name
            claim.direction = direction
            claim.basis = basis_of(head, found) if direction else None
            claims.append(claim)
        carry_bases(sites, measured, claims)
        link_parts(sites, measured, claims)
        line = Span(statement.start, statement.end)
        if is_row(self._state.text, line):
            self._read_cells(line, claims)
        self._state.claims += claims

    def _read_cells(self, line: Span, claims: list[Claim]) -> None:
        """Claims of a table row measure what the row is named for."""
        for claim in claims:
            cell = read_cell(self._state.text, self._state.plain, line, claim.quantity)
            if cell is not None:
                claim.indicator = self._named(cell.phrase)
                claim.direction, claim.basis, claim.part_of = cell.direction, cell.basis, None
                claim.status = cell.status or claim.status

    def _claim(self, statement: Statement, quantity: Quantity, number: int) -> Claim:
        reading = self._periods.reading(quantity, statement)
        return Claim(
            id=len(self._state.claims) + number + 1,
            statement=statement.id,
            node=self._nodes.at(quantity.start) or statement.node,
            category=statement.category,
            status=self._statuses.of(quantity, statement, reading),
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
        name = name_of(self._state.plain[start:end], self._names)
        return Indicator(self._state.text[start:end], start, end, name)


def _tell_masks(state: State) -> None:
    """Tell each mask inside a quantity which claim it hides digits of."""
    starts = [claim.quantity.start for claim in state.claims]
    for mask in state.masks:
        index = bisect_right(starts, mask.start) - 1
        if index >= 0 and mask.end <= state.claims[index].quantity.end:
            mask.claim = state.claims[index].id


class _Nodes:
    """The deepest outline node at a place, for places asked in order."""

    def __init__(self, roots: list[Node]) -> None:
        self._coming = [node for root in roots for node in root.walk()][::-1]
        self._open: list[Node] = []

    def at(self, place: int) -> str | None:
        """The id of the deepest node that holds ``place``, or None; places must not go back."""
        while self._coming and self._coming[-1].start <= place:
            self._open.append(self._coming.pop())
        while self._open and self._open[-1].end <= place:
            self._open.pop()
        return self._open[-1].id if self._open else None


@checks("wording", Wording)
def _indicators_are_found(entry: Wording, example: str, rules: Rulebook) -> str | None:
    from govtext.pipeline import STAGES  # noqa: PLC0415 (which imports this stage)

    text, _, expected = example.partition(" => ")
    state = State(text, plain(text), rules)
    for _name, stage in STAGES:
        stage(state)
    found = " | ".join(c.indicator.text if c.indicator else "-" for c in state.claims)
    return None if found == expected else f"measures {found}"
