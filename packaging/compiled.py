"""Build a wheel in which the reading of reports is compiled by mypyc, from the same source.

    pip install -e '.[dev]'
    python packaging/compiled.py --out dist
    pip install --force-reinstall --no-deps dist/govtext-*.whl

A C compiler is all that it needs besides; where there is none, ``pip install ziglang`` and
``CC="python -m ziglang cc"`` is one. ``govtext --version`` says whether a program is compiled.
The wheel holds the Python files too, as they are in the repository; ``pip install .`` builds one
without anything compiled, which gives the same results.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from native import prepared

ROOT = Path(__file__).resolve().parents[1]
COMPILED = ("govtext/document.py", "govtext/language", "govtext/stages")
LEFT_OUT = {
    "govtext/language/edits.py": "little is done there, and much to compile",
    "govtext/stages/layout": "little is done there, and much to compile",
    "govtext/stages/outline": "little is done there, and much to compile",
    "govtext/stages/page": "little is done there, and much to compile",
    "govtext/language/guarded.py": "patterns of users; alternatives are matched only if needed",
    "govtext/language/matcher.py": "its tree of phrases is a dict with attributes",
    "govtext/language/compiled.py": "a pattern gets its methods when it is first used",
    "govtext/language/radicals.py": "a table",
    "govtext/language/topics.py": "for analyses, not for reading",
    "govtext/language/wordcount.py": "for analyses, not for reading",
}
"""What stays Python of ``COMPILED``, each with the reason."""
_COPIED = ("govtext", "rules", "corpora", "setup.cfg", "pyproject.toml")
_FILES = ("README.md", "LICENSE", "THIRD_PARTY_NOTICES.md")


def modules(root: Path) -> list[str]:
    """The files to compile, below ``root``."""
    found = [root / path for path in COMPILED]
    files = {file for one in found for file in [one, *one.rglob("*.py")] if file.suffix == ".py"}
    names = sorted(file.relative_to(root).as_posix() for file in files)
    return [
        name
        for name in names
        if not name.endswith("/__init__.py") and not name.startswith(tuple(LEFT_OUT))
    ]


def build(root: Path, out: Path, work: Path, optimize: str) -> None:
    """Write the wheel to ``out``; ``work`` is an empty folder, ``root`` that of the repository."""
    from mypyc.build import mypycify  # noqa: PLC0415 (it loads mypy)
    from setuptools import setup  # noqa: PLC0415 (mypyc changes it)

    clean = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd", "*.egg-info")
    for copy in ("prepared", "source"):
        for name in (*_COPIED, *_FILES):
            if (root / name).is_dir():
                shutil.copytree(root / name, work / copy / name, ignore=clean)
            else:
                shutil.copy(root / name, work / copy / name)
    os.chdir(work / "prepared")
    names = modules(Path())
    for name in names:
        path = Path(name)
        path.write_text(prepared(path.read_text(encoding="utf-8")), encoding="utf-8")
    extensions = mypycify(
        ["--config-file=setup.cfg", *names],
        target_dir=str(work / "c"),
        opt_level=optimize,
        debug_level="0",
        group_name="govtext",
    )
    os.chdir(work / "source")
    setup(
        ext_modules=extensions,
        script_args=["--quiet", "bdist_wheel", "--dist-dir", str(out)],
    )


def main(given: Sequence[str] | None = None) -> None:
    """Build the wheel that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("dist"), help="folder of the wheel")
    parser.add_argument("--optimize", default="1", choices="0123", help="level of the C compiler")
    options = parser.parse_args(given)
    out = options.out.resolve()
    with tempfile.TemporaryDirectory() as work:
        build(ROOT, out, Path(work), options.optimize)
        os.chdir(ROOT)


if __name__ == "__main__":
    main()
