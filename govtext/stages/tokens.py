"""Tokens: each sentence that holds quantities is cut once into words, times, marks and quantities.

    新建道路3公里，增长5%。 -> 新建 verb | 道路 noun | 3公里 quantity | ， mark | 增长 change | …

A word of the lexicon is found where the segmenter has no longer word around it. What stands
between the words is noun stuff.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from govtext.document import Document, Sentence
from govtext.language.lexicon import Kind, Lexicon, Token, WordClass, kinds
from govtext.language.patterns import pattern
from govtext.language.segment import Words, build_segmenter
from govtext.report import Quantity, Statement

# A bracket, a quotation, a title, the number of an item, a length of time: one token each, unless
# a quantity stands in them.
_OPENED = pattern("what a sign opens")
_LEFT_OUT = pattern("what a comparison leaves out, and what sums are added to")
_ABOVE = pattern("bound of one letter before a power of ten")
_ITEM = pattern("number of an item at the head of a sentence")
_NUMBERED = pattern("marker that is a number")
_TAIL = pattern("end of a time")
_BARE_YEAR = pattern("year without 年")
_TAB = "\t"
_RATIO = "之比"
_BLANK = "\0"
_BY_GROUP: dict[str, Kind] = {
    "time": "time",
    "noun": "noun",
    "aside": "aside",
    "enumerator": "enumerator",
}
_WHOLE = kinds("noun place time mark")
_ENDS = kinds("mark quantity")


def cut_sentences(document: Document) -> None:
    """Fill ``document.sentences``, one for each statement that holds quantities."""
    quantities = document.quantities
    markers = _markers(document)
    first, most = 0, len(quantities)
    for statement in document.statements:
        start, end = statement.start, statement.end
        while first < most and quantities[first].start < start:
            first += 1
        last = first
        while last < most and quantities[last].start < end:
            last += 1
        if first < last:
            inside = markers[bisect_left(markers, (start,)) : bisect_left(markers, (end,))]
            sentence = _sentence(document, statement, quantities[first:last], inside)
            document.sentences.append(sentence)
            first = last


def first_clause(document: Document, statement: Statement) -> list[Token]:
    """The tokens of a statement without quantities up to its first mark."""
    tokens = _sentence(document, statement, [], []).tokens
    marks = (index for index, token in enumerate(tokens) if token.kind == "mark")
    return tokens[: next(marks, len(tokens))]


def _markers(document: Document) -> list[tuple[int, int]]:
    """Where the markers of the outline stand that are numbers and no words: 1、 and （一）."""
    spans = ((node.start, node.start + len(node.marker or "")) for node in document.nodes)
    return sorted(span for span in spans if _NUMBERED.fullmatch(document.plain, *span))


class _Fixed(msgspec.Struct, order=True, gc=False):
    """A stretch that is a token whatever its letters are: a quantity or an expression of time."""

    start: int
    end: int
    kind: Kind


def _sentence(
    document: Document,
    statement: Statement,
    quantities: list[Quantity],
    markers: list[tuple[int, int]],
) -> Sentence:
    plain, rules = document.plain, document.rules
    start, end = statement.start, statement.end
    fixed = [_Fixed(one.start, one.end, "quantity") for one in quantities]
    others = _times(document, start, end)
    others += [_Fixed(*found.span(), "adverb") for found in _LEFT_OUT.finditer(plain, start, end)]
    above = [one.start for one in quantities if one.bound == ">=" and one.start > start]
    above = [place for place in above if _ABOVE.match(plain, place - 1)]
    others += [_Fixed(place - 1, place, "adverb") for place in above]
    others += [_Fixed(first, last, "enumerator") for first, last in markers]
    if document.text.find(_TAB, start, end) >= 0:
        places = (place for place in range(start, end) if document.text[place] == _TAB)
        others += [_Fixed(place, place + 1, "mark") for place in places]
    if not markers and (item := _ITEM.match(plain, start, end)):
        others.append(_Fixed(item.start(1), item.end(1), "enumerator"))
    if others:
        starts = [one.start for one in quantities]
        for other in others:
            before = bisect_left(starts, other.end) - 1
            if before < 0 or quantities[before].end <= other.start:
                fixed.append(other)
        fixed.sort()
    # No word goes into a quantity, nor a time in figures (2020年年初 holds no 年年).
    written = [one for one in fixed if one.kind == "quantity" or plain[one.start].isdecimal()]
    words = Words(rules.derive(build_segmenter), plain, start, end)
    cutter = _Cutter(plain, end, fixed, rules.derive(Lexicon), words)
    tokens = cutter.cut(start, _blanked(plain, start, end, written))
    return Sentence(statement, tokens, quantities, cutter.places)


def _blanked(plain: str, start: int, end: int, fixed: list[_Fixed]) -> str:
    """The text of a sentence with a sign that is in no word for each character of ``fixed``."""
    pieces, place = [], start
    for one in fixed:
        if one.start >= place:
            pieces += [plain[place : one.start], _BLANK * (one.end - one.start)]
            place = one.end
    return "".join([*pieces, plain[place:end]])


def _times(document: Document, start: int, end: int) -> list[_Fixed]:
    """The expressions of time in a sentence, each with what belongs to it behind its year."""
    times = document.times.within(start, end)
    if not times:
        return []
    begun = {one.start for one in times}
    found = []
    for one in times:
        tail = None if one.end in begun else _TAIL.match(document.plain, one.end, end)
        found.append(_Fixed(one.start, tail.end() if tail else one.end, "time"))
    return found


class _Cutter:
    """Goes through a sentence once; ``place`` is where the tokens so far end, ``places`` are the
    indices of quantities among them."""

    def __init__(
        self, plain: str, end: int, fixed: list[_Fixed], lexicon: Lexicon, words: Words
    ) -> None:
        self.plain, self.end, self.lexicon, self.words = plain, end, lexicon, words
        self.tokens: list[Token] = []
        self.places: list[int] = []
        self.place = 0
        self.coming = fixed[::-1]
        self.quantities = [one.start for one in self.coming if one.kind == "quantity"]

    def cut(self, start: int, blanked: str) -> list[Token]:
        """The tokens of the sentence, whose text without quantities is ``blanked``."""
        self.place = start
        plain, coming = self.plain, self.coming
        meanings, nominalizers = self.lexicon.meanings, self.lexicon.nominalizers
        for which, first, last in self.lexicon.scan.matches(blanked):
            at, behind, word = start + first, start + last, meanings[which]
            if coming and coming[-1].start < behind:
                self._add_fixed(at, behind, word)
            if at < self.place:
                continue
            if word is None or word.kind is None:
                self._add_opened(at)
                continue
            letters = last - first
            # Two letters are a part only with a suffix behind them: 增长点, but 排名第5位.
            in_doubt = letters == 1 or (letters == 2 and plain[behind : behind + 1] in nominalizers)
            if "in-doubt" in word.flags and not self.words.begins(at, behind):
                continue
            if not in_doubt or word.kind in _WHOLE or not self._is_inside(at, behind, word):
                self._add(Token(word.kind, at, behind, word))
        self._add_fixed(self.end, self.end, None)
        if self.end > self.place:
            self._add_noun(self.end, "mark")
        return self.tokens

    def _is_inside(self, at: int, behind: int, word: WordClass) -> bool:
        """Whether a word is only a part of a longer one."""
        if not self.words.holds(at, behind):
            return False
        if word.kind == "than" and self.coming and self.coming[-1].start == behind:
            return False  # 产量比2023年增长, whatever the dictionary joins it to
        # Right before a number it is a verb, whatever the dictionary joins it to.
        numbered = bool(self.quantities) and behind == self.quantities[-1]
        return not (numbered and ("unitless verb" in word.number or word.bound is not None))

    def _add_fixed(self, at: int, behind: int, word: WordClass | None) -> None:
        """Add the quantities and times that begin before the end of the next match, ``word``."""
        while self.coming and self.coming[-1].start < max(behind, at + 1):
            one = self.coming.pop()
            start, end, kind = one.start, one.end, one.kind
            if kind == "quantity":
                self.quantities.pop()
            elif word is not None and kind == "time" and at <= start and behind >= end:
                continue  # 去年, 与去年相比: the lexicon knows more of it than that it is a time
            elif word is not None and at == start and word.kind in _SAID:
                self._add(Token("from", at, behind, word))  # 从1982年起
                start = behind
            if start >= self.place:
                self._add(Token(kind, start, end))
                if kind == "quantity":
                    self.places.append(len(self.tokens) - 1)

    def _add_opened(self, at: int) -> None:
        """Add what the sign at ``at`` opens, or the mark that it is."""
        limit = self.quantities[-1] if self.quantities else self.end
        opened = _OPENED.match(self.plain, at, limit)
        if opened is not None and opened.lastgroup in _BY_GROUP:
            self._add(Token(_BY_GROUP[opened.lastgroup], at, opened.end()))
        elif self.plain[at] in "(“":
            self._add(Token("mark", at, at + 1))

    def _add(self, token: Token) -> None:
        tokens, plain = self.tokens, self.plain
        if token.start > self.place:
            self._add_noun(token.start, token.kind)
        if tokens and token.kind in _TELLING and tokens[-1].kind in _TOLD:
            _tell(tokens, plain, token.kind)
        elif tokens and token.kind in _VERBAL and self._is_modal(tokens):
            last = tokens[-1]
            tokens[-1] = Token("adverb", last.start, last.end, last.word)  # 公司计划安装充电桩
        tokens.append(token)
        self.place = token.end

    def _add_noun(self, end: int, behind: Kind) -> None:
        """Add what stands up to ``end``, where a word of the kind ``behind`` begins."""
        tokens, plain, start = self.tokens, self.plain, self.place
        written = plain[start:end]
        if written[0] == " " or written[-1] == " ":
            start, end = end - len(written.lstrip(" ")), start + len(written.rstrip(" "))
            if start >= end:
                return
            written = plain[start:end]
        if len(written) == 4 and written[0].isnumeric() and _BARE_YEAR.fullmatch(written):
            tokens.append(Token("time", start, end))
            return
        beside = tokens and tokens[-1].end == start and tokens[-1].kind in _MAY_BE_NOUN
        counted = behind in _COUNTED and len(written) > 1
        if (
            beside
            and not (counted and _opens_with_deed(tokens))
            and (_takes_along(plain, written, tokens[-1], self.lexicon) or _is_inner(tokens, plain))
        ):
            _make_noun(tokens, -1)
        tokens.append(Token("noun", start, end))

    def _is_modal(self, tokens: list[Token]) -> bool:
        """Whether the last token says what a body means to do, where a verb follows: 公司计划."""
        last = tokens[-1]
        if last.kind != "verbal-noun" or last.word is None or "modal" not in last.word.flags:
            return False
        body = tokens[-2] if len(tokens) > 1 else last
        beside = body.kind in {"noun", "place"} and body.end == last.start
        return beside and self.plain.endswith(self.lexicon.agents, body.start, body.end)


_SAID = kinds("change level from")
_TELLING = _SAID | _ENDS | {"de", "noun", "inside"}
_TOLD = kinds("time after adverb level than change")
_TAKEN_ALONG = kinds("ergative verbal-noun change")
_VERBAL = _TAKEN_ALONG | {"verb"}


def _tell(tokens: list[Token], plain: str, kind: Kind) -> None:
    """Make a noun of the last token where one of ``kind`` behind it shows that it is one."""
    last = tokens[-1].kind
    if kind in _ENDS:
        if last == "than" and plain.endswith(_RATIO, 0, tokens[-1].end):
            _make_noun(tokens, -1)  # 就业人口与居住人口之比,
    elif (kind == "de" and last == "change") or (kind in _SAID and last == "than"):
        _make_noun(tokens, -1)  # 经济增长的贡献率, 城乡收入比缩小
    elif kind == "noun" and _is_inner(tokens, plain):
        _make_noun(tokens, -1)
    elif kind == "inside" and last == "level" and tokens[-1].end - tokens[-1].start > 1:
        _make_noun(tokens, -1)  # 综合排名中


def _make_noun(tokens: list[Token], index: int) -> None:
    token = tokens[index]
    tokens[index] = Token("noun", token.start, token.end)


_MAY_BE_INNER = kinds("time after adverb level")
_MAY_BE_NOUN = _MAY_BE_INNER | _VERBAL | {"basis"}
_COUNTED = kinds("quantity and")
_BEFORE_DEED = kinds("mark quantity time adverb manner enumerator after")


def _opens_with_deed(tokens: list[Token]) -> bool:
    """Whether the last token opens its clause with what is done to things: 建成平台12个."""
    word = tokens[-1].word
    if word is None or "takes-object" not in word.flags:
        return False
    return len(tokens) == 1 or tokens[-2].kind in _BEFORE_DEED


def _is_inner(tokens: list[Token], plain: str) -> bool:
    """Whether the last token, with a noun behind it, stands inside a name: 学前三年毛入园率,
    本科以上学历, 专项控制商品; so does 人民币 before any noun."""
    last = tokens[-1] if tokens else None
    if last is None or last.kind not in _MAY_BE_INNER:
        return False
    if last.kind == "adverb":
        return plain[last.start : last.end] == "人民币"
    if len(tokens) < 2 or tokens[-2].kind != "noun" or tokens[-2].end < last.start:
        return False
    if last.kind == "time":
        return last.end - last.start == 2
    if last.kind == "after":
        return plain[tokens[-2].end - 1] != "元"
    return plain[last.start : last.end] in {"控制", "稳定"}


def _takes_along(plain: str, noun: str, word: Token, lexicon: Lexicon) -> bool:
    """Whether a noun makes a noun of the word before it: 提升工程, 孵化器, 年均浓度."""
    verb = word.kind
    if noun[0] in "型者" and verb in _VERBAL:
        return True  # 生产型企业
    if verb == "basis":
        return word.word is not None and word.word.basis == "avg_annual"
    if noun in lexicon.nominalizers:
        if verb in _TAKEN_ALONG and plain[word.start : word.end] not in lexicon.never_nominal:
            return verb != "change" or noun not in lexicon.measures
        return len(noun) == 1 and verb in {"verb", "adverb"}
    return verb == "verb" and noun in lexicon.measures
