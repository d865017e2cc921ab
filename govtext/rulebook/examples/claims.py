"""Examples of words and constructions, read in a sentence of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from govtext.language.lexicon import WordClass, classes
from govtext.language.plain import plain
from govtext.report import Claim, Direction, Status
from govtext.rulebook.examples.base import (
    BRACKETS,
    REPORT,
    Checkers,
    claims_in,
    read_document,
)
from govtext.rulebook.load import Rulebook
from govtext.stages.claims.constructions import (
    Construction,
    Constructions,
    FigureName,
    WordTag,
)
from govtext.stages.claims.explain import explain
from govtext.stages.claims.names import KnownIndicator, build_names, name_of
from govtext.stages.claims.promises import CommitmentWords, EstimateWords


def _sentence_is_read(_entry: WordClass, example: str, rules: Rulebook) -> str | None:
    """``text => reading | reading``: the reading of each quantity.

    ``[…]`` marks the quantities that are read; without brackets all are. A reading is an indicator,
    "-" for none, or parts joined by ``;``: the bound, which begins with ``<``, ``>``, ``=`` or
    ``~``, the period, which begins with a digit, the status, the direction, or ``none`` where there
    is no such quantity.
    """
    text, _, expected = example.partition(" => ")
    wanted = [plain(written) for written in BRACKETS.findall(text)]
    claims = claims_in(BRACKETS.sub(r"\1", text), rules)
    if wanted:
        claims = [claim for claim in claims if plain(claim.quantity.text) in wanted]
    readings = [reading.strip() for reading in expected.split(" | ")]
    if readings == ["none"]:
        return f"finds {[claim.quantity.text for claim in claims]}" if claims else None
    if len(claims) != len(readings):
        return f"finds {[claim.quantity.text for claim in claims]}"
    for claim, reading in zip(claims, readings, strict=True):
        for part in reading.split(";"):
            found = _part_of_reading(claim, part)
            if found != part:
                return f"{claim.quantity.text} has {found or '-'} for {part}"
    return None


def _part_of_reading(claim: Claim, part: str) -> str | None:
    """The part of the claim that is compared with ``part`` of a reading."""
    if part[0] in "<>=~":
        return claim.quantity.bound
    if part[0] in "0123456789":
        return claim.period
    if part in get_args(Status):
        return claim.status
    if part in get_args(Direction):
        return claim.direction
    return claim.indicator.text if claim.indicator else "-"


def carried(entry: WordClass, rules: Rulebook) -> Iterator[str]:
    """What is wrong with the words of a class in its carrier sentence, a line for each word."""
    for word, known in classes(entry).items():
        if known.carrier:
            problem = _sentence_is_read(known, known.carrier.replace("{}", word), rules)
            if problem is not None:
                yield f"{word!r} in the carrier {known.carrier!r}: {problem}"


_ANSWER = re.compile(r"<([^<>]*)>")


def _construction_decides(entry: Construction, example: str, rules: Rulebook) -> str | None:
    """``text => nature`` or ``text with <answer>``: the entry decides the field of the number in
    ``[…]``; ``-`` where it makes it null."""
    text, _, expected = example.partition(" => ")
    marked, answer = BRACKETS.search(text), _ANSWER.search(text)
    text = BRACKETS.sub(r"\1", _ANSWER.sub(r"\1", text))
    document = read_document(REPORT.format(text), rules)
    number = marked[1].replace("<", "").replace(">", "") if marked else ""
    for claim, reasons in explain(document):
        if claim.quantity.text != number:
            continue
        by = [reason.entry for reason in reasons if reason.field == entry.field]
        if by[:1] != [entry.name]:
            return f"decided by {by}"
        value = claim.nature if entry.field == "nature" else getattr(claim, entry.field)
        read = value if value is None or isinstance(value, str) else value.text
        wanted = answer[1] if answer else None if expected == "-" else expected
        return None if read == wanted else f"read as {read}"
    return f"no quantity {number!r}"


def _name_has_nature(entry: FigureName, example: str, rules: Rulebook) -> str | None:
    """The name gets the tag of the nature of the entry."""
    found = rules.derive(Constructions).tag_of_name(example)
    return None if found == f"{entry.nature}-name" else f"tagged {found}"


def _word_has_tag(entry: WordTag, example: str, rules: Rulebook) -> str | None:
    """The word or unit gets the tag of the entry."""
    found = rules.derive(Constructions).tag_of_word(example, entry.kind)
    return None if found == entry.tag else f"tagged {found}"


def _promises(entry: CommitmentWords, example: str, rules: Rulebook) -> str | None:
    """The word in ``[…]`` is the commitment of the last number of a plan, or there is none."""
    marked = BRACKETS.search(example)
    text = f"2025年政府工作报告\n二、2025年工作安排\n{BRACKETS.sub(chr(92) + '1', example)}\n"
    document = read_document(text, rules)
    found = document.claims[-1].commitment if document.claims else None
    read = (found.text, found.strength) if found else None
    return None if read == (marked and (marked[1], entry.strength)) else f"read as {read}"


def _is_provisional(_entry: EstimateWords, example: str, rules: Rulebook) -> str | None:
    """The number of the sentence is an estimate."""
    found = [claim.estimated for claim in claims_in(example, rules)]
    return None if found and all(found) else f"estimated: {found}"


def _is_named(entry: KnownIndicator, example: str, rules: Rulebook) -> str | None:
    """The phrase gets the name of the entry."""
    found = name_of(example, rules.derive(build_names))
    return None if found == entry.name else f"named {found!r}"


CHECKERS: Checkers = {
    "words": (WordClass, _sentence_is_read),
    "indicators": (KnownIndicator, _is_named),
    "constructions": (Construction, _construction_decides),
    "figure_names": (FigureName, _name_has_nature),
    "word_tags": (WordTag, _word_has_tag),
    "commitments": (CommitmentWords, _promises),
    "estimates": (EstimateWords, _is_provisional),
}
