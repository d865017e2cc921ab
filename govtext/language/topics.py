"""Topics: concepts with the terms that stand for them, and the count of these terms in a text.

One scan finds every occurrence of every phrase (Aho and Corasick 1975). Each concept then decides
alone which of its own occurrences count, so that no count depends on the order of terms or on
other concepts::

    环境 not in 营商环境: 优化营商环境，保护环境 -> 1
    生态环境 and 环境, the longest counts: 生态环境 -> 生态环境, and no 环境
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from govtext.language.matcher import alternatives, overlapping_scanner
from govtext.language.plain import plain

Overlap = Literal["longest", "all"]


class Topic(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[topics]]``: a concept with its terms.

    ``{a,b}`` in a term stands for alternatives, as in other tables.
    """

    name: str
    terms: list[str]
    group: str = ""
    """The group of concepts that it belongs to, for tables."""
    not_in: dict[str, list[str]] = {}
    """For a term the longer phrases in which it does not count: 环境 in 营商环境."""
    weights: dict[str, float] = {}
    """For a term what one occurrence counts in the weighted sum; 1 where it has none."""
    overlap: Overlap = "longest"
    """Of terms that overlap in a text "longest" counts the longest one, "all" counts each."""
    sources: list[str] = []
    """Where the terms are taken from: laws, plans, papers."""
    examples: list[str] = []


class Term(NamedTuple):
    """A term of a concept: as written, and as it is searched; ``phrases`` are those in which it
    does not count."""

    written: str
    searched: str
    weight: float
    phrases: tuple[str, ...]


class Hit(NamedTuple):
    """An occurrence that counts: the numbers of its concept and term, and where it stands."""

    concept: int
    term: int
    start: int
    end: int


def searched(written: str) -> str:
    """A text or term in the form in which terms are searched: normalized, without blanks, and
    Latin letters in lower case.

    >>> searched("ＡＩ 大模型")
    'ai大模型'
    """
    return lowered("".join(plain(written).split()))


def lowered(text: str) -> str:
    """``text`` in lower case, with the same length."""
    small = text.lower()
    return small if len(small) == len(text) else text.translate(_CAPITALS)


_CAPITALS = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def terms_of(topic: Topic) -> list[Term]:
    """The terms of a concept, sorted, each once."""
    phrases = {
        key: tuple(
            searched(phrase) for written in topic.not_in[key] for phrase in alternatives(written)
        )
        for key in topic.not_in
    }
    found: dict[str, Term] = {}
    for written in topic.terms:
        for phrase in alternatives(written):
            term = searched(phrase)
            if term:
                weight = topic.weights.get(phrase, topic.weights.get(written, 1.0))
                inside = phrases.get(phrase, phrases.get(written, ()))
                found.setdefault(term, Term(phrase, term, weight, inside))
    return [found[term] for term in sorted(found)]


class TermCounter:
    """Finds the terms of concepts in texts that are in the form of ``searched``.

    >>> topic = Topic("环境", ["{生态,}环境"], not_in={"环境": ["营商环境"]})
    >>> counter = TermCounter([topic])
    >>> [(hit.start, hit.end) for hit in counter.find("优化营商环境,保护生态环境和环境")]
    [(9, 13), (14, 16)]
    """

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.terms = [terms_of(topic) for topic in topics]
        self._all = [topic.overlap == "all" for topic in topics]
        every = [(c, t, term) for c, terms in enumerate(self.terms) for t, term in enumerate(terms)]
        phrases = sorted(
            {one for _, _, term in every for one in (term.searched, *term.phrases) if one}
        )
        number = {phrase: index for index, phrase in enumerate(phrases)}
        # By phrase: the terms that it is, and those that do not count at some place inside it.
        self._counting: list[list[tuple[int, int]]] = [[] for _ in phrases]
        self._excluding: list[list[tuple[int, int, int]]] = [[] for _ in phrases]
        for concept, term, one in every:
            self._counting[number[one.searched]].append((concept, term))
            for phrase in one.phrases:
                self._excluding[number[phrase]] += [
                    (concept, term, at) for at in _places(one.searched, phrase)
                ]
        self._latin = [
            (phrase[0].isascii(), phrase[-1].isascii())
            if phrase[0].isascii() or phrase[-1].isascii()
            else None
            for phrase in phrases
        ]
        self._scan = overlapping_scanner(phrases)

    def find(self, text: str) -> list[Hit]:
        """The occurrences that count, by concept and place."""
        found: list[list[Hit]] = [[] for _ in self.terms]
        excluded: set[tuple[int, int, int]] = set()
        for which, start, end in self._scan(text):
            for concept, term, at in self._excluding[which]:
                excluded.add((concept, term, start + at))
            latin = self._latin[which]
            if latin is None or not _is_cut(text, start, end, latin):
                for concept, term in self._counting[which]:
                    found[concept].append(Hit(concept, term, start, end))
        chosen: list[Hit] = []
        for hits, each in zip(found, self._all, strict=True):
            kept = [hit for hit in hits if hit[:3] not in excluded] if excluded else hits
            kept.sort(key=_place)
            chosen += kept if each else longest(kept)
        return chosen


def longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of ``hits``, in order of place, those that count where the longest of several that overlap
    does, and of equally long ones the first.

    >>> where = [(0, 4), (2, 7), (5, 7), (8, 9)]
    >>> [hit[2:] for hit in longest(Hit(0, 0, *span) for span in where)]
    [(2, 7), (8, 9)]
    """
    cluster: list[Hit] = []
    end = -1
    for hit in hits:
        if cluster and hit.start >= end:
            yield from _longest_of(cluster)
            cluster = []
        cluster.append(hit)
        end = max(end, hit.end) if len(cluster) > 1 else hit.end
    yield from _longest_of(cluster)


def _longest_of(cluster: list[Hit]) -> list[Hit]:
    if len(cluster) < 2:
        return cluster
    kept: list[Hit] = []
    for hit in sorted(cluster, key=lambda hit: (hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=_place)


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end


def _places(term: str, phrase: str) -> Iterator[int]:
    at = phrase.find(term)
    while at >= 0:
        yield at
        at = phrase.find(term, at + 1)


def _is_cut(text: str, start: int, end: int, latin: tuple[bool, bool]) -> bool:
    """Whether a phrase that begins or ends with a Latin letter or digit is part of a longer run of
    these: AI in MAIN."""
    first, last = latin
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return (first and before.isascii() and before.isalnum()) or (
        last and after.isascii() and after.isalnum()
    )
