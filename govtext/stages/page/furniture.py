"""Furniture: the parts of a page that are not the body of the report.

It is what a web page puts around a report (打印 关闭窗口), the head of the page (title, bylines),
the signature, and repeated copies of the text. Furniture is replaced by blanks in the normalized
text, so that later stages never match it; the lines that remain are the body. The metadata is
read from the furniture and the head.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import Literal

from govtext.document import Document
from govtext.language.compiled import compiled_lazily
from govtext.language.guarded import joined
from govtext.language.patterns import alternatives, pattern
from govtext.language.plain import Span
from govtext.rulebook.load import PatternRule, Rulebook
from govtext.stages.page.metadata import read_metadata, title_in, whole_title
from govtext.stages.page.opening import cut_run_in
from govtext.stages.page.private_use import tell_private_use


class FurnitureRule(PatternRule):
    """An entry of ``[[furniture]]``: a line is furniture where ``pattern`` matches all of it.

    ``where`` is ``anywhere`` or ``head`` (only before the body begins). With ``closes`` the short
    lines from there to the end of the page are furniture too.
    """

    where: Literal["anywhere", "head"] = "anywhere"
    closes: bool = False


@functools.lru_cache(maxsize=256)  # a page repeats the same few entities hundreds of times
def _unescaped(entity: str) -> str:
    import html  # noqa: PLC0415 (its table is large, and most texts have no entities)

    return html.unescape(entity)


class FurniturePatterns:
    """``[[furniture]]`` compiled: one alternation of patterns for each use."""

    def __init__(self, rules: Rulebook) -> None:
        table = rules.table("furniture", FurnitureRule)

        def either(entries: list[FurnitureRule]) -> re.Pattern[str]:
            return joined(rules, "furniture", entries, alternatives)

        self.anywhere = either([entry for entry in table if entry.where == "anywhere"])
        self.head = either([entry for entry in table if entry.where == "head"])
        self.closing = either([entry for entry in table if entry.closes])


# Furniture is never longer than this: the patterns are not tried on longer lines.
_LONGEST = 260
_LONG = 30  # characters: a line of this length is not repeated by chance
_SUBTITLE = 2  # short lines that may stand between the title and the next line of the head
_HEAD = 40  # lines: the head of a page is not longer
_ABOVE = 40  # characters above the last line of a title, where its first may stand
_LEFT_OUT = 12  # characters of a title that a site leaves out: two years and their signs
_COPY = 3  # repeated long lines in a row that make a copy of the report

_MARKUP = compiled_lazily(
    r"<[/!?]?[A-Za-z][^<>\n\r]{0,400}>|&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});"
)
_BREAKS = compiled_lazily(r"</?(?:br|p|div|li|tr|h[1-6])\b", re.IGNORECASE)
# The beginnings of comments, scripts and styles, which are no text, and their ends.
_OPENED = compiled_lazily(r"<(?:!--|script|style)", re.IGNORECASE)
_CLOSED = {
    "<!--": compiled_lazily("-->"),
    "<script": compiled_lazily("</script>", re.IGNORECASE),
    "<style": compiled_lazily("</style>", re.IGNORECASE),
}
_BARE_MARKER = pattern("marker alone on its line")
_SALUTATION = pattern("salutation")
_OFFICE = pattern("office below a title")
_BLANKS = compiled_lazily(r" {2,}")
_HEADED = pattern("marker that opens the body of a paper")
_SIGNATURE_DATE = pattern("date of a signature")
_BELOW_SIGNATURE = pattern("line below a signature")
_SIGNED = pattern("office with the date of a signature")
_PLACE = pattern("name of a place")
_YEAR_LINE = pattern("year line of a title")
_NAMED = pattern("beginning of a heading line")
_ANNOUNCED = pattern("title that a site announces")
_SENTENCE_END = compiled_lazily(r"[。!?;]")


def set_furniture_apart(document: Document) -> None:
    """Find the furniture of ``document.text``; fill furniture, lines, title and metadata."""
    tell_private_use(document)
    _blank_markup(document)
    document.page, document.lines = document.plain, _split(document.plain)
    with document.contain(document.whole):
        _set_apart(document, document.lines)


def _set_apart(document: Document, lines: list[Span]) -> None:
    patterns = document.rules.derive(FurniturePatterns)
    plain = document.plain
    kept: list[Span] = []
    apart: list[Span] = []
    closed = False
    for line in lines:
        is_furniture = len(lines) > 1 and _is_furniture(plain, line, patterns)
        if is_furniture and patterns.closing.match(plain, *line):
            closed = line.start > len(plain) // 2
        elif closed and not is_furniture:
            is_furniture = line.end - line.start < 80 and not _SENTENCE_END.search(plain, *line)
        (apart if is_furniture else kept).append(line)
    copies, kept = _copies(document, kept)
    opened = cut_run_in(plain, kept)
    if len(opened) > len(kept):
        kept = []
        for line in opened:
            (apart if _is_furniture(plain, line, patterns) else kept).append(line)
    head, body = _part_head(document, kept, patterns)
    body, signature = _part_signature(document, body)
    document.title = document.title or _announced(plain, apart)
    document.head, document.lines, document.signature = head, body, signature
    read_metadata(document, apart)
    document.page = _blanked(document.plain, sorted((*apart, *copies)))
    document.plain = _blanked(document.page, sorted((*head, *signature)))
    document.furniture = sorted((*document.furniture, *apart, *copies, *head, *signature))


def _is_furniture(plain: str, line: Span, patterns: FurniturePatterns) -> bool:
    """Whether a line is furniture; a long paragraph or one of several sentences can't be."""
    start, end = line
    if end - start > _LONGEST or (plain[end - 1] == "。" and plain.count("。", start, end) > 1):
        return False
    return patterns.anywhere.fullmatch(plain, start, end) is not None


def _blank_markup(document: Document) -> None:
    """Replace comments, scripts, tags and entities by blanks; a tag that ends a line, such as
    ``<br>``, becomes a line end."""
    plain = document.plain
    pieces: list[str] = []
    done = 0
    spans: list[tuple[int, int, str]] = []
    if "<" in plain or "&" in plain:
        spans += [(start, end, "") for start, end in _enclosed(plain)]
        for match in _MARKUP.finditer(plain):
            found = match.group()
            if found[0] == "&":
                character = _unescaped(found)
                if len(character) == 1:
                    spans.append((*match.span(), " " if character.isspace() else character))
            else:
                spans.append((*match.span(), "\n" if _BREAKS.match(found) else ""))
    for start, end, by in sorted(spans):
        if start >= done:
            # A comment with line ends becomes a line end: the text on both sides stays apart.
            apart = by or ("\n" if "\n" in plain[start:end] else "")
            pieces += [plain[done:start], apart.ljust(end - start)]
            done = end
            document.furniture.append(Span(start, end))
    if pieces:
        pieces.append(plain[done:])
        document.plain = "".join(pieces)


def _enclosed(plain: str) -> Iterator[tuple[int, int]]:
    """The comments, scripts and styles; one without its closing tag does not count."""
    unclosed: set[str] = set()
    at = 0
    while (opened := _OPENED.search(plain, at)) is not None:
        kind, at = opened.group().lower(), opened.end()
        closed = None if kind in unclosed else _CLOSED[kind].search(plain, at)
        if closed is None:
            unclosed.add(kind)
        else:
            at = closed.end()
            yield opened.start(), at


def _split(plain: str) -> list[Span]:
    """The paragraphs of the text, without the blanks around them."""
    lines: list[Span] = []
    at = 0
    for line in plain.splitlines(keepends=True):
        if stripped := line.strip():
            start = at + len(line) - len(line.lstrip())
            lines.append(Span(start, start + len(stripped)))
        at += len(line)
    return lines


def _copies(document: Document, lines: list[Span]) -> tuple[list[Span], list[Span]]:
    """The lines of repeated copies of the report, and the other lines."""
    plain = document.plain
    seen: set[str] = set()
    repeats: list[bool] = []
    long_lines = 0
    for line in lines:
        content = plain[line.start : line.end]
        repeats.append(content in seen)
        seen.add(content)
        long_lines += repeats[-1] and len(content) >= _LONG
    if long_lines < _COPY:
        return [], lines
    copies: list[Span] = []
    kept: list[Span] = []
    for repeated, group in itertools.groupby(zip(repeats, lines, strict=True), lambda one: one[0]):
        run = [line for _, line in group]
        if not repeated or sum(line.end - line.start >= _LONG for line in run) < _COPY:
            kept += run
            continue
        copies += run
        start, end = run[0].start, run[-1].end
        told = f"These {end - start} characters repeat text above them and are left out."
        document.diagnose("repeated-report", told, start, end)
    return copies, kept


def _part_head(
    document: Document, lines: list[Span], patterns: FurniturePatterns
) -> tuple[list[Span], list[Span]]:
    """The head of the page (title, subtitle, bylines and the lines above them), and the body."""
    plain = document.plain
    titled = False
    head = _salutation(plain, lines)
    for line in lines[:head]:
        if title := title_in(plain, line):
            document.title, titled = _better(plain, document.title, title), True
    for index, line in enumerate(lines[head:_HEAD], head):
        content = _BLANKS.sub(" ", plain[line.start : line.end])
        title = title_in(plain, line) if len(content) <= _LONGEST else None
        byline = len(content) <= _LONGEST and patterns.head.fullmatch(content) is not None
        if byline and not (title and _NAMED.match(content)):
            head = index + 1
            continue
        headed = _SALUTATION.match(content) or _HEADED.match(content)
        if headed or len(content) > 90 or "。" in content:
            break
        if title is not None:
            document.title = _better(plain, document.title, title)
            titled = True
            head = index + 1
        elif (
            head == index and document.title is not None and _signs(plain, document.title, content)
        ):
            head = index + 1
        elif titled and index - head >= _SUBTITLE:
            break
    # Above a title every short line is part of the head; without a title only lines that matched.
    if not titled and head in {0, len(lines)}:
        return [], lines
    named = ""
    if document.title is not None:
        lines_of_title = [one for one in lines[:head] if not patterns.head.fullmatch(plain, *one)]
        document.title = whole_title(plain, document.title, lines_of_title)
        named = "".join(plain[slice(*document.title)].split())
    body: list[Span] = []
    apart = lines[:head]
    for above, line in itertools.pairwise([Span(0, 0), *lines[head:]]):
        repeated = named and line.end - line.start <= len(named) + 12
        repeated = repeated and plain[line.start : line.end].replace(" ", "") == named
        # Behind a marker alone on its line it is the title of an annex.
        repeated = repeated and not _BARE_MARKER.fullmatch(plain, *above)
        (apart if repeated else body).append(line)
    return apart, body


def _announced(plain: str, apart: list[Span]) -> Span | None:
    """The title that a site announces: 下面是小编整理的水利局工作总结,供大家参考。"""
    for line in apart:
        found = _ANNOUNCED.search(plain, *line)
        if found is not None and (title := title_in(plain, Span(*found.span("title")))):
            return title
    return None


def _better(plain: str, first: Span | None, second: Span) -> Span:
    """Of two titles the first; or the second where the first is a part of it, or what the second
    has behind it: a site writes its own title before that of the paper."""
    if first is None:
        return second
    written = plain[first.start : first.end]
    begins = plain.startswith(written, second.start)
    letters = iter(plain[second.start : second.end])
    few = 0 < second.end - second.start - len(written) <= _LEFT_OUT
    if few and not begins and all(one in letters for one in written):
        return second  # the site leaves out the year
    behind = Span(second.start + len(written), second.end)
    repeated = begins and title_in(plain, behind)
    return repeated or first


def _signs(plain: str, title: Span, line: str) -> bool:
    """Whether a line right below the title is its year, or names the office that wrote the
    report: 江北区统计局."""
    above = plain[max(0, title.start - _ABOVE) : title.end]
    office = _OFFICE.fullmatch(line) and (line[:2] in above or _PLACE.match(line))
    return bool(office or _YEAR_LINE.fullmatch(line))


def _salutation(plain: str, lines: list[Span]) -> int:
    """How many short lines stand above the salutation (各位代表：); 0 where there is none."""
    short = itertools.takewhile(lambda line: line.end - line.start <= 200, lines[:_HEAD])
    return next((n for n, line in enumerate(short) if _SALUTATION.match(plain[slice(*line)])), 0)


def _part_signature(document: Document, lines: list[Span]) -> tuple[list[Span], list[Span]]:
    """The body, and the signature at its end: the office and the date."""
    plain, last = document.plain, len(lines)
    while last > 2 and _BELOW_SIGNATURE.fullmatch(plain, *lines[last - 1]):
        last -= 1
    if last <= 2:
        return lines, []
    office, dated = (plain[slice(*line)] for line in lines[last - 2 : last])
    cut = len(lines)
    if _SIGNED.fullmatch(plain, *lines[last - 1]):
        cut = last - 1
    elif _SIGNATURE_DATE.fullmatch(dated.replace(" ", "")):
        cut = last - (2 if len(office) <= 30 and not _SENTENCE_END.search(office) else 1)
    return lines[:cut], lines[cut:]


def _blanked(plain: str, spans: list[Span]) -> str:
    """The text with the spans, given in order, replaced by blanks."""
    pieces, done = [], 0
    for start, end in spans:
        if end > done:
            pieces.append(plain[done : max(start, done)])
            pieces.append(" " * (end - max(start, done)))
            done = end
    pieces.append(plain[done:])
    return "".join(pieces)
