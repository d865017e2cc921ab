"""Attention: figures that come out the same in every layout and format, and can be recounted."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jieba
import msgspec
import pytest
from layouts import KEPT
from sample_files import FORMATS, SAMPLES, plain_docx

import govtext
from govtext.analyses.attention import attention, make_counter
from govtext.analyses.body import Body
from govtext.analyses.counting import ReportCounts
from govtext.analyses.dictionary import dictionary, shipped
from govtext.corpus import report_of
from govtext.language.topics import terms_of
from govtext.report import Report

NAMES = ["2024_青沅县政府工作报告", "2025_云岭省政府工作报告", "民政局工作总结_网页保存"]
SOFFICE = shutil.which("soffice")
REAL = Path(__file__).parents[3] / "shared" / "reports" / "txt"


def text_of(name: str) -> str:
    return (files("govtext.corpora") / "docs" / f"{name}.txt").read_text(encoding="utf-8")


def hits(report: Report | str, **keys: Any) -> dict[Any, Any]:
    """The hits of each term, by concept and category."""
    if isinstance(report, str):
        report = govtext.parse(report)
    frame = attention(report, regions=False, by="term", **keys)
    return dict(frame.set_index(["concept", "term"])["hits"].items())


def sizes(report: Report) -> list[int]:
    frame = attention(report, ["政府"], regions=False)
    found: list[list[int]] = frame[["words", "characters"]].values.tolist()
    return found[0]


@pytest.mark.parametrize("name", NAMES)
def test_counts_are_those_of_a_pattern_on_each_sentence(name: str) -> None:
    report = govtext.parse(text_of(name))
    frame = attention(report, regions=False).set_index("concept")
    # Another way: every sentence and heading on its own, by a pattern of the longest terms first,
    # in which a longer phrase that does not count comes before the term.
    body = Body(report)
    units = [body.searched[unit.start : unit.end] for unit in body.units]
    for topic in shipped().topics:
        terms = {term.searched for term in terms_of(topic)}
        phrases = {phrase for term in terms_of(topic) for phrase in term.phrases}
        either = sorted(terms | phrases, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, either)))
        found = [[one for one in pattern.findall(unit) if one in terms] for unit in units]
        assert frame.loc[topic.name, "hits"] == sum(map(len, found)), topic.name
        sentences = sum(
            bool(one) and unit.statement is not None
            for one, unit in zip(found, body.units, strict=True)
        )
        assert frame.loc[topic.name, "sentences_with_hits"] == sentences, topic.name


@pytest.mark.parametrize("name", NAMES[:2])
@pytest.mark.parametrize("layout", KEPT)
def test_a_layout_changes_nothing(name: str, layout: Callable[[str], str]) -> None:
    plain, other = govtext.parse(text_of(name)), govtext.parse(layout(text_of(name)))
    assert hits(other) == hits(plain)
    assert sizes(other) == pytest.approx(sizes(plain), rel=0.001)


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_changes_nothing(form: str) -> None:
    lines = SAMPLES[NAMES[0]]
    report = report_of(FORMATS[form](lines), f"report.{form}", None)
    assert hits(report) == hits("\n".join(lines))
    assert sizes(report) == sizes(govtext.parse("\n".join(lines)))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not on this machine")
def test_a_pdf_counts_as_its_text(tmp_path: Path) -> None:
    lines = SAMPLES[NAMES[0]]
    (tmp_path / "a.docx").write_bytes(plain_docx(lines))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    order = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*order, tmp_path, tmp_path / "a.docx"], check=True, timeout=240)
    assert hits(govtext.read(tmp_path / "a.pdf")) == hits("\n".join(lines))


def test_the_page_around_a_report_and_its_copies_count_nothing() -> None:
    text = text_of(NAMES[0])
    page = (
        "当前位置：首页 > 政务公开 > 政府信息公开\n字号：大 中 小\n"
        + text
        + "\n【打印】【关闭】\n上一篇：生态环境保护工作要点\n下一篇：数字经济发展规划\n"
    )
    assert hits(page) == hits(text)
    assert hits(text + "\n" + text) == hits(text)


@pytest.mark.parametrize("by", ["category", "section"])
def test_parts_add_up_to_the_whole(by: Any) -> None:
    report = govtext.parse(text_of(NAMES[1]))
    whole = attention(report, regions=False).set_index("concept")
    parts = attention(report, regions=False, by=by)
    for column in ("hits", "words", "characters", "sentences", "sentences_with_hits"):
        added = parts.groupby("concept", sort=False)[column].sum()
        assert (added == whole[column]).all(), column
    assert parts[by].nunique() > 3


def test_a_shuffled_dictionary_and_one_before_it_change_nothing() -> None:
    report = govtext.parse(text_of(NAMES[1]))
    topics = {topic.name: [term.written for term in terms_of(topic)] for topic in shipped().topics}
    first = hits(report, dictionary=topics)
    jieba.add_word("高质量发展新格局")  # to the global instance, as another program may
    attention(report, ["发展", "高质量"], regions=False)
    chance = random.Random(3)
    shuffled = {
        name: chance.sample(topics[name], len(topics[name]))
        for name in chance.sample(sorted(topics), len(topics))
    }
    assert hits(report, dictionary=shuffled) == first
    assert dictionary(shuffled).digest == dictionary(topics).digest
    assert dictionary({**topics, "x": ["y"]}).digest != dictionary(topics).digest
    words = [attention(report, each, regions=False)["words"][0] for each in (topics, shuffled)]
    assert words[0] == words[1]


CUT = jieba.Tokenizer().lcut
RECIPE = {"环境": ["环境", "生态", "污染"], "数字": ["数字经济", "数字", "信息化"]}


def recipe(text: str) -> list[list[int]]:
    """What most studies compute."""
    tokens = len(CUT(text))
    return [[sum(text.count(term) for term in terms), tokens] for terms in RECIPE.values()]


def test_substring_mode_is_the_recipe() -> None:
    texts = ["\n".join(lines) for lines in SAMPLES.values()]
    for text in texts[:5]:
        frame = attention(govtext.parse(text), RECIPE, like="substring", regions=False)
        assert frame[["hits", "words"]].values.tolist() == recipe(text)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not on this machine")
def test_substring_mode_is_the_recipe_on_real_reports() -> None:
    reports = [govtext.read(path) for path in sorted(REAL.glob("*.txt"))[:20]]
    frame = attention(reports, RECIPE, like="substring", regions=False)
    expected = [
        [sum((report.text or "").count(term) for term in terms), len(CUT(report.text or ""))]
        for report in reports
        for terms in RECIPE.values()
    ]
    assert frame[["hits", "words"]].values.tolist() == expected


PLAN = """2025年政府工作报告
一、2024年工作回顾
污染防治成效明显。贷款余额增长8%。
二、2025年工作安排
全年目标是稳中求进。
（一）壮大实体经济。加强金融支持，发放贷款5亿元。
（二）建设美丽家园。治理污染，发展绿色贷款。
（三）守牢安全底线。开展隐患排查。
"""


def test_the_agenda_is_the_order_of_the_plans() -> None:
    terms = {"环境": ["污染"], "金融": ["贷款", "金融"], "安全": ["隐患"], "开放": ["外贸"]}
    frame = attention(govtext.parse(PLAN), terms, regions=False).set_index("concept")
    assert frame["agenda_order"].fillna(0).tolist() == [2, 1, 3, 0]
    assert frame["agenda_sections"].tolist() == [3] * 4
    assert frame["agenda_section"].tolist()[:2] == ["建设美丽家园", "壮大实体经济"]
    position = frame["agenda_position"]
    assert 0 < position["金融"] < position["环境"] < position["安全"] < 1


def test_measures_are_ratios_of_the_counts() -> None:
    frame = attention(govtext.parse(PLAN), {"环境": ["污染"], "金融": ["贷款"]}, regions=False)
    row = frame.iloc[1]
    assert (row.hits, row.terms, row.distinct_terms) == (3, "贷款 3", 1)
    assert row.share_of_words == pytest.approx(3 / row.words)
    assert row.per_1000_characters == pytest.approx(3000 / row.characters)
    assert row.share_of_sentences == pytest.approx(3 / row.sentences)
    assert row.tokenizer.startswith("rjieba 0.")
    assert len(row.dictionary) == 16


def test_a_wide_panel_has_a_row_a_report() -> None:
    terms = {"环境": ["污染"], "金融": ["贷款"]}
    long = attention(govtext.parse(PLAN), terms, by="category", regions=False)
    wide = attention(govtext.parse(PLAN), terms, by="category", wide=True, regions=False)
    assert len(wide) == 1
    for row in long.itertuples():
        name = f"{row.concept}_{row.category}"
        assert wide[f"{name}_hits"][0] == row.hits
        assert wide[f"{name}_share"].fillna(-1)[0] == (row.share_of_words if row.words else -1)
    assert wide["金融_hits"][0] == 3


def test_weights_count_in_the_weighted_sum() -> None:
    words = dictionary({"金融": ["贷款", "金融"]})
    heavier = msgspec.structs.replace(words.topics[0], weights={"贷款": 0.5})
    frame = attention(govtext.parse(PLAN), type(words)([heavier]), regions=False)
    assert frame[["hits", "weighted"]].values.tolist() == [[4, 2.5]]


@pytest.mark.parametrize("name", ["rjieba", "jieba", "spacy"])
def test_tokenizers_keep_terms_of_policy_whole(name: str) -> None:
    text = "加快发展新质生产力，优化营商环境。\n"
    frame = attention(govtext.parse(text), ["营商环境"], tokenizer=name, regions=False)
    assert frame[["hits", "words"]].values.tolist() == [[1, 5]]
    assert name in frame["tokenizer"][0]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"by": "year"}, "by is 'year'"),
        ({"like": "regex"}, "like is 'regex'"),
        ({"like": "substring", "by": "category"}, "not by category"),
        ({"wide": True, "by": "term"}, "no columns by term"),
        ({"tokenizer": "ltp"}, "no tokenizer 'ltp'"),
        ({"dictionary": {"环境": []}}, "环境 has no terms"),
        ({"dictionary": {"环境": "污染"}}, "one string"),
    ],
)
def test_wrong_arguments_are_named(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        attention([], **keys)


def test_counts_survive_json() -> None:
    counts = make_counter(shipped(), None, None, regions=False, rules=None).count(
        govtext.parse(PLAN)
    )
    assert msgspec.json.decode(msgspec.json.encode(counts), type=ReportCounts) == counts
