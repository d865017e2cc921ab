"""Many reports: which files there are to read, and where the outline of each goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from govtext.corpus import Input, report_files
from govtext.errors import ReadError
from govtext.readers import suffix_of
from govtext.readers.formats import FORMATS

# A text that is called .json keeps its suffix, lest its outline be put in its place; a file of
# many reports keeps it for the folder that theirs go to.
_KEPT = (".json", *(s for form in FORMATS.values() if form.many for s in form.suffixes))


def each_input(sources: Iterable[Path], failed: Callable[[ReadError], object]) -> Iterator[Input]:
    """Every file among ``sources`` and in the folders among them, in order.

    ``failed`` is called with the error for a folder that can't be looked into.
    """
    for source in sources:
        # What is no folder is taken for a file; reading it says so where it is neither.
        if source.is_dir():
            for path in report_files(source, failed):
                yield Input(path, path.relative_to(source))
        else:
            yield Input(source, Path(source.name))


def find_inputs(sources: Iterable[Path], failed: Callable[[ReadError], object]) -> list[Input]:
    """The same, each file once."""
    inputs: dict[Path, Input] = {}
    for item in each_input(sources, failed):
        inputs.setdefault(item.path.absolute(), item)
    return list(inputs.values())


def place_outputs(names: list[Path]) -> list[Path]:
    """Where under the output folder the outline of each of ``names`` goes, no two to one place.

    ``a/b.txt`` goes to ``a/b.json``; where two would meet, each keeps its suffix
    (``a/b.txt.json``, ``a/b.md.json``); where they meet even so, coming from different folders,
    the later ones are numbered. Case tells no two apart, since on some file systems it does not.
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
    """Where the outline of the report ``part`` of a file goes whose own place is ``place``.

    >>> place_part(Path("a.csv.json"), "2").as_posix()
    'a.csv/2.json'
    """
    return place.with_suffix("") / f"{part}.json" if part else place


def short_place(name: Path) -> Path:
    """Where the outline of the file ``name`` goes if no other's would go there: ``b.txt``'s to
    ``b.json``."""
    suffix = suffix_of(name.name)
    stem = name.name if suffix in _KEPT else name.name.removesuffix(name.suffix * bool(suffix))
    return name.with_name(f"{stem}.json")


def full_place(name: Path, number: int = 1) -> Path:
    """Where it goes if one would: ``b.txt.json``, or numbered, ``b.txt.2.json``."""
    counted = f".{number}" if number > 1 else ""
    return name.with_name(f"{name.name}{counted}.json")


def _meeting(places: list[Path]) -> list[int]:
    crowd = Counter(map(place_key, places))
    return [n for n, place in enumerate(places) if crowd[place_key(place)] > 1]


def place_key(place: Path) -> str:
    """What tells ``place`` from others: not case, which on some file systems does not."""
    return place.as_posix().casefold()
