"""What a claim is beyond its value, so that its row is understood without the sentence.

    预计新建农田3.5万亩 -> label 农田, nature flow, action 新建, estimated

The constructions decide nature, action and reference from the clause of the number; what a clause
leaves out carries over from the clause before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from govtext.document import Document
from govtext.language.lexicon import SHORT, VERBAL, Token
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim, Excerpt, Nature, Reference
from govtext.stages.claims.constructions import NUMBER_TAGS, SIGN, Decision, Reason, TaggedClause
from govtext.stages.claims.context import AMONG, QuantityContext
from govtext.stages.claims.label import LabelReader
from govtext.stages.claims.marks import MarkReader
from govtext.stages.claims.measured import Labelled, Reader
from govtext.stages.claims.objects import (
    issued,
    letter_verb,
    object_start,
    predicate_start,
    told_by_use,
)
from govtext.stages.claims.scope import ScopeReader

_DONE = frozenset(("flow", "cumulative", "capacity"))
_KEPT = frozenset(("flow", "stock", "cumulative"))
_SHARE = pattern("noun of a share")
_THINGS_DONE = pattern("things that are built or agreed on")
_HOSTED = pattern("verb in the name of a figure")
_ASPECT = pattern("aspect that tells things apart")
_EACH_TIME = pattern("span of time in which a deed is done")
_SPENT = pattern("verb in the name of a figure of money")
_NEW = pattern("participle of what is new")
_OF_TERRITORIES = frozenset(
    ("government report", "plan outline", "development plan", "congress report", "statistics")
)
"""The genres in which 累计 sums up since an earlier start."""
_MONEY = "元"
_YEAR_LETTERS = 4
_LONGEST_VERB = 3
_BACK = 5
"""How many claims back one in the same unit is looked for."""


class Describer(Reader):
    """Fills the fields of the claims of one report, sentence by sentence."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._marks = MarkReader(document)
        self._scopes = ScopeReader(document)
        self._labels = LabelReader(document)

    def describe(self, ones: list[Labelled], whole: Sequence[Claim] = ()) -> list[list[Reason]]:
        """Fill the claims of one sentence; returns what decided each field of each.

        ``whole`` are the claims of the sentence before, where this one tells of parts of them.
        """
        self._marks.look(ones)
        reasons = [self._one(one, whole) for one in ones]
        for reason, of_claim in zip(self._labels.label(ones), reasons, strict=True):
            of_claim.append(reason)
        return reasons

    def _one(self, one: Labelled, whole: Sequence[Claim]) -> list[Reason]:
        context, found, claim, previous = one.context, one.found, one.claim, one.previous
        phrase = found.phrase
        claim.per = self._marks.per(one)
        clause = self._clause(one)
        reasons = self._take(claim, clause)
        nature = clause.decided.nature
        done = self._deed_of_project(phrase) if nature is None and context.counts else None
        if claim.action is None and claim.nature in {"flow", "stock", None} and phrase is not None:
            verb = letter_verb(context, phrase, self._segment)
            done = done if verb is None else self._excerpt(verb)  # 贴海报500张
        if done is not None and not found.counted:
            claim.nature, claim.action = "flow", done
        elif previous is not None and not clause.decided.says and "。" not in context.passed:
            # The clause has no verb of its own, so that that of the one before holds.
            self._carry(one, self._model(one), clause, reasons)
        beside = previous is not None and context.quantity.start == previous.quantity.end
        beside = beside and context.counts and one.contexts[one.number - 1].counts
        if previous is not None and beside:
            claim.nature, claim.action = previous.nature, previous.action  # 搬迁52户203人已入住
        if previous is not None and previous.nature == "stock":
            self._carry_back(one, previous, clause)
        if previous is not None and one.measured[one.number - 1].phrase == phrase:
            self._carry_same(claim, previous, clause, reasons)
        if claim.reference is None and claim.nature == "share" and claim.part_of is not None:
            claim.reference = self._whole(one)
        if claim.nature == "cumulative" and self._is_of_the_period(claim):
            claim.nature = "flow"
        self._read_deed(claim, context, phrase)
        if claim.nature not in _DONE:
            claim.action = None
        elif claim.action is None and phrase is not None:
            claim.action = self._done_in_name(phrase, counts=context.counts)
        if claim.nature is None and nature is None:
            claim.nature = _nature_of_part(claim, whole) or ("stock" if context.counts else "flow")
        reasons += self._marks.mark(context, claim)
        claim.scope = self._scopes.scope(one, clause)
        self._take_deed(one)
        if claim.scope is not None and clause.decided.scope is None:
            carried = previous is not None and claim.scope == previous.scope
            by = f"as of claim {claim.id - 1}" if carried else "place in a name"
            reasons.append(Reason("scope", by))
        return reasons

    def _take(self, claim: Claim, clause: TaggedClause) -> list[Reason]:
        """Set what the constructions decide of a clause, with the reasons."""
        nature, action, reference, scope, _says = clause.decided
        if nature is not None:
            claim.nature = None if nature.value == "none" else nature.value  # type: ignore[assignment]
        if action is not None and (done := clause.words(action)) is not None:
            claim.action = self._excerpt(done)
        if reference is not None:
            claim.reference = self._reference(reference, claim, clause)
        return [one.reason for one in (nature, action, reference, scope) if one is not None]

    def _read_deed(self, claim: Claim, context: QuantityContext, phrase: Span | None) -> None:
        """The verb by which papers are issued, ⟨出台⟩促进消费20条措施; that of what money is for is
        no deed."""
        if phrase is None:
            return
        used, done = told_by_use(context, phrase), claim.action
        if done is not None and phrase.start < done.end == used:
            bare = done.start >= phrase.start  # 安排⟨用于⟩教育的支出
            claim.action = None if bare else self._excerpt(Span(done.start, phrase.start))
        if (paper := issued(context, phrase)) is not None:
            claim.action = self._excerpt(paper[0])

    def _take_deed(self, one: Labelled) -> None:
        """The verb right behind a body, inside the name, is what the body did: 财务科⟨审核⟩票据."""
        claim, scope, phrase = one.claim, one.claim.scope, one.found.phrase
        if scope is None or phrase is None or one.found.counted or claim.action is not None:
            return
        if claim.nature not in _KEPT or told_by_use(one.head, phrase):
            return
        for token, following in pairwise(one.head.before):
            verb = token.start == scope.end and token.kind in VERBAL
            if verb and token.end < phrase.end and following.kind != "de":
                claim.nature, claim.action = "flow", self._excerpt(Span(token.start, token.end))

    def _is_of_the_period(self, claim: Claim) -> bool:
        """Whether 累计 sums up a deed over the very period of the figure: that of the report of
        an office on its own work, or the years that the text names."""
        first, _, last = (claim.period or "").partition("/")
        if last and first[:_YEAR_LETTERS] != last[:_YEAR_LETTERS]:
            return True
        genre = self._document.metadata.genre
        return claim.action is not None and genre is not None and genre not in _OF_TERRITORIES

    def _carry(
        self, one: Labelled, previous: Claim, clause: TaggedClause, reasons: list[Reason]
    ) -> None:
        """Take over what the clause leaves out: 新建小学3所、中学2所 -> 新建 of both."""
        context, claim = one.context, one.claim
        nature, action = clause.decided.nature, clause.decided.action
        sized = previous.nature == "capacity" and previous.action is not None
        if nature is None and (sized or previous.nature in _KEPT):
            claim.nature = "flow" if sized else previous.nature  # 开工建设750千伏变电站2座
            reasons.append(Reason("nature", f"as of claim {previous.id}"))
        beside = not context.before and not context.marks
        same = claim.quantity.unit == previous.quantity.unit or beside or _is_listed(context)
        goes_on = same or nature is None or claim.nature == "capacity"
        if action is None and goes_on and claim.nature in _DONE and previous.action is not None:
            claim.action = previous.action
            reasons.append(Reason("action", f"as of claim {previous.id}"))

    def _carry_back(self, one: Labelled, previous: Claim, clause: TaggedClause) -> None:
        """What is said behind a list is said of all its members: 小学3所、中学2所建成."""
        context, claim, behind = one.context, one.claim, clause.decided.action
        if behind is None or claim.action is None or not (context.counts and _is_listed(context)):
            return
        if claim.action.start > claim.quantity.end and len(context.before) == 1:
            previous.nature, previous.action = claim.nature, claim.action

    def _model(self, one: Labelled) -> Claim:
        """The claim before that a clause without a verb goes on: the last in the same unit."""
        if one.context.quantity.start == one.contexts[one.number - 1].quantity.end:
            return one.claims[one.number - 1]  # 新增276户462人,退出374户⟨714人⟩
        claims, unit, whole = one.claims, one.claim.quantity.unit, one.claim.part_of
        first, among = claims[0].id, AMONG.isdisjoint(one.context.passed)
        places = [whole - first] if whole is not None and whole >= first else []
        for place in range(one.number - 1, max(-1, one.number - _BACK), -1):
            places.append(place)
            if ";" in one.contexts[place].passed and among:
                break
        told: Iterator[Claim] = (claims[place] for place in places)
        same = (one for one in told if one.quantity.unit == unit and one.nature in _KEPT)
        return next(same, claims[one.number - 1])

    def _carry_same(
        self, claim: Claim, previous: Claim, clause: TaggedClause, reasons: list[Reason]
    ) -> None:
        """A figure told again has the same nature, or is ranked among the same."""
        same_unit = claim.quantity.unit == previous.quantity.unit
        levels = {"flow", "stock"}
        done = clause.decided.action
        own = claim.action is not None and claim.action.start > claim.quantity.start
        own = own or (done is not None and done.value != "none" and claim.nature == "flow")
        said = clause.decided.nature
        there = said is not None and said.value == "stock" and clause.decided.says
        own = own or (there and not (claim.quantity.unit or "").endswith(_MONEY))
        if same_unit and claim.nature in levels and previous.nature in levels - {claim.nature}:
            spans = ((token.start, token.end) for token in clause.tokens)
            if own or any(_ASPECT.fullmatch(self._plain, *span) for span in spans):
                return  # 培训机构12家,3家已转型,2家正在整改; 合作社76个,新增6个
            claim.nature = previous.nature
            reasons.append(Reason("nature", f"as of claim {previous.id}"))
        if same_unit and claim.nature == "rate" and previous.nature == "share":
            claim.nature = "share"  # 占比由20%提升至35%
            reasons.append(Reason("nature", f"as of claim {previous.id}"))
        among = previous.reference if claim.nature == "rank" and claim.reference is None else None
        if among is not None and among.role == "among":
            claim.reference = among
            reasons.append(Reason("reference", f"as of claim {previous.id}"))

    def _whole(self, one: Labelled) -> Reference | None:
        """What a share is a part of, where the claim before names it: 其中高风险水域2处,占10%."""
        for place in range(one.number - len(one.earlier), one.number):
            phrase = one.measured[place].phrase
            whole = one.claims[place]
            if whole.quantity.kind == "percent":
                continue  # 新能源占比50%,其中光伏占比30%: neither is a part of the other's name
            if whole.id == one.claim.part_of and phrase is not None:
                return Reference(self._document.text[slice(*phrase)], *phrase, "whole")
        return None

    def _done_in_name(self, phrase: Span, *, counts: bool) -> Excerpt | None:
        """The verb in a name like ⟨新签约⟩项目, ⟨接待⟩游客, ⟨投入⟩资金."""
        hosted = _HOSTED.search(self._plain, *phrase) or _SPENT.search(self._plain, *phrase)
        if hosted is not None:
            return self._excerpt(Span(*hosted.span()))
        if not counts or _NEW.match(self._plain, *phrase) is None:
            return None
        verb = "".join(self._segment(self._text(phrase))[:-1])
        named = SHORT <= len(verb) <= _LONGEST_VERB
        return self._excerpt(Span(phrase.start, phrase.start + len(verb))) if named else None

    def _deed_of_project(self, phrase: Span | None) -> Excerpt | None:
        """The verb that the name of a project begins with: ⟨竣工⟩项目, but 上市企业."""
        if phrase is None:
            return None
        name = self._text(phrase)
        done = self._kind(name[:SHORT]) == "ergative" and _THINGS_DONE.fullmatch(name, SHORT)
        return self._excerpt(Span(phrase.start, phrase.start + SHORT)) if done else None

    def _clause(self, one: Labelled) -> TaggedClause:
        """The clause of a number with what the constructions decide of it."""
        context, found, claim = one.context, one.found, one.claim
        phrase = found.phrase if found.shared is None else found.shared
        name = None
        if found.phrase is not None:
            name = self._constructions.tag_of_thing(context.text(found.phrase))
            if name == "other-name" and found.shared is not None:
                name = self._constructions.tag_of_thing(context.text(found.shared))
        tokens: list[Token] = []
        signs = ""
        if claim.per is not None:
            tokens.append(Token("noun", claim.per.start, claim.per.end))
            signs = SIGN["each-time" if _EACH_TIME.fullmatch(claim.per.text) else "each-of"]
        beginning = len(tokens)
        quantity, right = context.quantity, context.right
        before, inside = self._tag(one.head.before, phrase, name, context, tokens)
        tokens.append(Token("quantity", quantity.start, quantity.end))
        number = SIGN[self._number(context, claim)]
        behind, inside_behind = self._tag(context.behind, phrase, name, context, tokens)
        if phrase is not None and name is not None and not (inside or inside_behind):
            tokens.insert(beginning, Token("noun", *phrase))
            signs += SIGN[name]
        signs += before + number + behind
        if context.behind and context.behind[-1].end == right > quantity.end:
            tokens.append(Token("quantity", right, right))  # nothing parts it from the next number
            signs += SIGN["next"]
        return TaggedClause(tokens, self._constructions.decided(signs))

    def _tag(
        self,
        clause: Sequence[Token],
        phrase: Span | None,
        name: str | None,
        context: QuantityContext,
        tokens: list[Token],
    ) -> tuple[str, bool]:
        """Add tokens, those of the phrase that is measured as one; returns their signs, and
        whether the phrase stands among them."""
        signs = self._scopes.signs(clause)
        if phrase is None or name is None or not clause:
            tokens += clause
            return signs, False
        begin, end = phrase
        if clause[-1].start < begin or clause[0].start >= end:
            tokens += clause
            return signs, False
        low, high = 0, len(clause)
        while clause[low].start < begin:
            low += 1
        while high > low and clause[high - 1].start >= end:
            high -= 1
        there = low < high
        kinds = [token.kind for token in clause[low:high]]
        deed = context.quantity.kind == "amount" and VERBAL.issuperset(kinds)
        if deed and name != "other-name":
            # 投入20亿元 is a deed, 投资20亿元 and 发放补贴20亿元 name a figure.
            measures = context.lexicon.measures
            deed = not any(context.written(token) in measures for token in clause[low:high])
            deed = deed and not any(token.kind in VERBAL for token in clause[:low])
        if "share" in kinds or deed:
            tokens += clause  # 投入1200人次
            return signs, there
        figure = name not in {"other-name", "works"}
        begin = object_start(context, clause, phrase, figure=figure)
        while low < high and clause[low].start < begin:
            low += 1
        if low < high and clause[high - 1].kind in VERBAL and end <= context.quantity.start:
            money = self._constructions.tag_of_word(context.unit, None) == "money"
            end = predicate_start(context, clause, phrase, money=money)
        while low < high and clause[high - 1].end > end:
            high -= 1
        if low == high:
            inside = there and low < len(clause) and clause[low].start == begin
            held = [Token("noun", begin, end)] if inside else []  # 80%的⟨村⟩集体收入超过5万元
            tokens += [*clause[:low], *held, *clause[low:]]
            return signs[:low] + SIGN[name] * len(held) + signs[low:], there
        tokens += clause[:low]
        tokens.append(Token("noun", begin, end))
        tokens += clause[high:]
        return signs[:low] + SIGN[name] + signs[high:], there

    def _number(self, context: QuantityContext, claim: Claim) -> str:
        """The tag of a number by its kind, its unit and its direction."""
        quantity = context.quantity
        if quantity.kind == "duration" or (quantity.kind == "rank" and claim.direction is None):
            return quantity.kind
        if claim.direction is not None:
            return "changed"
        if quantity.kind != "amount":
            return quantity.kind
        tag = self._constructions.tag_of_word(quantity.unit, None) if quantity.unit else "count"
        if tag is not None and tag in NUMBER_TAGS:
            return tag
        return "count" if context.counts else "measure"

    def _reference(self, by: Decision, claim: Claim, clause: TaggedClause) -> Reference | None:
        span = clause.words(by)
        if by.value is None or span is None:
            return None
        first, end = span
        share = _SHARE.search(self._plain, first, end)
        if by.value == "whole" and share and share.start() > first:
            end = share.start()
        timed = clause.tokens[by.first].kind == "time"
        if by.value == "than" and timed and claim.basis == "yoy":
            return None
        return Reference(self._document.text[first:end], first, end, by.value)  # type: ignore[arg-type]


def _nature_of_part(claim: Claim, whole: Sequence[Claim]) -> Nature | None:
    """What sort of figure the last of ``whole`` in the unit of ``claim`` is."""
    unit = claim.quantity.unit
    alike = [one.nature for one in whole if one.quantity.unit == unit and one.nature in _KEPT]
    return alike[-1] if alike else None


def _is_listed(context: QuantityContext) -> bool:
    """Whether a quantity goes on a list: 小学3所、⟨中学2所⟩."""
    return bool(context.before) and context.before[0].kind == "and"
