"""Zip archives of reports, with names in UTF-8 or GBK."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from govtext import readers
from govtext.errors import ReadError
from govtext.readers.archive import Archive
from govtext.readers.base import Part, Reading
from govtext.readers.formats import format_of

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')


def open_zip(data: bytes, name: str, text_column: str | None) -> Iterator[Part]:
    """The reports in an archive, in the order of their names, with those of its tables.

    An archive inside it is not opened. Raises ReadError; an error of one packed file is raised
    when that file is read, so that the others can be read.
    """
    archive = Archive(data, name)
    taken: set[str] = set()
    for member in sorted(archive.names):
        path = _inside(member)
        base = path.rpartition("/")[2]
        if not readers.is_report_name(base) or path.startswith("__MACOSX/"):
            continue
        while path.casefold() in taken:
            path = f"{path}_"
        taken.add(path.casefold())
        try:
            parts = _open(archive, member, f"{name}/{path}", text_column)
            for part in parts:
                yield Part(f"{path}/{part.name}" if part.name else path, part.read)
        except ReadError as error:
            yield Part(path, partial(_raise, error))


def _open(archive: Archive, member: str, name: str, text_column: str | None) -> Iterator[Part]:
    data = archive.read(member)
    if format_of(data, name, readers.suffix_of(name)) == "zip":
        raise ReadError(name, "this is an archive inside an archive", "unpack it first")
    return readers.open_parts(data, name, text_column)


def _raise(error: ReadError) -> Reading:
    raise error


def _inside(member: str) -> str:
    """The name of a packed file without the parts (``..``, ``/``) that lead out of the archive."""
    names = [part.strip() for part in member.replace("\\", "/").split("/")]
    kept = [_UNSAFE.sub("_", part)[-120:] for part in names if part not in ("", ".", "..")]
    return "/".join(kept) or "_"
