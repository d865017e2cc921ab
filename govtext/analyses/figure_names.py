"""Which known statistic a number is of, where the name of its claim does not say it alone."""

from __future__ import annotations

import re

from govtext.language.matcher import Phrases
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.report import Claim
from govtext.stages.claims.names import Names, name_of, name_of_part

_GROWTH_ONLY = pattern("statistic whose percentage is a growth")
_OWN = pattern("own place before a statistic")
_VERB = pattern("verb between a statistic and its number")
_AIM_NAME = pattern("aim behind the name of a statistic")
_CONDITION = pattern("condition before a statistic")
_HEAD_ONLY = pattern("head of a name without its first part")
_CIRCUMSTANCE = pattern("circumstance between a statistic and its verb")
_JOINTS = pattern("joint of a coordination")
_CLAUSE = re.compile("[,;。:!?\n]")
_CLAUSE_HEAD = re.compile("[,;:]")
_SUBJECT = (2, 3, 4)
"""How many letters the first part of a name may have."""
ECONOMY = "GDP"
"""What stands for the growth of the economy where it has no name: 增长目标5%."""


class FigureNamer:
    """Names what numbers measure."""

    def __init__(self, names: Names, phrases: Phrases) -> None:
        self.names = names
        self.phrases = phrases

    def of(self, claim: Claim, text: str, before: str | None) -> list[str]:
        """The canonical names of what a claim measures; several where one number holds for each.

        ``before`` is the statistic of the last figure, which an aim without a name is about.
        """
        place = claim.quantity.start
        named = claim.indicator
        if named is None:
            return _listed(self._before(text, place))
        if circumstance := self._before_circumstance(text, place):
            return [circumstance]
        if named.end <= place and (opened := self._opened(text, named.end, place)):
            return [opened]
        for one in (named.name, claim.label, named.text):
            if one and (name := self.names.get(one) or self._bare(plain(one))):
                return [name]
        written = plain(named.text)
        if _HEAD_ONLY.fullmatch(written) and (name := self._completed(text, named.start, written)):
            return [name]
        if _AIM_NAME.fullmatch(written):
            return _listed(self._before(text, place) or before)
        count = len(_JOINTS.split(written))
        parts = (name_of_part(written, order, count, self.names) for order in range(count))
        return [name for name in parts if name]

    def _before_circumstance(self, text: str, place: int) -> str | None:
        """The name at the head of a clause before a circumstance: 外贸在高基数的情况下增长12%."""
        head = max(text.rfind(mark, 0, place) for mark in ",;。:!?\n") + 1
        found = _CIRCUMSTANCE.search(text, head, place)
        if found is None:
            return None
        named = self.phrases.find(text[head : found.start()])
        last = named[-1] if named else None
        return self.names[last[2]] if last and last[1] == found.start() - head else None

    def _completed(self, text: str, place: int, head: str) -> str | None:
        """The name whose first part opens an earlier clause: 粮食喜获丰收,总产量61万吨."""
        start = max(text.rfind(mark, 0, place) for mark in "。;!?\n") + 1
        for clause in reversed(_CLAUSE.split(text[start:place])[:-1]):
            own = _OWN.match(clause)
            subject = clause[own.end() :] if own else clause
            for length in _SUBJECT:
                if name := self.names.get(subject[:length] + head):
                    return name
        return None

    def _opened(self, text: str, after: int, place: int) -> str | None:
        """The name at the head of the number's own clause, or of one that it goes on:
        汽车出口下降3%,全省进出口创新高,增长18%."""
        for clause in reversed(list(_CLAUSE_HEAD.finditer(text, after, place))):
            own = _OWN.match(text, clause.end())
            head = own.end() if own else clause.end()
            found = self.phrases.find(text[head:place])
            if found and found[0][0] == 0:
                return self.names[found[0][2]]
        return None

    def _bare(self, written: str) -> str | None:
        """The name behind a condition and before an aim: 正常年景下粮食产量, 经济增长预期目标."""
        bare = _AIM_NAME.sub("", _CONDITION.sub("", written))
        if not bare and _GROWTH_ONLY.search(written):
            bare = ECONOMY
        return name_of(bare, self.names) if bare else None

    def _before(self, text: str, place: int) -> str | None:
        """The name that ends directly before a number, with a verb between them."""
        clause = _CLAUSE.split(text[max(place - 60, 0) : place])[-1]
        bare = _VERB.sub("", clause)
        found = self.phrases.find(bare)
        return self.names[found[-1][2]] if found and found[-1][1] == len(bare) else None


def _listed(name: str | None) -> list[str]:
    return [] if name is None else [name]
