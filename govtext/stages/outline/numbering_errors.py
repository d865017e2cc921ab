"""Errors in the numbering of headings and items.

一、 三、 → a diagnostic ``skipped-ordinal`` at 三、 that says 二、 was expected
"""

from __future__ import annotations

from govtext.document import Document
from govtext.language.numerals import renumbered
from govtext.stages.outline.markers import LAST, Marker


def check_ordinal(
    document: Document, ordinals: dict[str, int], last: dict[str, int], marker: Marker, written: str
) -> None:
    """Add a diagnostic where the ordinal of ``marker`` does not follow that of the sibling before.

    ``ordinals`` holds the last ordinal of each style below the same parent, ``last`` that of the
    whole report, for counts that go through its sections (一、 1. 2. 二、 3. 4.); both are updated.
    """
    ordinal = marker.ordinal
    if ordinal is None or ordinal == LAST:
        return
    before = ordinals.get(marker.style, 0)
    goes_through = marker.rule.kind == "heading" and not before
    goes_through = goes_through and ordinal == last.get(marker.style, 0) + 1
    ordinals[marker.style] = last[marker.style] = ordinal
    if ordinal == before + 1 or goes_through or marker.rule.name == "sequence":
        return
    expected = renumbered(written, before + 1)
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
