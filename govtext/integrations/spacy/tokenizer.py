"""A tokenizer that keeps masks and quantities whole, and cuts the text between them into words."""

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
    """Text to Doc: each quantity (15.6亿元, **余处) and each mask outside one (***镇's ***) is a
    token, what stands between is cut by jieba.

    The text of the Doc is the text given, but that a lone surrogate, which spaCy can't hold,
    becomes U+FFFD.
    """

    def __init__(self, vocab: Vocab, rules: str | None = None) -> None:
        self.vocab = vocab
        self.rules = OwnRules(rules)
        self._cut = segmenter(guess=True)

    def __call__(self, text: str) -> Doc:
        """The Doc of ``text``; RuleError where the rules can't be used."""
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
        # jieba knows simplified characters only, and one way to write each sign.
        twin = plain(body)
        at = 0
        for start, end in [*_whole(report), (len(body), len(body))]:
            for word in self._cut(twin[at:start]):
                yield body[at : at + len(word)]
                at += len(word)
            yield body[start:end]
            at = end

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (self.vocab, self.rules)


def _restore(vocab: Vocab, rules: OwnRules) -> GovtextTokenizer:
    tokenizer = GovtextTokenizer(vocab)
    tokenizer.rules = rules
    return tokenizer


def create_tokenizer(rules: str | None = None) -> Callable[[Language], GovtextTokenizer]:
    """The tokenizer for a config: ``rules`` is a folder of own rules or None."""

    def tokenizer(nlp: Language) -> GovtextTokenizer:
        return GovtextTokenizer(nlp.vocab, rules)

    return tokenizer


registry.tokenizers("govtext.Tokenizer.v1", func=create_tokenizer)


def _whole(report: Report) -> list[tuple[int, int]]:
    """What must not be cut, in order: quantities and masks; those that overlap are one."""
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
    """Words, and whether a space follows each: spaCy has one space after a word as a part of it.

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
