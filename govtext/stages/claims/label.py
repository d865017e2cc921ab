"""The label of a claim: the full name of what is measured, composed of pieces of the text.

油菜种植面积7.2万亩,总产量1.1万吨 -> 油菜总产量
城镇、农村居民收入分别增长5%、6%    -> 城镇居民收入, 农村居民收入
"""

from __future__ import annotations

from govtext.document import Document
from govtext.language.lexicon import OPENERS, Token, word_list
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.segment import build_segmenter
from govtext.report import Claim, Excerpt
from govtext.stages.claims.constructions import Constructions
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.indicators import Measured
from govtext.stages.claims.objects import letter_verb, object_start
from govtext.stages.claims.subjects import SubjectReader

_OWN = pattern("issuer as a whole at the head of a name")
_SAID = pattern("predicate behind what is counted")
_LOT = pattern("lot that things belong to")
_JOINT = pattern("joint of a coordination")
_TITLE = pattern("title that things win")
_HOSTED = pattern("verb in the name of a figure")
_LIGHT = pattern("light verb at the head of a figure")
_AVERAGE = pattern("average before a number")
_GAIN = pattern("change whose name says of what")
_ASPECT = pattern("aspect that tells things apart")
_NEW = pattern("participle of what is new")
_SHORT = 2
"""How many letters name a thing at least, and how many tokens a verb and its object are."""
_SHORT_NAME = 4
"""How many letters a thing has at most whose title is its name: 示范园区."""
_VERBAL = frozenset(("verb", "verbal-noun", "ergative"))
_REMEMBERED = 40
"""How many claims back a claim of the same thing, or the whole of a part, is looked for."""
_LISTED = frozenset(("noun", "and", "verbal-noun"))
_LONGEST = 60
"""How many characters a label has at most."""
_STOPS = frozenset(";。")
_LINKS = "的、"
LISTING = "、"
PROPORTION = "占比"
"""What is added to the name of what has a share."""


def _modifier_start(tokens: list[Token], plain: str) -> int | None:
    """Where the verb before 的 (⟨签约⟩的27个项目), or the list before 等, begins."""
    first = last = len(tokens) - 1
    if tokens[-1].kind == "de":
        while first and tokens[first - 1].kind in _VERBAL:
            first -= 1
        if first == last:
            return None
        goes_on = first and _ASPECT.fullmatch(plain, tokens[first - 1].start, tokens[first - 1].end)
        return first - 1 if goes_on else first
    while first and tokens[first - 1].kind in _LISTED:
        first -= 1
    listed = any(token.kind == "and" for token in tokens[first:])
    return first if first and listed else None


class LabelReader:
    """Sets the labels of the claims of one report."""

    def __init__(self, document: Document, constructions: Constructions) -> None:
        self._document = document
        self._constructions = constructions
        self._segment = document.rules.derive(build_segmenter)
        self._subjects = SubjectReader(document, constructions)
        self._known = document.rules.derive(word_list)
        self._told: dict[Span | None, Claim] = {}

    def label(
        self, contexts: list[QuantityContext], measured: list[Measured], claims: list[Claim]
    ) -> None:
        """Set ``label`` and ``label_parts`` of the claims of a sentence."""
        self._told = {}
        for number, claim in enumerate(claims):
            found = measured[number]
            parts = [self._in_cell(one) for one in self._parts(number, contexts, measured, claims)]
            parts = self._per_head(contexts[number], parts)
            if not parts:
                continue
            claim.label_parts = [
                Excerpt(self._document.text[one.start : one.end], one.start, one.end)
                for one in parts
            ]
            claim.label = "".join([one.text for one in claim.label_parts])
            if self._is_of_share(number, measured, claims) and not self._names_share(claim.label):
                claim.label += PROPORTION
            if found.listed == 1 or found.shared is None:
                self._told[found.phrase] = claim

    def _in_cell(self, part: Span) -> Span:
        """A piece inside the last cell of a row that it goes over."""
        cell = self._document.plain.rfind("\t", part.start, part.end)
        return part if cell < 0 or cell + 1 == part.end else Span(cell + 1, part.end)

    def _per_head(self, context: QuantityContext, parts: list[Span]) -> list[Span]:
        """A name with the average that the number is: ⟨人均⟩1.9万元, 农民⟨户均增收⟩800元."""
        if not parts or not context.before or context.quantity.kind != "amount":
            return parts
        last = context.before[-1]
        if _AVERAGE.fullmatch(context.plain, last.start, last.end):
            carried = len(context.before) == 1 and parts[-1].end < last.start
            return [Span(last.start, last.end), *parts] if carried else parts
        if last.kind != "change" or len(context.before) < _SHORT:
            return parts
        head = context.before[-2]
        gains = _GAIN.fullmatch(context.plain, last.start, last.end) is not None
        if not gains or _AVERAGE.fullmatch(context.plain, head.start, head.end) is None:
            return parts
        return [*parts, Span(head.start, last.end)]

    def _is_of_share(self, number: int, measured: list[Measured], claims: list[Claim]) -> bool:
        """Whether a number is a share, or how much the share before it has changed."""
        claim = claims[number]
        if claim.nature == "share" or number == 0:
            return claim.nature == "share"
        previous = claims[number - 1]
        if claim.quantity.kind != "point" or measured[number - 1].phrase != measured[number].phrase:
            return False
        return previous.label is not None and previous.label.endswith(PROPORTION)

    def _names_share(self, label: str) -> bool:
        return self._constructions.tag_of_name(label) in {"share-name", "rate-name"}

    def _parts(
        self,
        number: int,
        contexts: list[QuantityContext],
        measured: list[Measured],
        claims: list[Claim],
    ) -> list[Span]:
        """The pieces of the label of one claim, in their order."""
        context, found, claim = contexts[number], measured[number], claims[number]
        is_share = claim.nature == "share"
        if found.phrase is None:
            return self._of_duration(context) if context.quantity.kind == "duration" else []
        bounded = self._bounded(number, contexts, measured, claims) if number else None
        given = bounded or self._left_out(number, contexts, found, found.phrase, claims)
        if given:
            return given
        scope = claim.scope
        if scope is not None and (scope.start, scope.end) == found.phrase:
            return self._subjects.of_amount(number, claims)
        told = self._told.get(found.phrase)
        alone = found.listed == 1 or found.shared is None
        if told is not None and alone and not (is_share and found.counted):
            return self._told_again(context, claim, told)
        phrase = self._without_own(self._widened(context, found))
        if scope is not None:
            phrase = self._without_own(self._without_scope(context, phrase, scope))
        phrase = self._without_per(phrase, claim)
        if not found.counted:
            phrase = self._without_verb(context, phrase)
        if found.order and (head := self._subjects.of_list(phrase, claims[found.head])):
            return [*head, phrase]
        if found.listed > 1 and found.order < found.listed - 1:
            last = measured[found.head + found.listed - 1].phrase
            if last is not None and last != found.phrase:
                member = self._member(phrase, last, found)
                return self._subjects.with_head(context, member, last) if member else [phrase]
        phrase = self._without_deed(context, found, phrase)
        if is_share and found.counted:
            return [*self._predicate(context, found.phrase), phrase]
        earlier = claims[max(0, number - _REMEMBERED) : number]
        own = scope is None or phrase.start >= scope.end + _SHORT
        bare = own and claim.per is None  # 每千人口托位数 is no figure of the things before
        subject = self._subject(number, contexts, found, phrase, earlier) if bare else None
        if subject is not None:
            return [*self._subjects.without_repeated(subject, phrase), phrase]
        return self._completed(context, found, phrase) or [
            phrase,
            *self._subjects.of_industry(phrase, claim, earlier),
            *(self._subjects.of_whole(phrase, claim, earlier) if own else ()),
        ]

    def _subject(
        self,
        number: int,
        contexts: list[QuantityContext],
        found: Measured,
        phrase: Span,
        earlier: list[Claim],
    ) -> list[Span] | None:
        """The subject of a bare measure; None where the phrase is a name by itself."""
        if subject := self._subjects.of_clause(contexts[number], phrase):
            return subject
        if not earlier:
            if found.phrase is None or found.phrase.start != phrase.start:
                return None
            return self._subjects.of_clause_before(contexts[number], phrase) or None
        if self._subjects.is_bare(contexts[number - 1], phrase, earlier[-1]):
            return self._subjects.subject(phrase, earlier)
        return None

    def _left_out(
        self,
        number: int,
        contexts: list[QuantityContext],
        found: Measured,
        phrase: Span,
        claims: list[Claim],
    ) -> list[Span]:
        """The things counted before, of which a verb alone counts some: 企业30家,已整改12家."""
        context = contexts[number]
        if found.counted or found.listed > 1 or not (number and context.counts):
            return []
        inside = [token for token in context.before if phrase.start <= token.start]
        ahead = context.before[: len(context.before) - len(inside)]
        if not (inside and ahead and ahead[-1].kind == "adverb"):
            return []
        if any(token.kind not in _VERBAL for token in inside) or _STOPS & context.passed:
            return []
        for earlier in reversed(claims[:number]):
            if earlier.quantity.unit == claims[number].quantity.unit and earlier.label_parts:
                last = earlier.label_parts[-1]
                words = self._segment(self._document.plain[last.start : last.end])
                known = self._known.get(words[-1])
                verbal = known is not None and known.kind in _VERBAL
                parts = [Span(part.start, part.end) for part in earlier.label_parts]
                return [] if verbal else parts
        return []

    def _completed(self, context: QuantityContext, found: Measured, phrase: Span) -> list[Span]:
        """The things counted with what tells them from others, where the clause does."""
        title = self._title(context, found)
        if title is not None:
            held = self._document.plain[title.start : title.end]
            named = self._document.plain[phrase.start : phrase.end]
            return [title] if named[-_SHORT:] in held else [title, phrase]
        modifier = self._modifier(context, found)
        return [*modifier, phrase] if modifier else []

    def _without_deed(self, context: QuantityContext, found: Measured, phrase: Span) -> Span:
        """Things counted without what is done to them: 7处⟨破损桥梁⟩改造."""
        if not found.counted or context.quantity.kind != "amount":
            return phrase
        unit = self._constructions.tag_of_word(context.quantity.unit or "")
        if unit in {"times", "event", "size"}:
            return phrase  # 百场艺术精品展演
        said = _SAID.search(context.plain, phrase.start + _SHORT, phrase.end)
        if said is not None:
            return Span(phrase.start, said.start())
        inside = [token for token in context.behind if phrase.start <= token.start < phrase.end]
        if len(inside) < _SHORT or inside[-1].kind != "verbal-noun":
            return phrase
        if context.written(inside[-1]) in context.lexicon.nominalizers:
            return phrase
        end = inside[-2].end
        longer = end - phrase.start > _SHORT and inside[-2].kind == "noun"
        return Span(phrase.start, end) if longer else phrase

    def _title(self, context: QuantityContext, found: Measured) -> Span | None:
        """What a thing wins that a bare noun names: 2个园区获评⟨省级示范园区⟩."""
        if not found.counted or found.phrase is None:
            return None
        if found.phrase.end - found.phrase.start > _SHORT_NAME:
            return None
        won = _TITLE.match(context.plain, found.phrase.end)
        return None if won is None else Span(*won.span("title"))

    def _modifier(self, context: QuantityContext, found: Measured) -> list[Span]:
        """What stands before the number and belongs to the things behind it: of 推出⟨绿色发展⟩
        9项措施, and of ⟨签约⟩的27个项目."""
        if found.phrase is None or not context.before:
            return []
        if not found.counted:
            return self._clause_of(context, found.phrase)
        tokens = context.before
        if tokens[-1].end != context.quantity.start:
            return []
        lot = _LOT.search(context.plain, tokens[-1].start, context.quantity.start)
        if lot is not None:
            return [Span(*lot.span())]
        bare = found.phrase.end - found.phrase.start <= _SHORT
        if tokens[-1].kind in {"de", "etc"}:
            first = _modifier_start(tokens, context.plain) if bare else None
            return [] if first is None else [Span(tokens[first].start, tokens[-2].end)]
        first = len(tokens)
        while first and tokens[first - 1].kind in {"noun", "place"}:
            first -= 1
        if first == len(tokens) or first == 0 or tokens[first - 1].kind not in _VERBAL:
            return []
        quoted = context.plain[tokens[first].start] in OPENERS
        short = tokens[-1].end - tokens[first].start < _SHORT
        return [] if quoted or short else [Span(tokens[first].start, tokens[-1].end)]

    def _clause_of(self, context: QuantityContext, phrase: Span) -> list[Span]:
        """The verbs that 的 joins to a bare noun before the number: ⟨开发完成⟩的项目3个."""
        if not context.counts or phrase.end - phrase.start > _SHORT:
            return []
        ahead = [token for token in context.before if token.end <= phrase.start]
        if len(ahead) < _SHORT or ahead[-1].kind != "de" or ahead[-1].end != phrase.start:
            return []
        first = _modifier_start(ahead, context.plain)
        return [] if first is None else [Span(ahead[first].start, ahead[-2].end)]

    def _widened(self, context: QuantityContext, found: Measured) -> Span:
        """The phrase with what stands right before it and belongs to its name: ⟨研发⟩投入强度."""
        start, end = found.phrase or Span(0, 0)
        if found.counted or found.listed > 1:
            return Span(start, end)
        before = context.before
        last = len(before) - 1
        while last >= 0 and before[last].end > start:
            last -= 1
        while last >= 0 and before[last].end == start:
            kind = before[last].kind
            if kind == "after" and last and before[last - 1].kind == "noun":
                last -= 1  # 省级以上研发机构
            elif self._belongs_to_measure(context, before[last], Span(start, end)):
                pass  # 支付进度, 到位金额
            elif kind not in {"noun", "verbal-noun"} or context.counts:
                break
            start = before[last].start
            last -= 1
        return Span(start, end)

    def _belongs_to_measure(self, context: QuantityContext, verb: Token, name: Span) -> bool:
        """Whether a verb is in the name of a measure that says nothing alone: ⟨支付⟩进度."""
        lexicon, alone = context.lexicon, context.text(name)
        if verb.kind == "verb":
            return context.quantity.kind == "percent" and alone in lexicon.nominalizers
        if verb.kind != "ergative" or alone not in lexicon.measures or len(alone) > _SHORT:
            return False
        written = context.written(verb)
        return written not in lexicon.light_verbs and written not in lexicon.never_nominal

    def _without_scope(self, context: QuantityContext, phrase: Span, scope: Excerpt) -> Span:
        """The name without the place that it begins with: ⟨湖北省⟩最大负荷."""
        if scope.start > phrase.start or scope.end <= phrase.start:
            return phrase
        start = scope.end + (self._document.plain[scope.end] in _LINKS)
        bare = object_start(context, context.before, phrase, figure=True)  # 农村新建⟨房屋⟩
        return Span(max(start, bare), phrase.end) if phrase.end - start >= _SHORT else phrase

    def _without_per(self, phrase: Span, claim: Claim) -> Span:
        """The name without what the number is counted against: 每千名老人拥有⟨养老床位⟩."""
        per = claim.per
        if per is None or not phrase.start <= per.start < phrase.end:
            return phrase
        if per.start > phrase.start:
            return Span(phrase.start, per.start)
        start = per.end
        words = self._segment(self._document.plain[start : phrase.end])
        known = self._known.get(words[0]) if len(words) > 1 else None
        if known is not None and known.kind in {"verb", "exist"}:
            start += len(words[0])
        return Span(start, phrase.end) if start < phrase.end else phrase

    def _without_verb(self, context: QuantityContext, phrase: Span) -> Span:
        """The name without the verb of which it is the object: 流转⟨土地⟩, but 新签约项目."""
        if _NEW.match(context.plain, phrase.start):
            return phrase
        verb = letter_verb(context, phrase, self._segment)
        if verb is not None:
            return Span(verb.end, phrase.end)
        hosted = _HOSTED.match(context.plain, phrase.start, phrase.end)
        hosted = hosted or _LIGHT.match(context.plain, phrase.start, phrase.end)
        if hosted is not None:
            return Span(hosted.end(), phrase.end)
        figure = self._is_figure(context.plain[phrase.start : phrase.end])
        return Span(object_start(context, context.before, phrase, figure=figure), phrase.end)

    def _is_figure(self, name: str) -> bool:
        return self._constructions.tag_of_name(name) != "other-name"

    def _bounded(
        self,
        number: int,
        contexts: list[QuantityContext],
        measured: list[Measured],
        claims: list[Claim],
    ) -> list[Span] | None:
        """The things counted with the bound that tells them from others: ⟨10亿元以上项目⟩14个."""
        bound, phrase = claims[number - 1], measured[number].phrase
        context, before = contexts[number], contexts[number - 1]
        if bound.nature != "capacity" or phrase is None or context.marks:
            return None
        behind = [t for t in before.behind if t.kind in {"after", "de"}]
        if not behind or behind[0].start != bound.quantity.end:
            return None
        named, start = measured[number - 1].phrase, bound.quantity.start
        if named is not None and before.before and before.before[0].start <= named.start < start:
            start = named.start
        if phrase.start > bound.quantity.end:
            quantity = context.quantity
            if phrase.start < quantity.end:
                return [Span(start, phrase.end)]
            if any(token.kind not in {"after", "de"} for token in context.before):
                return None
            end = behind[0].end if behind[0].kind == "after" else bound.quantity.end
            end -= context.plain[end - 1] in _LINKS
            return [Span(start, end), phrase]  # 胸径1米以上的12株古树
        if phrase.end > start:
            return None
        end = behind[0].end if behind[0].kind == "after" else bound.quantity.end
        return [Span(start, end), phrase]  # 项目60个,其中投资超2亿元的不少于9个

    def _told_again(self, context: QuantityContext, claim: Claim, told: Claim) -> list[Span]:
        """The label of a claim of the same thing; a rank needs no 排名."""
        parts = [Span(part.start, part.end) for part in told.label_parts]
        if claim.nature == "rank" and context.text(parts[-1]) in context.lexicon.anaphoric:
            return parts[:-1] or parts
        return parts

    def _without_own(self, phrase: Span) -> Span:
        joint = _JOINT.match(self._document.plain, phrase.start, phrase.end)
        if joint is not None and self._document.plain[phrase.start] == LISTING:
            phrase = Span(joint.end(), phrase.end)
        own = _OWN.match(self._document.plain, phrase.start, phrase.end)
        if own is None or own.end() >= phrase.end - 1:
            return phrase
        return Span(own.end(), phrase.end)

    def _member(self, phrase: Span, last: Span, found: Measured) -> Span | None:
        """The member of a coordination that one value of a list is for, where the phrase is the
        whole of it: 城镇 of 城镇、农村居民收入."""
        if last.end != phrase.end:
            return phrase
        joints = [*_JOINT.finditer(self._document.plain, phrase.start, last.start)]
        if len(joints) != found.listed - 1:
            return None
        start = joints[found.order - 1].end() if found.order else phrase.start
        return Span(start, joints[found.order].start())

    def _predicate(self, context: QuantityContext, phrase: Span) -> list[Span]:
        """What is said of the things of which a share is given: 80%的医院⟨达到二级水平⟩."""
        said = [token for token in context.behind if token.start >= phrase.end]
        if not said or said[-1].end - said[0].start > _LONGEST:
            return []
        return [Span(said[0].start, said[-1].end)]

    def _of_duration(self, context: QuantityContext) -> list[Span]:
        """What is done in the time: 用三年时间⟨建成医疗中心⟩."""
        for tokens in (context.behind, context.clause_behind):
            words = [token for token in tokens if token.kind != "after"]
            if not words or words[-1].end - words[0].start > _LONGEST:
                continue
            start = words[0].start
            time = _TIME.match(self._document.plain, start)
            start = time.end() if time else start
            stops = (self._document.plain.find(mark, start) for mark in ",;。\n")
            end = min((place for place in stops if place >= 0), default=words[-1].end)
            if start < end <= start + _LONGEST:
                return [Span(start, end)]
        return []


_TIME = pattern("noun of time behind a duration")
