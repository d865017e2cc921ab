"""The normalized text: each character in one form, at the same offset as in the text.

Full-width digits, letters and punctuation become ASCII (``％`` → ``%``, ``，`` → ``,``, ``（`` →
``(``), every blank a space, every line end a newline, a traditional character the simplified one,
a radical or a form of compatibility the usual character (``⽤`` → ``用``, ``︵`` → ``(``), and a
zero or an O in a Chinese year 〇; ``。`` and ``、`` have no ASCII form and stay. Each character is
replaced by exactly one, so an offset into the normalized text is one into the text.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from govtext.language.compiled import compiled_lazily
from govtext.language.patterns import pattern
from govtext.language.radicals import CLASS, COMPATIBLE


class Span(NamedTuple):
    """A stretch of the text, from ``start`` up to but not including ``end``."""

    start: int
    end: int


# Full-width forms U+FF01–FF5E are ASCII 0x21–7E in order (Unicode, Halfwidth and Fullwidth Forms).
_FORMS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# U+E5E5 is the wide blank that GB18030 has at A3A0.
_BLANKS = "\t\u00a0\u1680\u180e\u3000\ufeff\u2060\u202f\u205f\ue5e5"
_FORMS |= {ord(blank): ord(" ") for blank in _BLANKS}
_FORMS |= dict.fromkeys(range(0x2000, 0x2010), ord(" "))  # en quad … right-to-left mark
_FORMS |= dict.fromkeys(range(0x202A, 0x202F), ord(" "))  # directional controls
_FORMS |= str.maketrans("｡﹐﹔﹕﹖﹗﹙﹚﹪∶︰﹣−﹢﹡∗﹟〔〕〜∼", "。,;:?!()%::-" + "-+**#()~~")

# 二00九年, 二О二四年: a zero, a Latin or a Cyrillic O is often typed for the 〇 of a year.
_TYPED = "0OoОо"
_TYPED_YEAR = pattern("year with a nought typed for 〇")

_SHORT = 400
# Most texts hold most of these, and only a few of all the others.
_COMMON = "，；：？！（）％"
# In order, so that every run has the same pattern and finds it kept.
_OTHERS = compiled_lazily(
    f"[{re.escape(''.join(sorted({chr(form) for form in _FORMS} - set(_COMMON))))}]"
)

_TRADITIONAL = pattern("character frequent in traditional text")
_COMPATIBLE = compiled_lazily(f"[{CLASS}]")


@functools.cache
def _simplified() -> dict[int, int]:
    from importlib import resources  # noqa: PLC0415 (slow, and few texts are traditional)

    # OpenCC's table of characters; the first of several forms is the usual simplified one.
    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt")
    pairs: dict[int, int] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and simplified:
            pairs[ord(traditional)] = ord(simplified[0])
    return pairs


@functools.cache
def _unradicalled() -> dict[int, int]:
    simplified = _simplified()
    return {code: simplified.get(form, form) for code, form in COMPATIBLE.items()}


def plain(text: str) -> str:
    """The normalized text of ``text``, with the same length.

    >>> plain("３３．５萬億元（增长８．７％）")
    '33.5万亿元(增长8.7%)'
    >>> plain("二OO九年和二０二０年")
    '二〇〇九年和二〇二〇年'
    """
    # Several stages ask for the same headings.
    return _plain_of_short(text) if len(text) < _SHORT else _plain(text)


def _plain(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if len(text) < _SHORT:
        text = text.translate(_FORMS)
    else:
        # A long text repeats a few of these characters. Replacing one after the other is many
        # times as fast as translating every character.
        for written in (*_COMMON, *set(_OTHERS.findall(text))):
            text = text.replace(written, chr(_FORMS[ord(written)]))
    if _COMPATIBLE.search(text):
        text = text.translate(_unradicalled())
    if _TRADITIONAL.search(text):
        text = text.translate(_simplified())
    years = [match.start() for match in _TYPED_YEAR.finditer(text)]
    return _with_zeros(text, years) if years else text


_plain_of_short = functools.lru_cache(maxsize=1024)(_plain)


def character_before(plain: str, place: int) -> str:
    """The character before a place of the normalized text, "" before the first.

    >>> character_before("增长", 1), character_before("增长", 0)
    ('增', '')
    """
    return plain[max(place - 1, 0) : place]


def _with_zeros(text: str, years: list[int]) -> str:
    """``text`` with 〇 for a zero or an O in the Chinese years that end at ``years``."""
    characters = list(text)
    for end in years:
        for place in range(end - 3, end):
            if characters[place] in _TYPED:
                characters[place] = "〇"
    return "".join(characters)
