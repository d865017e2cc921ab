"""The JSON Schema of a report, described by the docstrings of its data types."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import itertools
from typing import Any

import msgspec

from govtext.messages import described
from govtext.report import SCHEMA, Report

_MODULES = ("govtext.report", "govtext.claim", "govtext.source")
"""The modules with the data types."""


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what ``Report.to_json`` writes, as plain dicts and lists;
    the ``description`` of each property is the docstring of the field, in the language of the
    reader.

    >>> schema()["$defs"]["Mask"]["properties"]["claim"]["description"]
    'The id of the claim whose number it hides, 4; null where it hides none.'
    """
    document = msgspec.json.schema(Report)
    docstrings = {name: told for one in _MODULES for name, told in field_docstrings(one).items()}
    for name, form in document["$defs"].items():
        form["description"] = described(name, "") or form["description"]
        for field, property_ in form["properties"].items():
            english = docstrings[name][field].replace("``", "`")
            property_["description"] = described(name, field) or english
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **document,
    }


@functools.cache
def field_docstrings(module: str) -> dict[str, dict[str, str]]:
    """For each class of a module, by its name, the docstring below each field, on one line.

    Python keeps no docstrings of fields: they are read from the source of the module.

    >>> field_docstrings("govtext.source")["Furniture"]["start"]
    'Offset of its first character.'
    """
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    return {
        form.name: {
            field.target.id: " ".join(below.value.value.split())
            for field, below in itertools.pairwise(form.body)
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
            if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
            if isinstance(below.value.value, str)
        }
        for form in tree.body
        if isinstance(form, ast.ClassDef)
    }
