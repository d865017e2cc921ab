"""Examples of the page, its masks, markers and headings."""

from __future__ import annotations

from govtext.language.guarded import alone
from govtext.language.plain import plain
from govtext.readers.listnumbers import ListNumbers
from govtext.rulebook.examples.base import (
    Checker,
    Checkers,
    document_of,
)
from govtext.rulebook.load import Rulebook
from govtext.stages.masks import Lookalike, MaskWords, PlaceUnits, find_masks
from govtext.stages.outline.build import build_outline
from govtext.stages.outline.headings import LinePattern
from govtext.stages.outline.markers import MarkerRule
from govtext.stages.page.furniture import FurnitureRule, set_furniture_apart
from govtext.stages.page.genres import Genre, IssuerLevel, Kinds


def _masks_in(text: str, rules: Rulebook) -> list[tuple[str, str]]:
    document = document_of(text, rules)
    document.page = document.plain
    find_masks(document)
    return [(mask.text, mask.stands_for) for mask in document.masks]


def _hides_a_name(_entry: MaskWords, example: str, rules: Rulebook) -> str | None:
    """A mask before the word hides a name."""
    return _is_place(_entry, f"**{example}", rules)


def _is_place(_entry: object, example: str, rules: Rulebook) -> str | None:
    """The mask of the example hides a name."""
    read = [stands_for for _, stands_for in _masks_in(f"走访{example}。", rules)]
    return None if read == ["name"] else f"read as {read}"


def _is_no_mask(_entry: Lookalike, example: str, rules: Rulebook) -> str | None:
    """The example holds no mask."""
    read = [text for text, _ in _masks_in(example.removesuffix(" => none"), rules)]
    return f"found {read}" if read else None


def _marks(_entry: MarkerRule, example: str, rules: Rulebook) -> str | None:
    """``text => marker | title`` of the first node, or ``none``."""
    text, _, expected = example.rpartition(" => ")
    document = document_of(text, rules)
    set_furniture_apart(document)
    build_outline(document)
    first = document.outline[0] if document.outline else None
    found = f"{first.marker} | {first.title}" if first else "none"
    return None if found == expected else f"found {found}"


def _line_matches(table: str) -> Checker:
    """``line => yes | no``: whether the entry matches the whole line, or its beginning."""

    def check(entry: FurnitureRule | LinePattern, example: str, rules: Rulebook) -> str | None:
        line, _, expected = example.rpartition(" => ")
        pattern = alone(rules, table, entry.name, entry.pattern)
        apply = pattern.match if table == "resumptions" else pattern.fullmatch
        matches = apply(plain(line).strip()) is not None
        return None if matches == (expected == "yes") else f"matches: {matches}"

    return check


def _decides_kind(entry: Genre | IssuerLevel, example: str, rules: Rulebook) -> str | None:
    """``text => yes | no``: whether the entry gives the genre of the title, or the level."""
    text, _, expected = example.rpartition(" => ")
    kinds = rules.derive(Kinds)
    found = kinds.genre(text, "") if isinstance(entry, Genre) else kinds.level(text)
    return None if (found == entry.name) == (expected == "yes") else f"is {found}"


def _list_number_is_written(entry: ListNumbers, example: str, _rules: Rulebook) -> str | None:
    """``number => as written``."""
    number, _, expected = example.partition(" => ")
    found = entry.write(int(number))
    return None if found == expected else f"written {found}"


CHECKERS: Checkers = {
    "furniture": (FurnitureRule, _line_matches("furniture")),
    "genres": (Genre, _decides_kind),
    "issuer_levels": (IssuerLevel, _decides_kind),
    "mask_words": (MaskWords, _hides_a_name),
    "place_units": (PlaceUnits, _is_place),
    "lookalikes": (Lookalike, _is_no_mask),
    "markers": (MarkerRule, _marks),
    "list_numbers": (ListNumbers, _list_number_is_written),
    **{
        table: (LinePattern, _line_matches(table))
        for table in (
            "glossaries",
            "not_headings",
            "section_titles",
            "project_lists",
            "resumptions",
        )
    },
}
