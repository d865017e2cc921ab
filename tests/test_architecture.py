"""The structure of the code: no import cycle, no class name used twice, tests like modules."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "govtext"
# Folders that mirror no folder of the package: cases, and tests of what stands beside it.
BESIDE = {"benchmarks", "fixtures"}


def modules(package: Path = PACKAGE) -> dict[str, ast.Module]:
    """Every module of the package by its dotted name, parsed."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.Module, names: set[str]) -> Iterator[str]:
    """The modules among ``names`` that a module imports anywhere, in functions and for types too.

    What ``from package import name`` takes is the module of that name where there is one, else
    the package itself.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in names)
        elif isinstance(node, ast.ImportFrom) and node.module in names:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in names else str(node.module)


def circle(trees: dict[str, ast.Module]) -> list[str]:
    """The modules of one import circle, in order; empty where there is none."""
    names = set(trees)
    graph = {name: set(imported(tree, names)) - {name} for name, tree in trees.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    found = circle(modules())
    assert not found, " imports ".join(reversed(found))


@pytest.mark.parametrize(
    "late", ["import own.two", "from own import two", "def f():\n    from own.two import x"]
)
def test_a_circle_is_seen_wherever_its_imports_stand(late: str) -> None:
    trees = {"own": "", "own.one": late, "own.two": "from own.one import f"}
    assert circle({name: ast.parse(source) for name, source in trees.items()})


def test_a_class_name_means_one_thing() -> None:
    homes = defaultdict(list)
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(module)
    assert not {name: where for name, where in homes.items() if len(where) > 1}


def test_language_knows_nothing_of_reports() -> None:
    trees = modules()
    below = (
        *("govtext.language", "govtext.report", "govtext.rulebook.load", "govtext.errors"),
        *("govtext.prepared", "govtext.extras"),
    )
    for module, tree in trees.items():
        if module.startswith("govtext.language."):
            for name in imported(tree, set(trees)):
                assert name.startswith(below), f"{module} imports {name}"


def test_a_folder_of_tests_is_a_folder_of_the_package() -> None:
    for folder in (path for path in (ROOT / "tests").rglob("*") if path.is_dir()):
        where = folder.relative_to(ROOT / "tests")
        if where.parts[0] in BESIDE or "__pycache__" in where.parts:
            continue
        assert (PACKAGE / where).is_dir(), f"tests/{where}: no such folder under govtext/"


def test_every_error_class_derives_from_the_one_base() -> None:
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    }
    assert len(bases) > 5
    assert {name for name, own in bases.items() if not own & bases.keys()} == {"GovtextError"}
