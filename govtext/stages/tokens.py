"""Tokens: each sentence that holds quantities is cut once into words, times, marks and quantities.

新建道路3公里，增长5%。 -> 新建 verb | 道路 noun | 3公里 quantity | ， mark | 增长 change | …
"""

from __future__ import annotations

import re
from bisect import bisect_left

from govtext.document import Document, Sentence
from govtext.language.lexicon import Token, build_lexicon, cut
from govtext.language.plain import Span

# What ends a clause. A bracket, a quotation or a title that holds no quantity is one token.
_MARK = re.compile(
    r"\([^()\n]{1,30}\)|“[^“”\n]{1,30}”|《[^《》\n]{1,60}》|(?P<mark>[,;:。!?\n()]|其中|当中)"
)


def cut_sentences(document: Document) -> None:
    """Fill ``document.sentences``, one for each statement that holds quantities."""
    quantities = document.quantities
    starts = [quantity.start for quantity in quantities]
    for statement in document.statements:
        first = bisect_left(starts, statement.start)
        last = bisect_left(starts, statement.end, first)
        if first == last:
            continue
        tokens: list[Token] = []
        places = []
        place = statement.start
        for quantity in quantities[first:last]:
            _cut_between(tokens, document, Span(place, quantity.start))
            places.append(len(tokens))
            tokens.append(Token("quantity", quantity.start, quantity.end))
            place = quantity.end
        _cut_between(tokens, document, Span(place, statement.end))
        document.sentences.append(Sentence(statement, tokens, quantities[first:last], places))


def _cut_between(tokens: list[Token], document: Document, gap: Span) -> None:
    """Add the tokens of what stands between two quantities, its marks among them."""
    plain, lexicon = document.plain, document.rules.derive(build_lexicon)
    place = gap.start
    for found in _MARK.finditer(plain, *gap):
        if found.lastgroup:
            start, end = found.span()
            tokens += cut(plain, place, start, lexicon)
            tokens.append(Token("mark", start, end))
            place = end
    tokens += cut(plain, place, gap.end, lexicon)
