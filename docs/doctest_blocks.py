"""An extension of griffe for the page of reference: examples in docstrings become blocks of code.

griffe takes lines of ``>>>`` for code only below a heading "Examples:"; elsewhere they are set as
quotations, and ``["a"]["b"]`` in them as a link that leads nowhere.
"""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_EXAMPLE = re.compile(r"^>>> .*(?:\n.*\S.*)*", re.MULTILINE)


class DoctestBlocks(Extension):
    """Fences each example, from its first ``>>>`` to the next empty line."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        if obj.docstring is not None:
            obj.docstring.value = _EXAMPLE.sub(r"```pycon\n\g<0>\n```", obj.docstring.value)
