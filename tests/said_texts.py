"""The texts for people that stand in the code, found by their form."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from govtext.language.lexicon import Kind, NumberRole
from govtext.language.patterns import NUMERALS
from govtext.rulebook.load import load

PACKAGE = Path(__file__).parent.parent / "govtext"

# Two words one after the other, or a word beside a field.
_PROSE = re.compile(r"[A-Za-z][a-z'’]+[,;:.]? (?:[a-z(\[-]|\{\})|\{\}[,;:.]? [a-z(]{3,}")
# Queries of databases, markup, styles of the terminal, and the parts of a policy.
_CODE = re.compile(
    r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|CREATE TABLE|PRIMARY KEY|REFERENCES)\b"
    r"|^\s*<|=\"|-src |bold |\bimport sys\b|^\* |^xtset |^label list|^_all "
)


class SaidText(NamedTuple):
    """A text with ``{}`` for each value, and where it stands."""

    text: str
    place: str


def template(node: ast.expr) -> str | None:
    """A string of the code with ``{}`` for each value; None for other expressions."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return None


def blank(text: str) -> str:
    """A text of the catalogue with ``{}`` for each of its named fields."""
    return re.sub(r"\{\*?\w*\}", "{}", text)


@functools.cache
def texts() -> list[SaidText]:
    """Every text for people in the Python code of the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(PACKAGE).as_posix()
        found += [SaidText(text, f"{name}:{line}") for line, text in _in_module(tree)]
    return found


@functools.cache
def strings() -> frozenset[str]:
    """Every string of the code, among them single words such as the heads of columns."""
    return frozenset(
        node.value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


_MARKED = re.compile(r"(?<= say>)([^<]*)(?=<)|say-[\w-]+=\"([^\"]*)\"")
_SHOWN = re.compile(r">([^<>]*)<|\b(?:title|aria-label|placeholder)=\"([^\"]*)\"")
_NOT_SHOWN = re.compile(r"(?s)<!DOCTYPE.*?<body|<kbd>.*?</kbd>")
_IN_SCRIPT = re.compile(r"\b(?:t|text)\(\"([^\"]*)\"")
# How a script finds elements, and how it says that it is strict.
_SELECTOR = re.compile(r"(^|[ ,])[#.\[]|^use strict$|^\w+\.\w+ ")
_STRING = re.compile(r"(?<![\w])\"([^\"\n]*)\"|`([^`]*)`")


def page_texts() -> list[SaidText]:
    """Every text of the templates and scripts of the pages that is marked as one."""
    return [
        SaidText(blank(next(filter(None, found.groups()))), path.name)
        for path, form in (*_files("html", _MARKED), *_files("js", _IN_SCRIPT))
        for found in form.finditer(path.read_text(encoding="utf-8"))
        if any(found.groups())
    ]


def unmarked() -> list[SaidText]:
    """What looks like a text in the templates and scripts of the pages and is not marked."""
    found = []
    for path, form in _files("html", _SHOWN):
        page = _NOT_SHOWN.sub("", path.read_text(encoding="utf-8"))
        rest = _MARKED.sub("", page)
        words = (part for match in form.finditer(rest) for part in match.groups() if part)
        found += [
            SaidText(one, path.name) for one in words if re.search("[A-Za-z]{2}", _values(one))
        ]
    for path, form in _files("js", _STRING):
        rest = _IN_SCRIPT.sub("", path.read_text(encoding="utf-8"))
        rest = re.sub(r"//.*", "", rest)
        words = (part for match in form.finditer(rest) for part in match.groups() if part)
        found += [
            SaidText(one, path.name)
            for one in words
            if _PROSE.search(_values(one, "{}")) and not _SELECTOR.search(one)
        ]
    return found


def _files(ending: str, form: re.Pattern[str]) -> list[tuple[Path, re.Pattern[str]]]:
    folders = (PACKAGE / "page", PACKAGE / "app")
    return [(path, form) for one in folders for path in sorted(one.glob(f"*.{ending}"))]


def _values(text: str, shown: str = "") -> str:
    """A text without the values that are put into it."""
    return re.sub(r"\$\{[^}]*\}|\$\w+", shown, text)


def _in_module(tree: ast.Module) -> Iterator[tuple[int, str]]:
    book = load()
    # The code finds entries of the rules by their names.
    names = {name for table in book.names for name in book.entries(table)}
    names |= {*NUMERALS, *get_args(NumberRole)}
    kinds = {*get_args(Kind)}  # kinds("verb noun")
    skipped = {id(one) for one in (*_docstrings(tree), *_for_programmers(tree))}
    for one in _commands(tree):
        yield from ((one.lineno, part) for part in paragraphs(ast.get_docstring(one) or ""))
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if id(node) in skipped:
            continue
        text = template(node) if isinstance(node, ast.expr) else None
        if text is not None and isinstance(node, ast.expr):
            known = text in names or kinds.issuperset(text.split())
            if not known and _PROSE.search(text) and not _CODE.search(text):
                yield node.lineno, text
            waiting += (one.value for one in ast.walk(node) if isinstance(one, ast.FormattedValue))
            continue
        if _calls(node, "said") and isinstance(node, ast.Call) and node.args:
            direct = template(node.args[0])
            if direct is not None and not _PROSE.search(direct):
                yield node.lineno, direct
        waiting += ast.iter_child_nodes(node)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each on one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _docstrings(tree: ast.Module) -> Iterator[ast.Expr]:
    for node in ast.walk(tree):
        for one in getattr(node, "body", ()) if isinstance(getattr(node, "body", 0), list) else ():
            if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
                yield one


def _for_programmers(tree: ast.Module) -> Iterator[ast.AST]:
    """Representations of objects, which are Python, and the attributes of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in {"__repr__", "__getattr__"}:
            yield node


def _commands(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(
            _calls(one, "command") for one in node.decorator_list
        ):
            yield node


def _calls(node: ast.AST, name: str) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    return name == (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", ""))
