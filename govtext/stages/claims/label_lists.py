"""What each value of a list is of: the head of a list is shared out over its members.

城镇、农村居民收入分别增长5%、6% -> 城镇居民收入, 农村居民收入
城乡居民收入分别增长5%、6%      -> 城居民收入, 乡居民收入
"""

from __future__ import annotations

from itertools import pairwise

from govtext.language.lexicon import SHORT, VERBAL
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim
from govtext.stages.claims.context import AMONG, QuantityContext
from govtext.stages.claims.measured import Labelled, Measured, Reader, spans, whole_of

_JOINT = pattern("joint of a coordination")
_INDUSTRIES = pattern("the three industries together")
_LETTERS = pattern("letters that stand for several things")
_OF_THING = pattern("measure that is of the thing counted before")
_MEASURE = pattern("measure at the end of a name")
_PAIRED = pattern("one of two measures that stand side by side")
_AMOUNT = pattern("measure by its last letters")
_QUOTED = pattern("quoted names side by side")
_HOLDER = pattern("holder of figures in a list")
_OF_HOLDER = pattern("figure of those who do business")
_NUMERALS = "一二三"
ORDINAL = "第"


class ListReader(Reader):
    """Shares the names in the lists of one report out over their values."""

    def part(self, one: Labelled, phrase: Span) -> list[Span]:
        """The label of one value of a list whose part of the text is ``phrase``; empty where it
        stands for itself."""
        found = one.found
        if found.shared in (None, phrase):
            letter = self.of_letter(phrase, found)
            if letter:
                return letter
        if found.order and (head := self._of_first(phrase, one.claims[found.head])):
            return [*head, phrase]
        last = one.measured[found.head + found.listed - 1].phrase
        if last is None:
            return []
        ends = found.order + 1 >= found.listed or last == found.phrase
        member = phrase if ends else self._member(phrase, last, found)
        among = not AMONG.isdisjoint(one.head.passed)
        if member and among and not self._is_figure(last):
            return [member, *self._measure_of_whole(one)]
        if ends:
            return []
        if member and self._is_other_count(one, member, last):
            return [member]
        if member and (shared := self._with_share(one.head, member, last)):
            return shared
        return self._with_head(one.context, member, last) if member else [phrase]

    def _is_other_count(self, one: Labelled, member: Span, last: Span) -> bool:
        """Whether a member counts other things than the last does, in a unit of its own:
        5G基站、标准机架分别达到2万个、3万架, unlike 原煤、天然气产量."""
        final = one.claims[one.found.head + one.found.listed - 1].quantity
        alike = one.claim.quantity.unit == final.unit or final.kind != "amount"
        if alike or not one.context.counts or member.end - member.start <= SHORT:
            return False
        deed = self._kind(self._segment(self._text(last))[-1]) in VERBAL
        return not deed and not self._is_figure(last)

    def _measure_of_whole(self, one: Labelled) -> list[Span]:
        """What is told of the whole before its parts: 产业⟨营业收入⟩9亿元,其中竹木、茶叶分别为…"""
        whole = whole_of(one.claims[one.found.head], one.claims)
        if whole is None:
            return []
        last = whole.label_parts[-1]
        measure = self._whole_words(self._segment(last.text))[-1]
        figure = self._constructions.is_figure(measure)
        return [Span(last.end - len(measure), last.end)] if figure else []

    def industry(self, label: str, found: Measured) -> str:
        """The industry that one of three values is of: 三次产业增加值 -> 第二产业增加值."""
        three = _INDUSTRIES.match(label) if found.listed == len(_NUMERALS) else None
        if three is None:
            return label
        return f"{ORDINAL}{_NUMERALS[found.order]}{three['industry']}{label[three.end() :]}"

    def of_letter(self, phrase: Span, found: Measured) -> list[Span]:
        """What one of several values is of, where a word holds a letter for each of them:
        ⟨城⟩乡⟨居民收入⟩, ⟨各项⟩存⟨贷款余额⟩, 牛⟨羊⟩猪⟨存栏⟩."""
        quoted = [*_QUOTED.finditer(self._plain, *phrase)]
        if len(quoted) == found.listed > 1 and quoted[0].start() == phrase.start:
            # “保交楼”“保交房”⟨交付率⟩
            beside = all(a.end() == b.start() for a, b in pairwise(quoted))
            rest = Span(quoted[-1].end(), phrase.end)
            named = Span(*quoted[found.order].span())
            return [named, rest] if beside and rest.start < rest.end else []
        letters = _LETTERS.search(self._plain, *phrase)
        if letters is None or letters.end() - letters.start() != found.listed:
            return []
        own = letters.start() + found.order
        parts = [Span(phrase.start, letters.start()), Span(own, own + 1)]
        parts.append(Span(letters.end(), phrase.end))
        joined: list[Span] = []
        for part in parts:
            if joined and joined[-1].end == part.start:
                joined[-1] = Span(joined[-1].start, part.end)
            elif part.start < part.end:
                joined.append(part)
        return joined

    def _of_first(self, phrase: Span, previous: Claim) -> list[Span]:
        """What the first member of a list names before a measure that has the same last letter:
        ⟨专利⟩拥有量、授权量; and who has both: ⟨重点景区⟩游客人次、经营收入."""
        parts, written = spans(previous), self._text(phrase)
        if not parts or parts[-1].end > phrase.start:
            return []
        (start, end), last = parts[-1], self._text(parts[-1])
        paired = _PAIRED.search(last)
        if paired is not None and _PAIRED.fullmatch(written) and paired.start() >= SHORT:
            return [Span(start, start + paired.start())]  # ⟨预算⟩收入和支出
        holder = _HOLDER.match(last)
        if holder is not None and _OF_HOLDER.fullmatch(written):
            return [Span(start, start + holder.end())]
        if written in self._known or last[-1] != written[-1] or not _OF_THING.fullmatch(written):
            return []
        words = self._segment(last)
        length = len(words[-1])
        if length == 1 and len(words) > 1:
            length += len(words[-2])
        return [Span(start, end - length)] if len(last) - length >= SHORT else []

    def _member(self, phrase: Span, last: Span, found: Measured) -> Span | None:
        """The member of a coordination that one value of a list is for, where the phrase is the
        whole of it: 城镇 of 城镇、农村居民收入."""
        if last.end != phrase.end:
            return phrase
        joints = [*_JOINT.finditer(self._plain, phrase.start, last.start)]
        if len(joints) != found.listed - 1:
            return None
        start = joints[found.order - 1].end() if found.order else phrase.start
        return Span(start, joints[found.order].start())

    def _parted(self, words: list[str], alone: str) -> list[str]:
        """The words of the last member, with the first one parted where the head of it makes a
        word with the member ``alone`` too: 刑事、治安|案件, 城镇、农村|居民|收入."""
        first = words[0]
        if len(first) != 2 * SHORT or len(alone) != SHORT:
            return words
        modifier, head = first[:SHORT], first[SHORT:]
        if len(words) > 1 and len(self._segment(alone + head)) > 1:
            return words
        return [modifier, head, *words[1:]]

    def _with_share(self, context: QuantityContext, part: Span, last: Span) -> list[Span]:
        """A member of a list with the share that the last one has: 工业、农业⟨产值占总产值比重⟩."""
        inside = (t for t in context.before if last.start < t.start < last.end)
        share = next((token.start for token in inside if token.kind == "share"), 0)
        if not share:
            return []
        alone, named = context.text(part), context.plain[last.start : share]
        measure = max(context.lexicon.measure_at_end(named), self._segment(named)[-1], key=len)
        start = share if alone.endswith(measure) else share - len(measure)
        return [part, Span(start, last.end)]

    def _whole_words(self, words: list[str]) -> list[str]:
        """Words of which the last two are one where these are letters, or one in the lexicon:
        管|网, 营业|收入."""
        if len(words) > 1 and len(words[-1]) == 1 and len(words[-2]) > SHORT:
            head = words[-2][-1] + words[-1]  # 排水管|网
            return [*words[:-2], words[-2][:-1], head] if len(self._segment(head)) == 1 else words
        if len(words) <= SHORT:
            return words
        pair = words[-2] + words[-1]
        return [*words[:-2], pair] if len(pair) == SHORT or pair in self._known else words

    def _with_head(self, context: QuantityContext, part: Span, last: Span) -> list[Span]:
        """A member of a list with the head that the last one has: 城镇 + 居民收入."""
        alone, whole = self._text(part), self._text(last)
        ends = (*context.lexicon.contests, *context.lexicon.anaphoric)
        if self._constructions.is_figure(alone) or alone.endswith(ends):
            return [part]
        words = self._whole_words(self._parted(self._segment(whole), alone))
        shared = whole.find(alone[-SHORT:], 1) + SHORT
        if len(alone) > SHORT < shared and whole[shared:][:1].isalnum():
            # 城镇居民、农村居民人均可支配收入, 基础教育、职业教育信息化指数
            return [part, Span(last.start + shared, last.end)]
        if len(words) < SHORT or alone.endswith(words[-1]) or _MEASURE.search(alone):
            return [part]
        if _AMOUNT.search(alone) and whole.endswith(alone[-1:]):
            return [part]  # 旅客发送量、旅客吞吐量
        length = len(words[-1])
        if whole[0] == alone[0] and len(words[0]) > len(alone):
            length = len(whole) - len(alone)  # 第一、第三产业增加值 -> 第一 + 产业增加值
        elif part.end - part.start <= SHORT or length == 1:
            first = min(len(self._segment(alone)), len(words) - 1)
            length = sum(len(word) for word in words[first:])
        else:
            named = self._constructions.is_figure
            for index in range(len(words) - 2, 0, -1):
                if not named("".join(words[index:])) or named(words[-1]):
                    break
                length = sum(len(word) for word in words[index:])
        head = whole[-length:]
        if alone[-1] == head[0] and head[1:] in self._known:
            length -= 1  # 高铁、普|铁里程
        return [part, Span(last.end - length, last.end)]
