"""The encoding of a Chinese text, found from the characters that each encoding gives.

Bytes that are valid UTF-8 are UTF-8. Each of the other encodings can decode almost any bytes. The
right one gives mostly common characters, those of the first level of GB 2312-80 and of Big5; a
wrong one gives rare characters, other scripts and errors. Four characters are usually enough, and
a line always is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from govtext.language.compiled import compiled_lazily
from govtext.language.patterns import written

_PUNCTUATION = "，。、；：？！“”‘’「」（）《》【】—…·％０１２３４５６７８９．\u3000"

_SAMPLE_BYTES = 65536
_SAMPLE_CHARACTERS = 8000
_MINIMUM = 0.3
_WRONG = compiled_lazily("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")


def _level(codec: str, leads: Iterable[int], trails: Iterable[int]) -> str:
    pairs = bytes(byte for lead in leads for trail in trails for byte in (lead, trail))
    return pairs.decode(codec, "ignore")


def _frequent() -> str:
    """The characters most frequent in reports, simplified and traditional."""
    simplified = written("character frequent in reports")
    return simplified + written("character frequent in traditional text")


def _weights(first: str, second: str) -> dict[str, float]:
    return (
        dict.fromkeys(second, 0.2)
        | dict.fromkeys(first, 0.5)
        | dict.fromkeys(map(chr, range(0x21, 0x7F)), 0.5)
        | dict.fromkeys(_frequent() + _PUNCTUATION, 1.0)
    )


@functools.cache
def _candidates() -> tuple[tuple[str, Mapping[str, float]], ...]:
    # Each codec with the weight that each decoded character has as evidence for it.
    gb_trails = range(0xA1, 0xFF)
    big5_trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    gb = _weights(
        _level("gb2312", range(0xB0, 0xD8), gb_trails),
        _level("gb2312", range(0xD8, 0xF8), gb_trails),
    )
    big5 = _weights(
        _level("big5", range(0xA4, 0xC7), big5_trails),
        _level("big5", range(0xC9, 0xFA), big5_trails),
    )
    either = {**big5, **{character: max(w, big5.get(character, 0)) for character, w in gb.items()}}
    return (
        ("utf-8", either),
        ("gb18030", gb),
        ("big5", big5),
        ("utf-16-le", either),
        ("utf-16-be", either),
    )


def _plausibility(text: str, weights: Mapping[str, float]) -> float:
    sample = "".join(text.split())[:_SAMPLE_CHARACTERS]
    if not sample:
        return 0.0
    right = sum(weights.get(character, 0.0) for character in sample)
    return (right - len(_WRONG.findall(sample))) / len(sample)


def guess(data: bytes) -> str | None:
    """The codec of a Chinese text without a byte-order mark, or None where no codec fits.

    One of utf-8, gb18030 (which includes GBK and GB 2312), big5, utf-16-le and utf-16-be. A text
    with a few wrong bytes is still recognised.

    >>> guess("工作总结".encode("gbk")), guess("工作總結".encode("big5"))
    ('gb18030', 'big5')
    """
    # ASCII is the same in all of them and is skipped; the offset stays even because of UTF-16.
    telling = re.search(rb"[\x00\x80-\xff]", data)
    start = telling.start() & ~1 if telling else 0
    sample = data[start : start + _SAMPLE_BYTES]
    plausibility, codec = max(
        (_plausibility(sample.decode(codec, "replace"), weights), codec)
        for codec, weights in _candidates()
    )
    return codec if plausibility >= _MINIMUM else None
