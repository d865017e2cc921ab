r"""Long paths on Windows.

Windows opens no path longer than 260 characters unless it is absolute and begins with ``\\?\``.
Reports in deep folders with Chinese names often have longer ones.
"""

from __future__ import annotations

import os

_LONG = 240  # 260 less what a temporary name may add


def reachable(path: str, windows: bool = os.name == "nt") -> str:
    r"""``path``, which must be absolute, in the form in which Windows opens it however long it is.

    >>> reachable("C:\\reports\\" + "汇" * 250, windows=True)[:14]
    '\\\\?\\C:\\reports'
    >>> reachable("/reports/" + "汇" * 250, windows=False)[:9]
    '/reports/'
    """
    if not windows or len(path) < _LONG or path.startswith("\\\\?\\"):
        return path
    if path.startswith("\\\\"):
        return "\\\\?\\UNC\\" + path[2:]
    return "\\\\?\\" + path
