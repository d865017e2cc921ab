"""What one quantity measures, as the readers behind it take it."""

from __future__ import annotations

import msgspec

from govtext.language.plain import Span
from govtext.stages.claims.clauses import ClauseReading


class Measured(msgspec.Struct, gc=False):
    """What one quantity measures: the phrase, and how the clause before it was read.

    In a list of ``listed`` values that share a clause, ``head`` is the number of the first of
    them and ``order`` the place in the list; ``shared`` is then the whole coordination of which
    the phrase is a part. ``counted`` says that the phrase stands behind the quantity, ``aside``
    that the quantity stands in brackets.
    """

    phrase: Span | None
    reading: ClauseReading
    head: int
    order: int = 0
    listed: int = 1
    shared: Span | None = None
    counted: bool = False
    aside: bool = False
