"""benchmarks/literals.py: the Chinese characters in code, on invented modules."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location(
    "benchmarks_literals", Path(__file__).resolve().parents[2] / "benchmarks" / "literals.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
counting = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(counting)

MODULE = '''"""Reads 增长."""
import re

KINDS = ("甲", "plain", "，。")  # 注释
"""The kinds, 甲 among them."""
PATTERN = re.compile(r"同比[^。]{2}")


def told(name: str) -> str:
    """``told("丙")``."""
    return f"前{name}后后"
'''


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "times").mkdir()
    (tmp_path / "times" / "years.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "plain.py").write_text('"""读."""\nNAME = "一二三亿"\n', encoding="utf-8")
    (tmp_path / "none.py").write_text('NAME = "none"\n', encoding="utf-8")
    return tmp_path


def test_literals_count_and_docstrings_and_comments_do_not(package: Path) -> None:
    # 甲, 同比, 前 and 后后: four literals of six characters.
    measured = counting.measure(package)
    assert measured == {"plain.py": (1, 4), "times/years.py": (4, 6)}
    assert counting.by_folder(measured) == {".": (5, 10), "times": (4, 6)}


def test_what_is_allowed_does_not_count(package: Path) -> None:
    assert counting.measure(package, "一二三") == {"plain.py": (1, 1), "times/years.py": (4, 6)}
    assert counting.measure(package, "一二三亿") == {"times/years.py": (4, 6)}


@pytest.mark.parametrize(("limit", "status"), [("9", 1), ("10", 0)])
def test_the_limit(
    package: Path, capsys: pytest.CaptureFixture[str], limit: str, status: int
) -> None:
    assert counting.main([str(package), "--limit", limit]) == status
    assert "5 literals with 10 Chinese characters\n" in capsys.readouterr().out
