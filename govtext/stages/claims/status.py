"""Whether a quantity is observed or aimed at.

What its sentence does decides, unless the number's own time or wording says otherwise: a plan
names the level it sets out from (由800元提高到1000元), a review what is still to come (明年).
"""

from __future__ import annotations

from collections.abc import Sequence

from govtext.document import Document, Sentence
from govtext.language.lexicon import VERBS, Token, kinds, run_start
from govtext.language.patterns import pattern
from govtext.report import Status
from govtext.stages.claims.promises import NAMED_PLAN
from govtext.stages.claims.timeline import TimeReading

_MARKS = frozenset(",;。:!?\n")
_AIM = pattern("aim behind a quantity")
_FULFILLED = pattern("plan fulfilled by so much")
_AIMS = (
    # 完成计划500万元的64%
    (pattern("so much of an amount"), pattern("aim right before its amount")),
    # 改厕任务300座,完成320座
    (pattern("outcome behind an aim"), pattern("aim that is assigned")),
)
_UP_TO = pattern("day up to which is counted")
_DEADLINE = pattern("deadline")
_FORECAST = pattern("forecast of a time to come")
_RUNNING = pattern("forecast of the year that is reviewed")
_ACTUAL = pattern("word of an outcome")
_PLANS = pattern("plan that is said of a verb")
_ENDED = frozenset("了。")
_NEAR = 6
_REACH = 1000
"""How many characters of its sentence before a number are searched at most."""
_FAR = 150
"""How many tokens back a word is looked for at most, so that a long list takes no longer."""
_VERBAL = kinds("verb ergative verbal-noun change level comparison exist at means")
_COMPARED = kinds("time noun place de adverb")
_BETWEEN = kinds("adverb manner time place each")


def wording(tokens: Sequence[Token], place: int, plain: str) -> Status | None:
    """What the clause of ``tokens`` makes of the number at ``place`` behind it.

    力争新增学位 500个 -> target, 现有水库 12座 -> actual; the word nearest to the number counts.
    """
    verbal = False  # A verb follows next that is not done yet.
    reached = False  # A verb stands between the word and the number,
    relative = False  # or only a 的 does.
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        word = token.word
        status = word.status if word is not None else None
        if word is not None and status is not None and status != "none":
            # 将8家公司合并, 计划完成了80%, 原定的计划少3%, 谋划将建的20个项目: no modal verb
            # of what is counted. 占计划投资的75%, 比投资计划少3%: the plan is only a standard.
            standard = _is_standard(tokens, index)
            of_noun = relative or standard or (index > 0 and tokens[index - 1].kind == "de")
            governs = verbal and not of_noun if "modal" in word.flags else True
            governs = governs and NAMED_PLAN.match(plain, token.start) is None
            governs = governs and not (token.kind == "noun" and (relative or standard))
            governs = governs and not (status == "target" and _is_aim(tokens, index, reached))
            # 利用现有设施新建五处: what is there is not what is counted.
            if governs and (status == "target" or place - token.end <= _NEAR):
                return status
        if token.kind == "de":
            relative = relative or not reached
        if token.kind not in _BETWEEN:
            verbal = token.kind in _VERBAL
            reached = reached or verbal
            if verbal and "了" in plain[token.end - 1 : token.end + 1]:
                verbal = False  # 完成了, 组织 了
    return None


def _is_standard(tokens: Sequence[Token], index: int) -> bool:
    """Whether a plan is only compared with: 比1958年计划增长5%."""
    index = run_start(tokens, index, _COMPARED)
    return index > 0 and tokens[index - 1].kind == "than"


def _is_aim(tokens: Sequence[Token], index: int, reached: bool) -> bool:
    """Whether a number tells how far an outcome is from the aim: 低于预期目标2个百分点, but
    超过计划增长4%的要求."""
    before = tokens[index - 1].word if index and tokens[index - 1].kind == "comparison" else None
    return not reached and before is not None and before.bound is not None


class Statuses:
    """The statuses of a report's quantities, made once for a document whose years are found."""

    def __init__(self, document: Document) -> None:
        self._plain = document.plain
        self._review = document.report_years.review
        self._plan = document.report_years.plan
        self._now = (document.report_years.now or 0, 12)
        year = document.metadata.places.get("year")
        # No title names a year: the first that a sentence tells of need not be the last one told.
        told = document.statements
        self._guessed = year is not None and any(one.start <= year.start < one.end for one in told)

    def in_year(self, year: int, default: Status) -> Status:
        """The status of what a table tells of a year; ``default`` where the report has no year."""
        if self._review is None:
            return default
        return "target" if year > self._review.last_year else "actual"

    def of(self, sentence: Sentence, number: int, reading: TimeReading) -> Status:
        """The status of quantity ``number`` of ``sentence``; ``reading`` is its time."""
        quantity, statement = sentence.quantities[number], sentence.statement
        if reading.base:
            return "actual"
        planned = statement.category == "plan"
        review, period = self._review, reading.period
        ahead = past = False
        start = max(statement.start, quantity.start - _REACH)
        if reading.named and review is not None and period is not None and period.last_year:
            ahead = not planned and period.begin > max(review.finish, self._now)
            done = self._guessed and statement.category == "achievement" and period.month
            ahead = ahead and not done  # 2018年产值…,2019年上半年增长5%
            # What is counted up to a day is counted, whatever year the report is of.
            ahead = ahead and not _UP_TO.search(self._plain, start, quantity.start)
            past = planned and period.finish <= review.finish and period != self._plan
            past = past and not _DEADLINE.search(self._plain, start, quantity.start)
        ahead = ahead or _FORECAST.search(self._plain, start, quantity.start) is not None
        if statement.category == "other":
            # 5%左右的预期目标是积极的: what is said of a target is no plan itself.
            ahead = ahead or _AIM.match(self._plain, quantity.end) is not None
        tokens, place = sentence.tokens, sentence.places[number]
        clause = _clause_start(tokens, place, self._plain)
        said = wording(tokens[clause:place], quantity.start, self._plain)
        for outcome, aimed in _AIMS if quantity.kind == "amount" else ():
            if outcome.match(self._plain, quantity.end):
                aim = aimed.search(self._plain, start, quantity.start)
                said = said if aim is None else "target"
                break
        if said == "target" and quantity.kind == "percent":
            # 棉纱产量计划完成102%: so much of the plan was reached.
            fulfilled = _FULFILLED.search(self._plain, start, quantity.start)
            said = None if fulfilled else said
        if said == "target" and statement.category == "achievement" and not ahead:
            # 预计到年底,全年营业收入将突破8亿元: what the year that is reviewed comes to.
            running = _RUNNING.search(self._plain, start, quantity.start)
            said = None if running else said
        if said is None and clause < place and _ACTUAL.match(self._plain, tokens[clause].start):
            said = "actual"  # 计划建成12个,实际建成15个
        if said is None and not planned and self._goes_on(tokens, clause, place):
            said = "target"
        if past and said is None:
            # 今年…,计划招聘20人,初中5人: what was planned for a time gone by.
            before = tokens[max(place - _FAR, 0) : place]
            past = wording(before, quantity.start, self._plain) != "target"
        return said or ("target" if ahead or (planned and not past) else "actual")

    def _goes_on(self, tokens: Sequence[Token], clause: int, place: int) -> bool:
        """Whether a clause goes on with what another before plans: 计划新建学校3所,⟨改造5所⟩."""
        head = next((t for t in tokens[clause:place] if t.kind not in _BETWEEN), None)
        if head is None or head.kind not in VERBS:
            return False
        for index in range(clause - 1, max(clause - _FAR, -1), -1):
            token = tokens[index]
            written = self._plain[token.start : token.end]
            if _PLANS.fullmatch(written) and NAMED_PLAN.match(self._plain, token.start) is None:
                behind = [t.kind for t in tokens[index + 1 : clause]]
                planned = behind[: behind.index("quantity")] if "quantity" in behind else []
                return planned[:1] != [] and planned[0] in VERBS and "de" not in planned
            done = token.word is not None and token.word.status == "actual"
            if done or token.kind == "time" or written in _ENDED:
                return False
        return False


def _clause_start(tokens: Sequence[Token], place: int, plain: str) -> int:
    """Index of the first token of the clause that holds the token at ``place``, or of one that
    stands ``_FAR`` tokens before it."""
    low = max(place - _FAR, 0)
    while place > low and not (
        tokens[place - 1].kind == "mark" and plain[tokens[place - 1].start] in _MARKS
    ):
        place -= 1
    return place
