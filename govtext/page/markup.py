"""Text into markup: escaped, with the characters that act without being seen made visible."""

from __future__ import annotations

import html
import re

# Control characters, and the marks that turn the direction of the text after them: what they do
# to a page is theirs to do in the source only. Blanks and line ends are no danger.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)

_BLANKS = re.compile(r"\s+")


def escaped(text: str) -> str:
    """``text`` as HTML, for between tags: a control character shows as its code point.

    >>> escaped("<b> & \\u202e")
    '&lt;b&gt; &amp; <i class="control" data-code="U+202E"></i>'
    """
    return _CONTROL.sub(
        lambda found: f'<i class="control" data-code="{_code(found)}"></i>', html.escape(text)
    )


def legible(text: str) -> str:
    """``text`` on one line with control characters as their code points, not escaped.

    >>> legible("12\\u202e亿\\n元")
    '12[U+202E]亿 元'
    """
    return _CONTROL.sub(lambda found: f"[{_code(found)}]", " ".join(text.split()))


def flowing(text: str) -> str:
    """``text`` as HTML that runs on where the source broke the line.

    >>> flowing(" 增长\\n5% ")
    ' 增长 5% '
    """
    return escaped(_BLANKS.sub(" ", text))


def attribute(text: str) -> str:
    """``text`` as the value of an attribute, to stand in double quotes."""
    return html.escape(legible(text))


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found[0]):04X}"
