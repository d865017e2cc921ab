"""The compiled build: the same source gives the same bytes, compiled or not."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

import govtext

_ROOT = Path(__file__).resolve().parents[1]
_REPORTS = _ROOT.parent / "shared" / "reports" / "txt"
_WANTED = "GOVTEXT_BUILD"


@pytest.fixture(scope="module")
def prepared() -> Callable[[str], str]:
    """``prepared`` of packaging/native.py."""
    spec = importlib.util.spec_from_file_location("native", _ROOT / "packaging" / "native.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Callable[[str], str]", module.prepared)


_RECORD = '''
import msgspec


class Place(msgspec.Struct, order=True, gc=False):
    """A place.

    In two lines.
    """

    start: int
    names: list[str] = []
    """What stands there."""

    def length(self) -> int:
        return len(self.names)
'''


def test_a_record_becomes_a_plain_class_with_the_same_lines(prepared: Callable[[str], str]) -> None:
    written = prepared(_RECORD)
    assert written.index("def length") and "Struct" not in written
    assert written.split("\n").index("    def length(self) -> int:") == 14
    there: dict[str, type] = {}
    exec(f"from __future__ import annotations\n{written}", there)
    first, second = there["Place"](1), there["Place"](2, ["北京"])
    assert first < second and first != second and first == there["Place"](1, [])
    assert (first.length(), second.length()) == (0, 1)
    assert first.names is not there["Place"](1).names


@pytest.mark.parametrize("base", ["msgspec.Struct", "Rule", "PatternRule"])
def test_a_row_of_a_table_keeps_its_annotations_as_strings(
    prepared: Callable[[str], str], base: str
) -> None:
    row = f"class Row({base}):\n    kind: Kind | None = None"
    assert prepared(row).split("\n")[1] == "    kind: 'Annotated[Kind | None, 0]' = None"


def test_constants_become_final(prepared: Callable[[str], str]) -> None:
    source = "_A = 1\n_B: int = 2  # two\n_C = 3\n_C += 1\nd = 4\n_E: Final = 5\n_F = (0.5, 1)"
    assert prepared(source).split("\n") == [
        "_A: Final = 1", "_B: Final[int] = 2  # two", "_C = 3", "_C += 1", "d = 4",
        "_E: Final = 5", "_F = (0.5, 1)",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package of a new compiled wheel."""
    if os.environ.get(_WANTED) != "1":
        pytest.skip(f"compiling takes a minute or more; {_WANTED}=1 does it, as .ci/run does")
    compiler = os.environ.get("CC", "cc").split()[0]
    if sys.platform != "win32" and shutil.which(compiler) is None:
        pytest.skip(f"there is no C compiler {compiler!r}; pip install ziglang has one")
    folder = tmp_path_factory.mktemp("compiled")
    command = [sys.executable, str(_ROOT / "packaging" / "compiled.py"), "--optimize", "0"]
    subprocess.run([*command, "--out", str(folder / "wheels")], check=True)
    (wheel,) = (folder / "wheels").iterdir()
    assert "none-any" not in wheel.name
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def _run(site: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(site), "GOVTEXT_STRICT": "1"}
    done = subprocess.run(
        [sys.executable, "-c", "from govtext.cli import main; main()", *arguments],
        env=environment, cwd=site.parent, check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout


def test_the_compiled_program_gives_the_same_bytes(compiled: Path, tmp_path: Path) -> None:
    assert _run(compiled, "--version") == f"govtext {govtext.__version__} (compiled)\n"
    texts = tmp_path / "texts"
    shutil.copytree(_ROOT / "corpora" / "docs", texts, ignore=shutil.ignore_patterns("*.json*"))
    if _REPORTS.is_dir():
        shutil.copytree(_REPORTS, texts / "reports")
    # The Python files of the wheel are the reference: the compiled modules are made from them.
    pure = tmp_path / "pure"
    shutil.copytree(compiled, pure, ignore=shutil.ignore_patterns("*.so", "*.pyd"))
    assert _run(pure, "--version") == f"govtext {govtext.__version__} (pure Python)\n"
    for site, out in ((compiled, "out"), (pure, "expected")):
        _run(site, "convert", str(texts), "-o", str(tmp_path / out), "--workers", "2")
    files = sorted((tmp_path / "expected").rglob("*.json"))
    assert len(files) == len(list(texts.rglob("*.txt")))
    for file in files:
        written = tmp_path / "out" / file.relative_to(tmp_path / "expected")
        assert written.read_bytes() == file.read_bytes(), file.name


def test_the_compiled_program_reads_rules_of_users(compiled: Path, tmp_path: Path) -> None:
    """Rows of tables are converted by the annotations that were written as strings."""
    wrong = '[[words]]\nname = "mine"\nwords = "猛增"\nkind = "verbal"\n'
    (tmp_path / "mine.toml").write_text(wrong, encoding="utf-8")
    report = tmp_path / "report.txt"
    report.write_text("2023年，全县新建学校3所。", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        _run(compiled, "parse", str(report), "--rules", str(tmp_path))
    assert "mine.toml:4" in failed.value.stderr
