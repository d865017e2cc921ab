"""Loading of rules: the TOML files under ``rules/`` and those of a user become one rulebook.

A table is a TOML array of tables (``[[units]]``) in any file; its name is the key. Every entry
has a ``name`` that is unique in its table, and ``examples`` that the tests run. A user's folder of
TOML files in the same form changes the packaged tables: an entry with a known name replaces the
packaged one, ``disabled = true`` removes it, and an entry with a new name is added.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from govtext.errors import GovtextError
from govtext.language.compiled import compiled_lazily
from govtext.packaged import packaged
from govtext.prepared import keep, kept

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

T = TypeVar("T")
E = TypeVar("E", bound=msgspec.Struct)
Tables = dict[str, dict[str, tuple[str, dict[str, Any]]]]
"""By table and name of entry: the file that holds it, and the entry."""

_PLACES = {"name": -1, "examples": 1}
_MISFIT = compiled_lazily(r" - at `\$\.?(?P<path>.*)`$")
_FIELD = compiled_lazily(r"field `(?P<field>.*?)`")


class RuleError(GovtextError, ValueError):
    """A rule table can't be used; the message names the file, the line, the table and the key."""


class Rule(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """An entry of a table of rules."""

    name: str
    """Unique in its table."""
    examples: list[str] = []
    """What the tests run, in the form of its table."""


class PatternRule(Rule, kw_only=True):
    """An entry that is a regular expression with a name."""

    pattern: str


class Rulebook:
    """All rule tables by name, with the patterns that the stages compile from them.

    ``table("units", Unit)`` returns the entries of ``[[units]]`` as a tuple of ``Unit``;
    ``derive(build)`` calls ``build(self)`` once and keeps the result, so that patterns are
    compiled once for each rulebook. ``own`` has the table and name of each entry from a user's
    folder, ``away`` those of each entry that is removed there, with the file that removes it.
    """

    def __init__(
        self,
        tables: Tables,
        own: Iterable[tuple[str, str]] = (),
        away: Mapping[tuple[str, str], str] = MappingProxyType({}),
    ) -> None:
        self._tables = tables
        self.own = tuple(own)
        self.away = dict(away)
        self._typed: dict[tuple[str, type], tuple[Any, ...]] = {}
        self._derived: dict[Callable[[Rulebook], Any], Any] = {}

    def __reduce__(self) -> tuple[Callable[..., Rulebook], tuple[Any, ...]]:
        return Rulebook, (self._tables, self.own, self.away)

    @property
    def names(self) -> list[str]:
        """The names of all tables."""
        return list(self._tables)

    def entries(self, table: str) -> dict[str, tuple[str, dict[str, Any]]]:
        """The entries of one table by name, each with the file that holds it."""
        return self._tables.get(table, {})

    def table(self, name: str, entry_type: type[E]) -> tuple[E, ...]:
        """The entries of one table as ``entry_type``; RuleError where one does not fit it."""
        key = (name, entry_type)
        if key not in self._typed:
            self._typed[key] = tuple(
                self.entry(name, one, entry_type) for one in self.entries(name)
            )
        return self._typed[key]

    def entry(self, table: str, name: str, entry_type: type[E]) -> E:
        """One entry as ``entry_type``; RuleError where it does not fit."""
        file, raw = self._tables[table][name]
        try:
            return msgspec.convert(raw, entry_type)
        except msgspec.ValidationError as error:
            key, problem = _misfit(str(error), entry_type)
            raise RuleError(complaint(file, table, name, problem, key)) from error

    def derive(self, build: Callable[[Rulebook], T]) -> T:
        """``build(self)``, computed at the first call and kept."""
        if build not in self._derived:
            self._derived[build] = build(self)
        result: T = self._derived[build]
        return result

    def with_only(self, change: tuple[str, str]) -> Rulebook:
        """The packaged rules with one change of the user's: an entry in ``own`` or ``away``."""
        tables = _packaged_tables()
        table, name = change
        if change in self.away:
            del tables[table][name]
            return Rulebook(tables)
        tables.setdefault(table, {})[name] = self._tables[table][name]
        return Rulebook(tables, [change])


def complaint(file: str, table: str, entry: str | int, problem: str, key: str = "") -> str:
    """A message with the place of an error in a file of rules; ``entry`` is its name or number."""
    from govtext.rulebook.source import line_of  # noqa: PLC0415 (only errors need it)

    line = line_of(file, table, entry, re.split(r"[.\[]", key)[0])
    place = file if line is None else f"{file}:{line}"
    shown = repr(entry) if isinstance(entry, str) else str(entry)
    if key:
        return f"{place}: [[{table}]] entry {shown}, key {key!r}: {problem}"
    return f"{place}: [[{table}]] entry {shown}: {problem}"


def suggested(problem: str, wrong: str, right: Iterable[str]) -> str:
    """``problem`` with the most similar of ``right`` to the name that is wrong, if any is similar.

    >>> suggested("there is no table 'word'", "word", ["words", "units"])
    "there is no table 'word'; did you mean 'words'?"
    """
    import difflib  # noqa: PLC0415 (only errors need it)

    near = difflib.get_close_matches(wrong, list(right), n=1)
    return f"{problem}; did you mean {near[0]!r}?" if near else problem


def _misfit(message: str, entry_type: type[msgspec.Struct]) -> tuple[str, str]:
    """The key that an error message of msgspec is about, and the problem."""
    at, field = _MISFIT.search(message), _FIELD.search(message)
    problem = _MISFIT.sub("", message)
    if field is None:
        key = at["path"] if at else ""
        choices = _choices(get_type_hints(entry_type).get(key))
        return key, f"{problem}; it is one of {', '.join(choices)}" if choices else problem
    # The name stands first and the examples last in every table.
    known = sorted(entry_type.__struct_fields__, key=lambda one: _PLACES.get(one, 0))
    if field["field"] in known:
        return field["field"], f"missing; every entry of this table has it ({problem})"
    return field["field"], listed("there is no such key", field["field"], known)


def listed(problem: str, wrong: str, right: Iterable[str]) -> str:
    """``problem`` with the most similar name, or with all names where none is similar."""
    names = list(right)
    near = suggested(problem, wrong, names)
    return near if near != problem else f"{problem}; there are {', '.join(names)}"


def _choices(hint: Any) -> list[str]:
    """The allowed values of a field that is a Literal; else an empty list."""
    if get_origin(hint) is Literal:
        return [repr(word) for word in get_args(hint)]
    return [word for part in get_args(hint) for word in _choices(part)]


def _files(folder: Traversable) -> list[Traversable]:
    """The files of tables in a folder, by name."""
    return sorted((f for f in folder.iterdir() if _is_table(f.name)), key=lambda f: f.name)


def _packaged_tables() -> Tables:
    """The tables under ``rules/``, as they were kept from an earlier run if no file has changed."""
    files = _files(packaged("rules"))
    sources = [part for file in files for part in (str(file).encode(), file.read_bytes())]
    data = kept("rules", *sources)
    if data is not None:
        with contextlib.suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(data, type=Tables)
    tables = _gathered(files)
    keep("rules", msgspec.msgpack.encode(tables), *sources)
    return tables


def _gathered(files: Iterable[Traversable]) -> Tables:
    tables: Tables = {}
    for file in files:
        for table, entries in _document(file).items():
            if not isinstance(entries, list):
                from govtext.rulebook.source import line_of_table  # noqa: PLC0415 (as above)

                line = line_of_table(str(file), table)
                place = str(file) if line is None else f"{file}:{line}"
                raise RuleError(f"{place}: {table!r} must be an array of tables: write [[{table}]]")
            _add(str(file), table, entries, tables.setdefault(table, {}))
    return tables


def _is_table(name: str) -> bool:
    return name.endswith(".toml")


def _document(file: Traversable) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 (not needed for tables that are kept)

    try:
        # Editors on Windows may write a byte-order mark.
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file}: not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise RuleError(
            f"{file}:{line}: not valid TOML, which is UTF-8: {error.reason}; save the file as UTF-8"
        ) from error


def _add(file: str, table: str, entries: list[Any], to: dict[str, tuple[str, Any]]) -> None:
    for number, entry in enumerate(entries, 1):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            raise RuleError(complaint(file, table, number, 'has no name = "…"', "name"))
        # A user's folder may replace packaged entries; the same name twice in one folder is an
        # error.
        if name in to:
            problem = f"there are two entries named {name!r}: keep one of them"
            raise RuleError(complaint(file, table, number, problem, "name"))
        to[name] = (file, entry)


def _merge(tables: Tables, changes: Tables) -> Rulebook:
    own, away = [], {}
    for table, entries in changes.items():
        here = tables.setdefault(table, {})
        for name, (file, entry) in entries.items():
            rest = dict(entry)
            disabled = rest.pop("disabled", False)
            if not isinstance(disabled, bool):
                raise RuleError(complaint(file, table, name, "must be true or false", "disabled"))
            if not disabled:
                here[name] = (file, rest)
                own.append((table, name))
            elif name in here:
                del here[name]
                away[table, name] = file
            elif len(rest) == 1:
                problem = suggested("there is no such entry to remove", name, here)
                raise RuleError(complaint(file, table, name, problem, "disabled"))
    return Rulebook(tables, own, away)


def read(folder: str | None = None) -> Rulebook:
    """The packaged rules with those of ``folder``, whose entries are not checked.

    Raises RuleError where the folder or a file in it can't be read.
    """
    tables = _packaged_tables()
    if folder is None:
        return Rulebook(tables)
    if not Path(folder).is_dir():
        raise RuleError(f"{folder}: no such folder of rules")
    return _merge(tables, _gathered(_files(Path(folder))))


def read_file(file: Path) -> Rulebook:
    """The tables of one TOML file, without the packaged ones; its entries are not checked.

    Raises RuleError where it can't be used, and OSError where it can't be read.
    """
    return Rulebook(_gathered([file]))


def load(folder: str | None = None) -> Rulebook:
    """The packaged rules, changed by the TOML files of ``folder`` where one is given.

    The folder is read again after a file in it has changed. Its entries are not checked;
    ``rulebook.usable.checked`` does that. Raises RuleError where the folder or a file in it can't
    be read.
    """
    if folder is None:
        return _packaged()
    path = Path(folder)
    files = path.iterdir() if path.is_dir() else ()
    found = sorted((file.name, file.stat()) for file in files if _is_table(file.name))
    state = tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
    return _with_own(path.absolute(), str(folder), state)


@functools.cache
def _packaged() -> Rulebook:
    return read()


@functools.lru_cache(maxsize=8)
def _with_own(_path: Path, folder: str, _state: tuple[Any, ...]) -> Rulebook:
    return read(folder)
