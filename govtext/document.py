"""A report being read: what the stages hand along."""

from __future__ import annotations

import dataclasses

import msgspec

from govtext.language.lexicon import Token
from govtext.language.plain import Span
from govtext.report import Claim, Diagnostic, Entry, Mask, Metadata, Node, Quantity, Statement
from govtext.rulebook.load import Rulebook


class Sentence(msgspec.Struct, gc=False):
    """A statement that holds quantities, as tokens.

    ``places`` has the index among ``tokens`` of each of ``quantities``.
    """

    statement: Statement
    tokens: list[Token]
    quantities: list[Quantity]
    places: list[int]


@dataclasses.dataclass
class Document:
    """A report being read. Each stage reads what earlier stages found and adds its own.

    ``text`` is the text as it is; ``plain`` its plain twin of the same length, in which every
    stretch of furniture is blanked, so that no pattern ever matches into it.
    """

    text: str
    plain: str
    rules: Rulebook
    # furniture
    page: str = ""
    """The plain twin with the head of the page still in it: title, bylines, signature."""
    furniture: list[Span] = dataclasses.field(default_factory=list)
    title: Span | None = None
    metadata: Metadata = dataclasses.field(default_factory=Metadata)
    lines: list[Span] = dataclasses.field(default_factory=list)
    """The paragraphs of the body in order, blanks around them trimmed, furniture left out."""
    # masks
    masks: list[Mask] = dataclasses.field(default_factory=list)
    # outline
    outline: list[Node] = dataclasses.field(default_factory=list)
    heading_lines: list[Span] = dataclasses.field(default_factory=list)
    """Lines that are nothing but a heading, a salutation or the like: they hold no statement."""
    # statements, quantities, claims, entries
    statements: list[Statement] = dataclasses.field(default_factory=list)
    quantities: list[Quantity] = dataclasses.field(default_factory=list)
    sentences: list[Sentence] = dataclasses.field(default_factory=list)
    """The statements that hold quantities, cut into tokens."""
    claims: list[Claim] = dataclasses.field(default_factory=list)
    entries: dict[str, list[Entry]] = dataclasses.field(default_factory=dict)
    diagnostics: list[Diagnostic] = dataclasses.field(default_factory=list)

    def diagnose(self, code: str, message: str, start: int, end: int) -> None:
        """Add a diagnostic."""
        self.diagnostics.append(Diagnostic(code, message, start, end))
