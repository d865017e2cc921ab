"""What a label adds to a phrase from its clause, so that it tells things from others.

全年签约的27个项目 -> 签约项目; 年产值超10亿元的企业 -> 企业年产值
"""

from __future__ import annotations

from govtext.document import Document
from govtext.language.lexicon import NOUNS, OPENERS, SHORT, VERBAL, Token, kinds, run_end, run_start
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.label_bounds import BoundReader
from govtext.stages.claims.measured import Labelled, Measured, Reader
from govtext.stages.claims.objects import issued

_LEVEL = pattern("label of a size or a level")
_LAID_DOWN = pattern("verb of laying down tasks")
_LOT = pattern("lot that things belong to")
_TITLE = pattern("title that things win")
_COPULA = pattern("copula before a class")
_ASPECT = pattern("aspect that tells things apart")
_DONE = pattern("aspect of what is done")
_TIME = pattern("noun of time behind a duration")
_POOR = pattern("those counted in a poor state")
_KNOWN_BY = pattern("verb by which things came to be known")
_NO_NAME = pattern("noun that tells no thing from others")
_NO_PREDICATE = pattern("no predicate behind what is counted")
_JOINED = pattern("joint before another thing or an object")
_OBJECT = pattern("object before its verb")
_TOTAL = pattern("total of the things counted")
_MEANS = pattern("programme that brings things about")
_FIGURED = pattern("state that is the name of a statistic")
_CONNECTED = pattern("places that are connected")
_AIM = pattern("aim at the end of a deed")
_CAUSED = pattern("verb before what is brought about")
_LIGHT_DEED = pattern("light verb before what is done in a time")
_DEED_END = pattern("end of what is done in a time")
_LEFT = pattern("things that are left or in the making")
_STOP = pattern("end of what is said")
_HAVE = pattern("those who have people or things")
_STEPS = pattern("steps of a measure")
_SHORT_NAME = 4
"""How many letters a thing has at most whose title is its name: 示范园区."""
_CLASS = kinds("noun place inside verbal-noun")
_LISTED = kinds("noun and verbal-noun")
_LONGEST = 60
"""How many characters a label has at most."""
_KEPT = frozenset(("stock", "flow"))
_OF_FIGURES = kinds("from share")
_NOMINAL = kinds("noun verbal-noun aside manner")
_THERE_IS = kinds("exist adverb inside")
_PASSED = kinds("adverb time after")
_SAYS = VERBAL | {"level", "change", "exist", "comparison", "preposition", "share", "than", "at"}
_LONGEST_STATE = 16
"""How many characters of a predicate tell things from others at most."""
_LISTING = "、"


def _modifier_start(tokens: list[Token], plain: str) -> int | None:
    """Where the verb before 的 (⟨签约⟩的27个项目), or the list before 等, begins."""
    last = len(tokens) - 1
    if tokens[-1].kind == "de":
        first = run_start(tokens, last, VERBAL)
        ahead = tokens[first - 1].kind if first else None
        if first == last or (ahead == "noun" and any(t.kind in VERBAL for t in tokens[:first])):
            return None
        if _LAID_DOWN.fullmatch(plain, tokens[first].start, tokens[-2].end):
            return None  # 党委⟨确定⟩的12项任务
        goes_on = first and _ASPECT.fullmatch(plain, tokens[first - 1].start, tokens[first - 1].end)
        return first - 1 if goes_on else first
    first = run_start(tokens, last, _LISTED)
    listed = any(token.kind == "and" for token in tokens[first:])
    return first if first and listed and tokens[first].kind != "and" else None


def said_from(token: Token, plain: str) -> int:
    """Where what tells things apart begins, at a verb or at its aspect: 尚⟨未⟩办结."""
    aspect = _ASPECT.fullmatch(plain, token.start, token.end)
    return token.start if aspect is None else max(aspect.start("said"), token.start)


class ModifierReader(Reader):
    """Finds what tells the things of one report apart from others of their kind."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._bounds = BoundReader(document)

    def of_some(self, one: Labelled) -> list[Span]:
        """What tells some of the things before from others: ⟨正在整改⟩5项, 有5项⟨提前完成⟩."""
        context, before = one.context, one.context.before
        names = any(token.kind == "noun" for token in context.behind[:1])  # 有5个行业增长
        there_is = before and all(token.kind in _THERE_IS for token in before)
        if context.counts and there_is and not names:
            return self._said(one, context.quantity.end, SHORT)
        before = [token for token in before if token.kind != "time"]  # 目前尚未办结3件
        deeds = len(before) > 1 and all(token.kind in VERBAL for token in before[1:])
        told = deeds and context.fits(_ASPECT, before[0])
        return [Span(said_from(before[0], context.plain), before[-1].end)] if told else []

    def of_things(self, one: Labelled, phrase: Span) -> list[Span]:
        """The label of a share of things, or of a measure that the things behind it have."""
        context, found, claim = one.context, one.found, one.claim
        if claim.nature == "capacity" and not found.counted:
            holder = self._bounds.holder(one, phrase)
            return [] if holder is None else [holder, phrase]
        if claim.nature != "share":
            return []
        if not found.counted or found.phrase is None:
            return self._those(one, phrase)
        given = any(token.kind == "means" for token in context.before)
        said = [] if given else self._predicate(one, found.phrase)
        return self._class_of(context, said) or [*said, phrase]

    def _those(self, one: Labelled, phrase: Span) -> list[Span]:
        """Those of whom a share is given, with what is said of them: 企业中⟨有研发活动⟩的占32%, and
        企业4家,半数⟨尚在试产⟩."""
        end, tokens = one.context.quantity.end, one.context.before
        if not tokens:
            said = self._predicate(one, Span(end, end))
            return [*said, phrase] if said else []
        de = next((i for i, token in enumerate(tokens) if token.kind == "de"), 0)
        inside = next((i for i, token in enumerate(tokens[:de]) if token.kind == "inside"), -1)
        if not 0 < inside < de or not phrase.start < tokens[inside].start <= phrase.end:
            return []
        said = [Span(tokens[inside].end, tokens[de - 1].end)]
        return [*said, Span(phrase.start, tokens[inside].start)] if inside < de - 1 else []

    def connected(self, one: Labelled, phrase: Span) -> list[Span]:
        """Places with what they are connected to: 99%的乡镇⟨通三级公路⟩."""
        place = _CONNECTED.match(one.context.plain, *phrase)
        if place is None:
            return []
        return [Span(place.end(1), phrase.end), Span(phrase.start, place.end(1))]

    def of_holder(self, one: Labelled, phrase: Span) -> list[Span]:
        """Things with those counted before who have them: 12个⟨卫生室⟩仅有1名⟨村医⟩."""
        tokens = one.context.before
        if not one.number or one.context.marks or not tokens or tokens[-1].kind != "exist":
            return []
        holder = one.measured[one.number - 1].phrase
        if holder is None or holder.end != tokens[0].start:
            return []
        has = one.context.fits(_HAVE, holder) and all(one.kind in _THERE_IS for one in tokens)
        again = one.context.text(phrase) in one.context.text(holder)  # 60个攻坚县已有55个县达标
        return [holder, phrase] if has and not again else []

    def of_steps(self, one: Labelled, phrase: Span) -> list[Span]:
        """A measure with the steps that it takes: ⟨财政收入⟩跨上2个⟨十亿元台阶⟩."""
        measure = one.found.reading.phrase
        steps = _STEPS.search(one.context.plain, *phrase) is not None
        return [measure, phrase] if steps and measure is not None else []

    def with_state(self, context: QuantityContext, phrase: Span) -> list[Span]:
        """Things with the state that names a figure of them: ⟨生猪⟩⟨存栏⟩12万头,⟨出栏⟩9万头."""
        for last in context.before[-1:] if context.counts else ():
            if last.start >= phrase.end and context.fits(_FIGURED, last):
                return [phrase, Span(last.start, last.end)]
        return []

    def completed(self, one: Labelled, phrase: Span) -> list[Span]:
        """The things counted with what tells them from others, where the clause does."""
        context, found = one.context, one.found
        if (level := self._level(context, found, phrase)) is not None:
            return [level, phrase]
        title = self._title(context, found)
        if title is not None:
            held = self._text(phrase)[-SHORT:] in self._text(title)
            return [title] if held else [title, phrase]
        if works := self._works(context, found, phrase):
            return [phrase, works]
        if (paper := issued(context, phrase)) is not None and (papers := paper[1]) is not None:
            return [papers, phrase] if found.counted else [Span(papers.start, phrase.end)]
        modifier = self._modifier(context, found) or self._state(one, phrase)
        return [*modifier, phrase] if modifier else []

    def _level(self, context: QuantityContext, found: Measured, phrase: Span) -> Span | None:
        """The level that tells the things of a list apart: 2家⟨千亿级⟩、5家百亿级企业."""
        named = [token for token in context.behind if token.kind != "and"]
        if not found.counted or not named or phrase.start < context.right:
            return None
        level = Span(named[0].start, named[-1].end)
        return level if _LEVEL.fullmatch(context.plain, *level) else None

    def _works(self, context: QuantityContext, found: Measured, phrase: Span) -> Span | None:
        """What is done for things that a bare noun names: 完成20个村的⟨污水治理⟩."""
        behind = [token for token in context.behind if token.start >= phrase.end]
        tokens = [token for token in behind if token.kind != "time"]  # 20个村的2023年度财务审计
        if not found.counted or not context.before or len(tokens) < SHORT:
            return None
        light = context.written(context.before[-1]) in context.lexicon.light_verbs
        listed = any(token.kind not in _CLASS | VERBAL for token in tokens[1:])
        if not light or listed or tokens[0].kind != "de" or tokens[0].start != phrase.end:
            return None
        return Span(tokens[1].start, tokens[-1].end)

    def _state(self, one: Labelled, phrase: Span) -> list[Span]:
        """What is said of the things counted, which tells them from others: 5个县⟨跻身百强⟩."""
        context, found, claim = one.context, one.found, one.claim
        poor = _POOR.match(context.plain, phrase.start) if found.counted else None
        if poor is not None and poor.end("things") == phrase.end:
            return [Span(*poor.span("said"))]
        if not found.counted or claim.nature not in _KEPT or found.listed > 1:
            return []
        plain, done = context.plain, claim.action
        bare = _NO_NAME.fullmatch(plain, *phrase) is not None
        joined = any(_JOINED.fullmatch(plain, one.start, one.end) for one in context.before)
        tells = claim.nature == "stock" and not joined
        if done is not None:
            listed = bool(context.marks) and context.marks[-1].written == _LISTING
            tells = bare and done.start >= phrase.end and not (joined or listed)
        if not tells or _NO_PREDICATE.match(plain, phrase.end):
            return []
        # 5处设施开放 may be one name.
        return self._said(one, phrase.end, SHORT + (not bare))

    def _said(self, one: Labelled, start: int, shortest: int) -> list[Span]:
        """What is said behind ``start`` of each of the things counted."""
        context, plain = one.context, one.context.plain
        said = [token for token in context.behind if token.end > start]
        passed, says = context.lexicon.never_nominal, False
        while said and (said[0].kind in _PASSED or context.written(said[0]) in passed):
            if _ASPECT.match(plain, said[0].start):
                break  # 尚未办结
            if shortest > SHORT and _DONE.fullmatch(plain, said[0].start, said[0].end):
                return []  # 培训机构已全部停止招生
            says = says or said[0].kind not in _PASSED  # 行政村实现光纤到户
            start = said.pop(0).end
        stop = _STOP.search(plain, start)
        end = stop.start() if stop else len(plain)
        says = says or any(token.kind in _SAYS and token.start < end for token in said)
        if not says or not shortest <= end - start <= _LONGEST_STATE:
            return []
        for inside, claim in zip(one.following, one.claims[one.number + 1 :], strict=False):
            if inside.quantity.end <= end and (
                inside.quantity.unit == context.quantity.unit
                or claim.direction is not None  # 12种药品价格下降5%
                # 排名由第9位升至第4位, 支出占总支出的80%
                or any(token.kind in _OF_FIGURES for token in inside.before)
                or _TOTAL.search(plain, start, inside.quantity.start)
            ):
                return []  # 5个窗口只开2个, 3条产业链产值达到8亿元
            objects = [token for token in inside.before[-1:] if token.kind in _NOMINAL]
            if inside.quantity.end <= end and objects and inside.quantity.kind == "amount":
                end = objects[0].end  # 3个单位挪用专项资金80万元
        return [Span(start, end)] if end - start >= shortest else []

    def by_programme(self, one: Labelled, phrase: Span) -> list[Span]:
        """The programme, no body, that brings the things about: ⟨营养改善计划⟩覆盖学校9所."""
        context, claim = one.context, one.claim
        if claim.scope is not None or claim.action is None or not context.counts:
            return []
        tokens = [t for t in context.before if t.end <= min(claim.action.start, phrase.start)]
        sums = context.lexicon.sums
        while tokens and (tokens[-1].kind in _PASSED or context.written(tokens[-1]) in sums):
            tokens.pop()
        tokens = tokens[run_end(tokens, 0, _PASSED) :]
        if not tokens or any(token.kind not in _NOMINAL for token in tokens):
            return []
        named = Span(tokens[0].start, tokens[-1].end)
        if context.plain.endswith(context.lexicon.agents, 0, tokens[-1].start):
            return []  # 公司计划新增客户300户
        means = context.fits(_MEANS, named)
        return [named, phrase] if means and named.end - named.start <= _LONGEST_STATE else []

    def _title(self, context: QuantityContext, found: Measured) -> Span | None:
        """What a thing wins that a bare noun names: 2个园区获评⟨省级示范园区⟩."""
        thing = found.phrase
        if not found.counted or thing is None or thing.end - thing.start > _SHORT_NAME:
            return None
        won = _TITLE.match(context.plain, thing.end)
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
        if context.fits(_LEFT, tokens[-1]):
            return [Span(tokens[-1].start, tokens[-1].end)]
        bare = found.phrase.end - found.phrase.start <= SHORT
        if tokens[-1].kind in {"de", "etc"}:
            first = _modifier_start(tokens, context.plain) if bare else None
            if first is None or _KNOWN_BY.fullmatch(
                context.plain, tokens[first].start, tokens[-1].end
            ):
                return []  # 检查发现的36条隐患
            return [Span(said_from(tokens[first], context.plain), tokens[-2].end)]
        first = run_start(tokens, len(tokens), NOUNS)
        if first == len(tokens) or first == 0 or tokens[first - 1].kind not in VERBAL:
            return []
        quoted = context.plain[tokens[first].start] in OPENERS
        short = tokens[-1].end - tokens[first].start < SHORT
        return [] if quoted or short else [Span(tokens[first].start, tokens[-1].end)]

    def _clause_of(self, context: QuantityContext, phrase: Span) -> list[Span]:
        """The verbs that 的 joins to a bare noun before the number: ⟨开发完成⟩的项目3个."""
        ahead = context.ahead(phrase) if context.counts else []
        if len(ahead) < SHORT or phrase.end - phrase.start > SHORT:
            return []
        if ahead[-1].kind != "de" or ahead[-1].end != phrase.start:
            return []
        first = _modifier_start(ahead, context.plain)
        return [] if first is None else [Span(ahead[first].start, ahead[-2].end)]

    def _predicate(self, one: Labelled, phrase: Span) -> list[Span]:
        """What is said of the things of which a share is given: 80%的医院⟨达到二级水平⟩."""
        context = one.context
        said = [token for token in context.behind if token.end > phrase.end]
        if not said:
            return []
        start, end = max(said[0].start, phrase.end), said[-1].end
        if one.following and end == context.right and said[-1].kind != "and":
            # 90%的公园实现24小时开放
            stop = _STOP.search(context.plain, end)
            end = stop.start() if stop else end
        return [Span(start, end)] if end - start <= _LONGEST else []

    def _class_of(self, context: QuantityContext, said: list[Span]) -> list[Span]:
        """The class that a share is said to be of: 六成的企业为⟨小微企业⟩."""
        copula = _COPULA.match(context.plain, said[0].start) if said else None
        if copula is None or said[0].end - copula.end() < SHORT:
            return []
        named = [token for token in context.behind if token.start >= copula.end()]
        if any(token.kind not in _CLASS for token in named):
            return []
        return [Span(copula.end(), said[0].end)]

    def of_duration(self, one: Labelled) -> list[Span]:
        """What is done in the time: 用三年时间⟨建成医疗中心⟩."""
        context = one.context
        if context.quantity.kind != "duration":
            return []
        for tokens in (context.behind, context.clause_behind):
            words = [token for token in tokens if token.kind != "after"]
            if not words or words[-1].end - words[0].start > _LONGEST:
                continue
            start = words[0].start
            time = _TIME.match(context.plain, start)
            start = time.end() if time else start
            stop = _DEED_END.search(context.plain, start)
            if stop and stop[0] == "," and _OBJECT.match(context.plain, start):
                start = stop.end()  # 把村庄连点成线,⟨打造示范带⟩
                stop = _DEED_END.search(context.plain, start)
            end = stop.start() if stop else words[-1].end
            for inside in one.following:
                if inside.quantity.end == end and inside.counts:  # 五年以上有期徒刑37人
                    end = inside.quantity.start
            aim = _AIM.search(context.plain, start, end)
            end = aim.start() if aim else end
            caused = _CAUSED.match(context.plain, start, end)
            start = caused.end() if caused else start  # 让满意度进入全县前五
            light = _LIGHT_DEED.match(context.plain, start, end)
            start = light.end() if light else start
            if start < end <= start + _LONGEST:
                return [Span(start, end)]
        return []
