"""The lines of a web page as a browser shows them, from the elements of its tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from govtext.readers.listnumbers import list_number

SKIPPED = frozenset(
    (
        "script", "style", "noscript", "template", "nav", "footer", "aside", "select", "option",
        "button", "textarea", "iframe", "object", "embed", "svg", "canvas", "audio", "video",
        "map", "head", "title", "link", "meta", "input", "img",
    )
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "td", "th", "ul",
    )
)  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# A line end between Chinese characters in the source is no blank on the page.
_BETWEEN = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_NONE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LISTED = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
# The numbering of lists: the types of HTML and the names of CSS, with the characters around the
# number.
_NUMBERED = {
    "1": ("decimal", "{}. "),
    "decimal": ("decimal", "{}. "),
    "decimal-leading-zero": ("decimalZero", "{}. "),
    "a": ("lowerLetter", "{}. "),
    "lower-alpha": ("lowerLetter", "{}. "),
    "lower-latin": ("lowerLetter", "{}. "),
    "A": ("upperLetter", "{}. "),
    "upper-alpha": ("upperLetter", "{}. "),
    "upper-latin": ("upperLetter", "{}. "),
    "i": ("lowerRoman", "{}. "),
    "lower-roman": ("lowerRoman", "{}. "),
    "I": ("upperRoman", "{}. "),
    "upper-roman": ("upperRoman", "{}. "),
    "cjk-ideographic": ("chineseCountingThousand", "{}、"),
    "simp-chinese-informal": ("chineseCountingThousand", "{}、"),
    "trad-chinese-informal": ("taiwaneseCountingThousand", "{}、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "{}、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "{}、"),
    "cjk-decimal": ("ideographDigital", "{}、"),
    "cjk-heavenly-stem": ("ideographTraditional", "{}、"),
    "cjk-earthly-branch": ("ideographZodiac", "{}、"),
}


def is_hidden(node: LexborNode) -> bool:
    """Whether an element is hidden by its attributes or its style."""
    attributes = node.attributes
    return "hidden" in attributes or bool(_NONE.search(attributes.get("style") or ""))


class _PageWriter:
    """Collects the lines of a page, and separately those of each table cell."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._cells: list[tuple[list[str], list[list[str]]]] = []
        self._rows: list[list[list[str]]] = []

    def write(self, text: str) -> None:
        """Add text to the current line."""
        self._line.append(text)

    def end_line(self) -> None:
        """End the current line, unless it is empty."""
        line = "".join(self._line)
        self._line = []
        for part in line.split("\n"):
            if part := _BLANKS.sub(" ", part).strip():
                self.lines.append(part)

    def open_row(self) -> None:
        """Begin a row of a table."""
        self._rows.append([])

    def open_cell(self) -> None:
        """Begin a cell, which gets the lines that follow."""
        row = self._rows[-1] if self._rows else []
        self._cells.append((self.lines, row))
        self.lines = []

    def close_cell(self) -> None:
        """End the current cell."""
        cell = self.lines
        self.lines, row = self._cells.pop()
        row.append(cell)
        if not self._rows:
            self.lines.extend(cell)

    def close_row(self) -> None:
        """End the row: one line with tabs between the cells, or, where it has one cell, the lines
        of the cell."""
        cells = self._rows.pop()
        if sum(map(bool, cells)) > 1 and all(len(cell) <= 1 for cell in cells):
            self.lines.append("\t".join("".join(cell) for cell in cells).strip("\t"))
        else:
            for cell in cells:
                self.lines.extend(cell)


def page_lines(root: LexborNode, until: LexborNode | None = None) -> Iterator[str]:
    """The lines of the element ``root`` in order, without empty ones; up to the element ``until``
    where one is given. A row of a table is a line, with tabs between its cells."""
    writer = _PageWriter()
    numbers: list[tuple[int, str, str]] = []
    stop = None if until is None else until.mem_id
    for node, entering in _events(root, stop):
        tag = str(node.tag)
        if tag == "-text":
            writer.write(_source(node))
        elif tag == "br":
            if entering:
                writer.write("\n")
        elif tag in _BLOCKS:
            writer.end_line()
            if tag in ("ol", "ul"):
                _list(node, entering, numbers)
            elif tag == "li" and entering and numbers:
                writer.write(_item(node, numbers))
            elif tag == "tr":
                writer.open_row() if entering else writer.close_row()
            elif tag in ("td", "th"):
                writer.open_cell() if entering else writer.close_cell()
    writer.end_line()
    yield from writer.lines


def _events(root: LexborNode, stop: int | None) -> Iterator[tuple[LexborNode, bool]]:
    # Each element when it is entered and when it is left. A stack instead of recursion, since font
    # elements nest thousands deep.
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    stopped = False
    while stack:
        node, entering = stack.pop()
        if node.mem_id == stop and entering:
            stopped = True
        if stopped and entering:
            # The elements that are open are still left.
            continue
        yield node, entering
        if entering and node.tag != "-text":
            stack.append((node, False))
            child = node.last_child
            while child is not None:
                if child.tag == "-text" or (
                    child.tag not in SKIPPED
                    and not str(child.tag).startswith(("-", "_", "!"))
                    and not is_hidden(child)
                ):
                    stack.append((child, True))
                child = child.prev


def _source(node: LexborNode) -> str:
    text = node.text_content or ""
    if node.parent is not None and node.parent.tag == "pre":
        return text
    # From here on a line end comes only from br.
    return _BLANKS.sub(" ", _BETWEEN.sub("", text))


def _list(node: LexborNode, entering: bool, numbers: list[tuple[int, str, str]]) -> None:
    if not entering:
        if numbers:
            numbers.pop()
        return
    if node.tag == "ul":
        numbers.append((0, "none", "{}"))
        return
    attributes = node.attributes
    styled = _LISTED.search(attributes.get("style") or "")
    kind = styled[1].lower() if styled else attributes.get("type") or "decimal"
    form, frame = _NUMBERED.get(kind, ("none", "{}") if styled else _NUMBERED["decimal"])
    numbers.append((_integer(attributes.get("start"), 1), form, frame))


def _item(node: LexborNode, numbers: list[tuple[int, str, str]]) -> str:
    number, form, frame = numbers[-1]
    number = _integer(node.attributes.get("value"), number)
    numbers[-1] = (number + 1, form, frame)
    return "" if form == "none" else frame.format(list_number(number, form))


def _integer(written: str | None, default: int) -> int:
    return int(written) if written and re.fullmatch(r"-?\d{1,6}", written) else default
