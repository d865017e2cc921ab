"""A hook of mkdocs: lines of Chinese join without the blank that browsers set for a line end."""

from __future__ import annotations

import re
from typing import Any

_CHINESE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—]"
_MARK = "[，。、；：！？（]"
_BROKEN = re.compile(rf"(?<={_CHINESE})\n *(?={_CHINESE})|(?<={_MARK})\n *(?=[`\[A-Za-z])")
_FENCED = re.compile(r"(^ *```.*?^ *```[^\n]*$)", re.MULTILINE | re.DOTALL)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page with its lines joined, blocks of code apart.

    >>> on_page_markdown("各级政府的\\n工作报告，\\n`a.txt`")
    '各级政府的工作报告，`a.txt`'
    """
    parts = _FENCED.split(markdown)
    parts[::2] = [_BROKEN.sub("", part) for part in parts[::2]]
    return "".join(parts)
