"""A folder of a user's rules that is saved with the pipeline that uses it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import srsly

from govtext.rulebook.load import RuleError


class OwnRules:
    """The TOML files of one folder, or none.

    The folder in a pipeline's config is read when it is first needed: a saved pipeline has the
    files in it, and may be loaded where the folder does not exist.
    """

    def __init__(self, folder: str | None = None) -> None:
        self._folder = folder
        self._files: dict[str, bytes] | None = None if folder else {}
        self._unpacked: tempfile.TemporaryDirectory[str] | None = None

    @property
    def files(self) -> dict[str, bytes]:
        """Name and content of each file. Raises RuleError where the folder does not exist."""
        if self._files is None:
            folder = Path(self._folder or "")
            if not folder.is_dir():
                raise RuleError(f"{folder}: no such folder of rules")
            self._files = {f.name: f.read_bytes() for f in sorted(folder.glob("*.toml"))}
        return self._files

    @property
    def folder(self) -> str | None:
        """A folder that holds the files, for ``govtext.parse``; None where there are none."""
        if self._folder is None and self.files:
            # It exists as long as this object.
            self._unpacked = tempfile.TemporaryDirectory(prefix="govtext-rules-")
            self._folder = self._unpacked.name
            for name, content in self.files.items():
                Path(self._folder, name).write_bytes(content)
        return self._folder

    def __reduce__(self) -> tuple[object, ...]:
        return _from_files, (self.files,)


def _from_files(files: dict[str, bytes]) -> OwnRules:
    rules = OwnRules()
    # The names come from a file that may be untrusted: none may lead out of the folder.
    rules._files = {Path(name).name: content for name, content in files.items()}
    return rules


class CarriesRules:
    """The four methods with which spaCy saves and loads a part of a pipeline, for a part whose
    state is its ``rules``."""

    rules: OwnRules

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The rules as bytes."""
        data: bytes = srsly.msgpack_dumps(self.rules.files)
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Load the rules of ``to_bytes``; without any, those of the config stay."""
        files = srsly.msgpack_loads(data)
        if files:
            self.rules = _from_files(files)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the rules to the folder ``path``."""
        files = self.rules.files
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob("*.toml"):
            left.unlink()
        for name, content in files.items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Load the rules in the folder ``path``; without any, those of the config stay."""
        files = {file.name: file.read_bytes() for file in sorted(Path(path).glob("*.toml"))}
        if files:
            self.rules = _from_files(files)
        return self
