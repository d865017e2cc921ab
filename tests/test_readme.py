"""What the README shows is what the program does, and docs/outline.md leaves no field out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from govtext import report

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OUTLINE = (ROOT / "docs" / "outline.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
SHOWN = re.findall(r"```console\n\$ govtext (.*?)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_output_is_as_shown(command: str, output: str, tmp_path: Path) -> None:
    (text,) = EXAMPLE
    (tmp_path / "example.txt").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "govtext", *command.split()],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    printed = [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]
    # A line of an ellipsis stands for any number of lines.
    for number, part in enumerate(output.split("\n…\n")):
        wanted = part.splitlines()
        at = next(i for i in range(len(printed) + 1) if printed[i : i + len(wanted)] == wanted)
        assert number or at == 0
        printed = printed[at + len(wanted) :]
    assert not printed


def test_something_is_shown() -> None:
    assert len(EXAMPLE) == 1
    assert len(SHOWN) == 2


FORMS = [
    form
    for form in vars(report).values()
    if isinstance(form, type) and issubclass(form, msgspec.Struct)
]


@pytest.mark.parametrize("form", FORMS)
def test_every_field_is_described(form: type[msgspec.Struct]) -> None:
    missing = [name for name in form.__struct_fields__ if f"`{name}`" not in OUTLINE]
    assert not missing
