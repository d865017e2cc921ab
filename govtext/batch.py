"""Many reports: the files to read, and the path of the outline of each."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from govtext.corpus import Input, report_files
from govtext.errors import ReadError
from govtext.readers import suffix_of
from govtext.readers.formats import FORMATS

# A text with the suffix .json keeps it, so that its outline does not replace it; a file of several
# reports keeps its suffix in the name of the folder of their outlines.
_KEPT = (".json", *(s for form in FORMATS.values() if form.many for s in form.suffixes))

_LONGEST = 240  # bytes; file systems take 255, and a part of a file is written beside it
# What is no part of a name on Windows, by Microsoft's naming conventions.
_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]|^\.+$')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def each_input(
    sources: Iterable[Path],
    failed: Callable[[ReadError], object],
    other: Callable[[Path], object] = lambda path: None,
) -> Iterator[Input]:
    """Every file among ``sources`` and in the folders among them, in order.

    ``failed`` is called with the error for a folder that can't be opened or holds no report,
    ``other`` with each file in a folder that is of no format of reports.
    """
    for source in sources:
        # A path that is no folder counts as a file; reading it raises an error where it is none.
        if source.is_dir():
            errors: list[ReadError] = []
            path = None
            for path in report_files(source, errors.append, other):
                yield Input(path, path.relative_to(source))
            if path is None and not errors:
                problem = "there is no report in this folder, by the names of its files"
                errors.append(ReadError(str(source), problem, "check the path"))
            for error in errors:
                failed(error)
        else:
            yield Input(source, Path(source.name))


def find_inputs(
    sources: Iterable[Path],
    failed: Callable[[ReadError], object],
    passed: Callable[[Path], object] = lambda path: None,
) -> list[Input]:
    """The files of ``each_input``, each file once."""
    inputs: dict[Path, Input] = {}
    for item in each_input(sources, failed, passed):
        inputs.setdefault(item.path.absolute(), item)
    return list(inputs.values())


def place_outputs(names: list[Path]) -> list[Path]:
    """The path under the output folder of the outline of each of ``names``; all are different.

    ``a/b.txt`` → ``a/b.json``. Where two paths are the same, each keeps the suffix of its file
    (``a/b.txt.json``, ``a/b.md.json``); where they are still the same, for files of different
    folders, the later ones are numbered. Paths that differ only in case count as the same, since
    they are so on some file systems.
    """
    full = [full_place(name) for name in names]
    places = [short_place(name) for name in names]
    while moving := [n for n in _meeting(places) if places[n] != full[n]]:
        for n in moving:
            places[n] = full[n]
    taken = {place_key(place) for place in places}
    for n in _meeting(places):
        if any(place_key(place) == place_key(places[n]) for place in places[:n]):
            number = 2
            while place_key(full_place(names[n], number)) in taken:
                number += 1
            places[n] = full_place(names[n], number)
            taken.add(place_key(places[n]))
    return places


def place_part(place: Path, part: str) -> Path:
    """The path of the outline of the report ``part`` of a file that has the path ``place``.

    >>> place_part(Path("a.csv.json"), "2").as_posix()
    'a.csv/2.json'
    """
    if not part:
        return place
    *folders, name = (_harmless(segment) for segment in part.split("/"))
    return place.with_suffix("").joinpath(*folders, _fitting(name, ".json"))


def short_place(name: Path) -> Path:
    """The path of the outline of the file ``name`` where no other has it: ``b.json``."""
    suffix = suffix_of(name.name)
    stem = name.name if suffix in _KEPT else name.name.removesuffix(name.suffix * bool(suffix))
    return name.with_name(_fitting(stem, ".json"))


def full_place(name: Path, number: int = 1) -> Path:
    """The path where another has the short one: ``b.txt.json``, or numbered ``b.txt.2.json``."""
    counted = f".{number}" if number > 1 else ""
    return name.with_name(_fitting(name.name, f"{counted}.json"))


def _fitting(stem: str, end: str) -> str:
    """A file name that a file system takes: one that is too long is cut, and a digest of the whole
    keeps it apart from others."""
    encoded = os.fsencode(stem)
    if len(encoded) + len(end) <= _LONGEST:
        return stem + end
    digest = hashlib.sha256(encoded).hexdigest()[:8]
    kept = encoded[: _LONGEST - len(end) - 9].decode("utf-8", "ignore")
    return f"{kept}~{digest}{end}"


def _harmless(segment: str) -> str:
    """A segment of the path of a part that stays in its folder on every system."""
    kept = _UNSAFE.sub("_", segment).rstrip(". ") or "_"
    if _DEVICE.fullmatch(kept):
        kept += "_"
    if kept == segment:
        return _fitting(kept, "")
    return _fitting(kept, f"~{hashlib.sha256(os.fsencode(segment)).hexdigest()[:8]}")


def _meeting(places: list[Path]) -> list[int]:
    crowd = Counter(map(place_key, places))
    return [n for n, place in enumerate(places) if crowd[place_key(place)] > 1]


def place_key(place: Path) -> str:
    """A key that is the same for paths that differ only in case."""
    return place.as_posix().casefold()
