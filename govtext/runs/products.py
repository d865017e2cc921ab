"""What a run keeps of each report: its outline, or what an analysis makes of it."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from govtext.report import Report

Make = Callable[[Report], bytes]
"""From a report to the bytes that are kept of it."""
WriteProducts = Callable[[Iterable[bytes], Path, Path], None]
"""Writes the bytes of all reports to a file, by way of a folder for incomplete files."""


class Product(NamedTuple):
    """What is kept of each report of a run.

    ``maker`` is "module:function"; the function is called once in each process, with ``settings``
    and the folder of rules, and returns a ``Make``. A run continues an earlier one only where both
    have the same product.
    """

    maker: str
    settings: bytes


@functools.lru_cache(maxsize=4)
def make_of(product: Product, rules: str | None) -> Make:
    """The function from a report to what is kept of it."""
    module, _, function = product.maker.partition(":")
    make: Make = getattr(importlib.import_module(module), function)(product.settings, rules)
    return make
