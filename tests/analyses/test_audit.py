"""The audit of a corpus finds what was done to it, and nothing in a sound corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_files import SAMPLES

import govtext
from govtext.analyses.audit import CorpusAudit, audit
from govtext.analyses.audit_record import signature
from govtext.analyses.duplicates import like_texts, same_texts

TEXT = "\n".join(SAMPLES["2024_青沅县政府工作报告"])
OTHER = "\n".join(SAMPLES["2026_临澜市政府工作报告"])


def audited(tmp_path: Path, **texts: str) -> CorpusAudit:
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return audit(tmp_path)


def codes(found: CorpusAudit) -> list[tuple[str, str | None]]:
    return [(one.code, one.source and Path(one.source).stem) for one in found.findings]


def test_a_sound_corpus_has_no_findings(tmp_path: Path) -> None:
    names = ["2024_青沅县政府工作报告", "2025_云岭省政府工作报告", "2026_临澜市政府工作报告"]
    assert codes(audited(tmp_path, **{name: "\n".join(SAMPLES[name]) for name in names})) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text[: text.index("茶叶、黄精") + 60], "cut-short"),
        (lambda text: text[: text.index("二、2024年目标任务")], "no-plans"),
        (lambda text: text + "\n上一页 1 2 3 下一页\n", "page-one"),
        (lambda text: text + "\n" + OTHER, "joined"),
        (lambda text: text + "\n" + text + "\n" + text, "repeated"),
        (lambda text: text.replace("发展", "□□").replace("建设", "\ufffd\ufffd"), "unreadable"),
        (
            lambda text: text.replace("2024年", "2019年").replace("2023年", "2018年"),
            "year-contradiction",
        ),
        (lambda text: text.replace("青沅县", "长沙市"), "issuer-contradiction"),
        (lambda text: text.replace("青沅县", "鼓楼区"), "ambiguous-issuer"),
    ],
)
def test_what_is_wrong_with_a_text_is_found(
    tmp_path: Path, change: Callable[[str], str], code: str
) -> None:
    name = "2024_南京市政府" if code == "issuer-contradiction" else "2024_报告"
    found = audited(tmp_path, **{name: change(TEXT)})
    assert code in [one.code for one in found.findings], found.to_frame()
    assert all(one.message("zh") and one.message("en") for one in found.findings)


def test_copies_are_found_under_other_names(tmp_path: Path) -> None:
    found = audited(
        tmp_path,
        一=TEXT,
        二="  " + TEXT.replace("\n", "\n\n"),
        三=TEXT.replace("青沅县", "云麓县").replace("青沅", "云麓"),
        四=OTHER,
    )
    assert ("duplicate", "一") in codes(found)
    pair = next(one for one in found.findings if one.code == "near-duplicate-elsewhere")
    assert {Path(pair.source or "").stem, *(Path(one).stem for one in pair.related)} == {"一", "三"}
    assert "四.txt" not in str([(one.source, one.related) for one in found.findings])


def test_similarity_is_near_the_share_that_was_kept() -> None:
    reports = [govtext.parse(TEXT), govtext.parse(TEXT[: len(TEXT) * 3 // 4]), govtext.parse(OTHER)]
    records = audit(reports, regions=False).records
    assert same_texts(records) == []
    (pair,) = like_texts(records)
    assert (pair.one, pair.other) == (0, 1)
    assert pair.share == pytest.approx(0.75, abs=0.12)
    assert signature(TEXT) == signature(TEXT) != signature(OTHER)


def test_the_matrix_shows_gaps(tmp_path: Path) -> None:
    texts = {
        f"{year}": f"青沅县{year}年政府工作报告\n一、工作安排\n修建公路{year}公里。\n"
        for year in (2019, 2020, 2023)
    }
    found = audited(tmp_path, **texts)
    matrix = found.matrix()
    assert list(map(int, matrix.columns)) == [2019, 2020, 2021, 2022, 2023]
    assert matrix.values.tolist() == [[1, 1, 0, 0, 1]]
    gap = next(one for one in found.findings if one.code == "gap")
    assert gap.values["years"] == "2021、2022"


def test_short_and_long_reports_stand_out() -> None:
    def text(year: int, sentences: int) -> str:
        more = "".join(
            f"第{year}项工作新建学校{year + n}所，修路{n}公里。" for n in range(sentences)
        )
        return f"青沅县{year}年工作总结\n一、工作情况\n{more}\n"

    sizes = (50, 52, 54, 56, 58, 4, 400)
    reports = [govtext.parse(text(2010 + n, size)) for n, size in enumerate(sizes)]
    found = audit(reports, regions=False).findings
    assert [(one.code, one.source) for one in found if one.code in ("short", "long")] == [
        ("long", "青沅县2016年工作总结"),
        ("short", "青沅县2015年工作总结"),
    ]


def test_an_audit_is_json_and_tables(tmp_path: Path) -> None:
    found = audited(tmp_path, a=TEXT, b=TEXT)
    read = json.loads(found.to_json("zh"))
    assert (read["reports"], len(read["findings"])) == (2, len(found.findings))
    assert read["findings"][0]["message"] == "与b.txt全文相同"
    assert read["matrix"] == {"青沅县人民政府": {"2024": 2}}
    assert found.to_frame()["code"].tolist() == [one.code for one in found.findings]
    assert found.reports()["body"].tolist() == [found.records[0].body] * 2
