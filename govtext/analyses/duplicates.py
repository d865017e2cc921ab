"""Texts of a corpus that are the same, or nearly, found by their MinHash signatures."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govtext.analyses.audit_record import PERMUTATIONS, AuditRecord

_LIKE = 0.5  # estimated share of the shingles of both texts that both have
_SHORT = 60  # characters: shorter texts share too much by chance


class LikePair(NamedTuple):
    """Two texts, by their numbers, with the estimated Jaccard similarity of their shingles."""

    one: int
    other: int
    share: float


def same_texts(records: Sequence[AuditRecord]) -> list[list[int]]:
    """The groups of records with the same body, each in order."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        if record.body >= _SHORT:
            groups[record.digest].append(number)
    return [group for group in groups.values() if len(group) > 1]


def like_texts(records: Sequence[AuditRecord]) -> Iterator[LikePair]:
    """The pairs of records whose bodies are nearly the same, and not quite, in order.

    Locality-sensitive hashing (Indyk and Motwani 1998) finds the candidates, so that not each text
    is compared with each other one.
    """
    import numpy as np  # noqa: PLC0415 (with datasketch, an extra)
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    index = MinHashLSH(threshold=_LIKE, num_perm=PERMUTATIONS)
    values = [np.frombuffer(record.signature, dtype="uint64") for record in records]
    first_of: dict[str, int] = {}
    for number, record in enumerate(records):
        # Of equal texts only the first is compared with others.
        if record.body < _SHORT or record.digest in first_of:
            continue
        first_of[record.digest] = number
        made = MinHash(num_perm=PERMUTATIONS, hashfunc=zlib.crc32)
        made.hashvalues = values[number].astype(made.hashvalues.dtype)
        for other in sorted(index.query(made)):
            share = float((values[number] == values[other]).mean())
            if share >= _LIKE:
                yield LikePair(other, number, share)
        index.insert(number, made)
