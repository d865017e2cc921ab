"""Word segmentation: where words begin and end, by jieba's dictionary and its algorithm.

The lexicon finds its words by their letters; the segmenter says which of these are letters of a
longer word::

    居民增长点 -> 居民 | 增长点, so that neither 居 nor 增长 is a word there
"""

from __future__ import annotations

import functools
import importlib.machinery
import importlib.util
import sys
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import TYPE_CHECKING

from govtext.language.compiled import compiled_lazily
from govtext.rulebook.load import Rule, Rulebook

if TYPE_CHECKING:
    import rjieba

Cut = Callable[[str], list[str]]
_NEVER = 0
_PHRASE = 5
"""Letters of an entry of the dictionary that is a phrase."""


class Segmentation(Rule):
    """An entry of ``[[segmentation]]``: where the dictionary is corrected."""

    split: str = ""
    """Entries of the dictionary that are two words in reports, with blanks between."""


def segmenter(
    split: Iterable[str] = (), *, join: Iterable[str] = (), guess: bool = False, by: str = ""
) -> Cut:
    """A function that cuts a text into words, by rjieba, or jieba where there is no wheel of it;
    ``by`` chooses one of the two.

    Both have the same dictionary, here in an instance of our own, without the entries of
    ``split`` and with the words of ``join``. With ``guess`` what is in no dictionary is cut as its
    letters usually are; without, into characters, since a guess would hide the words of the
    lexicon. Raises ImportError where the one that ``by`` names is not installed.
    """
    try:
        if by == "jieba":
            raise ImportError
        own = _rjieba()
    except ImportError:
        if by == "rjieba":
            raise
        import jieba  # noqa: PLC0415 (only where it is the one)

        tokenizer = jieba.Tokenizer()
        for word in split:
            tokenizer.del_word(word)
        for word in join:
            tokenizer.add_word(word)
        return lambda text: list(tokenizer.lcut(text, HMM=guess))
    for word in split:
        own.add_word(word, _NEVER, "x")
    for word in join:
        own.add_word(word, None, "x")
    return lambda text: own.cut(text, guess)


def _rjieba() -> rjieba.Jieba:
    """A new instance of rjieba. Raises ImportError where it is not installed.

    The package makes one too, for functions that are not used here, and to load the dictionary
    takes as long as to read some five reports. So the module of its class is imported without it.
    """
    name = "rjieba.rjieba"
    if name not in sys.modules and (package := importlib.util.find_spec("rjieba")) is not None:
        spec = importlib.machinery.PathFinder.find_spec(name, package.submodule_search_locations)
        if spec is not None and spec.loader is not None:
            sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(sys.modules[name])
    if name not in sys.modules:
        import rjieba  # noqa: PLC0415 (see above; its modules are other ones)

        return rjieba.Jieba()
    made: rjieba.Jieba = sys.modules[name].Jieba()
    return made


def build_segmenter(rules: Rulebook) -> Cut:
    """The segmenter of a rulebook: without the entries that ``[[segmentation]]`` splits.

    It loads its dictionary at the first text, since many texts have no word in doubt.
    """

    def load() -> Cut:
        table = rules.table("segmentation", Segmentation)
        return segmenter(word for entry in table for word in entry.split.split())

    loaded = functools.cache(load)
    return lambda text: loaded()(text)  # noqa: PLW0108 (not loaded before the first text)


_BETWEEN_MARKS = compiled_lazily(r"[^\s,;:、。()]+")


class Words:
    """The words of a part of a text: for each place, where the word around it begins and ends.

    Places are asked in order. What stands between two marks is cut when a place in it is asked.

    >>> from govtext.rulebook.load import load
    >>> words = Words(load().derive(build_segmenter), "其中,居民增长点", 0, 8)
    >>> words.holds(2, 3), words.holds(3, 4), words.holds(3, 5), words.holds(5, 7)
    (False, True, False, True)
    >>> Words(load().derive(build_segmenter), "养老机构建设", 0, 6).begins(3, 5)
    False
    """

    def __init__(self, cut: Cut, plain: str, start: int, end: int) -> None:
        self._cut = cut
        self._coming = _BETWEEN_MARKS.finditer(plain, start, end)
        self._plain = plain
        self._begin = self._end = start
        self._starts: set[int] | None = None

    def _go_on_to(self, place: int) -> None:
        """Go on to the first stretch that ends behind ``place``."""
        for found in self._coming:
            if found.end() > place:
                self._begin, self._end = found.span()
                self._starts = None
                return

    def _cut_stretch(self) -> set[int]:
        """Where the words of the stretch begin, and where it ends."""
        words = self._cut(self._plain[self._begin : self._end])
        self._starts = set(accumulate(map(len, words), initial=self._begin))
        return self._starts

    def _starts_around(self, place: int) -> set[int]:
        """Where the words of the stretch around ``place`` begin; empty at a mark."""
        if place >= self._end:
            self._go_on_to(place)
        if not self._begin <= place < self._end:
            return set()
        return self._starts or self._cut_stretch()

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch is only letters of a longer word.

        One letter of a word is; two letters are with a suffix behind them (增长点). What is longer
        is a phrase of the dictionary (价格上涨), in which the parts are words.
        """
        starts = self._starts_around(start)
        if not starts:
            return False  # a mark
        if end - start == 2:
            return start in starts and end + 1 in starts and starts.isdisjoint((start + 1, end))
        if end - start > 2:
            return False
        if start in starts:
            return end not in starts
        while start not in starts:
            start -= 1
        return not starts.isdisjoint(range(end, start + _PHRASE))

    def begins(self, start: int, end: int) -> bool:
        """Whether a stretch is a word, or what a phrase of the dictionary begins with: 深化改革.

        It is none where its letters are those of others (机|构建|设), or with a suffix (助力车).
        """
        starts = self._starts_around(start)
        return start in starts and (end in starts or end + 1 not in starts)
