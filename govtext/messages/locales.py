"""The language of the system: Chinese or, for all others, English."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from typing import Literal

_CHINESE = 0x04  # the primary language of Windows' identifiers of languages
_PRIMARY = 0x3FF
# In the order in which the C library asks them; the first that is set decides.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def system_language() -> Literal["zh", "en"]:
    """ "zh" where the system speaks Chinese, and "en" elsewhere."""
    return "zh" if _speaks_chinese() else "en"


def _speaks_chinese() -> bool:
    said = next(filter(None, map(os.environ.get, _VARIABLES)), None)
    if said is not None:
        return said.lower().startswith("zh")
    return _identifier() & _PRIMARY == _CHINESE


def _identifier() -> int:
    """The identifier of the language that Windows shows; 0 on other systems."""
    if sys.platform != "win32":
        return 0
    import ctypes  # noqa: PLC0415 (windll is only there)

    return int(ctypes.windll.kernel32.GetUserDefaultUILanguage())
