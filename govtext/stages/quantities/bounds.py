"""Bounds: whether a number is a minimum, a maximum or an estimate (``bound`` in ``[[words]]``).

近500家 -> ~, 增长5%以上 -> >=, 不超过3‰ -> <=
"""

from __future__ import annotations

from collections import defaultdict

from govtext.language.compiled import compile_pattern
from govtext.language.lexicon import BoundPlace, words_with
from govtext.language.patterns import one_of, pattern, written
from govtext.report import Bound
from govtext.rulebook.load import Rulebook

_OTHER_WORD = pattern("other word that ends like a bound")


class Bounds:
    """The words that set bounds, by their place."""

    def __init__(self, rules: Rulebook) -> None:
        def at(*places: BoundPlace) -> dict[str, Bound]:
            found = words_with(rules, lambda entry: {*places} & {*entry.bound_at})
            return {word: entry.bound for word, entry in found.items() if entry.bound}

        self.before: dict[str, list[tuple[str, Bound]]] = defaultdict(list)
        """By their last character, the longest first."""
        for word, bound in sorted(at("before", "measure").items(), key=lambda item: -len(item[0])):
            self.before[word[-1]].append((word, bound))
        self.measures = frozenset(at("measure"))
        """Those of ``before`` that set a bound of measures only: in 作过3次报告 it is no bound."""
        self.inside, self.behind_bound, self.apart_bound = at("inside"), at("behind"), at("apart")
        other = written("other word that begins like a bound")
        behind, apart = one_of(self.behind_bound), one_of(self.apart_bound)
        self.behind = compile_pattern(rf" ?(?:\([^()\n]{{0,6}}\))?({behind})(?!{other})")
        self.apart = compile_pattern(f"({apart})" + written("whole of a share"))

    def of_words_before(self, plain: str, start: int, *, counted: bool = False) -> Bound | None:
        """The bound by the words that end at ``start``; a ``counted`` number counts things and
        measures nothing."""
        end = start - (plain[start - 1] == " ")
        for word, bound in self.before.get(plain[end - 1], ()):
            if plain.endswith(word, 0, end):
                other = len(word) == 1 and _OTHER_WORD.match(plain, end - 2, end)
                return None if other or (counted and word in self.measures) else bound
        return None

    def of_words_behind(self, plain: str, end: int) -> Bound | None:
        """The bound by the words behind the unit."""
        match = self.behind.match(plain, end)
        return None if match is None else self.behind_bound[match[1]]

    def of_words_apart(self, plain: str, start: int) -> Bound | None:
        """The bound of a share by the words before its whole: 约占总数的⟦一半⟧."""
        if plain[start - 1] != "的":
            return None
        match = self.apart.search(plain, start - 30, start)
        return None if match is None else self.apart_bound[match[1]]
