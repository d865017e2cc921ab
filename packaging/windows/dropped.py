"""What 转成表格.bat starts: ``govtext convert`` of what was dropped on it, to a workbook beside it.

``python dropped.py BATCH ENDING [PATH...]``: the name of the batch file, and what the name of the
workbook ends with. Exit status as that of convert, and 9 where nothing was dropped.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from pathlib import Path

from govtext import cli

NOTHING_DROPPED = 9


def paths_in(line: str, batch: str) -> list[str]:
    """The paths behind the batch file in the command line that Explorer gives to cmd.

    It quotes a path with blanks, and no other, and puts the whole in quotation marks again.

    >>> paths_in(r'cmd.exe /c ""D:\\a b\\x.bat" D:\\1&2 "D:\\3 4""', "x.bat")
    ['D:\\\\1&2', 'D:\\\\3 4']
    """
    found = re.search(rf"\\{re.escape(batch)}\"?(?= |\"|$)", line, re.IGNORECASE)
    if found is None:
        return []
    rest = line[found.end() :].strip()
    if rest.count('"') % 2:
        rest = rest.removesuffix('"')
    return [quoted or bare for quoted, bare in re.findall(r'"([^"]+)"|([^\s"]+)', rest)]


def workbook(sources: list[str], ending: str) -> Path:
    """The file to write: beside what was dropped, called as it is, or as the folder of several
    files. A file that is there already is never written over: the name gets a number."""
    first = Path(sources[0])
    alone = first.name if first.is_dir() else first.stem
    name = Path(f"{first.parent.name if len(sources) > 1 else alone}{ending}")
    out, number = first.with_name(name.name), 1
    while out.exists():
        number += 1
        out = first.with_name(f"{name.stem} {number}{name.suffix}")
    return out


def main() -> int:
    """Convert, and open the workbook where all went well."""
    batch, ending, *given = sys.argv[1:]
    sources = paths_in(os.environ.get("GOVTEXT_LINE", ""), batch) or given
    if not sources:
        return NOTHING_DROPPED
    out = workbook(sources, ending)
    sys.argv = ["govtext", "convert", *sources, "-o", str(out)]
    try:
        cli.main()
    except SystemExit as end:
        if end.code:
            return end.code if isinstance(end.code, int) else 1
    # Where there is no program for workbooks, the message has said where it is.
    with contextlib.suppress(AttributeError, OSError):
        os.startfile(out)  # type: ignore[attr-defined,unused-ignore]  # on Windows only
    return 0


if __name__ == "__main__":
    sys.exit(main())
