"""Signs that belong to the layout alone: tags, escapes, ornaments, marks of emphasis and notes.

**32个** -> 32个, 地区生产总值[2] -> 地区生产总值
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govtext.language.compiled import compiled_lazily
from govtext.language.edits import Edit
from govtext.language.patterns import pattern

_ESCAPED = pattern("escaped end of a line")
_KEYCAP = pattern("keycap")
_ORNAMENT = pattern("ornament at the edge of a line")
_MARK = pattern("mark of Markdown at the beginning of a line")
_PAIR = pattern("words between two pairs of stars")
_EMPHASIS = pattern("emphasis around a number")
_EMPHASISED_NUMBER = pattern("emphasised number")
_EMPHASISED_HEADING = pattern("emphasised heading")
_MASKING = pattern("words that a mask may begin or end")
_NOTE = pattern("mark of a note")
_LISTED_NOTES = pattern("notes below a text")
_NOTE_BELOW = pattern("mark of a note below a text")
_READING = pattern("reading in brackets")
_POINT = pattern("stop typed as a full point")
_DECIMAL = pattern("decimal point typed as an enumeration comma")
_PAGE = pattern("page number inside a text")
_INSIDE = compiled_lazily(r"[\u3400-\u9fff。;,\n ]")  # 2020—12—31 holds no number of a page
_ASKED = pattern("question marks for digits")
_POINTED = compiled_lazily(r"\d\.\d")
_EMOJI = compiled_lazily("[\ufe0f\u2705\u2728\u274c\u2b50\u26a1\U0001f000-\U0010ffff]")
_BREAK_TAG = compiled_lazily(r"<br\s{0,3}/?>", re.IGNORECASE)
_MARKS = ("#", "**", "---", "\n- ", "\n* ")  # one of them is in every mark of Markdown
_PAIRS = 2  # pairs of stars: one may be two masks with a word between them
_DECIMALS = 2  # such decimals: a single one may be a list of two numbers
_READINGS = 3  # readings in brackets: fewer may be abbreviations


def tags(text: str) -> Iterator[Edit]:
    """Tags that end a line."""
    if "<" in text:
        yield from (Edit(*found.span(), "\n") for found in _BREAK_TAG.finditer(text))


def escapes(plain: str) -> Iterator[Edit]:
    """Ends of lines written as backslash and n."""
    if "\\n" in plain and plain.count("\n") < plain.count("\\n"):
        yield from (Edit(*found.span(), "\n") for found in _ESCAPED.finditer(plain))


def ornaments(plain: str) -> Iterator[Edit]:
    """Keycaps 1️⃣, which are markers, and other emoji at the edges of lines, which say nothing."""
    if "\u20e3" in plain or "\U0001f51f" in plain:
        for found in _KEYCAP.finditer(plain):
            yield Edit(*found.span(), f"{found[1] or 10}、")
    if _EMOJI.search(plain) is not None:
        yield from (Edit(*found.span()) for found in _ORNAMENT.finditer(plain))


def marks(plain: str) -> Iterator[Edit]:
    """The marks of Markdown before a heading, an item or a quotation, and its rules."""
    if any(sign in plain for sign in _MARKS):
        yield from (Edit(*found.span()) for found in _MARK.finditer(plain))


def emphasis(plain: str) -> Iterator[Edit]:
    """The stars of Markdown around a number or a heading; stars that hide something stay."""
    if "**" not in plain:
        return
    found = list(_PAIR.finditer(plain))
    if len(found) < _PAIRS or plain.count("*") != len(found) * len("****"):
        # Some stars stand alone: of the pairs those are emphasis that can be nothing else.
        found = list(_EMPHASIS.finditer(plain))
        sure = {one.start() for one in found if _is_emphasised(plain, one)}
        masking = {one.start() for one in found if _MASKING.fullmatch(one["held"])}
        found = [one for one in found if sure and one.start() not in masking - sure]
    for one in found:
        yield Edit(one.start(), one.start("held"))
        yield Edit(one.end("held"), one.end())


def _is_emphasised(plain: str, found: re.Match[str]) -> bool:
    """Whether the stars can't be a mask: a whole number between them, or a marked heading."""
    opens = not plain[plain.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
    named = opens and plain[found.end() : found.end() + 1] == ":"  # **林下经济**:面积…
    whole = named or _EMPHASISED_NUMBER.fullmatch(found["held"])
    if whole and not _MASKING.fullmatch(found["held"]):
        return True
    return opens and _EMPHASISED_HEADING.fullmatch(found["held"]) is not None


def notes(plain: str) -> Iterator[Edit]:
    """The marks of footnotes behind a word, 地区生产总值[2], and those of the notes themselves,
    which become one paragraph."""
    if "[" in plain:
        yield from (Edit(*found.span()) for found in _NOTE.finditer(plain))
        for listed in _LISTED_NOTES.finditer(plain):
            for mark in _NOTE_BELOW.finditer(plain, *listed.span()):
                yield Edit(*mark.span(), " ")


def readings(plain: str) -> Iterator[Edit]:
    """Readings in brackets behind a character: 经(jīng)济(jì)."""
    found = list(_READING.finditer(plain)) if "(" in plain else []
    if len(found) >= _READINGS and not all(one.group().isascii() for one in found):
        yield from (Edit(*one.span()) for one in found)


def points(plain: str) -> Iterator[Edit]:
    """A full point typed for a stop: 推动标准化.继续编制."""
    for found in _POINT.finditer(plain):
        yield Edit(*found.span(), "。")


def page_numbers(plain: str) -> Iterator[Edit]:
    """The numbers of pages that a program left inside the text."""
    for found in _PAGE.finditer(plain):
        if _INSIDE.match(plain, found.start() - 1) is not None or found.start() == 0:
            yield Edit(*found.span())


def hidden_digits(plain: str) -> Iterator[Edit]:
    """Question marks that hide digits: 造林???万亩. They become the usual sign."""
    if "??" in plain:
        yield from (Edit(*one.span(), "*" * len(one.group())) for one in _ASKED.finditer(plain))


def decimals(plain: str) -> Iterator[Edit]:
    """A decimal point typed as 、 by a site, in a text that has no other: 3、19亿元."""
    found = list(_DECIMAL.finditer(plain)) if _POINTED.search(plain) is None else []
    if len(found) >= _DECIMALS:
        yield from (Edit(*one.span("point"), ".") for one in found)
