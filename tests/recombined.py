"""Sentences made of the words of the rules: invented ones that a report could hold."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from govtext.language.lexicon import word_list
from govtext.rulebook.load import load

CARRIERS = (
    "农田500亩、{}至30亩。",
    "{}农田500亩、{}300亩，{}8%。",
    "{}30家，{}增长5%、6%。",
    "{}12个，其中{}5个，占{}40%。",
    "全县工业增加值{}100亿元。",
    "五年来，全县粮食产量{}5%，{}由3吨{}到5吨。",
    "在{}位列第3位，{}第{}。",
    "({}20人、{}**人)，{}达{}万余元。",
    "{}",
    "3{}5%{}",
    "{}{}分别{}2.2个和3.7个百分点。",
    "2{}的{}、{}和{}等3家{}",
    "；{}2023年{}比上年{}10{}。",
    "一是{}，{}为每{}3{}，{}“{}”《{}》4项{}",
)
"""Sentences with places for a word, at every place where one may stand: first, last, alone."""

NUMBERS = (
    "500", "3.5", "**", "2**", "一", "两", "三五", "十二点五", "百", "千万", "半", "1,234", "-2",
    "百分之三十", "三分之一", "3—5", "20%至30%", "第3", "前十", "翻两番", "翻番", "过半", "1:2",
    "XX", "三成", "2023", "8点", "7×24", "0", "1/3", "2亿3千万", "一百二", "首位", "十十", "某某",
)  # fmt: skip
MARKS = (
    *"，、；：。！（）“”《》 \n\t—的了等每和与由从到至在占",
    "其中", "一、", "（二）", "3.", "二是", "首先，", "分别", "以上", "左右", "比上年", "2022年",
    "今年", "“十四五”时期", "截至6月底", "第十章",
)  # fmt: skip
NOUNS = ("农田", "工业增加值", "全县", "企业", "贫困人口", "失业率", "粮", "水库除险加固任务")


def words() -> list[str]:
    """Every word of the rules that says what a quantity measures, bounds or counts, in order."""
    found = dict.fromkeys(word_list(load()))
    for _file, entry in load().entries("counters").values():
        found |= dict.fromkeys(entry["words"].split())
    for _file, entry in load().entries("units").values():
        found |= dict.fromkeys(entry["factors"])
    return list(found)


def carried(word: str) -> Iterator[str]:
    """A word in every carrier sentence."""
    for carrier in CARRIERS:
        yield carrier.replace("{}", word)


def recombined(chance: random.Random, vocabulary: list[str]) -> str:
    """A text put together by chance: some clauses of words, numbers, nouns and marks."""
    kinds: tuple[Sequence[str], ...] = (
        vocabulary, vocabulary, NUMBERS, NUMBERS, MARKS, NOUNS, CARRIERS,
    )  # fmt: skip
    pieces = [chance.choice(chance.choice(kinds)) for _ in range(chance.randint(1, 24))]
    parts = "".join(pieces).split("{}")
    return "".join(part + chance.choice(vocabulary) for part in parts[:-1]) + parts[-1]
