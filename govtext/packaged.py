"""The folders of data that are installed with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_HERE = Path(__file__).parent
# In a checkout rules and corpora stand beside this folder, in an installation inside it.
_PLACES = (_HERE, _HERE.parent)


def packaged(name: str) -> Traversable:
    """The folder ``name`` of the package, such as ``rules``.

    >>> packaged("rules").joinpath("words.toml").is_file()
    True
    """
    # importlib.resources takes as long to import as the rules take to read.
    for folder in (place / name for place in _PLACES):
        if folder.is_dir():
            return folder
    from importlib import resources  # noqa: PLC0415 (only where the package is in an archive)

    return resources.files(f"govtext.{name}")
