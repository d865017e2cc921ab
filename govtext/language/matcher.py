"""Search for many phrases in one scan of a text, by an automaton or one pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import product

from govtext.language.compiled import compile_pattern, compiled_lazily
from govtext.language.patterns import written
from govtext.language.plain import plain

try:
    import ahocorasick_rs
except ImportError:  # on a machine for which there is no wheel
    ahocorasick_rs = None  # type: ignore[assignment]

_BETWEEN = "\0"
_BRACES = compiled_lazily(r"\{([^{}]*)\}")

FIGURES = "0123456789*×X_○某百千万十余多"
_OPENERS = r",;:。!?.)\]】」』”’…—\s"


def expand(phrase: str) -> Iterator[str]:
    """The phrases, in normalized text, that one with alternatives in braces stands for.

    Half-width commas separate the alternatives; a comma inside a phrase is written full-width.

    >>> list(expand("清醒{,地}{看,认识}到"))
    ['清醒看到', '清醒认识到', '清醒地看到', '清醒地认识到']
    >>> list(expand("不足{，,。}"))
    ['不足,', '不足。']
    """
    return expand_all((phrase,))


def expand_all(phrases: Iterable[str]) -> Iterator[str]:
    """What ``expand`` gives for each of some phrases, normalized all at once, for speed.

    >>> list(expand_all(["做{,好}", "９月"]))
    ['做', '做好', '9月']
    """
    written = [one for phrase in phrases for one in alternatives(phrase)]
    return iter(plain(_BETWEEN.join(written)).split(_BETWEEN) if written else ())


def alternatives(phrase: str) -> Iterator[str]:
    """The phrases that one with alternatives in braces stands for, as they are written."""
    if "{" not in phrase:
        return iter((phrase,))
    parts = _BRACES.split(phrase)
    return map("".join, product(*((p.split(",") if i % 2 else (p,)) for i, p in enumerate(parts))))


class _Tree(dict[str, "_Tree"]):
    """Phrases as a tree of characters; ``ends`` is true where a phrase ends, ``number`` is how
    many phrases are below."""

    ends = False
    number = 0

    def pattern(self) -> str:
        if len(self) == 1 and not self.ends:
            ((character, tree),) = self.items()
            return _escaped(character) + tree.pattern()
        # Longer branches come first, so that of phrases with the same beginning the longest is
        # found. Among them those with most phrases come first, since they match most often.
        branches = sorted(self.items(), key=lambda branch: -branch[1].number)
        choices = [_escaped(c) + tree.pattern() for c, tree in branches]
        if self.ends:
            choices.append("")
        return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _escaped(character: str) -> str:
    return character if character.isalnum() else re.escape(character)


def _tree(phrases: Iterable[str]) -> _Tree:
    root = _Tree()
    for phrase in phrases:
        tree = root
        for character in phrase:
            tree = tree.setdefault(character, _Tree())
            tree.number += 1
        tree.ends = True
    return root


def tree_pattern(phrases: Collection[str]) -> str:
    """The regular expression that matches one of ``phrases``, the longest where several fit.

    Phrases that begin alike are read once, so that many take no longer than a few.

    >>> tree_pattern(["生态", "生态环境"]), tree_pattern([])
    ('生态(?:环境|)', '(?!)')
    """
    return _tree(phrases).pattern() if phrases else "(?!)"


Matches = list[tuple[int, int, int]]


def scanner(phrases: Sequence[str]) -> Callable[[str], Matches]:
    """A function that finds ``phrases`` in a text, each as its index, start and end."""
    if ahocorasick_rs is None:
        return scanner_by_pattern(phrases)
    automaton = ahocorasick_rs.AhoCorasick(
        phrases, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
    )
    scan: Callable[[str], Matches] = automaton.find_matches_as_indexes
    return scan


def scanner_by_pattern(phrases: Sequence[str]) -> Callable[[str], Matches]:
    """The same with a pattern instead of the automaton, which takes about five times as long."""
    pattern = compile_pattern(tree_pattern(phrases))
    index = {phrase: place for place, phrase in enumerate(phrases)}
    return lambda text: [(index[match[0]], *match.span()) for match in pattern.finditer(text)]


def scanner_by_table(phrases: Sequence[str]) -> Callable[[str], Matches]:
    """The same with a table of how long the phrases are that begin with two characters: built at
    once, and some ten times as slow as the automaton."""
    index = {phrase: place for place, phrase in enumerate(phrases)}
    longest: dict[str, list[int]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        lengths = longest.setdefault(phrase[:2], [])
        if not lengths or lengths[-1] != len(phrase):
            lengths.append(len(phrase))

    def matches(text: str) -> Matches:
        found: Matches = []
        at, end = 0, len(text)
        while at < end:
            phrase = text[at : at + 2]
            for length in longest.get(phrase, ()):
                phrase = text[at : at + length]
                if phrase in index:
                    break
            else:
                phrase = text[at]
            if phrase in index:
                found.append((index[phrase], at, at + len(phrase)))
            at += len(phrase)
        return found

    return matches


def overlapping_scanner(phrases: Sequence[str]) -> Callable[[str], Iterable[tuple[int, int, int]]]:
    """A function that finds every occurrence of ``phrases`` in a text, also of one inside another,
    each as its index, start and end; not in a fixed order.

    >>> sorted(overlapping_scanner(["环境", "生态环境", "态环"])("生态环境"))
    [(0, 2, 4), (1, 0, 4), (2, 1, 3)]
    """
    if ahocorasick_rs is None:
        return overlapping_scanner_by_pattern(phrases)
    automaton = ahocorasick_rs.AhoCorasick(phrases, store_patterns=False)
    return lambda text: automaton.find_matches_as_indexes(text, overlapping=True)


def overlapping_scanner_by_pattern(
    phrases: Sequence[str],
) -> Callable[[str], Iterable[tuple[int, int, int]]]:
    """The same with a pattern, which finds the longest phrase at each place, and with the phrases
    that each phrase begins with."""
    pattern = compile_pattern(f"(?=({tree_pattern(phrases)}))")
    index = {phrase: place for place, phrase in enumerate(phrases)}
    begins = {
        phrase: [
            (index[part], len(part))
            for end in range(len(phrase))
            if (part := phrase[: end + 1]) in index
        ]
        for phrase in phrases
    }
    return lambda text: (
        (which, found.start(), found.start() + length)
        for found in pattern.finditer(text)
        for which, length in begins[found[1]]
    )


_ENOUGH = 50_000
"""Characters of text after which an automaton has paid for the time that it takes to build."""


class Phrases:
    """Many phrases, found in one scan of a text: at each place the longest, none inside another.

    The time of the automaton (Aho and Corasick 1975) does not grow with the number of phrases; to
    build it takes as long as to read a report or two. So the first texts are read by a table.

    >>> Phrases(["要", "要求", "必须"]).find("要求很高,必须要努力")
    [(0, 2, '要求'), (5, 7, '必须'), (7, 8, '要')]
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = sorted(set(phrases))
        self.matches: Callable[[str], Matches] = self._first_matches
        """For a text: the index in ``phrases``, start and end of each match."""
        self._left = _ENOUGH
        self._table: Callable[[str], Matches] | None = None

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and phrase of each match, in order."""
        phrases = self.phrases
        return [(start, end, phrases[which]) for which, start, end in self.matches(text)]

    def _first_matches(self, text: str) -> Matches:
        self._left -= len(text)
        if self._left < 0:
            self.matches = scanner(self.phrases)
            return self.matches(text)
        if self._table is None:
            self._table = scanner_by_table(self.phrases)
        return self._table(text)


def compile_clause_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern whose ``findall`` returns the ``phrases`` that open a clause.

    A clause opens behind punctuation or a blank, or behind an enumerator such as 一是. Put a
    character before the text to search: nothing opens at its first character.

    >>> compile_clause_phrases(["要", "必须"]).findall(" 要有重点,一是要快,二是必须稳")
    ['要', '要', '必须']
    """
    tree = _tree(phrases)
    if not tree:
        return compile_pattern("(?!)()")
    first = "".join(map(re.escape, tree))  # checked before the many branches, for speed
    pattern = tree.pattern()
    enumerator = written("enumerator that opens a clause")
    return compile_pattern(
        rf"[{_OPENERS}](?=[{first}]|{enumerator})(?:{enumerator}(?=[{first}]))?({pattern})"
    )


def compile_closing_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern whose ``findall`` returns the ``phrases`` that close a clause; all have the same
    length. A # in a phrase stands for any of ``FIGURES``.

    >>> compile_closing_phrases(["提升", "改善", "#家"]).findall("提升能力,生活改善,惠及9家。")
    ['改善', '9家']
    """
    closing = list(phrases)
    either = "|".join(re.escape(phrase).replace(r"\#", f"[{FIGURES}]") for phrase in closing)
    # Checked before the many phrases, for speed.
    first = "".join(re.escape(phrase[0]).replace(r"\#", FIGURES) for phrase in closing)
    return compile_pattern(rf"[,;。!](?<=(?=[{first}])({either}).)" if closing else "(?!)()")
