"""The label of a claim: the full name of what is measured, composed of pieces of the text.

油菜种植面积7.2万亩,总产量1.1万吨 -> 油菜总产量
城镇、农村居民收入分别增长5%、6%    -> 城镇居民收入, 农村居民收入
"""

from __future__ import annotations

from govtext.document import Document
from govtext.language.lexicon import word_list
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.segment import build_segmenter
from govtext.report import Claim, Excerpt
from govtext.stages.claims.constructions import Constructions
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.indicators import Measured
from govtext.stages.claims.label_modifiers import ModifierReader
from govtext.stages.claims.label_names import NameReader
from govtext.stages.claims.subjects import SubjectReader

_SAID = pattern("predicate behind what is counted")
_LOT = pattern("lot that things belong to")
_JOINT = pattern("joint of a coordination")
_TITLE = pattern("title that things win")
_HOSTED = pattern("verb in the name of a figure")
_LIGHT = pattern("light verb at the head of a figure")
_AVERAGE = pattern("average before a number")
_INDUSTRIES = pattern("the three industries together")
_GAIN = pattern("change whose name says of what")
_COPULA = pattern("copula before a class")
_DOCUMENT = pattern("document that is named by a deed")
_ASPECT = pattern("aspect that tells things apart")
_NEW = pattern("participle of what is new")
_SHORT = 2
"""How many letters name a thing at least, and how many tokens a verb and its object are."""
_SHORT_NAME = 4
"""How many letters a thing has at most whose title is its name: 示范园区."""
_VERBAL = frozenset(("verb", "verbal-noun", "ergative"))
_REMEMBERED = 40
"""How many claims back a claim of the same thing, or the whole of a part, is looked for."""
_CLASS = frozenset(("noun", "place", "inside", "verbal-noun"))
_LISTED = frozenset(("noun", "and", "verbal-noun"))
_LONGEST = 60
"""How many characters a label has at most."""
_STOPS = frozenset(";。")
_LONGEST_THING = 12
"""How many characters name the things that have a measure at most."""
_LINKS = "的、"
_STATE = frozenset(("adverb", "verb", "verbal-noun", "ergative"))
_NUMERALS = "一二三"
ORDINAL = "第"
PROPORTION = "占比"
"""What is added to the name of what has a share."""


class LabelReader:
    """Sets the labels of the claims of one report."""

    def __init__(self, document: Document, constructions: Constructions) -> None:
        self._document = document
        self._constructions = constructions
        self._segment = document.rules.derive(build_segmenter)
        self._names = NameReader(document, constructions)
        self._modifiers = ModifierReader(document)
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
            if found.listed == len(_NUMERALS):
                claim.label = self._one_industry(claim.label, found.order)
            if self._is_of_share(number, measured, claims) and not self._names_share(claim.label):
                claim.label += PROPORTION
            if found.listed == 1 or found.shared is None:
                self._told[found.phrase] = claim

    def _one_industry(self, label: str, order: int) -> str:
        """The industry that one of three values is of: 三次产业增加值 -> 第二产业增加值."""
        three = _INDUSTRIES.match(label)
        if three is None:
            return label
        return f"{ORDINAL}{_NUMERALS[order]}{three['industry']}{label[three.end() :]}"

    def _state(self, number: int, contexts: list[QuantityContext]) -> list[Span]:
        """What is said of people whom nothing else names: 尚有17户66人⟨未脱贫⟩."""
        context = contexts[number]
        following = contexts[number + 1 : number + 2]
        if following and following[0].quantity.start == context.quantity.end:
            context = following[0]
        said = context.behind
        if not context.counts or any(token.kind not in _STATE for token in said):
            return []
        if all(token.kind == "adverb" for token in said):
            return []
        return [Span(said[0].start, said[-1].end)]

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
            return self._modifiers.of_duration(context) or self._state(number, contexts)
        bounded = self._bounded(number, contexts, measured, claims) if number else None
        given = bounded or self._left_out(number, contexts, found, found.phrase, claims)
        if given:
            return [*self._modifiers.under_way(context), *given]
        scope = claim.scope
        if scope is not None and (scope.start, scope.end) == found.phrase:
            return self._subjects.of_amount(number, claims)
        told = self._told.get(found.phrase)
        alone = found.listed == 1 or found.shared is None
        if told is not None and alone and not (is_share and found.counted):
            again = self._told_again(context, claim, told)
            return [*self._modifiers.under_way(context), *again] if context.counts else again
        phrase = self._names.without_own(self._names.widened(context, found))
        if scope is not None:
            phrase = self._names.without_own(self._names.without_scope(context, phrase, scope))
        phrase = self._names.without_per(phrase, claim)
        if not found.counted:
            phrase = self._names.without_verb(context, phrase)
            phrase = self._names.without_action(context, phrase, claim)
        if found.order and (head := self._subjects.of_list(phrase, claims[found.head])):
            return [*head, phrase]
        if found.listed > 1 and found.order < found.listed - 1:
            last = measured[found.head + found.listed - 1].phrase
            if last is not None and last != found.phrase:
                member = self._member(phrase, last, found)
                return self._subjects.with_head(context, member, last) if member else [phrase]
        phrase = self._names.without_deed(context, found, phrase)
        things = self._modifiers.of_things(number, contexts, measured, claim, phrase)
        if things:
            return things
        earlier = claims[max(0, number - _REMEMBERED) : number]
        own = scope is None or phrase.start >= scope.end + _SHORT
        bare = own and claim.per is None  # 每千人口托位数 is no figure of the things before
        subject = self._subject(number, contexts, found, phrase, earlier, claim) if bare else None
        if subject is not None:
            return [*self._subjects.without_repeated(subject, phrase), phrase]
        return self._modifiers.completed(number, contexts, found, claim, phrase) or [
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
        claim: Claim,
    ) -> list[Span] | None:
        """The subject of a bare measure; None where the phrase is a name by itself."""
        if subject := self._subjects.of_clause(contexts[number], phrase):
            return subject
        if not earlier:
            if found.phrase is None or found.phrase.start != phrase.start:
                return None
            return self._subjects.of_clause_before(contexts[number], phrase) or None
        last = len(earlier) - 1
        while last and earlier[last].direction and earlier[last].label == earlier[last - 1].label:
            last -= 1  # 汽车产量38万辆,增长5%,配套率20%
        before = contexts[number - len(earlier) + last]
        if self._subjects.is_bare(contexts[number], before, phrase, [earlier[last], claim]):
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
        quantity = claim.quantity
        if any(part.start <= quantity.start < part.end for part in parts[:-1]):
            return parts[-1:]  # 2个县⟨进入全省前10⟩
        return parts

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
