"""The fenced blocks of a page of documentation, and how each kind is checked.

By the word behind the fence:

- ``python``: run, in the order of the page, all in one namespace and one folder. A ``text`` or
  ``json`` block right below it, with nothing but blank lines between, is what it prints.
- ``pycon``: run likewise, as a doctest.
- ``console``: each line ``$ govtext …`` is run, and prints (errors too) the lines below it.
- ``r``: run behind all blocks of the page, where R and the packages it names are installed.
- ``json``, ``toml``: valid. ``text``: anything. With ``title="name"`` behind the word, any of
  these is the file of that name in the folder of the page.
- ``sh``, ``powershell``, ``bat``: not run, since they install, submit or belong to another system;
  but their ``govtext`` commands and options must exist.

A line ``…`` in what is shown stands for any number of lines, ``…`` in a line for any characters.
The comment ``<!-- not run: reason -->`` above a ``python`` or ``console`` block leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

KINDS = {"bat", "console", "json", "powershell", "pycon", "python", "r", "sh", "text", "toml"}

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>```+)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r'title="([^"]+)"')
_SKIP = re.compile(r"<!-- not run: (\S[^>]*) -->\s*\Z")


class Block(NamedTuple):
    """A fenced block: where, of what kind, the file it is, and what is inside.

    ``skipped`` is the reason why it is not run, ``prints`` the block below that shows what this
    one prints.
    """

    line: int
    kind: str
    title: str | None
    body: str
    skipped: str | None = None
    prints: str | None = None


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page in order. Raises ValueError for one whose kind is not known."""
    found = list(_FENCE.finditer(page))
    taken = False
    for number, match in enumerate(found):
        if taken:
            taken = False
            continue
        line = page.count("\n", 0, match.start()) + 1
        kind, _, rest = match["info"].partition(" ")
        if kind not in KINDS:
            raise ValueError(f"line {line}: a block of unknown kind {match['info']!r}")
        title = _TITLE.search(rest)
        below = found[number + 1] if number + 1 < len(found) else None
        taken = bool(
            below
            and kind == "python"
            and below["info"] in ("text", "json")
            and not page[match.end() : below.start()].strip()
        )
        skipped = _SKIP.search(page, 0, match.start())
        yield Block(
            line,
            kind,
            title and title[1],
            _dedent(match),
            skipped and skipped[1].strip(),
            _dedent(below) if below and taken else None,
        )


def _dedent(match: re.Match[str]) -> str:
    return re.sub(f"^{match['indent']}", "", match["body"], flags=re.MULTILINE)


def matches(shown: str, printed: str) -> bool:
    """Whether ``printed`` is what is ``shown``, blanks at the ends of lines apart."""
    lines = [line.rstrip() for line in shown.rstrip().splitlines()]
    real = [line.rstrip() for line in printed.rstrip().splitlines()]
    return _lines_match(lines, real)


def _lines_match(shown: list[str], real: list[str]) -> bool:
    """Each stretch between lines of an ellipsis at the first place where it fits; the first
    stretch at the top, the last at the end."""
    stretches: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == "…":
            stretches.append([])
        else:
            stretches[-1].append(line)
    *others, last = stretches
    at = 0
    for number, stretch in enumerate(others):
        places = [0] if number == 0 else range(at, len(real) - len(stretch) + 1)
        place = next((start for start in places if _fits(stretch, real, start)), None)
        if place is None:
            return False
        at = place + len(stretch)
    tail = len(real) - len(last)
    return tail >= at and (bool(others) or tail == 0) and _fits(last, real, tail)


def _fits(stretch: list[str], real: list[str], at: int) -> bool:
    return len(real) >= at + len(stretch) and all(
        re.fullmatch(".*".join(map(re.escape, line.split("…"))), found)
        for line, found in zip(stretch, real[at:], strict=False)
    )


def pages(root: Path) -> list[Path]:
    """Every page of documentation."""
    return sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md"), root / "corpora/README.md"])
