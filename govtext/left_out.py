"""The files of a folder that are not read since they are no reports, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from govtext.messages import said
from govtext.readers import suffix_of

PICTURES = frozenset([".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"])
_MADE_BY_SYSTEMS = frozenset(("thumbs.db", "desktop.ini"))
_NAMED = 10  # files, of each reason


def is_left_out(path: Path) -> bool:
    """Whether a person should know that this file, which is no report by its name, is not read;
    not where it is hidden, or made by the system."""
    return not path.name.startswith((".", "~$")) and path.name.lower() not in _MADE_BY_SYSTEMS


def left_out(files: Sequence[Path]) -> Iterator[str]:
    """A line for each reason for which files are not read, with their number and names.

    >>> list(left_out([Path("a.jpg"), Path("b.xls"), Path("c.jpg")]))[0]
    '2 files are not read, since they are pictures (run OCR on them first): a.jpg, c.jpg'
    """
    pictures = [one for one in files if suffix_of(one.name) in PICTURES]
    others = [one for one in files if suffix_of(one.name) not in PICTURES]
    if pictures:
        yield said(
            f"{len(pictures)} files are not read, since they are pictures "
            f"(run OCR on them first): {_names(pictures)}"
        )
    if others:
        yield said(
            f"{len(others)} files are not read, since their format is not known: {_names(others)}"
        )


def _names(files: Sequence[Path]) -> str:
    named = ", ".join(map(str, files[:_NAMED]))
    return f"{named} …" if len(files) > _NAMED else named
