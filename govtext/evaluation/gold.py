"""Gold: a folder of texts with annotations made by hand, read and checked.

The folder holds ``docs/NAME.txt`` and at least one of ``passages.json`` (sentences and quantities
of stretches of text), ``outline.json`` and ``masks.json``. ``part2.jsonl`` adds to quantities what
a row needs to stand alone. docs/accuracy.md describes every field.
"""

from __future__ import annotations

import operator
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, TypeVar

import msgspec

from govtext.errors import GovtextError, ReadError
from govtext.readers import load_bytes
from govtext.readers.text import read_text
from govtext.report import Bound, Category, Nature, QuantityKind, ReferenceRole, Strength

T = TypeVar("T")
Offset = Annotated[int, msgspec.Meta(ge=0)]
Words = Annotated[str, msgspec.Meta(min_length=1)]
_MONTH = r"\d{4}(-(0[1-9]|1[0-2]))?"

FILES = ("passages.json", "outline.json", "masks.json")
ROWS = "part2.jsonl"
"""The file of what rows need to stand alone, a line for each quantity."""


class GoldError(GovtextError, ValueError):
    """Gold can't be used; the message names the file, the document, the entry and what to do."""


class GoldSentence(msgspec.Struct, forbid_unknown_fields=True):
    """A sentence and its category."""

    start: Offset
    end: Offset
    category: Category


class GoldQuantity(msgspec.Struct, forbid_unknown_fields=True):
    """A quantity with its indicator, period, status and the like."""

    start: Offset
    end: Offset
    text: Words
    bound: Bound
    kind: QuantityKind
    status: Literal["actual", "target"]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: Words | None = None
    masked: bool = False
    indicator: Words | None = None
    direction: Literal["increase", "decrease"] | None = None
    basis: Literal["yoy", "avg_annual", "vs"] | None = None
    period: Annotated[str, msgspec.Meta(pattern=f"^{_MONTH}(/{_MONTH})?$")] | None = None
    optional: bool = False


class GoldRow(msgspec.Struct, forbid_unknown_fields=True):
    """What the row of a quantity needs to be understood without its sentence."""

    doc: Words
    start: Offset
    label: Words | None
    nature: Nature | None
    action: Words | None = None
    scope: Words | None = None
    reference: Words | None = None
    reference_role: ReferenceRole | None = None
    per: Words | None = None
    streak: Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)?\D*$")] | None = None
    commitment: Words | None = None
    strength: Strength | None = None
    estimated: bool = False


class GoldPassage(msgspec.Struct, forbid_unknown_fields=True):
    """A stretch of a document in which every sentence and every quantity is annotated."""

    doc: Words
    start: Offset
    end: Offset
    text: str
    sentences: list[GoldSentence]
    quantities: list[GoldQuantity]
    id: str = ""


class GoldHeading(msgspec.Struct, forbid_unknown_fields=True):
    """A node of the outline: a heading or an item."""

    start: Offset
    marker: Words | None
    depth: Annotated[int, msgspec.Meta(ge=1)]
    title: Words
    kind: Literal["heading", "item"]


class GoldMask(msgspec.Struct, forbid_unknown_fields=True):
    """A run of characters that hides something."""

    start: Offset
    end: Offset
    text: Words
    stands_for: Literal["number", "name"]


@dataclass(frozen=True)
class GoldDocument:
    """A text and its gold; ``outline`` or ``masks`` is None where the gold has none of it."""

    name: str
    file: Path
    text: str
    passages: tuple[GoldPassage, ...]
    outline: tuple[GoldHeading, ...] | None
    masks: tuple[GoldMask, ...] | None
    rows: dict[int, GoldRow]
    """What rows need to stand alone, by the start of their quantity."""


class _Entries(NamedTuple):
    passages: list[GoldPassage]
    outline: dict[str, list[GoldHeading]]
    masks: dict[str, list[GoldMask]]
    rows: dict[str, dict[int, GoldRow]]


def load_gold(folder: str | os.PathLike[str]) -> list[GoldDocument]:
    """The documents of a folder of gold, in the order of their names, each checked against its
    text. Raises GoldError where the folder or anything in it can't be used."""
    root = Path(folder)
    if not root.is_dir():
        raise GoldError(f"{root}: there is no such folder of gold; check the path")
    if not any((root / name).exists() for name in FILES):
        raise GoldError(
            f"{root}: no gold in this folder; it takes docs/ and at least one of {', '.join(FILES)}"
        )
    gold = _Entries(
        _passages(root / "passages.json"),
        _by_document(root / "outline.json", GoldHeading),
        _by_document(root / "masks.json", GoldMask),
        _rows(root / ROWS),
    )
    names = {passage.doc for passage in gold.passages} | {
        *gold.outline,
        *gold.masks,
        *gold.rows,
    }
    return [_document(root, name, gold) for name in sorted(names)]


def _passages(file: Path) -> list[GoldPassage]:
    entries = _decoded(file, list[msgspec.Raw], "a list of passages") or []
    return [
        _entry(file, GoldPassage, raw, partial(_passage_place, raw, n))
        for n, raw in enumerate(entries, 1)
    ]


class _Name(msgspec.Struct):
    doc: str = "no doc"


def _passage_place(raw: msgspec.Raw, number: int, field: str) -> str:
    try:
        name = msgspec.json.decode(raw, type=_Name).doc
    except msgspec.ValidationError:
        name = _Name().doc
    place = f"{name}, passage {number}"
    return place + field


def _by_document(file: Path, form: type[T]) -> dict[str, list[T]]:
    entries = _decoded(file, dict[str, msgspec.Raw], "an object of lists by document") or {}
    return {
        name: _entry(file, list[form], raw, partial(operator.add, name))  # type: ignore[valid-type]
        for name, raw in entries.items()
    }


def _rows(file: Path) -> dict[str, dict[int, GoldRow]]:
    """The rows of a file of JSON lines, by document and by the start of their quantity."""
    found: dict[str, dict[int, GoldRow]] = {}
    for number, line in enumerate(_bytes(file).splitlines() if file.exists() else (), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            raw = msgspec.Raw(line)
            row = _entry(file, GoldRow, raw, partial(operator.add, place))
        except msgspec.DecodeError as error:
            raise GoldError(
                f"{file}: {place}: no valid JSON: {error}; write one object a line"
            ) from error
        if row.start in found.setdefault(row.doc, {}):
            raise GoldError(
                f"{file}: {place}: {row.doc} has a row at {row.start} already; keep one"
            )
        found[row.doc][row.start] = row
    return found


def _decoded(file: Path, form: type[T], wanted: str) -> T | None:
    if not file.exists():
        return None
    try:
        return msgspec.json.decode(_bytes(file), type=form)
    except msgspec.ValidationError as error:
        raise GoldError(f"{file}: {error}; it takes {wanted}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise GoldError(f"{file}: no valid JSON: {error}; save it as JSON in UTF-8") from error


def _bytes(file: Path) -> bytes:
    try:
        return load_bytes(file).removeprefix(b"\xef\xbb\xbf")
    except ReadError as error:
        raise GoldError(str(error)) from error


def _entry(file: Path, form: type[T], raw: msgspec.Raw, place: Callable[[str], str]) -> T:
    try:
        return msgspec.json.decode(raw, type=form)
    except msgspec.ValidationError as error:
        # "… - at `$[3].marker`": msgspec counts from 0, the message from 1.
        problem, _, path = str(error).partition(" - at `$")
        raise GoldError(
            f"{file}: {place(_counted(path.rstrip('`')))}: {problem}; "
            "docs/accuracy.md says what every field takes"
        ) from error


def _counted(path: str) -> str:
    """``[3].marker`` as ``, entry 4, marker``; ``.quantities[0].bound`` likewise."""
    parts = path.replace("[", ".[").split(".")
    shown = [f"entry {int(p[1:-1]) + 1}" if p.startswith("[") else p for p in parts if p]
    return "".join(f", {part}" for part in shown)


def _document(root: Path, name: str, gold: _Entries) -> GoldDocument:
    file = root / "docs" / f"{name}.txt"
    if not file.is_file():
        raise GoldError(
            f"{file}: there is gold of {name} but not this text; "
            "add it, or correct the name of the document"
        )
    try:
        text = read_text(load_bytes(file), str(file)).text
    except ReadError as error:
        raise GoldError(str(error)) from error
    passages = [passage for passage in gold.passages if passage.doc == name]
    outline, masks = gold.outline.get(name), gold.masks.get(name)
    for number, passage in enumerate(passages, 1):
        place = f"{root / 'passages.json'}: {name}, passage {passage.id or number}"
        _check(place, text, [(passage.start, passage.end, passage.text)])
        _check(f"{place}, sentences", text, ((s.start, s.end, None) for s in passage.sentences))
        quantities = ((q.start, q.end, q.text) for q in passage.quantities)
        _check(f"{place}, quantities", text, quantities)
    _check(
        f"{root / 'outline.json'}: {name}",
        text,
        ((n.start, n.start + len(n.marker or ""), n.marker or "") for n in outline or ()),
    )
    _check(f"{root / 'masks.json'}: {name}", text, ((m.start, m.end, m.text) for m in masks or ()))
    rows = gold.rows.get(name, {})
    _check_rows(f"{root / ROWS}: {name}", text, passages, rows)
    return GoldDocument(
        name,
        file,
        text,
        tuple(passages),
        None if outline is None else tuple(outline),
        None if masks is None else tuple(masks),
        rows,
    )


_WRITTEN = ("action", "scope", "reference", "per", "commitment")
"""The fields of a row that hold words of the text."""


def _check_rows(
    place: str, text: str, passages: list[GoldPassage], rows: dict[int, GoldRow]
) -> None:
    """Check that every row is that of a quantity, and that its words stand in the text."""
    starts = {quantity.start for passage in passages for quantity in passage.quantities}
    for start, row in rows.items():
        if start not in starts:
            raise GoldError(
                f"{place}, {start}: no quantity of passages.json begins there; "
                "give the start of one, or leave the row out"
            )
        for field in _WRITTEN:
            words = getattr(row, field)
            if words is not None and words not in text:
                raise GoldError(
                    f"{place}, {start}: the text has no {words!r}; "
                    f"give {field} as it is written there"
                )
        for one, other in (("reference", "reference_role"), ("commitment", "strength")):
            if (getattr(row, one) is None) != (getattr(row, other) is None):
                raise GoldError(f"{place}, {start}: give both {one} and {other}, or neither")


def _check(place: str, text: str, spans: Iterable[tuple[int, int, str | None]]) -> None:
    """Check that every span is in the text and has the text of its entry."""
    for number, (start, end, said) in enumerate(spans, 1):
        if not start <= end <= len(text):
            raise GoldError(
                f"{place}, entry {number}: {start} to {end} is not inside the text, "
                f"which has {len(text)} characters; offsets count characters from 0"
            )
        if said is not None and text[start:end] != said:
            raise GoldError(
                f"{place}, entry {number}: the text has {text[start:end][:40]!r} from {start} to "
                f"{end}, not {said[:40]!r}; correct the offsets, which count characters (not "
                "bytes) of the file, line ends among them"
            )
