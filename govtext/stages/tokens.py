"""Tokens: each sentence that holds quantities is cut once into words, times, marks and quantities.

新建道路3公里，增长5%。 -> 新建 verb | 道路 noun | 3公里 quantity | ， mark | 增长 change | …
"""

from __future__ import annotations

from bisect import bisect_left

from govtext.document import Document, Sentence
from govtext.language.lexicon import Fixed, build_lexicon, cut
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.segment import Words, build_segmenter
from govtext.report import Quantity, Statement

# 1985年|末, 2024年|前三季度
_TAIL = pattern("end of a time behind its year")


def cut_sentences(document: Document) -> None:
    """Fill ``document.sentences``, one for each statement that holds quantities."""
    quantities = document.quantities
    starts = [quantity.start for quantity in quantities]
    for statement in document.statements:
        first = bisect_left(starts, statement.start)
        last = bisect_left(starts, statement.end, first)
        if first < last:
            document.sentences.append(_cut(document, statement, quantities[first:last]))


def _cut(document: Document, statement: Statement, quantities: list[Quantity]) -> Sentence:
    plain, rules = document.plain, document.rules
    start, end = statement.start, statement.end
    fixed = [Fixed(one.start, one.end, "quantity") for one in quantities]
    times = document.times.within(start, end)
    begun = {one.start for one in times}
    for one in times:
        tail = None if one.end in begun else _TAIL.match(plain, one.end, end)
        fixed.append(Fixed(one.start, tail.end() if tail else one.end, "time"))
    fixed.sort()
    words = Words(rules.derive(build_segmenter)(plain[start:end]), start)
    tokens = cut(plain, Span(start, end), fixed, rules.derive(build_lexicon), words)
    places = [index for index, token in enumerate(tokens) if token.kind == "quantity"]
    return Sentence(statement, tokens, quantities, places)
