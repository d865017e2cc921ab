"""Text as HTML: escaped, with control characters made visible."""

from __future__ import annotations

import html
import re

# Control characters, and the marks that change the direction of the text behind them. They must
# not act on the page, so they are shown as text. Blanks and line ends are harmless.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)

_BLANKS = re.compile(r"\s+")


def escaped(text: str) -> str:
    """``text`` as HTML between tags; a control character is shown as its code point.

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
    """``text`` as HTML with a blank for each line end.

    >>> flowing(" 增长\\n5% ")
    ' 增长 5% '
    """
    return escaped(_BLANKS.sub(" ", text))


def attribute(text: str) -> str:
    """``text`` as the value of an HTML attribute in double quotes."""
    return html.escape(legible(text))


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found[0]):04X}"
