"""The catalogue: all TOML files of this folder as one."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import NamedTuple

import msgspec

_FIELD = re.compile(r"\{(\*?\w+)\}")


class CataloguePart(msgspec.Struct, forbid_unknown_fields=True):
    """The content of one file. ``messages`` has the Chinese of each English text; ``{name}``
    stands for a value, and ``{*name}`` for one that is a text of the catalogue itself. ``script``
    has the same for the scripts of the pages. The others
    have the Chinese of what the outline has: columns, columns that are called otherwise in one
    table, fixed values, and descriptions of the fields of its objects. ``judging`` has that of the
    names of the rules of judgement, and of the words for how a target is worded."""

    messages: dict[str, str] = {}
    script: dict[str, str] = {}
    columns: dict[str, str] = {}
    tables: dict[str, dict[str, str]] = {}
    values: dict[str, str] = {}
    sheets: dict[str, str] = {}
    analyses: dict[str, str] = {}
    pages: dict[str, str] = {}
    tracking: dict[str, dict[str, str]] = {}
    tracking_sheets: dict[str, str] = {}
    judging: dict[str, str] = {}
    descriptions: dict[str, dict[str, str]] = {}


class Template(NamedTuple):
    """A text with fields, as the literal pieces around them."""

    pieces: list[str]
    fields: list[str]
    translation: str

    def values_in(self, text: str) -> list[str] | None:
        """The values of the fields in ``text``; None where it is no such text.

        >>> Template.of("{done} of {all} files", "").values_in("3 of 9 files")
        ['3', '9']
        """
        first, *inner, last = self.pieces
        at, end = len(first), len(text) - len(last)
        if at > end or not (text.startswith(first) and text.endswith(last)):
            return None
        if self.is_added:
            return self._values_from_the_end(text[:end])
        found = []
        for piece in inner:
            place = text.find(piece, at, end)
            if place < 0:
                return None
            found.append(text[at:place])
            at = place + len(piece)
        return [*found, text[at:end]]

    def _values_from_the_end(self, text: str) -> list[str] | None:
        """The values where other text comes first, which may hold the pieces too.

        >>> Template.of("{*counts}, {time} left", "").values_in("3 files, 0 failed, 9 s left")
        ['3 files, 0 failed', '9 s']
        """
        found: list[str] = []
        for piece in reversed(self.pieces[1:-1]):
            text, matched, value = text.rpartition(piece)
            if not matched:
                return None
            found.insert(0, value)
        return [text, *found]

    @property
    def is_added(self) -> bool:
        """Whether it is what is added behind another text of the catalogue."""
        return not self.pieces[0] and self.fields[0].startswith("*")

    def order(self) -> tuple[bool, bool, int]:
        """The place of the template among all, of which the first that fits is taken.

        What is added behind another text comes first, then what begins with words of its own,
        since a field takes any words; among these the one that says most in its own words.
        """
        return not self.is_added, not self.pieces[0], -sum(map(len, self.pieces))

    @classmethod
    def of(cls, text: str, translation: str) -> Template:
        """The template of a text with ``{name}`` for each value."""
        return cls(_FIELD.split(text)[::2], _FIELD.findall(text), translation)


class Catalogue:
    """The Chinese of texts and names."""

    def __init__(self, parts: dict[str, CataloguePart]) -> None:
        self.messages: dict[str, str] = {}
        self.script: dict[str, str] = {}
        self.columns: dict[str, str] = {}
        self.tables: dict[str, dict[str, str]] = {}
        self.values: dict[str, str] = {}
        self.sheets: dict[str, str] = {}
        self.analyses: dict[str, str] = {}
        self.pages: dict[str, str] = {}
        self.tracking: dict[str, dict[str, str]] = {}
        self.tracking_sheets: dict[str, str] = {}
        self.judging: dict[str, str] = {}
        self.descriptions: dict[str, dict[str, str]] = {}
        for part in parts.values():
            self.messages |= part.messages
            self.script |= part.script
            self.columns |= part.columns
            self.values |= part.values
            self.sheets |= part.sheets
            self.analyses |= part.analyses
            self.pages |= part.pages
            self.tracking |= part.tracking
            self.tracking_sheets |= part.tracking_sheets
            self.judging |= part.judging
            self.descriptions |= part.descriptions
            for table, names in part.tables.items():
                self.tables.setdefault(table, {}).update(names)
        templates = [Template.of(*pair) for pair in self.messages.items() if _FIELD.search(pair[0])]
        self._templates = sorted(templates, key=Template.order)

    def chinese(self, text: str) -> str:
        """The Chinese of an English text, and of the texts that are values in it."""
        known = self.messages.get(text) or self.judging.get(text)
        if known is not None:
            return known
        nearest: tuple[int, str] | None = None
        for template in self._templates:
            values = template.values_in(text)
            if values is None:
                continue
            shown, is_known = {}, True
            for field, value in zip(template.fields, values, strict=True):
                inner = self.chinese(value) if field[0] == "*" else value
                is_known = is_known and (field[0] != "*" or inner != value)
                shown[field.lstrip("*")] = inner
            found = sum(map(len, template.pieces)), template.translation.format_map(shown)
            # Where a part is no text of the catalogue, another template may know the whole; but
            # not one that says less in its own words.
            nearest = max(nearest, found, key=lambda one: one[0]) if nearest else found
            if is_known:
                break
        return nearest[1] if nearest else text

    def analysis_column(self, table: str, name: str) -> str:
        """The Chinese name of a column of an analysis; the name itself where there is none, as for
        the columns of a panel.

        >>> catalogue().analysis_column("pairs", "status")
        '完成情况'
        """
        for names in (self.tracking.get(table, {}), self.tracking["all"], self.columns):
            if name in names:
                return names[name]
        return name

    def column(self, table: str, name: str) -> str:
        """The Chinese name of a column, or the name itself where there is none."""
        return self.tables.get(table, {}).get(name) or self.columns.get(name, name)


def parts() -> dict[str, CataloguePart]:
    """The files of the catalogue by name."""
    folder = resources.files("govtext.messages")
    return {
        file.name: msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), CataloguePart)
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }


@functools.cache
def catalogue() -> Catalogue:
    """The catalogue, read once."""
    return Catalogue(parts())
