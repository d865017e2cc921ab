"""The package: fast to import, and complete when it is installed outside the checkout."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import govtext

ROOT = Path(__file__).parent.parent
SAMPLE = "柳汀镇二〇二四年工作总结.txt"


def python(code: str, folder: Path, path: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8").strip()


def test_import_pulls_in_nothing_heavy(tmp_path: Path) -> None:
    heavy = (
        *("pandas", "numpy", "pyarrow", "spacy", "rich", "click", "pydantic", "opencc", "lxml"),
        "govtext.pipeline",  # with the many patterns of the stages
    )
    code = f"import sys, govtext; print(*[m for m in {heavy} if m in sys.modules])"
    assert python(code, tmp_path) == ""


def test_public_names() -> None:
    for name in govtext.__all__:
        assert getattr(govtext, name).__doc__, name
        assert name in dir(govtext)
    assert not hasattr(govtext, "prase")


def test_every_folder_of_code_is_a_package_that_is_installed() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split()) - {"govtext.corpora", "govtext.rules"}
    code = {path.parent.relative_to(ROOT) for path in (ROOT / "govtext").rglob("*.py")}
    assert listed == {".".join(folder.parts) for folder in code}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a source archive and a wheel made from what that archive holds."""
    source = tmp_path_factory.mktemp("source")
    for name in ("govtext", "rules", "corpora"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "THIRD_PARTY_NOTICES.md"):
        shutil.copy(ROOT / name, source)
    dist = tmp_path_factory.mktemp("dist")
    build = "from setuptools import build_meta; build_meta.build_{}({!r})"
    python(build.format("sdist", str(dist)), source)
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        archive.extractall(dist, filter="data")
    unpacked = next(path for path in dist.iterdir() if path.is_dir())
    python(build.format("wheel", str(dist)), unpacked)
    return dist


def test_a_wheel_works_away_from_the_checkout(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "site")
    code = f"""
import govtext
from importlib.resources import files
report = govtext.parse((files("govtext.corpora") / "docs" / "{SAMPLE}").read_text("utf-8"))
print(govtext.__file__, len(list(report.nodes())), len(report.claims))
"""
    sample = govtext.read(ROOT / "corpora" / "docs" / SAMPLE)
    assert python(code, tmp_path, path=str(tmp_path / "site")).split() == [
        str(tmp_path / "site" / "govtext" / "__init__.py"),
        str(len(list(sample.nodes()))),
        str(len(sample.claims)),
    ]


def test_a_wheel_holds_the_rules_the_corpus_and_the_command(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
        (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
        assert b"govtext = govtext.cli:main" in wheel.read(entry_points)
    for folder in ("govtext", "rules", "corpora"):
        package = folder if folder == "govtext" else f"govtext/{folder}"
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"{package}/{path.relative_to(ROOT / folder).as_posix()}" in names
