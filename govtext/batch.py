"""Many reports: which files there are to read, and where the outline of each goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from govtext.corpus import Input, report_files
from govtext.errors import ReadError
from govtext.readers import suffix_of


def find_inputs(sources: Iterable[Path], failed: Callable[[ReadError], object]) -> list[Input]:
    """Every file among ``sources`` and in the folders among them, each once, in order.

    ``failed`` is called with the error for a folder that can't be looked into.
    """
    inputs: dict[Path, Input] = {}
    for source in sources:
        # What is no folder is taken for a file; reading it says so where it is neither.
        is_folder = source.is_dir()
        for path in report_files(source, failed) if is_folder else (source,):
            name = path.relative_to(source) if is_folder else Path(path.name)
            inputs.setdefault(path.absolute(), Input(path, name))
    return list(inputs.values())


def place_outputs(names: list[Path]) -> list[Path]:
    """Where under the output folder the outline of each of ``names`` goes, no two to one place.

    ``a/b.txt`` goes to ``a/b.json``; where two would meet, each keeps its suffix
    (``a/b.txt.json``, ``a/b.md.json``); where they meet even so, coming from different folders,
    the later ones are numbered. Case tells no two apart, since on some file systems it does not.
    """
    full = [name.with_name(f"{name.name}.json") for name in names]
    places = [_without_suffix(name) for name in names]
    while moving := [n for n in _meeting(places) if places[n] != full[n]]:
        for n in moving:
            places[n] = full[n]
    taken = {_key(place) for place in places}
    for n in _meeting(places):
        if any(_key(place) == _key(places[n]) for place in places[:n]):
            number = 2
            while _key(_numbered(names[n], number)) in taken:
                number += 1
            places[n] = _numbered(names[n], number)
            taken.add(_key(places[n]))
    return places


def _without_suffix(name: Path) -> Path:
    suffix = suffix_of(name.name)
    # A text that is called .json keeps its suffix, lest its outline be put in its place.
    stem = name.name if suffix == ".json" else name.name.removesuffix(name.suffix * bool(suffix))
    return name.with_name(f"{stem}.json")


def _numbered(name: Path, number: int) -> Path:
    return name.with_name(f"{name.name}.{number}.json")


def _meeting(places: list[Path]) -> list[int]:
    crowd = Counter(map(_key, places))
    return [n for n, place in enumerate(places) if crowd[_key(place)] > 1]


def _key(place: Path) -> str:
    return place.as_posix().casefold()
