"""What is left in a Word file that is to be final.

Tracked changes, comments, highlighted and masked places.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from govtext.checks.finding import Finding, Found, Lang
from govtext.checks.table import build_checks
from govtext.readers.archive import Archive
from govtext.readers.docx import WordPackage
from govtext.readers.docx_runs import WordRuns
from govtext.readers.numbering import W
from govtext.report import Report
from govtext.rulebook.load import Rulebook

_TRACKED = {W + "ins": "inserted", W + "moveTo": "inserted"}
_REMOVED = {W + "del": "deleted", W + "moveFrom": "deleted"}
_COMMENT = W + "commentReference"
_NONE = ("none", "auto")


def check_word(
    data: bytes, name: str, report: Report, rules: Rulebook, lang: Lang = "zh"
) -> list[Finding]:
    """The places of a Word document that an author has not settled.

    Takes the bytes of the .docx and the report that was read from them. Returns the findings in
    order of ``start``; a deletion stands at the words that follow it. Raises ReadError where the
    document can't be read.
    """
    runs = WordRuns(WordPackage(Archive(data, name)), report)
    kinds = rules.derive(build_checks)
    text = report.text or ""
    found = []
    for code, one in [*_left(runs), *_masked(report)]:
        if code in kinds:
            kind = kinds[code]
            place = one.start, one.end
            message, words = kind.message(one, lang), text[one.start : one.end]
            found.append(Finding(code, kind.severity, *place, [], message, kind.rule(lang), words))
    return sorted(found, key=lambda one: (one.start, one.end))


def _masked(report: Report) -> Iterator[tuple[str, Found]]:
    for mask in report.masks:
        yield "masked-place", Found("left", mask.start, mask.end, [], {"mask": mask.text})


def _left(runs: WordRuns) -> Iterator[tuple[str, Found]]:
    """Each stretch of text with a mark of one kind, and the places of deletions and comments."""
    open_: dict[str, tuple[int, int]] = {}
    last: etree._Element | None = None
    for element, start, end in runs.offsets():
        paragraph = next(element.iterancestors(W + "p"), None)
        marks = _marks(element)
        for case, (begun, done) in list(open_.items()):
            if case not in marks or paragraph is not last:
                yield _stretch(case, begun, done)
                del open_[case]
        for case in marks:
            open_[case] = (open_.get(case, (start, start))[0], end)
        last = paragraph
    for case, (begun, done) in open_.items():
        yield _stretch(case, begun, done)
    yield from _points(runs)


def _marks(element: etree._Element) -> list[str]:
    """The marks of a piece of text."""
    above = [ancestor.tag for ancestor in element.iterancestors()]
    marks = ["inserted"] if any(tag in _TRACKED for tag in above) else []
    run = next(element.iterancestors(W + "r"), None)
    lit = None if run is None else run.find(f"{W}rPr/{W}highlight")
    if lit is not None and lit.get(W + "val") not in _NONE:
        marks.append("highlighted")
    return marks


def _stretch(case: str, start: int, end: int) -> tuple[str, Found]:
    code = "highlighted-place" if case == "highlighted" else "tracked-change"
    return code, Found(case if code == "tracked-change" else "left", start, end)


def _points(runs: WordRuns) -> Iterator[tuple[str, Found]]:
    """Deletions and comments, each at the text that follows it in its paragraph."""
    at = {id(element): (start, end) for element, start, end in runs.offsets()}
    for paragraph in runs.paragraphs:
        waiting: list[tuple[str, str]] = []
        place: tuple[int, int] | None = None
        for element in paragraph.iter():
            if element.tag in _REMOVED and "".join(element.itertext()).strip():
                waiting.append(("tracked-change", "deleted"))
            elif element.tag == _COMMENT:
                waiting.append(("comment", "left"))
            elif id(element) in at:
                place = at[id(element)]
                for code, case in waiting:
                    yield code, Found(case, *place)
                waiting = []
        if place is not None:
            for code, case in waiting:
                yield code, Found(case, *place)
