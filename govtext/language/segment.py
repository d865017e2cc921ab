"""Word segmentation: where words begin and end, by jieba's dictionary and its algorithm.

The lexicon finds its words by their letters; the segmenter says which of these are letters of a
longer word::

    居民增长点 -> 居民 | 增长点, so that neither 居 nor 增长 is a word there
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate

import msgspec

from govtext.rulebook.load import Rulebook

Cut = Callable[[str], list[str]]
_NEVER = 0
_PHRASE = 5
"""Letters of an entry of the dictionary that is a phrase."""


class Segmentation(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[segmentation]]``: where the dictionary is corrected."""

    name: str
    split: str = ""
    """Entries of the dictionary that are two words in reports, with blanks between."""
    examples: list[str] = []


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
        import rjieba  # noqa: PLC0415 (it loads its dictionary)
    except ImportError:
        if by == "rjieba":
            raise
        import jieba  # noqa: PLC0415

        tokenizer = jieba.Tokenizer()
        for word in split:
            tokenizer.del_word(word)
        for word in join:
            tokenizer.add_word(word)
        return lambda text: list(tokenizer.lcut(text, HMM=guess))
    own = rjieba.Jieba()
    for word in split:
        own.add_word(word, _NEVER, "x")
    for word in join:
        own.add_word(word, None, "x")
    return lambda text: list(own.cut(text, guess))


def build_segmenter(rules: Rulebook) -> Cut:
    """The segmenter of a rulebook: without the entries that ``[[segmentation]]`` splits."""
    table = rules.table("segmentation", Segmentation)
    return segmenter(word for entry in table for word in entry.split.split())


class Words:
    """The words of a stretch of text: for each place, where the word around it begins and ends.

    >>> from govtext.rulebook.load import load
    >>> words = Words(load().derive(build_segmenter)("居民增长点"), 10)
    >>> words.holds(10, 11), words.holds(10, 12), words.holds(12, 14)
    (True, False, True)
    """

    def __init__(self, words: list[str], offset: int = 0) -> None:
        self._starts = set(accumulate(map(len, words), initial=offset))

    def holds(self, start: int, end: int) -> bool:
        """Whether the stretch is only letters of a longer word.

        One letter of a word is; two letters are with a suffix behind them (增长点). What is longer
        is a phrase of the dictionary (价格上涨), in which the parts are words.
        """
        starts = self._starts
        if end - start == 2:
            return start in starts and end + 1 in starts and starts.isdisjoint((start + 1, end))
        if end - start > 2:
            return False
        if start in starts:
            return end not in starts
        while start not in starts:
            start -= 1
        return not starts.isdisjoint(range(end, start + _PHRASE))
