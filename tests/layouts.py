"""Layouts: the ways in which editors, programs and pages break the lines of the same report.

Each takes a text with one paragraph a line and returns another with the same words.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

_WRAP = 38
_PAGE = 24  # lines


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def blank_lines(text: str) -> str:
    """A blank line behind each paragraph."""
    return "\n\n".join(_lines(text))


def indented(text: str) -> str:
    """Two wide blanks before each paragraph."""
    return "\n".join("\u3000\u3000" + line for line in _lines(text))


def wrapped(text: str) -> str:
    """Hard-wrapped, each paragraph with two wide blanks before it."""
    return "\n".join(
        "\n".join(("\u3000\u3000" + line)[at : at + _WRAP] for at in range(0, len(line) + 2, _WRAP))
        for line in _lines(text)
    )


def wrapped_wide(text: str) -> str:
    """Hard-wrapped by columns at 72, in which a Latin letter counts as half of a character."""
    wide: list[str] = []
    for line in _lines(text):
        held, columns = "\u3000\u3000", 4
        for character in line:
            step = 1 if character < "\u2000" else 2
            if columns + step > 72:
                wide.append(held)
                held, columns = "", 0
            held, columns = held + character, columns + step
        wide.append(held)
    return "\n".join(wide)


def ragged(text: str) -> str:
    """Hard-wrapped at uneven lengths, each paragraph with two wide blanks before it."""
    return "\n".join(
        "\n".join(re.findall(f".{{1,{30 + 5 * (number % 4)}}}", "\u3000\u3000" + line))
        for number, line in enumerate(_lines(text))
    )


def paged(text: str) -> str:
    """Hard-wrapped, with the number of the page between two pages."""
    lines = wrapped(text).splitlines()
    pages = [lines[at : at + _PAGE] for at in range(0, len(lines), _PAGE)]
    return "\n".join(
        "\n".join([*page, f"— {number} —"]) for number, page in enumerate(pages, start=1)
    )


def headed(text: str) -> str:
    """Hard-wrapped, with a running head and a page number between two pages, as pdftotext writes
    them: the head of a page stands behind a form feed."""
    lines = wrapped(text).splitlines()
    pages = [lines[at : at + _PAGE] for at in range(0, len(lines), _PAGE)]
    head = "青云县工作报告汇编"
    return "\n\f".join(
        "\n".join([head, "", *page, "", f"第{number}页"]) if number > 1 else "\n".join(page)
        for number, page in enumerate(pages, start=1)
    )


def escaped(text: str) -> str:
    """Ends of lines written as backslash and n."""
    return "\\n".join(_lines(text))


def tabbed(text: str) -> str:
    """A tab and wide blanks before each paragraph."""
    return "\n".join("\t\u3000 " + line for line in _lines(text))


def broken_by_tags(text: str) -> str:
    """One line, with the tags that ended the lines."""
    return "<br>".join(_lines(text))


def saved_page(text: str) -> str:
    """One line, with the blanks before each paragraph that a saved page leaves."""
    return "".join("\u00a0\u3000\u3000" + line for line in _lines(text))


def emphasised(text: str) -> str:
    """Markdown's stars around what stands before a colon at the beginning of a line, and around
    whole numbers."""
    return "\n".join(
        re.sub(
            r"(?<![\d.*×XxＸ_年至到—-])(\d+(?:\.\d+)?(?:个|家|%|万元|亿元|公里))(?![\d*])",
            r"**\1**",
            line,
        )
        for line in _lines(text)
    )


def with_contents(text: str) -> str:
    """A table of contents with dotted leaders below the title."""
    lines = _lines(text)
    heads = [line for line in lines if re.match(r"[一二三四五六七八九十]{1,2}、.{2,24}$", line)]
    if not heads:
        return text
    first = lines.index(heads[0])
    table = ["目　录", *(f"{head}{'.' * 24}{page}" for page, head in enumerate(heads, start=1))]
    return "\n".join([*lines[:first], *table, *lines[first:]])


def one_line(text: str) -> str:
    """All in one line, without blanks."""
    return "".join(_lines(text))


def one_line_with_blanks(text: str) -> str:
    """All in one line, with a blank between two paragraphs."""
    return " ".join(_lines(text))


def filled(text: str) -> str:
    """Hard-wrapped by the standard library, without indents, a blank line between paragraphs."""
    return "\n\n".join("\n".join(textwrap.wrap(line, _WRAP)) for line in _lines(text))


KEPT: tuple[Callable[[str], str], ...] = (
    blank_lines,
    indented,
    wrapped,
    wrapped_wide,
    filled,
    ragged,
    paged,
    headed,
    escaped,
    tabbed,
    broken_by_tags,
    saved_page,
    emphasised,
    with_contents,
)
"""The layouts from which the ends of the lines can be known."""

LOST: tuple[Callable[[str], str], ...] = (one_line, one_line_with_blanks)
"""The layouts in which they are lost."""
