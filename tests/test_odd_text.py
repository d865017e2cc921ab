"""Unusual texts: each gives a valid report, in limited time."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spans import misplaced

import govtext
from govtext import Report

LIMIT = 50.0  # seconds of processor time for a million characters: no blow-up

_WORDS = (
    "一、 二、 （一） (二) １． 2. 3、 (1) （２） ① 第一章 第一部分 一是 二是 三要 首先， 其次， "
    "—— ● ★ 附件1 。 ； ， ： ！ \n \r\n \r “ ” （ ） 《 》 % ％ *** ＊＊ XX 某 某某 __ □□ ○○ … "
    "学校 新建 修了 地区生产总值 城镇 、 和 的 元/亩 2×300MW 1:2 12个 "
    "20**年 2023年 今年 同比 增长 下降 达到 其中 占 约 近 超 不低于 以上 分别 第 3.5 １２ 一千二百 "
    "万 亿 亿元 人 个百分点 倍 翻一番 三分之一 3—5 存在的问题 下一步 我们要 仍然不足 完成 "
    "萬億 產業 縣 来源： 打印 <!-- --> "
    "\0 \ud800 \udfff \ufeff \u200f שלום مرحبا \u202e 🎉 𠀀 \x1b[0m"
)
FRAGMENTS = st.sampled_from(_WORDS.split(" "))
ODD = st.lists(FRAGMENTS | st.text(max_size=3), max_size=60).map("".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ODD | st.text(st.characters(), max_size=200))
@example("")
@example("一")
@example("\ufeff")
@example("\ud800")
@example("\0")
@example("\r")
@example("一、" * 50)
@example("（一）一、1.（1）①" * 20)
@example("3亿元一、修了路")
def test_any_text_gives_a_sound_report(text: str) -> None:
    report = govtext.parse(text)
    assert report.text is not None
    assert misplaced(report) == []
    data = report.to_json()
    assert data.decode("utf-8")
    assert Report.from_json(data) == report


def test_a_surrogate_becomes_the_replacement_character() -> None:
    report = govtext.parse("增长\ud800５％。\udfff")
    assert report.text == "增长\ufffd５％。\ufffd"


@pytest.mark.parametrize("text", ["", "\ufeff"])
def test_nothing_gives_an_empty_report(text: str) -> None:
    report = govtext.parse(text)
    assert report.text == ""
    held = report.to_dict()
    for name in ("outline", "statements", "claims", "masks", "achievements", "problems", "plans"):
        assert held[name] == []


MUCH = ["一、", "*", "9", "（", "()", "全年工作总结取得成效"]
MORE = ["一、\n", "一是", "（一）", "1.", "第一，", "X", "某", "十", "万", "%", "9,", "9."]
MORE += ["2023年", "增长5%，", "）", "【", "“", "《", "。", "、", "——", "* ", " ", "\n", "\r", "\0"]


@pytest.mark.parametrize(
    ("unit", "millions"),
    [*((unit, 1) for unit in MUCH), *((unit, 0.2) for unit in MORE)],
    ids=repr,
)
def test_a_heap_of_one_thing(unit: str, millions: float) -> None:
    size = int(millions * 1_000_000)
    text = (unit * (size // len(unit) + 1))[:size]
    _read_in_time(text)


@pytest.mark.parametrize(
    "sign", ["\t", "*", "&", "<", "某", "个", "万", "：", "“", "（", "《", "2025年", "的"]
)
@pytest.mark.parametrize("unit", ["完成投资", "3", "、", "（", "某", "年", " ", "。", "！”"])
def test_a_heap_beside_a_sign(unit: str, sign: str) -> None:
    """What a sign sets off is looked for no further and no more often than need be."""
    heap = unit * (30_000 // len(unit))
    _read_in_time(f"{sign}{heap}{sign}\n{heap}\n3{sign}")


def test_a_sentence_with_many_figures_takes_no_longer_for_each() -> None:
    for unit in ("新建学校3所、", "力争3个村、", "截至6月底3家（含2家）、"):
        taken = []
        for times in (500, 4000):
            text = "2024年工作总结\n一、工作情况\n" + unit * times + "。\n"
            start = time.process_time()
            assert len(govtext.parse(text).claims) >= times
            taken.append(time.process_time() - start)
        assert taken[1] < 24 * taken[0] + 0.5, f"{unit}: {taken}"


def _read_in_time(text: str) -> None:
    start = time.process_time()
    report = govtext.parse(text)
    taken = time.process_time() - start
    assert misplaced(report) == []
    assert taken < LIMIT * len(text) / 1_000_000, f"{taken:.1f} s"
