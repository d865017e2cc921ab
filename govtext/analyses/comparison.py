"""Two drafts, or the reports of two years: which statements are the same, moved, changed, new or
dropped, and what became of the numbers and the words of promise in those that changed."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from govtext.analyses.alignment import Aligned, align, common, require_rapidfuzz
from govtext.corpus import Rules, read
from govtext.frames import Dtypes, load_pandas, typed
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.report import Claim, Report, Statement, Strength
from govtext.rulebook.load import Rulebook
from govtext.rulebook.usable import checked
from govtext.stages.claims.promises import Promises

if TYPE_CHECKING:
    import pandas as pd

Fate = Literal["same", "moved", "changed", "new", "dropped"]
FATES: tuple[Fate, ...] = ("same", "moved", "changed", "new", "dropped")
Turn = Literal["weakened", "strengthened"]

_FIRMNESS: dict[Strength, int] = {"expect": 0, "strive": 1, "plan": 2, "ensure": 3}
_MARKER = pattern("marker before a statement that is compared")


class NumberChange(msgspec.Struct):
    """A number of a statement that another one took the place of."""

    label: str | None
    """What it measures; null where nothing in the text names it."""
    old: str | None
    """The number in the old report, as written; null where there was none."""
    new: str | None
    """The number in the new report; null where it is gone."""


class PromiseChange(msgspec.Struct):
    """A word of promise that another one took the place of: 确保 → 力争."""

    old: str | None
    """The word in the old report; null where there was none."""
    new: str | None
    """The word in the new report; null where it is gone."""
    turn: Turn | None
    """Whether the promise is "weakened" or "strengthened"; null where both are as firm."""


class StatementPair(msgspec.Struct):
    """A statement of the old report, the one of the new report that took its place, or both."""

    fate: Fate
    """"same", "moved" (the same words at another place), "changed", "new" or "dropped"."""
    old: str | None
    """The words in the old report; null for "new"."""
    new: str | None
    """The words in the new report; null for "dropped"."""
    old_start: int | None
    """Where the statement begins in the old text."""
    new_start: int | None
    """Where the statement begins in the new text."""
    section: str | None
    """The titles of the sections from the root down, joined by " > "; those of the new report where
    the statement stands in it."""
    similarity: int
    """How alike the two are, from 0 to 100, numbers apart."""
    is_moved: bool
    """Whether a changed statement stands at another place too."""
    numbers: list[NumberChange]
    """The numbers that differ."""
    promises: list[PromiseChange]
    """The words of promise that differ."""


class SectionShare(msgspec.Struct):
    """How much of a section of the new report is taken over from the old one."""

    section: str
    """The title of the section; "" for what stands before the first."""
    characters: int
    """The characters of its statements."""
    taken_over: int
    """How many of them stand in the old report, in runs of at least four."""

    @property
    def share(self) -> float:
        """The share that is taken over, from 0 to 1."""
        return self.taken_over / self.characters if self.characters else 0.0


class Comparison(msgspec.Struct):
    """Two reports compared.

    >>> import govtext
    >>> found = compare(
    ...     govtext.parse("一、工作打算\\n确保新建学校5所。抓好春耕。"),
    ...     govtext.parse("一、工作打算\\n力争新建学校4所。抓好春耕。"),
    ... )
    >>> found.counts()
    {'same': 1, 'moved': 0, 'changed': 1, 'new': 0, 'dropped': 0}
    >>> print(found.pairs[0].numbers[0].old, found.pairs[0].numbers[0].new)
    5所 4所
    >>> print(found.pairs[0].promises[0].turn)
    weakened
    """

    old: str
    """The name of the old report."""
    new: str
    """The name of the new report."""
    pairs: list[StatementPair]
    """The statements in the order of the new report, dropped ones behind those they followed."""
    sections: list[SectionShare]
    """The sections of the new report, in order."""

    def counts(self) -> dict[str, int]:
        """How many statements have each fate."""
        return {fate: sum(pair.fate == fate for pair in self.pairs) for fate in FATES}

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain dicts and lists."""
        document: dict[str, Any] = msgspec.to_builtins(self)
        for section, share in zip(document["sections"], self.sections, strict=True):
            section["share"] = round(share.share, 4)
        return document | {"counts": self.counts()}

    def to_json(self, *, indent: int = 0) -> bytes:
        """The comparison as JSON in UTF-8, on one line or indented by ``indent`` spaces."""
        encoded = msgspec.json.encode(self.to_dict())
        return msgspec.json.format(encoded, indent=indent) if indent else encoded

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with a row for each pair. Raises ImportError without pandas."""
        load_pandas("to_frame")
        rows = [row_of(pair) for pair in self.pairs]
        columns: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in DTYPES}
        return typed(columns, DTYPES)

    def to_html(self) -> str:
        """A page with both texts side by side, in one file that needs no network."""
        # The page imports this module, so it is found by name.
        page: str = importlib.import_module("govtext.page.comparison").comparison_page(self)
        return page


DTYPES: Dtypes = {
    "fate": FATES,
    "section": "string",
    "old": "string",
    "new": "string",
    "similarity": "Int64",
    "is_moved": "boolean",
    "numbers": "string",
    "promises": "string",
    "turn": "string",
    "old_start": "Int64",
    "new_start": "Int64",
}


def row_of(pair: StatementPair) -> dict[str, Any]:
    """A pair as a row of a table: ``numbers`` is "学校: 5所 → 4所", ``turn`` "weakened"."""
    turns = dict.fromkeys(one.turn for one in pair.promises if one.turn)
    told = {
        "numbers": "; ".join(map(shown_number, pair.numbers)) or None,
        "promises": "; ".join(f"{one.old or '—'} → {one.new or '—'}" for one in pair.promises)
        or None,
        "turn": "; ".join(turns) or None,
    }
    return {name: told[name] if name in told else getattr(pair, name) for name in DTYPES}


def shown_number(change: NumberChange) -> str:
    """A number that changed, for people: "学校: 5所 → 4所"."""
    label = f"{change.label}: " if change.label else ""
    return f"{label}{change.old or '—'} → {change.new or '—'}"


def compare(
    old: Report | str | os.PathLike[str],
    new: Report | str | os.PathLike[str],
    *,
    rules: Rules = None,
) -> Comparison:
    """Compare two drafts of a report, or the reports of two years, statement by statement.

    Takes two reports or the paths of their files; ``rules`` is the folder of rule tables that they
    are read with. Returns the pairs of statements, with the numbers and the words of promise that
    changed (确保 → 力争 is told as weakened), and for each section of the new report how much of
    its text is taken over. Statements are alike by their words, numbers apart.

    Raises ImportError where rapidfuzz is not installed, ValueError for a report without its text,
    and the errors of ``read``.
    """
    require_rapidfuzz()
    loaded = checked(None if rules is None else os.fspath(rules))
    before, after = (
        one if isinstance(one, Report) else read(one, rules=rules) for one in (old, new)
    )
    if before.text is None or after.text is None:
        raise ValueError("a report without its text can't be compared; parse it anew")
    aligned = align(_words(before), _words(after))
    pairs = [_pair(before, after, one, loaded) for one in aligned]
    return Comparison(_name(before), _name(after), pairs, list(_sections(before, after, aligned)))


def _name(report: Report) -> str:
    return report.source.name or report.metadata.title or ""


def _words(report: Report) -> list[str]:
    """The statements of a report as they are compared: normalized, on one line, without markers."""
    return [
        _MARKER.sub("", "".join(plain(report.sentence(one)).split())) for one in report.statements
    ]


def _pair(old: Report, new: Report, aligned: Aligned, rules: Rulebook) -> StatementPair:
    before = None if aligned.old is None else old.statements[aligned.old]
    after = None if aligned.new is None else new.statements[aligned.new]
    at = new.path(after) if after is not None else old.path(before) if before is not None else []
    fate: Fate = "changed"
    if before is None or after is None:
        fate = "new" if before is None else "dropped"
    elif aligned.is_equal:
        fate = "moved" if aligned.is_moved else "same"
    numbers: list[NumberChange] = []
    promises: list[PromiseChange] = []
    if before is not None and after is not None and fate == "changed":
        numbers = list(_numbers(_claims(old, before), _claims(new, after)))
        promises = list(_promises(old.sentence(before), new.sentence(after), rules))
    return StatementPair(
        fate,
        None if before is None else old.sentence(before),
        None if after is None else new.sentence(after),
        None if before is None else before.start,
        None if after is None else after.start,
        " > ".join(at) or None,
        aligned.similarity,
        aligned.is_moved,
        numbers,
        promises,
    )


def _claims(report: Report, statement: Statement) -> list[Claim]:
    return [claim for claim in report.claims if claim.statement == statement.id]


def _numbers(before: list[Claim], after: list[Claim]) -> Iterator[NumberChange]:
    """The numbers that differ: first those with the same label, then the others in order."""
    left, right = list(before), list(after)
    for claim in before:
        twin = next((one for one in right if _key(one) == _key(claim)), None)
        if twin is not None:
            left.remove(claim)
            right.remove(twin)
            if _shown(twin) != _shown(claim):
                yield NumberChange(twin.label, _shown(claim), _shown(twin))
    for claim in left:
        twin = next((one for one in right if one.quantity.unit == claim.quantity.unit), None)
        if twin is not None:
            right.remove(twin)
            if _shown(twin) != _shown(claim):
                yield NumberChange(twin.label or claim.label, _shown(claim), _shown(twin))
        else:
            yield NumberChange(claim.label, _shown(claim), None)
    for claim in right:
        yield NumberChange(claim.label, None, _shown(claim))


def _key(claim: Claim) -> tuple[str | None, str | None, str | None]:
    return claim.label, claim.quantity.unit, claim.direction


def _shown(claim: Claim) -> str:
    """A number with its bound, so that 5%以上 and 5%左右 differ."""
    bound = {"=": "", ">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}[claim.quantity.bound]
    return bound + plain(claim.quantity.text).replace(" ", "")


def _promises(before: str, after: str, rules: Rulebook) -> Iterator[PromiseChange]:
    """The words of promise that differ: first those that are as firm, then the others in order."""
    words = rules.derive(Promises)
    left, right = (
        # A single letter such as 要 is as often part of another word.
        [word for *_, word in words.commitments.find(plain(text)) if len(word) > 1]
        for text in (before, after)
    )
    firmness = {word: _FIRMNESS[entry.strength] for word, entry in words.words.items()}
    pairs: list[tuple[str | None, str | None]] = []
    for is_pair in (str.__eq__, lambda one, two: firmness[one] == firmness[two], lambda *_: True):
        for word in list(left):
            twin = next((one for one in right if is_pair(word, one)), None)
            if twin is not None:
                left.remove(word)
                right.remove(twin)
                pairs.append((word, twin))
    pairs += [(word, None) for word in left] + [(None, word) for word in right]
    for old, new in pairs:
        turn: Turn | None = None
        if old is not None and new is not None and firmness[old] != firmness[new]:
            turn = "weakened" if firmness[new] < firmness[old] else "strengthened"
        if old != new:
            yield PromiseChange(old, new, turn)


def _sections(old: Report, new: Report, aligned: list[Aligned]) -> Iterator[SectionShare]:
    before, after = _words(old), _words(new)
    partner = {one.new: one.old for one in aligned if one.new is not None}
    shares: dict[str, SectionShare] = {}
    for number, statement in enumerate(new.statements):
        title = (new.path(statement) or [""])[0]
        share = shares.setdefault(title, SectionShare(title, 0, 0))
        share.characters += len(after[number])
        match = partner.get(number)
        if match is not None:
            share.taken_over += common(before[match], after[number])
    yield from shares.values()
