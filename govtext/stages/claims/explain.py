"""What decided the fields of claims: for ``govtext rules explain`` and the examples of the rules.

新建农田3.5万亩 -> nature "verb with its object before the number", action "verb before the number"
"""

from __future__ import annotations

import msgspec

from govtext.document import Document
from govtext.report import Claim
from govtext.stages.claims.constructions import Reason
from govtext.stages.claims.context import ContextReader
from govtext.stages.claims.describe import Describer
from govtext.stages.claims.indicators import measure
from govtext.stages.claims.make import whole_of
from govtext.stages.claims.measured import labelled


def explain(document: Document) -> list[tuple[Claim, list[Reason]]]:
    """Each claim of a document that is read, with what decided its fields.

    The claims are read again, on copies, so that reading a report keeps nothing for this.
    """
    reader, describer = ContextReader(document), Describer(document)
    found: list[tuple[Claim, list[Reason]]] = []
    for sentence in document.sentences:
        claims = [
            msgspec.structs.replace(claim, action=None, reference=None, label=None, nature=None)
            for claim in document.claims
            if claim.statement == sentence.statement.id
        ]
        contexts = reader.contexts(sentence)
        if len(contexts) == len(claims):
            before = sentence.statement.id - 1
            parts = contexts[:1] != [] and contexts[0].among
            told = [one for one in document.claims if parts and one.statement == before]
            ones = labelled(contexts, measure(contexts, whole_of(told)), claims)
            found += zip(claims, describer.describe(ones, told), strict=True)
    return found
