"""A tokenizer that keeps masks and quantities whole, and segments the text between them."""

# spaCy reads the annotations of what is registered: they must be types, not strings.
from collections.abc import Callable, Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from govtext.integrations.spacy.reading import leave_report, read_text
from govtext.integrations.spacy.rules import CarriesRules, OwnRules
from govtext.language.plain import plain
from govtext.language.segment import segmenter
from govtext.report import Report


class GovtextTokenizer(CarriesRules):
    """From text to Doc: each quantity (15.6亿元, **余处) and each other mask (*** of ***镇) is a
    token; jieba segments the text between them.

    The text of the Doc is the text given, except that a lone surrogate, which spaCy can't store,
    becomes U+FFFD. ``words`` are words beyond those of jieba's dictionary.
    """

    def __init__(self, vocab: Vocab, rules: str | None = None, words: Iterable[str] = ()) -> None:
        self.vocab = vocab
        self.rules = OwnRules(rules)
        self._more = list(words)
        self._cut = segmenter(join=self._more, guess=True)

    def __call__(self, text: str) -> Doc:
        """The Doc of ``text``. Raises RuleError where the rules can't be used."""
        report = read_text(text, self.rules)
        words, spaces = _fold_spaces(self._words(text, report))
        doc = Doc(self.vocab, words=words, spaces=spaces)
        leave_report(doc, report, self.rules)
        return doc

    def pipe(self, texts: Iterable[str], **_: object) -> Iterator[Doc]:
        """The Doc of each of ``texts``, one after the other."""
        return map(self, texts)

    def _words(self, text: str, report: Report) -> Iterator[str]:
        body = report.text or ""
        if text.startswith("\ufeff"):
            yield "\ufeff"
        # jieba knows only simplified characters, and one form of each sign.
        normalized = plain(body)
        at = 0
        for start, end in [*_whole(report), (len(body), len(body))]:
            for word in self._cut(normalized[at:start]):
                yield body[at : at + len(word)]
                at += len(word)
            yield body[start:end]
            at = end

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (self.vocab, self.rules, self._more)


def _restore(vocab: Vocab, rules: OwnRules, words: list[str]) -> GovtextTokenizer:
    tokenizer = GovtextTokenizer(vocab, words=words)
    tokenizer.rules = rules
    return tokenizer


def create_tokenizer(
    rules: str | None = None, words: list[str] | None = None
) -> Callable[[Language], GovtextTokenizer]:
    """The tokenizer for a config; ``rules`` is a folder of the user's rules or None, ``words`` are
    words beyond those of jieba's dictionary."""

    def tokenizer(nlp: Language) -> GovtextTokenizer:
        return GovtextTokenizer(nlp.vocab, rules, words or ())

    return tokenizer


registry.tokenizers("govtext.Tokenizer.v1", func=create_tokenizer)


def _whole(report: Report) -> list[tuple[int, int]]:
    """The stretches that are one token, in order: quantities and masks, joined if they overlap."""
    spans = [(claim.quantity.start, claim.quantity.end) for claim in report.claims]
    spans += [(mask.start, mask.end) for mask in report.masks]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _fold_spaces(pieces: Iterator[str]) -> tuple[list[str], list[bool]]:
    """Words, and whether a space follows each: in spaCy one space after a word is part of it.

    >>> _fold_spaces(iter(["GDP", " ", " ", "增长", " "]))
    (['GDP', ' ', '增长'], [True, False, True])
    """
    words: list[str] = []
    spaces: list[bool] = []
    for piece in pieces:
        if piece == " " and words and not spaces[-1] and not words[-1].isspace():
            spaces[-1] = True
        elif piece:
            words.append(piece)
            spaces.append(False)
    return words, spaces
