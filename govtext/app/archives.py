"""A zip archive that was given, unpacked into files of the session.

This runs in a worker process. The limits of size and number are those of ``readers.archive``; the
names inside the archive are shown, and files get names of their own, so that none leads out of
the folder.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import NamedTuple

from govtext.errors import ReadError
from govtext.left_out import PICTURES, is_left_out
from govtext.readers import is_report_name, load_bytes, suffix_of
from govtext.readers.archive import Archive
from govtext.readers.formats import format_of


class Unpacked(NamedTuple):
    """The members of an archive: those that are files now, and those that are not read."""

    members: list[tuple[str, Path, int]]
    failures: list[tuple[str, ReadError]]


def unpack(path: Path, name: str, room: int, most: int) -> Unpacked | None:
    """Unpack the archive at ``path`` beside it; None where the file is no archive of reports.

    The members may have ``room`` bytes together, and be at most ``most``. Raises ReadError.
    """
    data = load_bytes(path)
    if format_of(data, name, suffix_of(name)) != "zip":
        return None
    archive = Archive(data, name)
    wanted = [one for one in archive.names if is_wanted(one)]
    if len(wanted) > most:
        problem = f"it holds {len(wanted)} files, and {most} more can be taken"
        raise ReadError("", problem, "remove files that are done, or give fewer")
    folder = path.with_suffix("")
    folder.mkdir(exist_ok=True)
    found = Unpacked([], [])
    for number, member in enumerate(sorted(wanted)):
        shown = f"{name}/{member}"
        refused = unreadable(member)
        try:
            if refused is not None:
                raise refused
            content = archive.read(member)
            room -= len(content)
            if room < 0:
                raise no_room()
        except ReadError as error:
            found.failures.append((shown, error))
            continue
        place = folder / f"{number:05}{suffix_of(member)}"
        place.write_bytes(content)
        found.members.append((shown, place, len(content)))
    return found


def is_wanted(name: str) -> bool:
    """Whether a file is worth a word: not hidden, and not made by a system."""
    path = PurePosixPath(name.replace("\\", "/"))
    return "__MACOSX" not in path.parts and is_left_out(Path(path.name))


def unreadable(name: str) -> ReadError | None:
    """Why a file is not read, to see from its name alone."""
    base = name.replace("\\", "/").rpartition("/")[2]
    if is_report_name(base):
        return None
    if suffix_of(base) in PICTURES:
        return ReadError("", "it is a picture", "run OCR on it first", "find")
    return ReadError("", "its format is not known", "save it as .docx, .pdf or .txt", "find")


def no_room() -> ReadError:
    """The error for a file that the session can't take."""
    return ReadError(
        "", "the files of this session are too large together", "remove files that are done", "find"
    )
