"""The examples of rules: for each table a function that checks one example of an entry."""

from __future__ import annotations

from govtext.rulebook.examples import categories, claims, language, outline, promises
from govtext.rulebook.examples.base import Checkers

CHECKERS: Checkers = {
    table: checker
    for module in (outline, categories, language, claims, promises)
    for table, checker in module.CHECKERS.items()
}
"""By table: the type of its entries, and the checker of their examples."""
