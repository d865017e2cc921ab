"""The label of a claim: the full name of what is measured, composed of pieces of the text.

油菜种植面积7.2万亩,总产量1.1万吨 -> 油菜总产量
城镇、农村居民收入分别增长5%、6%    -> 城镇居民收入, 农村居民收入
"""

from __future__ import annotations

from collections.abc import Sequence

from govtext.document import Document
from govtext.language.lexicon import OPENERS, Token, build_lexicon, word_list
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.segment import build_segmenter
from govtext.report import Claim, Excerpt
from govtext.stages.claims.constructions import Constructions
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.indicators import Measured

_OWN = pattern("issuer as a whole at the head of a name")
_SHARE_WORD = pattern("name of a share that stands alone")
_BARE = pattern("measure that needs a subject")
_OF_THING = pattern("measure that is of the thing counted before")
_SAID = pattern("predicate behind what is counted")
_LOT = pattern("lot that things belong to")
_JOINT = pattern("joint of a coordination")
_TITLE = pattern("title that things win")
_NEW = pattern("participle of what is new")
_SHORT = 2
"""How many letters name a thing at least, and how many tokens a verb and its object are."""
_BARE_PART = 3
"""How many characters name a part at most that needs the name of the whole."""
_VERBAL = frozenset(("verb", "verbal-noun", "ergative"))
_REMEMBERED = 40
"""How many claims back a claim of the same thing, or the whole of a part, is looked for."""
_LISTED = frozenset(("noun", "and", "verbal-noun"))
_LONGEST = 60
"""How many characters a label has at most."""
_LINKS = "的、"
LISTING = "、"
PROPORTION = "占比"
"""What is added to the name of what has a share."""


def is_governing(context: QuantityContext, verb: Token, phrase: Span) -> bool:
    """Whether the verb at the head of a phrase is what is done to the rest: 培训农民, but not
    宣传资料 in 印发宣传资料, nor 供热管网 in a list."""
    if verb.kind != "verbal-noun":
        return True
    if context.written(verb) in context.lexicon.object_inside or "、" in context.passed:
        return False
    before = [token for token in context.before if token.end <= phrase.start]
    return not any(token.kind in _VERBAL for token in before)


def object_start(
    context: QuantityContext, tokens: Sequence[Token], phrase: Span, *, figure: bool
) -> int:
    """Where the name in a phrase begins behind a verb of which it is the object: 流转⟨土地⟩.

    It is the beginning of the phrase where the verb belongs to the name: 培训人数, 灌溉面积.
    ``figure`` says that the whole phrase names a figure.
    """
    inside = [token for token in tokens if phrase.start <= token.start < phrase.end]
    if context.quantity.kind != "amount" or not inside or inside[0].start != phrase.start:
        return phrase.start
    if len(inside) > _SHORT and inside[0].kind == "place" and inside[1].kind == "verb":
        return inside[2].start  # 农村新建房屋
    first = 0
    while first + 1 < len(inside) and inside[first].kind in _VERBAL:
        first += 1
    if first == 0 or tokens[0].kind == "and" or not is_governing(context, inside[0], phrase):
        return phrase.start
    rest, lexicon = context.plain[inside[first].start : phrase.end], context.lexicon
    if rest in lexicon.nominalizers or len(rest) < _SHORT:
        return phrase.start
    nominal = all(token.kind == "verbal-noun" for token in inside[:first])
    named = nominal and (figure or rest in lexicon.measures)
    return phrase.start if named else inside[first].start


def _modifier_start(tokens: list[Token]) -> int | None:
    """Where the verb before 的 (⟨签约⟩的27个项目), or the list before 等, begins."""
    first = last = len(tokens) - 1
    if tokens[-1].kind == "de":
        while first and tokens[first - 1].kind in _VERBAL:
            first -= 1
        return None if first == last else first
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
        self._known = document.rules.derive(word_list)
        self._measures = document.rules.derive(build_lexicon).measures
        self._told: dict[Span | None, Claim] = {}

    def label(
        self, contexts: list[QuantityContext], measured: list[Measured], claims: list[Claim]
    ) -> None:
        """Set ``label`` and ``label_parts`` of the claims of a sentence."""
        self._told = {}
        for number, claim in enumerate(claims):
            found = measured[number]
            parts = self._parts(number, contexts, measured, claims)
            if not parts:
                continue
            claim.label_parts = [
                Excerpt(self._document.text[one.start : one.end], one.start, one.end)
                for one in parts
            ]
            claim.label = "".join([one.text for one in claim.label_parts])
            if self._is_of_share(number, measured, claims) and not self._names_share(claim.label):
                claim.label += PROPORTION
            if found.listed == 1:
                self._told[found.phrase] = claim

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
        if bounded is not None:
            return bounded
        scope = claim.scope
        if scope is not None and (scope.start, scope.end) == found.phrase:
            return []  # 青云水务公司12项
        told = self._told.get(found.phrase)
        if told is not None and found.listed == 1 and not (is_share and found.counted):
            return self._told_again(context, claim, told)
        phrase = self._without_own(self._widened(context, found))
        phrase = self._without_per(self._without_scope(context, phrase, claim), claim)
        if not found.counted:
            phrase = self._without_verb(context, phrase)
        if found.listed > 1 and found.order < found.listed - 1:
            last = measured[found.head + found.listed - 1].phrase
            if last is not None and last != found.phrase:
                member = self._member(phrase, last, found)
                return self._with_head(context, member, last) if member else [phrase]
        phrase = self._without_deed(context, found, phrase)
        if is_share and found.counted:
            return [*self._predicate(context, found.phrase), phrase]
        earlier = claims[max(0, number - _REMEMBERED) : number]
        own = scope is None or phrase.start >= scope.end + _SHORT
        if earlier and own and self._needs_subject(contexts[number - 1], phrase, earlier[-1]):
            return [*self._subject(phrase, earlier), phrase]
        return self._completed(context, found, phrase) or [
            phrase,
            *(self._of_whole(phrase, claim, earlier) if own else ()),
        ]

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
        if not found.counted or not context.counts:
            return phrase
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
        if found.phrase.end - found.phrase.start > _BARE_PART + 1:
            return None
        won = _TITLE.match(context.plain, found.phrase.end)
        return None if won is None else Span(*won.span("title"))

    def _modifier(self, context: QuantityContext, found: Measured) -> list[Span]:
        """What stands before the number and belongs to the things behind it: of 推出⟨绿色发展⟩
        9项措施, and of ⟨签约⟩的27个项目."""
        if not found.counted or found.phrase is None or not context.before:
            return []
        tokens = context.before
        if tokens[-1].end != context.quantity.start:
            return []
        lot = _LOT.search(context.plain, tokens[-1].start, context.quantity.start)
        if lot is not None:
            return [Span(*lot.span())]
        bare = found.phrase.end - found.phrase.start <= _SHORT
        if tokens[-1].kind in {"de", "etc"}:
            first = _modifier_start(tokens) if bare else None
            return [] if first is None else [Span(tokens[first].start, tokens[-2].end)]
        first = len(tokens)
        while first and tokens[first - 1].kind in {"noun", "place"}:
            first -= 1
        if first == len(tokens) or first == 0 or tokens[first - 1].kind not in _VERBAL:
            return []
        quoted = context.plain[tokens[first].start] in OPENERS
        short = tokens[-1].end - tokens[first].start < _SHORT
        return [] if quoted or short else [Span(tokens[first].start, tokens[-1].end)]

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
            elif kind not in {"noun", "verbal-noun"} or context.counts:
                break
            start = before[last].start
            last -= 1
        return Span(start, end)

    def _without_scope(self, context: QuantityContext, phrase: Span, claim: Claim) -> Span:
        """The name without the place that it begins with: ⟨湖北省⟩最大负荷."""
        scope = claim.scope
        if scope is None or scope.start > phrase.start or scope.end <= phrase.start:
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
            return [Span(start, phrase.end)]
        if phrase.end > start:
            return None
        end = behind[0].end if behind[0].kind == "after" else bound.quantity.end
        return [Span(start, end), phrase]  # 项目60个,其中投资超2亿元的不少于9个

    def _of_whole(self, phrase: Span, claim: Claim, claims: list[Claim]) -> list[Span]:
        """What a part is called that has a bare name: 企业15家,其中制造业9家 -> 制造业⟨企业⟩."""
        if phrase.end - phrase.start > _BARE_PART or claim.part_of is None:
            return []
        for whole in claims:
            if whole.id != claim.part_of or not whole.label_parts:
                continue
            if whole.quantity.unit != claim.quantity.unit or claim.direction is not None:
                return []
            last = whole.label_parts[-1]
            words = self._segment(last.text)
            if len(last.text) <= _BARE_PART:
                return []
            length = len(last.text) if len(last.text) == _BARE_PART + 1 else len(words[-1])
            if self._document.plain[phrase.start : phrase.end].endswith(words[-1]):
                return []
            return [Span(last.end - length, last.end)]
        return []

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

    def _with_head(self, context: QuantityContext, part: Span, last: Span) -> list[Span]:
        """A member of a list with the head that the last one has: 城镇 + 居民收入."""
        plain = self._document.plain
        alone, whole = plain[part.start : part.end], plain[last.start : last.end]
        if self._constructions.tag_of_name(alone) != "other-name":
            return [part]
        if alone.endswith(context.lexicon.contests) or any(
            alone.endswith(word) for word in context.lexicon.anaphoric
        ):
            return [part]
        words = self._segment(whole)
        if len(words) < _SHORT or alone.endswith(words[-1]):
            return [part]
        length = len(words[-1])
        if whole[0] == alone[0] and len(words[0]) > len(alone):
            length = len(whole) - len(alone)  # 第一、第三产业增加值 -> 第一 + 产业增加值
        elif part.end - part.start <= _SHORT or length == 1:
            first = min(sum(1 for _ in self._segment(alone)), len(words) - 1)
            length = sum(len(word) for word in words[first:])
        else:
            for index in range(len(words) - 2, 0, -1):
                if self._constructions.tag_of_name("".join(words[index:])) == "other-name":
                    break
                if self._constructions.tag_of_name(words[-1]) != "other-name":
                    break
                length = sum(len(word) for word in words[index:])
        return [part, Span(last.end - length, last.end)]

    def _needs_subject(self, before: QuantityContext, phrase: Span, previous: Claim) -> bool:
        """Whether a phrase is a bare measure: 总产量, 占比, 开工率."""
        plain = before.plain
        if _BARE.fullmatch(plain, phrase.start, phrase.end) is not None:
            return True
        if not before.counts or previous.direction is not None or previous.label is None:
            return False
        if self._constructions.tag_of_name(previous.label) not in {
            "other-name",
            "flow-name",
            "none-name",
        }:
            return False
        return _OF_THING.fullmatch(plain, phrase.start, phrase.end) is not None

    def _subject(self, phrase: Span, claims: list[Claim]) -> list[Span]:
        """The thing that the last claim is about, without its own measure."""
        previous = claims[-1]
        if previous.part_of is not None:  # 项目32个,其中亿元以上项目9个,完成投资5亿元: of all
            previous = next((one for one in claims if one.id == previous.part_of), previous)
        parts = [Span(part.start, part.end) for part in previous.label_parts]
        if not parts or parts[-1].end > phrase.start:
            return []
        plain = self._document.plain
        end = plain[phrase.start : phrase.end]
        if end in {plain[part.start : part.end] for part in parts}:
            return parts[:-1]
        if _SHARE_WORD.match(end):
            return parts
        last = parts[-1]
        written = plain[last.start : last.end]
        ends = [word for word in self._measures if written.endswith(word)]
        if ends and len(max(ends, key=len)) < len(written):
            cut = last.end - len(max(ends, key=len))
            verb = self._segment(plain[last.start : cut])[-1]
            known = self._known.get(verb)
            if known is not None and known.kind in _VERBAL and len(verb) < cut - last.start:
                cut -= len(verb)  # 粮食播种面积 -> 粮食
            return [*parts[:-1], Span(last.start, cut)]
        words = self._segment(written)
        cut = last.end
        if self._constructions.tag_of_name(plain[last.start : last.end]) != "other-name":
            while words and cut - len(words[-1]) > last.start:
                word = words.pop()
                cut -= len(word)
                known = self._known.get(words[-1]) if words else None
                if known is None or known.kind not in _VERBAL:
                    break
        return [*parts[:-1], Span(last.start, cut)]

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
