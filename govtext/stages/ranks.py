"""Ranks: 第3位, 前十, 首位 and 全国第一, where something is ranked."""

from __future__ import annotations

import re

from govtext.stages.amounts import Amount
from govtext.stages.numerals import NUMERAL, Number, value_of

# Where something is ranked: a verb of ranking, or the field in which it is ranked.
_VERB = r"居|列|排|名|跃|升|位|蝉联|保持|夺得|荣获|获|进入|跻身|入围|迈入|挺进|跨入|重返|重回|前移|进至|降至|并列"
_FIELD = (
    r"全国|全省|全区|全市|全县|全州|全球|世界|国内|国际|亚洲|中国|大陆|内地|东部|中部|西部|东北|西北|西南|华东|华南|华北|华中"
    r"|地区|省区|省份|城市|省市|各市|各县|同类|行业|系统|区域|省|市|同期|长三角|珠三角|百强|[省区市县]内"
)
_RANKED = re.compile(rf"(?:{_VERB}|{_FIELD})[^,。;:!?\n]{{0,14}}\Z")
_IN_A_FIELD = re.compile(rf"(?:{_FIELD})[^,。;:!?、\n]{{0,4}}$|(?:居|列|排名?|名列|位列|位次|跃升?至?|升至|保持|蝉联|夺得|并列|稳居|总分|为)\Z|[、和及]\Z")
_CLOSES = re.compile(
    r"[^一-鿿\w]|$|[和及与且并、]|以上|位次|的(?:位置|水平|成绩|佳绩|好成绩|地位|行列|目标)|之列|行列|名次|水平"
)
_PLACE_CLOSES = re.compile(
    r"[^一-鿿\w]|$|[和及与且并的以跃升提前上到至进降居]|之列|行列|水平"
)
_RANK = re.compile(rf"({NUMERAL})(?: ?(?:—{{1,2}}|[-–~至到]) ?({NUMERAL}))?( ?(?:位|名(?![词称单录义])|强(?![化度调势国省市县村企链基校])))?")
_PUT_FIRST = re.compile(r"(?:[放摆][在到]|置于|列为|作为|当作|看作|坚持)[^,。;:!?\n]{0,6}\Z")
_FIRST_PLACE = re.compile(r"(?:居|列|排|占|位|跃|升|保持|名|处|均为)[^,。;:!?\n]{0,14}\Z")


def read_rank(plain: str, start: int) -> Amount | None:
    """The rank whose numeral begins at ``start``, right behind 第 or 前; None if nothing is
    ranked there (第一产业, 第四次会议, 前三季度)."""
    match = _RANK.match(plain, start)
    if match is None:
        return None
    first, last, unit = match.groups()
    begin = start - 1
    window = max(0, begin - 24)
    head = plain[begin]
    if plain[match.end()] in ("%", "‰", "‱") or first[0] in "百千万亿" or "." in first or _PUT_FIRST.search(plain, window, begin):
        return None
    if unit and unit.strip() == "强" and head == "第":
        return None
    if unit:
        named = head == "第" and unit.strip() == "位"
        ranked = (
            _RANKED.search(plain, window, begin)
            or plain[begin - 1 : begin] in ("从", "由", "至", "到")
            or named and plain[match.end()] != "的"
        ) and (named or _PLACE_CLOSES.match(plain, match.end()))
    else:
        ranked = _CLOSES.match(plain, match.end()) and _IN_A_FIELD.search(plain, window, begin)
        if ranked and plain[begin - 1 : begin] in ("、", "和", "及", "为"):
            ranked = _RANKED.search(plain, window, begin)
    if not ranked:
        return None
    low = value_of(first)
    high = value_of(last) if last else low
    return _place(begin, match.end(), match.group(), low, high)


def read_first_place(plain: str, start: int) -> Amount | None:
    """首位 at ``start`` where it is a rank (居首位), not what comes first (摆在首位)."""
    end = start + 2
    if plain[start + 1] != "位" or not _PLACE_CLOSES.match(plain, end) or plain.startswith("度", end):
        return None
    window = max(0, start - 24)
    if _PUT_FIRST.search(plain, window, start):
        return None
    if not _FIRST_PLACE.search(plain, window, start):
        return None
    return _place(start, end, "首", 1, 1)


def _place(start: int, end: int, numeral: str, low: Number | None, high: Number | None) -> Amount:
    place = Amount(start, end, numeral, low, high, 1, end)
    return place._replace(unit_text="位", kind="rank")
