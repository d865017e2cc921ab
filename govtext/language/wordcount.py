"""Words of a text as they are counted: segmenters to choose from, with a lexicon of policy terms.

新质生产力 -> 新质生产力, and not 新质 | 生产力
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import NamedTuple

from govtext.errors import MissingPackageError
from govtext.extras import install_command, pip_install, quoted
from govtext.language.compiled import compiled_lazily
from govtext.language.segment import Cut, segmenter
from govtext.rulebook.load import Rule, Rulebook

TOKENIZERS = ("rjieba", "jieba", "spacy")
"""The segmenters to choose from; ``spacy:NAME`` takes the tokenizer of a pipeline of spaCy."""

_WORD = compiled_lazily(r"\w")


class PolicyTerms(Rule):
    """An entry of ``[[policy_terms]]``: terms that are one word where words are counted."""

    words: str
    """The terms, with blanks between."""


class Tokenizer(NamedTuple):
    """A segmenter: its name with its version, and the function that cuts a text into words."""

    name: str
    cut: Cut

    def words(self, text: str) -> list[str]:
        """The words of ``text``; marks of punctuation are none."""
        return [word for word in self.cut(text) if word.isalnum() or _WORD.search(word)]

    def count(self, text: str) -> int:
        """The number of words of ``text``."""
        return len(self.words(text))

    def every(self, text: str) -> int:
        """The number of all tokens of ``text``, punctuation and blanks among them."""
        return len(self.cut(text))


def build_policy_terms(rules: Rulebook) -> tuple[str, ...]:
    """The policy terms of a rulebook, sorted."""
    table = rules.table("policy_terms", PolicyTerms)
    return tuple(sorted({word for entry in table for word in entry.words.split()}))


def default_tokenizer() -> str:
    """ "rjieba", or "jieba" on a machine for which there is no wheel of it."""
    return "rjieba" if importlib.util.find_spec("rjieba") else "jieba"


def tokenizer(name: str, rules: Rulebook) -> Tokenizer:
    """The tokenizer ``name``: "rjieba" or "jieba", which have one dictionary and one algorithm,
    with the policy terms of ``rules``; "spacy", the tokenizer of govtext for spaCy, which keeps
    quantities and masks whole; or "spacy:NAME", that of an installed pipeline.

    Each is an instance of its own: words that other code adds to jieba's global one count nothing
    here. Raises ValueError for another name, MissingPackageError where it is not installed.
    """
    return _tokenizer(name, rules.derive(build_policy_terms))


@functools.lru_cache(maxsize=8)
def _tokenizer(name: str, terms: tuple[str, ...]) -> Tokenizer:
    kind, _, pipeline = name.partition(":")
    if kind not in TOKENIZERS or (pipeline and kind != "spacy"):
        known = ", ".join(TOKENIZERS)
        raise ValueError(f"there is no tokenizer {name!r}; there are {known} and spacy:PIPELINE")
    lexicon = hashlib.sha256("\n".join(terms).encode()).hexdigest()[:8]
    if kind == "spacy":
        return _of_spacy(pipeline, terms, lexicon)
    try:
        cut = segmenter(join=terms, guess=True, by=kind)
    except ImportError as error:
        raise _missing(kind) from error
    return Tokenizer(f"{kind} {version(kind)} + policy terms {lexicon}", cut)


def _of_spacy(pipeline: str, terms: Iterable[str], lexicon: str) -> Tokenizer:
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise _missing("spacy", "spacy") from error
    name = f"spacy {version('spacy')}"
    if pipeline:
        try:
            nlp = spacy.load(pipeline)
        except OSError as error:
            command = quoted([sys.executable, "-m", "spacy", "download", pipeline])
            raise MissingPackageError(
                f"the tokenizer {pipeline} is not installed: {command}"
            ) from error
        name = f"{name}, {pipeline} {nlp.meta.get('version', '')}".rstrip()
    else:
        config = {"@tokenizers": _OWN, "words": list(terms)}
        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": config}})
        name = f"{name}, {_OWN} + policy terms {lexicon}"
    make: Callable[[str], Iterable[object]] = nlp.make_doc
    return Tokenizer(name, lambda text: [str(token) for token in make(text)])


_OWN = "govtext.Tokenizer.v1"


@functools.cache
def plain_jieba() -> Tokenizer:
    """jieba as it is installed: its own dictionary and nothing else, punctuation as words.

    Raises MissingPackageError where jieba is not installed.
    """
    try:
        jieba = importlib.import_module("jieba")
    except ImportError as error:
        raise _missing("jieba", "jieba") from error
    return Tokenizer(f"jieba {version('jieba')}, every token", jieba.Tokenizer().lcut)


def _missing(name: str, extra: str | None = None) -> MissingPackageError:
    """The error for a tokenizer of an extra, or of a package that every installation has."""
    command = install_command(extra) if extra else pip_install([name])
    return MissingPackageError(f"the tokenizer {name} is not installed: {command}")
