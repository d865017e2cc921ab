"""Web pages: the text of the report, without the page around it.

Pages of government sites wrap everything in one form or table, nest a report's text in div, span
and font, and separate paragraphs by br. So the names of elements say little; the report is the
element that holds most of the running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from govtext.errors import ReadError
from govtext.language.patterns import pattern
from govtext.readers.base import Reading
from govtext.readers.encodings import guess
from govtext.readers.lines import Lines
from govtext.readers.pagetext import SKIPPED, is_hidden, page_lines

_BYTES = 64_000_000
_ELEMENTS = 400_000
# The parser's time grows with the square of the depth of elements that only their end tag closes.
_DEPTH = 15_000
_NESTING = re.compile(
    rb"<(/?)(?:div|span|font|b|i|u|em|strong|a|form|section|center|blockquote|ul|ol|dl|table)\b",
    re.IGNORECASE,
)
# The report is the innermost element with at least this share of the page's running text.
_SHARE = 0.8
_WRONG = 20  # characters: of so many one may be wrong
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHINESE = re.compile(r"[\u3400-\u9fff0-9%％]")
_RUNNING = re.compile(r"[，。；：、,;]")
_ORIGIN = pattern("line of origin on a web page")


def read_html(data: bytes, name: str, charset: str | None = None) -> Reading:
    """The text of the report on a web page, with its title and the line of its origin first.

    ``charset`` is the encoding that was sent with the page, or None. Raises ReadError.
    """
    if len(data) > _BYTES or data.count(b"<") > _ELEMENTS or _depth(data) > _DEPTH:
        raise ReadError(
            name, "the page is larger than a report may be", "check that it is the right file"
        )
    page, encoding = _decode(data, charset)
    if page.count("\ufffd") * _WRONG > len(page):
        raise ReadError(
            name, "this is no web page: its bytes are no text", "check that it is the right file"
        )
    tree = LexborHTMLParser(page.replace("\0", ""))
    lines = Lines()
    body = tree.body
    if body is not None:
        content = _content(body)
        text = list(page_lines(content))
        for line in (*_above(tree, body, content, text), *text):
            lines.write(line)
            lines.separate("\n")
    return lines.reading(name, "html", encoding=encoding)


def _decode(data: bytes, charset: str | None) -> tuple[str, str]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), codec
    declared = _DECLARED.search(data[:8192])
    names = ["utf-8", charset, declared[1].decode("ascii", "replace") if declared else None]
    for given in names:
        if given is not None:
            # Pages that say GB 2312 hold characters that only its successors have.
            codec = "gb18030" if given.lower() in ("gb2312", "gbk", "gb_2312-80") else given.lower()
            try:
                return data.decode(codec), codec
            except (UnicodeError, LookupError, ValueError):
                pass
    codec = guess(data) or "utf-8"
    return data.decode(codec, "replace"), codec


def _depth(data: bytes) -> int:
    opened = (-1 if tag[1] else 1 for tag in _NESTING.finditer(data.replace(b"\0", b"")))
    return max(accumulate(opened), default=0)


def _content(body: LexborNode) -> LexborNode:
    weights = _weights(body)
    node = body
    while True:
        whole = weights.get(node.mem_id, 0)
        heaviest = max(
            _elements(node), key=lambda child: weights.get(child.mem_id, 0), default=None
        )
        if heaviest is None or weights.get(heaviest.mem_id, 0) < _SHARE * whole or not whole:
            return node
        is_leaf = not any(weights.get(child.mem_id, 0) for child in _elements(heaviest))
        if is_leaf and sum(child.tag == "br" for child in _children(heaviest)) < 2:
            # One long paragraph is a part of the report, so its parent is taken.
            return node
        node = heaviest


def _weights(body: LexborNode) -> dict[int, int]:
    # The amount of running text in each element, without links; children before parents.
    weights: dict[int, int] = {}
    order: list[tuple[LexborNode, LexborNode | None]] = [(body, None)]
    at = 0
    while at < len(order):
        node, _ = order[at]
        at += 1
        for child in _children(node):
            if child.tag == "-text":
                text = child.text_content or ""
                if _RUNNING.search(text) or len(text) > 15:
                    found = len(_CHINESE.findall(text))
                    weights[node.mem_id] = weights.get(node.mem_id, 0) + found
            elif child.tag not in SKIPPED and child.tag != "a" and not is_hidden(child):
                order.append((child, node))
    for node, parent in reversed(order):
        if parent is not None and node.mem_id in weights:
            weights[parent.mem_id] = weights.get(parent.mem_id, 0) + weights[node.mem_id]
    return weights


def _above(
    tree: LexborHTMLParser, body: LexborNode, content: LexborNode, text: list[str]
) -> Iterator[str]:
    # The title stands above the report and in the title of the page; the origin stands below it.
    if content.mem_id == body.mem_id:
        return
    head = tree.css_first("title")
    whole = "".join((head.text() if head is not None else "").split())
    before = list(page_lines(body, until=content))
    opening = "".join("".join(text[:5]).split())
    for n in range(len(before) - 1, -1, -1):
        title = "".join(before[n].split())
        if len(title) >= 5 and title in whole:
            if title not in opening:
                yield before[n]
            yield from (
                line for line in before[n + 1 :] if len(line) < 120 and _ORIGIN.search(line)
            )
            return


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    return (
        child
        for child in _children(node)
        if child.tag not in SKIPPED and not str(child.tag).startswith("-")
    )
