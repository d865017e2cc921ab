"""Whether a quantity is observed or aimed at.

What its sentence does decides, unless the number's own time or wording says otherwise: a plan
names the level it sets out from (由800元提高到1000元), a review what is still to come (明年).
"""

from __future__ import annotations

import re

import msgspec

from govtext.document import Document
from govtext.language.lexicon import words_with
from govtext.language.matcher import Phrases
from govtext.report import Quantity, Statement, Status
from govtext.rulebook.load import Rulebook
from govtext.stages.claims.timeline import TimeReading


class StatusCues(msgspec.Struct):
    """The words that make a number observed or aimed at.

    Those of ``none`` only keep the shorter words inside them from being found.
    """

    phrases: Phrases
    status: dict[str, Status | None]


def status_cues(rules: Rulebook) -> StatusCues:
    """The words of ``status`` in ``[[words]]``, compiled."""
    found = words_with(rules, lambda entry: entry.status)
    status: dict[str, Status | None] = {
        word: None if entry.status == "none" else entry.status for word, entry in found.items()
    }
    return StatusCues(Phrases(status), status)


def wording(clause: str, cues: StatusCues) -> Status | None:
    """What a clause makes of the number that stands behind it; the last word of it counts.

    >>> from govtext.rulebook.load import load
    >>> wording("学校拟聘", load().derive(status_cues))
    'target'
    """
    found: Status | None = None
    for _, end, phrase in cues.phrases.find(clause):
        status = cues.status[phrase]
        # 利用现有设施新建五处: what is there is not what is counted.
        if status == "target" or (status == "actual" and len(clause) - end <= _NEAR):
            found = status
    return found


_MARKS = re.compile(r"[,;。:!?\n]")
_AIM = re.compile("(?:左右|以上|以下|以内)?的[^,;。:!?的]{0,10}目标")
_NEAR = 6
_CLAUSE = 60  # No clause's words are asked from further off.


class Statuses:
    """The statuses of a report's quantities, made once for a document whose years are found."""

    def __init__(self, document: Document) -> None:
        self._plain = document.plain
        self._review = document.report_years.review
        self._now = (document.report_years.now or 0, 12)
        self._cues = document.rules.derive(status_cues)
        self._told: tuple[int, bool] = (-1, False)

    def of(self, quantity: Quantity, statement: Statement, reading: TimeReading) -> Status:
        """The status of ``quantity``, which stands in ``statement``; ``reading`` tells its time."""
        if reading.base:
            return "actual"
        planned = statement.category == "plan"
        review, period = self._review, reading.period
        ahead = past = False
        if reading.named and review is not None and period is not None and period.last_year:
            ahead = not planned and period.begin > max(review.finish, self._now)
            past = planned and period.finish <= review.finish
        if statement.category == "other":
            # 5%左右的预期目标是积极的: what is said of a target is no plan itself.
            ahead = ahead or _AIM.match(self._plain, quantity.end) is not None
        said: Status | None = None
        if self._is_told(statement):
            before = self._plain[max(statement.start, quantity.start - _CLAUSE) : quantity.start]
            said = wording(_MARKS.split(before)[-1], self._cues)
            if past and said is None:
                # 今年…,计划招聘20人,初中5人: what was planned for a time gone by.
                past = wording(before, self._cues) != "target"
        return said or ("target" if ahead or (planned and not past) else "actual")

    def _is_told(self, statement: Statement) -> bool:
        """Whether any word of a statement makes a number observed or aimed at: in most none."""
        if self._told[0] != statement.id:
            sentence = self._plain[statement.start : statement.end]
            self._told = statement.id, bool(self._cues.phrases.matches(sentence))
        return self._told[1]
