"""Count the Chinese characters in the string literals of the code.

    python benchmarks/literals.py [FOLDER] [--allow CHARACTERS] [--limit N]

Chinese words belong in the tables of ``rules/``; this counts those that are in code. It reads the
strings in the syntax tree of each module below FOLDER (``govtext``), with patterns and the fixed
parts of f-strings, without comments and docstrings. It counts CJK ideographs (U+4E00 to U+9FFF)
and no punctuation. Characters in ``--allow``, such as numerals, are not counted, and neither is a
literal that holds no others.

The exit status is 1 where more than ``--limit`` characters are found.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1] / "govtext"


def literals(source: str) -> Iterator[str]:
    """The string literals of a module that are not docstrings, the parts of an f-string apart.

    A string that is a statement is the docstring of the field before it.
    """
    tree = ast.parse(source)
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in statements:
            continue
        if isinstance(node.value, str):
            yield node.value


def chinese(literal: str, allow: str = "") -> int:
    """The number of ideographs in ``literal`` that are not in ``allow``: 2 for ``"增长5%"``."""
    return sum("\u4e00" <= character <= "\u9fff" for character in literal if character not in allow)


def measure(folder: Path, allow: str = "") -> dict[str, tuple[int, int]]:
    """For each module below ``folder`` the number of Chinese literals and of their characters."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        sizes = [chinese(one, allow) for one in literals(path.read_text(encoding="utf-8"))]
        if any(sizes):
            found[path.relative_to(folder).as_posix()] = (sum(map(bool, sizes)), sum(sizes))
    return found


def by_folder(measured: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The same numbers for each folder with all below it; ``.`` is the total."""
    number: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for name, counts in measured.items():
        for parent in Path(name).parents:
            number[parent.as_posix()] += counts[0]
            characters[parent.as_posix()] += counts[1]
    return {folder: (number[folder], characters[folder]) for folder in sorted(number)}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=_PACKAGE)
    parser.add_argument("--allow", default="", metavar="CHARACTERS", help="these don't count")
    parser.add_argument("--limit", type=int, metavar="N", help="fail above so many characters")
    given = parser.parse_args(argv)
    if not given.folder.is_dir():
        parser.error(f"there is no folder {given.folder}")
    measured = measure(given.folder, given.allow)
    folders = by_folder(measured)
    number, characters = folders.pop(".", (0, 0))
    for title, table in (("by module", measured), ("by folder", folders)):
        print(f"{title:40}{'literals':>10}{'characters':>12}")
        for name, counts in sorted(table.items(), key=lambda row: -row[1][1]):
            print(f"{name:40}{counts[0]:>10,}{counts[1]:>12,}")
        print()
    print(f"{number:,} literals with {characters:,} Chinese characters")
    return int(given.limit is not None and characters > given.limit)


if __name__ == "__main__":
    sys.exit(main())
