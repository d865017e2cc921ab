"""Rules as data: the tables under ``rules/``, read once, checked, and handed to the stages.

A table is a TOML array of tables (``[[units]]``); its name is the array's key, whatever file
it stands in. Every entry has a ``name`` that is unique in its table and ``examples`` that the
tests run. A user's folder of TOML in the same form extends the packaged tables: an entry with
a known name replaces it, any other is added.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
E = TypeVar("E", bound=msgspec.Struct)


class RuleError(ValueError):
    """A rule table can't be used; the message names the file, the table and the key."""


class Rulebook:
    """Every rule table by name, and whatever the stages have compiled from them.

    ``table("units", Unit)`` gives the entries of ``[[units]]`` as a tuple of ``Unit``;
    ``derive(build)`` calls ``build(self)`` once and keeps what it returns, so that patterns
    are compiled once for each rulebook.
    """

    def __init__(self, tables: dict[str, dict[str, tuple[str, dict[str, Any]]]]) -> None:
        self._tables = tables
        self._typed: dict[tuple[str, type], tuple[Any, ...]] = {}
        self._derived: dict[Callable[[Rulebook], Any], Any] = {}

    def __reduce__(self) -> tuple[Callable[..., Rulebook], tuple[Any]]:
        return Rulebook, (self._tables,)

    @property
    def names(self) -> list[str]:
        """The names of all tables."""
        return list(self._tables)

    def table(self, name: str, entry_type: type[E]) -> tuple[E, ...]:
        """The entries of one table as ``entry_type``; RuleError where one does not fit it."""
        key = (name, entry_type)
        if key not in self._typed:
            entries = []
            for entry_name, (file, raw) in self._tables.get(name, {}).items():
                try:
                    entries.append(msgspec.convert(raw, entry_type))
                except msgspec.ValidationError as error:
                    raise RuleError(f"{file}: [[{name}]] entry {entry_name!r}: {error}") from error
            self._typed[key] = tuple(entries)
        return self._typed[key]

    def derive(self, build: Callable[[Rulebook], T]) -> T:
        """``build(self)``, computed at the first call and remembered."""
        if build not in self._derived:
            self._derived[build] = build(self)
        result: T = self._derived[build]
        return result


def _merge(tables: dict[str, dict[str, tuple[str, dict[str, Any]]]], folder: Traversable) -> None:
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    here: set[tuple[str, str]] = set()
    for file in files:
        try:
            document = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RuleError(f"{file}: not valid TOML: {error}") from error
        for table, entries in document.items():
            if not isinstance(entries, list):
                raise RuleError(f"{file}: {table!r} must be an array of tables: write [[{table}]]")
            for number, entry in enumerate(entries, 1):
                name = entry.get("name") if isinstance(entry, dict) else None
                if not isinstance(name, str):
                    raise RuleError(f'{file}: [[{table}]] entry {number} has no name = "…"')
                # Replacing is for a user's folder; twice in one folder is a slip of the hand.
                if (table, name) in here:
                    raise RuleError(
                        f"{file}: [[{table}]] has two entries named {name!r}: keep one of them"
                    )
                here.add((table, name))
                tables.setdefault(table, {})[name] = (str(file), entry)


@functools.cache
def load(folder: str | None = None) -> Rulebook:
    """The packaged rules, extended by the TOML files of ``folder`` where one is given.

    Raises RuleError when the folder or a table in it can't be used.
    """
    tables: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {}
    _merge(tables, resources.files("govtext.rules"))
    if folder is not None:
        if not Path(folder).is_dir():
            raise RuleError(f"{folder}: no such folder of rules")
        _merge(tables, Path(folder))
    return Rulebook(tables)
