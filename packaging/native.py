"""What mypyc needs to be told of a module so that it compiles well, written into a copy of it.

mypyc turns a class into a C structure only where it is a plain class, and reads a module's constant
without a look-up only where it is ``Final``; and it loses what the annotations of a msgspec class
say. The source of govtext stays as it is: ``prepared`` writes these things into a copy, by the
syntax tree, and changes no line number. ::

    class Token(msgspec.Struct, gc=False):      class Token:
        \"\"\"A word.\"\"\"                             def __init__(self, kind: str, ...
        kind: str                                   kind: str
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

_FUTURE = "from __future__ import annotations"
_LISTS = {"[]", "{}"}
_STRUCTS = (["msgspec.Struct"], ["Rule"], ["PatternRule"])
"""The bases of a msgspec class; the last two are those of the entries of tables of rules."""


def prepared(source: str) -> str:
    """The source of a module as mypyc is to get it, with the same lines.

    A ``msgspec.Struct`` with ``gc=False``, which only the stages make, becomes a plain class; one
    that is read from a table of rules keeps its base, and its annotations become strings. A
    constant of the module becomes ``Final``.

    >>> print(prepared("_MOST = 5"))
    _MOST: Final = 5
    """
    tree = ast.parse(source)
    lines = source.split("\n")
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef):
            if _is_record(statement):
                _make_plain(lines, statement)
            elif _keywords(statement) is not None:
                _quote_annotations(lines, statement)
    for name in _constants(tree):
        _make_final(lines, name)
    text = "\n".join(lines)
    return text.replace(_FUTURE, f"{_FUTURE}; from typing import Annotated, Final", 1)


def _keywords(statement: ast.ClassDef) -> dict[str, object] | None:
    """The settings of a class that is a msgspec class; None of another class."""
    if [ast.unparse(base) for base in statement.bases] not in _STRUCTS:
        return None
    return {one.arg or "": ast.literal_eval(one.value) for one in statement.keywords}


def _is_record(statement: ast.ClassDef) -> bool:
    """Whether a class is a ``msgspec.Struct`` of which nothing but the fields is used."""
    keywords = _keywords(statement)
    if keywords is None or keywords.get("gc", True):
        return False
    used = {ast.unparse(node) for node in ast.walk(statement) if isinstance(node, ast.Attribute)}
    return not any(name.startswith("msgspec.structs") for name in used)


def _fields(statement: ast.ClassDef) -> Iterator[tuple[ast.AnnAssign, str, str, str]]:
    """The fields of a class, each with its name, its type and its default ("" for none)."""
    for one in statement.body:
        if isinstance(one, ast.AnnAssign):
            default = "" if one.value is None else ast.unparse(one.value)
            yield one, ast.unparse(one.target), ast.unparse(one.annotation), default


def _make_plain(lines: list[str], statement: ast.ClassDef) -> None:
    """Write a plain class with ``__init__``, ``__eq__`` and, if it has an order, ``__lt__``."""
    fields = [field[1:] for field in _fields(statement)]
    taken, set_to = [], []
    for name, kind, default in fields:
        if default in _LISTS:
            taken.append(f"{name}: {kind} | None = None")
            set_to.append(f"self.{name} = {default} if {name} is None else {name}")
        else:
            taken.append(f"{name}: {kind}{default and f' = {default}'}")
            set_to.append(f"self.{name} = {name}")
    own, other = (
        "(" + "".join(f"{whose}.{name}, " for name, *_ in fields) + ")" for whose in ("self", "o")
    )
    name = statement.name
    written = [
        "; ".join(f"{name}: {kind}" for name, kind, _ in fields),
        f"def __init__(self, {', '.join(taken)}) -> None: {'; '.join(set_to)}",
        f"def __eq__(self, o: object) -> bool: return isinstance(o, {name}) and {own} == {other}",
    ]
    if (_keywords(statement) or {}).get("order"):
        written.append(f"def __lt__(self, o: {name}) -> bool: return {own} < {other}")
    head = [one for one in statement.body if isinstance(one, ast.AnnAssign | ast.Expr)]
    first, last = head[0].lineno - 1, head[-1].end_lineno or 0
    if len(written) > last - first:
        raise ValueError(f"class {name} has too few lines: give it a docstring")
    for method in statement.body:
        if not isinstance(method, ast.AnnAssign | ast.Expr) and method.lineno < last:
            raise ValueError(f"class {name} has a method before a field")
    lines[statement.lineno - 1] = f"class {name}:"
    lines[first:last] = ["    " + line for line in written] + [""] * (last - first - len(written))


def _quote_annotations(lines: list[str], statement: ast.ClassDef) -> None:
    """Write the annotations as strings, which mypyc hands on as they are.

    It does so only where they are the name of one type, as ``Annotated`` is.
    """
    for field, name, kind, default in _fields(statement):
        first, last = field.lineno - 1, field.end_lineno or field.lineno
        written = f"{name}: {f'Annotated[{kind}, 0]'!r}{default and f' = {default}'}"
        lines[first:last] = [" " * field.col_offset + written] + [""] * (last - first - 1)


def _constants(tree: ast.Module) -> Iterator[ast.Assign | ast.AnnAssign]:
    """The assignments of a module to a name in capitals to which nothing else is assigned."""
    stored = Counter(
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            target, value = statement.target, statement.value
        else:
            continue
        if isinstance(value, ast.Call) and ast.unparse(value.func) == "TypeVar":
            continue
        if isinstance(target, ast.Name) and target.id.isupper() and stored[target.id] == 1:
            yield statement


def _make_final(lines: list[str], statement: ast.Assign | ast.AnnAssign) -> None:
    at = statement.lineno - 1
    if isinstance(statement, ast.Assign):
        name, kind, rest = ast.unparse(statement.targets[0]), "", lines[at].partition("=")[2]
    elif statement.annotation.end_lineno == statement.lineno:
        name, kind = ast.unparse(statement.target), ast.unparse(statement.annotation)
        if kind.startswith("Final"):
            kind = kind[len("Final[") : -1]
        rest = lines[at].encode()[statement.annotation.end_col_offset or 0 :].decode()
        rest = rest.partition("=")[2]
    else:
        return
    if _begins_with_float(statement.value):
        lines[at] = f"{name}{kind and f': {kind}'} ={rest}"
    else:
        lines[at] = f"{name}: Final{kind and f'[{kind}]'} ={rest}"


def _begins_with_float(value: ast.expr | None) -> bool:
    """Whether a constant is a tuple that mypyc 2.4 takes for unset where it is ``Final``."""
    if not isinstance(value, ast.Tuple) or not value.elts:
        return False
    return any(isinstance(getattr(one, "value", None), float) for one in ast.walk(value.elts[0]))
