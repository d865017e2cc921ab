"""Whose figure it is, where the text names another than the issuer: 云岭产业园新签约项目12个."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from govtext.document import Document
from govtext.language.lexicon import DEEDS, NOUNS, SHORT, VERBS, Token, kinds
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Excerpt
from govtext.stages.claims.constructions import SIGN, TaggedClause
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.holders import Holder, HolderReader, is_located
from govtext.stages.claims.measured import Labelled, Measured, Reader

_OF_BODIES = pattern("bodies with their counter")
_AUDITOR = pattern("office that audits")
_AUDIT = "audit"
_TO = pattern("word before where a line ends")
_PASSIVE = pattern("word before who does it")
_LETTER = pattern("letter that a named place or body ends with")
_PROPER = pattern("name of a place or of a company")
_KIND = pattern("kind of place behind its name")
_REGION = pattern("region that other names begin with")
_OWN_HEAD = pattern("issuer as a whole at the head of a name")
_PLACE = pattern("named place before a figure")
_MEASURES = (
    pattern("measure that needs a subject"),
    pattern("measure that is of the thing counted before"),
)
_FIGURES = (_MEASURES[0], pattern("figure that places and groups have"))
_MEMBERS = pattern("members of a body")
_BODY = pattern("name of a body")
_CIRCUMSTANCE = pattern("opening of a circumstance")
_COMPANY = pattern("end of the name of a company")
_LEVEL = pattern("territory by its level")
_LEVELS = ("nation", "province", "city", "county", "township", "village")
_HELD = pattern("title or place that is held in a territory")
_PARTS_OF_CITY = pattern("county that is no city")
_BY_KIND = pattern("issuer by its kind")
_LOCATED = pattern("end of the name of a place")
_NAMED = frozenset((SIGN["body"], SIGN["site"]))
_OWN, _PLACE_SIGN = SIGN["own"], SIGN["place"]
_ENDS = frozenset(";。")
_ASIDE = kinds("time adverb enumerator and preposition at from")
_OPENS = kinds("time adverb enumerator inside")
_TELLS_WHEN = kinds("time preposition at")
_NEAR = 3
"""How many words behind a holder may say when it does something."""
_LISTING = "、"
_DOES = kinds("verb ergative verbal-noun exist")
_SPENDS = pattern("verb of spending behind a body")
_LONGEST_KIND = 6
"""How many letters at the end of the issuer say what it is: 集团有限公司."""


class ScopeReader(Reader):
    """Finds the places and bodies to which the figures of one report belong."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._holders = HolderReader(document)
        said = document.metadata
        self._issuer = f"{said.issuer or ''} {said.title or ''}"
        # 全省 is the issuer's own of a government and its offices; a company has no territory.
        self._named = said.issuer or ""
        self._level = said.issuer_level
        self._actors: set[int] = set()
        self._counted: set[int] = set()
        self._company = said.issuer if said.issuer and _COMPANY.search(said.issuer) else None

    def scope(self, one: Labelled, clause: TaggedClause) -> Excerpt | None:
        """Whose figure it is: the place or body that a construction finds in the clause, or that
        the name of the figure begins with, or that of the clause before."""
        context, found, head = one.context, one.found, one.head
        named = self._written(clause)
        if named is None and found.phrase is not None and not found.counted:
            named = self._in_name(context, head.before, found.phrase)
        if named is None and self._company is not None:
            named = self._territory(head.before)
        elif named is None:
            named = self._wider(head, found)
        content = self._content(head.before)
        held = self._held(head, found, content)
        if named is None or (held is not None and held.start == named.start < held.end > named.end):
            named = held
        if named is None:
            named = self._topic(head, found, content)
        if named is None:
            named = self._counted_before(one)
        per = one.claim.per
        if named is not None and per is not None and per.start <= named.start < per.end:
            named = None  # 每个乡镇建成1个站
        scope = None if named is None else self._excerpt(named)
        if named is None and one.previous is not None and _ENDS.isdisjoint(context.passed):
            scope = one.previous.scope if self._same_subject(one, clause) else None
        among = one.claim.reference
        if scope is not None and among is not None and among.start < scope.end <= among.end:
            return None  # 从全省第八位上升到第五位
        return scope

    def _written(self, clause: TaggedClause) -> Span | None:
        """The place or body that a construction finds, where it is not the issuer."""
        found = clause.words(clause.decided.scope)
        return None if found is None else self._without_own(found)

    def _without_own(self, scope: Span) -> Span | None:
        """A place or body without 全省 before it; None where it is the issuer itself, or only does
        what is told (被⟨省局⟩采用5篇), or is where a line begins (⟨县城⟩至景区专线)."""
        passive = _PASSIVE.match(self._plain, max(scope.start - 1, 0))
        if passive or _TO.match(self._plain, scope.end):
            return None
        own = None if self._company is not None else _OWN_HEAD.match(self._plain, *scope)
        bare = scope if own is None else Span(own.end(), scope.end)
        written = self._text(bare)
        return None if len(written) < SHORT or self._is_issuer(written) else bare

    def _in_name(self, context: QuantityContext, tokens: list[Token], phrase: Span) -> Span | None:
        """The place or body that the name of a figure begins with: ⟨高新区⟩工业产值."""
        begin, end = phrase
        inside = [token for token in tokens if begin <= token.start < end]
        if _LETTER.search(context.plain, begin, end) is None:
            return self._actor(inside, phrase) or self._first_place(inside, phrase)
        bodies = _OF_BODIES.fullmatch(context.text(phrase) + context.unit) is not None
        ahead = context.quantity.kind == "amount" and end <= context.quantity.start
        alone = ahead and not bodies and VERBS.isdisjoint([token.kind for token in inside])
        if alone and context.fits(_PROPER, phrase):
            return self._without_own(phrase)  # 青云水务公司12项, 河西区完成8亿元
        place = _PLACE.match(context.plain, begin)
        if place is not None and place.end() < end and not _OWN_HEAD.match(place[0]):
            built = context.plain[place.end() : end] in context.lexicon.construction
            return None if built else self._without_own(Span(*place.span()))  # 近零碳园区建设17个
        return self._actor(inside, phrase) or self._first_place(inside, phrase)

    def _held(self, head: QuantityContext, found: Measured, tokens: list[Token]) -> Span | None:
        """The holder that the clause of a number begins with: ⟨财务部⟩审核凭证900份. ``tokens``
        are what the clause says, without its times."""
        if not tokens:
            return None
        phrase = found.phrase
        ahead = phrase is not None and not found.counted and phrase.start >= tokens[0].start
        end = phrase.end if phrase is not None and ahead else head.quantity.start
        holder = self._holders.holder(tokens, end, topic=found.counted)
        if holder is None or (ahead and found.listed > 1 and not holder.acts):
            return None
        if _OWN in self.signs(tokens):
            return None  # 核算中心指导全县学校12所
        if holder.acts:
            self._actors.add(holder.span.start)
        return self._without_own(holder.span)

    def _topic(self, head: QuantityContext, found: Measured, own: list[Token]) -> Span | None:
        """The holder that a clause before begins with, where the clause of the number goes on
        with what it does or has: ⟨青溪镇⟩壮大产业,建成大棚12座. ``own`` are what that clause
        says, without its times."""
        if not own or not any(mark.clause for mark in head.marks):
            return None
        figure = self._is_bare_figure(head, found, own)
        if (own[0].kind not in _DOES and not figure) or _OWN in self.signs(head.before):
            return None
        for clause in head.clauses_before():
            tokens = self._content(clause)
            if not tokens:
                continue
            if _CIRCUMSTANCE.match(head.plain, clause[0].start):
                return None  # 围绕骨干企业开展招商,组织活动12场
            if not head.first and clause[0].start == head.left:
                return None  # 6个镇卫生院改造完成,新增床位90张
            if _OWN in self.signs(clause):
                return None
            holder = self._holders.holder(tokens, tokens[-1].end, topic=True)
            link = next((n for n, one in enumerate(tokens[:-1], 1) if one.kind == "de"), 0)
            if holder is None and link:
                tokens = tokens[link:]  # 与高校共建的研究院
                holder = self._holders.holder(tokens, tokens[-1].end, topic=True)
            if holder is not None and (holder.has if figure else self._does(holder, tokens)):
                return self._without_own(holder.span)
            if tokens[0].kind not in _DOES:
                return None
        return None

    def _counted_before(self, one: Labelled) -> Span | None:
        """Those whom the clause counts before its figure or deed."""
        holder = self._holders.counted(one)
        if holder is not None:
            self._counted.add(holder.start)
        return holder

    def _does(self, holder: Holder, tokens: list[Token]) -> bool:
        """Whether a holder does something to a thing, or when or how is told: not 公司退出."""
        behind = [token for token in tokens if token.start >= holder.span.end]
        if not behind:
            return False
        roles = [token.kind for token in behind]
        does = not _DOES.isdisjoint(roles) or (roles[0] == "adverb" and len(roles) >= _NEAR)
        done = tokens[-1].kind == "verbal-noun" and roles[0] in {"adverb", "verb"}
        objects = (done or tokens[-1].kind == "noun") and (does or holder.acts)
        return objects or not _TELLS_WHEN.isdisjoint(roles[:_NEAR])

    def _is_bare_figure(self, head: QuantityContext, found: Measured, own: list[Token]) -> bool:
        """Whether a clause begins with a figure that needs a subject: 产值, 营业收入."""
        phrase = found.reading.phrase if found.counted else found.phrase
        if phrase is None or phrase.start < own[0].start:
            return False
        return any(form.fullmatch(head.plain, own[0].start, phrase.end) for form in _FIGURES)

    def _content(self, tokens: list[Token]) -> list[Token]:
        """A clause without the times and adverbs, and the 全县, that it begins with."""
        return [*itertools.dropwhile(self._is_opening, tokens)]

    def _is_opening(self, token: Token) -> bool:
        listing = token.kind == "and" and self._plain[token.start] == _LISTING
        return listing or token.kind in _OPENS or self._sign(token) == _OWN

    def _territory(self, tokens: list[Token]) -> Span | None:
        """全省 in the report of a company."""
        for token in reversed(tokens):
            span = Span(token.start, token.end)
            written = self._text(span)
            if self._constructions.tag_of_word(written, None) == "own" and _LOCATED.search(written):
                return span
        return None

    def _wider(self, head: QuantityContext, found: Measured) -> Span | None:
        """The territory that holds that of the issuer: ⟨全国⟩粮食产量 in the report of a county."""
        tokens = [token for token in head.before if token.kind not in _OPENS]
        if self._level is None or len(tokens) < SHORT or tokens[0].kind != "place":
            return None
        said = _LEVEL.fullmatch(head.written(tokens[0]))
        if said is None or _LEVELS.index(said.lastgroup or "") >= _LEVELS.index(self._level):
            return None
        if said["city"] and _PARTS_OF_CITY.search(self._named) is None:
            return None  # 全市 of a county that is called 市
        phrase = found.phrase
        figure = phrase is not None and not found.counted
        if figure and phrase is not None:
            carried = phrase.end <= head.left
            name = head.plain[phrase.start if carried else tokens[0].end : phrase.end]
            figure = self._constructions.is_figure(name)
            figure = figure and _HELD.match(name) is None
        does = tokens[1].kind in DEEDS
        return Span(tokens[0].start, tokens[0].end) if figure or does else None

    def _is_bare(self, context: QuantityContext, phrase: Span | None) -> bool:
        """Whether a phrase is a measure of what the clause before counts: 总投资, 面积."""
        if phrase is None or "(" in context.passed:
            return False
        if any(token.kind not in _ASIDE for token in context.ahead(phrase)):
            return False
        return any(context.fits(form, phrase) for form in _MEASURES)

    def _actor(self, inside: list[Token], phrase: Span) -> Span | None:
        """The body whose verb or figure a phrase holds: ⟨高等学校⟩新招生, ⟨河东区⟩完成投资."""
        for before, token in itertools.pairwise(inside):
            if self._sign(before) in _NAMED:
                body, rest = Span(inside[0].start, before.end), Span(token.start, phrase.end)
                has = _PROPER.fullmatch(self._text(body)) is not None and self._is_figure(rest)
                if token.kind in DEEDS or has or _SPENDS.match(self._plain, *rest):
                    self._actors.add(body.start)
                    return self._without_own(body)
            if before.kind not in NOUNS:
                return None
        return None

    def _first_place(self, inside: list[Token], phrase: Span) -> Span | None:
        """The place that a phrase begins with: ⟨湖北省⟩最大负荷."""
        if not inside or inside[0].kind != "place" or inside[0].start != phrase.start:
            return None
        kind = _KIND.match(self._plain, inside[0].end, phrase.end)
        end = inside[0].end if kind is None else kind.end()
        behind = inside[1].kind if len(inside) > 1 else None
        if behind == "and" or phrase.end - end < SHORT or _BODY.match(self._text(phrase)):
            return None
        if behind in _DOES:
            self._actors.add(phrase.start)
        verb = behind == "verb" and self._sign(inside[0]) != _OWN  # 农村新建房屋
        return Span(phrase.start, end) if verb or not self._is_own(inside[0]) else None

    def _is_own(self, token: Token) -> bool:
        written = self._plain[token.start : token.end]
        region = _REGION.fullmatch(written) is not None
        return region or self._sign(token) != _PLACE_SIGN or self._is_issuer(written)

    def _same_subject(self, one: Labelled, clause: TaggedClause) -> bool:
        """Whether a clause is said of the subject of the one before."""
        context, phrase, scope = one.context, one.found.phrase, one.claims[one.number - 1].scope
        before, earlier = one.contexts[one.number - 1], one.measured[one.number - 1].phrase
        if scope is None or (context.before and self._sign(context.before[0]) == _OWN):
            return False
        if phrase == earlier:
            return True
        if scope.start in self._counted and not self._is_bare(context, phrase):
            return False  # 8个公司管理16支基金,整合为2支
        if _OWN in self.signs(context.before) or "(" in context.passed:
            return False
        # 财政局投入资金9万元,3所学校受益
        others = one.found.counted and not context.before and "," in context.passed
        others = others and clause.decided.action is not None and not is_located(scope.text)
        if others or any(_is_subject(mark.clause) for mark in context.marks[1:]):
            return False  # 库区清理隐患12处,河东项目入选案例,建成码头2座
        if self._is_told_of_it(one):
            return True
        named = earlier is not None and earlier.start <= scope.start < earlier.end
        if named and scope.start not in self._actors:
            return False  # 县城绿化覆盖率41%,新建公路20公里
        first = context.before[0].kind if context.before else "verb"
        if first in VERBS or first in {"and", "level", "exist"} or "," not in context.passed:
            return True
        return context.counts and before.counts and not clause.decided.says

    def _is_told_of_it(self, one: Labelled) -> bool:
        """Whether a figure is that of the thing or the body before."""
        context, phrase, earlier = (
            one.context,
            one.found.phrase,
            one.measured[one.number - 1].phrase,
        )
        if self._is_bare(context, phrase):
            return True  # 在河东镇建立基地1个,面积30亩
        if phrase is None:
            return False
        if _MEMBERS.match(context.plain, phrase.start) is not None:
            return True  # 河东合作社实现收入9万元,社员分红1万元
        # 骨科开展手术90台,微创手术占比60%
        return earlier is not None and context.text(earlier) in context.text(phrase)

    def signs(self, tokens: Iterable[Token]) -> str:
        """The signs of tokens in a construction."""
        if self._company is None:
            return self._constructions.signs(tokens, self._document.plain)
        return "".join([self._sign(token) for token in tokens])

    def _sign(self, token: Token) -> str:
        """The sign of a token; 全省 is a place where a company says it."""
        written = self._plain[token.start : token.end]
        sign = self._constructions.sign(token.kind, written)
        if sign == _OWN and self._company is not None and _LOCATED.search(written):
            return _PLACE_SIGN
        return sign

    def _is_issuer(self, name: str) -> bool:
        """Whether a name is that of the issuer, or a part of it."""
        if _BY_KIND.fullmatch(name) and not set(name).isdisjoint(self._named[-_LONGEST_KIND:]):
            return True
        if self._company is not None:
            return self._company.endswith(name)
        if self._document.metadata.genre == _AUDIT and _AUDITOR.fullmatch(name):
            return True  # who audits speaks, whoever presents the report
        return name in self._issuer or _is_short_for(name, self._named)


def _is_short_for(name: str, body: str) -> bool:
    """Whether the letters of a name stand in order in that of a body: 区法院, 沅北区人民法院."""
    letters = iter(body)
    return len(name) > SHORT and all(letter in letters for letter in name)


def _is_subject(clause: list[Token]) -> bool:
    """Whether a clause begins with a subject of its own."""
    first = next((token.kind for token in clause if token.kind not in _ASIDE), None)
    return first in NOUNS
