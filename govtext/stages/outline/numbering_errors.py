"""Check that a list counts 1, 2, 3 …, and say what was expected where it does not."""

from __future__ import annotations

from govtext.document import Document
from govtext.language.patterns import pattern
from govtext.stages.outline.markers import LAST, Marker

_CHINESE = "零一二三四五六七八九"
_NUMERAL = pattern("numeral of a marker")


def check_ordinal(
    document: Document, ordinals: dict[str, int], marker: Marker, written: str
) -> None:
    """Add a diagnostic where ``marker`` does not count on from its sibling before.

    ``ordinals`` holds the last ordinal of each style below the same parent and is updated.
    """
    ordinal = marker.ordinal
    if ordinal is None or ordinal == LAST:
        return
    before = ordinals.get(marker.style, 0)
    ordinals[marker.style] = ordinal
    if ordinal == before + 1 or marker.rule.name == "sequence":
        return
    expected = as_written(written, before + 1)
    if ordinal == before:
        code, what = "repeated-ordinal", "repeats the ordinal before it"
    elif ordinal > before:
        code, what = "skipped-ordinal", "skips an ordinal" if before else "begins its list"
    elif ordinal == 1:
        if marker.rule.kind == "item":
            return  # Another list in the same section, not an error.
        code, what = "restarted-ordinal", "starts the count again"
    else:
        code, what = "disordered-ordinal", "counts backwards"
    document.diagnose(code, f"{written} {what}: expected {expected}.", marker.start, marker.end)


def as_written(written: str, ordinal: int) -> str:
    """A marker with another ordinal, in the way it is written.

    >>> as_written("（二）", 3), as_written("4.", 12), as_written("②", 3), as_written("一是", 11)
    ('（三）', '12.', '③', '十一是')
    """
    if len(written) == 1 and not written.isascii() and 0 < ordinal <= 20:
        return chr(0x2460 + ordinal - 1)
    found = _NUMERAL.search(written)
    if found is None:
        return str(ordinal)
    numeral = str(ordinal) if found.group().isdecimal() else _chinese(ordinal)
    return written[: found.start()] + numeral + written[found.end() :]


def _chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    if tens >= len(_CHINESE):
        return str(number)  # no list counts so far; 十十 may read so
    return (
        (_CHINESE[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (_CHINESE[units] if units or not tens else "")
    )
