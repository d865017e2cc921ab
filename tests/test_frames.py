"""Frames of many reports: built from an iterator, in pieces or whole, with one set of dtypes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

import govtext
from govtext import Report
from govtext.corpus import Reports
from govtext.frames import SECTIONS, iter_frames

SAMPLES = Path(str(files("govtext.corpora") / "docs"))
TABLES = ["claims", "outline", "statements", "masks", "entries"]


def asked(reports: list[Report], log: list[int]) -> Iterator[Report]:
    for number, report in enumerate(reports):
        log.append(number)
        yield report


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return list(govtext.read_corpus(SAMPLES))


@pytest.mark.parametrize("table", TABLES)
def test_pieces_make_the_whole(reports: list[Report], table: str) -> None:
    whole = govtext.to_frame(iter(reports), table)  # type: ignore[arg-type]
    rows = [len(report.to_frame(table)) for report in reports]  # type: ignore[arg-type]
    assert len(whole) == sum(rows)
    for size in (1, 4, len(reports), 1000):
        pieces = list(iter_frames(iter(reports), table, size=size))  # type: ignore[arg-type]
        assert len(pieces) == -(-len(reports) // size)
        assert all(piece.dtypes.equals(whole.dtypes) for piece in pieces)
        pd.testing.assert_frame_equal(pd.concat(pieces, ignore_index=True), whole)


@pytest.mark.parametrize("table", TABLES)
def test_no_reports_give_the_same_columns(reports: list[Report], table: str) -> None:
    none = govtext.to_frame([], table)  # type: ignore[arg-type]
    assert len(none) == 0
    assert none.dtypes.equals(govtext.to_frame(reports, table).dtypes)  # type: ignore[arg-type]


def test_a_report_is_asked_for_when_its_piece_is(reports: list[Report]) -> None:
    log: list[int] = []
    pieces = iter_frames(asked(reports, log), size=3)
    assert log == []
    next(pieces)
    assert log == [0, 1, 2]
    next(pieces)
    assert log == [0, 1, 2, 3, 4, 5]


def test_what_is_wrong_is_said_before_a_report_is_read(reports: list[Report]) -> None:
    log: list[int] = []
    with pytest.raises(ValueError, match="no table 'claim'; the tables are claims, outline"):
        govtext.to_frame(asked(reports, log), "claim")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="size is 0; a frame holds at least 1 report"):
        iter_frames(asked(reports, log), size=0)
    assert log == []


def test_paths_stand_for_the_reports_in_them(tmp_path: Path) -> None:
    for name, count in (("b", 5), ("a", 3)):
        (tmp_path / f"{name}.txt").write_text(f"新建学校{count}所。", encoding="utf-8")
    (tmp_path / "table.csv").write_text("地区,正文\n甲县,改造厕所7座。\n", encoding="utf-8")
    parsed = govtext.parse("新建公路9公里。")
    read = (govtext.read(tmp_path / f"{name}.txt") for name in "ab")
    cases: list[tuple[Reports, list[int]]] = [
        (tmp_path, [3, 5, 7]),
        (str(tmp_path), [3, 5, 7]),
        (tmp_path / "b.txt", [5]),
        (str(tmp_path / "table.csv"), [7]),
        (parsed, [9]),
        ([tmp_path / "b.txt", parsed, str(tmp_path / "a.txt")], [5, 9, 3]),
        (read, [3, 5]),
    ]
    for reports, values in cases:
        assert govtext.to_frame(reports)["value"].tolist() == values
    with pytest.raises(govtext.ReadError, match="there is no such file"):
        govtext.to_frame(tmp_path / "nowhere")


def test_a_path_is_read_with_the_rules_that_are_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2024年云计算服务收入3亿元。", encoding="utf-8")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "indicators.toml").write_text(
        '[[indicators]]\nname = "云计算服务收入"\nexamples = ["云计算服务收入"]\n', encoding="utf-8"
    )
    assert govtext.to_frame(tmp_path / "a.txt")["indicator_name"].isna().all()
    frame = govtext.to_frame(tmp_path / "a.txt", rules=rules)
    assert frame["indicator_name"].tolist() == ["云计算服务收入"]
    panel = govtext.panel(tmp_path / "a.txt", ["云计算服务收入"], regions=False, rules=rules)
    assert panel["云计算服务收入_flow"].tolist() == [3e8]


def test_whose_and_of_what_year_stands_beside_every_row(reports: list[Report]) -> None:
    for table in TABLES:
        frame = govtext.to_frame(reports, table)  # type: ignore[arg-type]
        for report in reports:
            own = frame[frame["source"] == report.source.name]
            assert set(own["issuer"].dropna()) <= {report.metadata.issuer}
            assert set(own["year"].dropna()) <= {report.metadata.year}
    years = govtext.to_frame(reports).groupby("source")["year"].first()
    assert years["2025_云岭省政府工作报告.txt"] == 2025


def test_a_claim_stands_beside_its_sentence_and_under_its_headings(reports: list[Report]) -> None:
    seen = 0
    for report in reports:
        titles = {node.id: node.title for node in report.nodes()}
        for row in report.to_frame().to_dict("records"):
            assert row["text"] in row["sentence"]
            if pd.isna(row["node"]):
                assert pd.isna(row["path"])
                continue
            parts = row["node"].split(".")
            path = [titles[".".join(parts[: depth + 1])] for depth in range(len(parts))]
            assert row["path"] == " > ".join(path)
            levels = [row[f"section_{level}"] for level in range(1, SECTIONS + 1)]
            assert [one for one in levels if not pd.isna(one)] == path[:SECTIONS]
            seen += 1
    assert seen > 500


def test_without_the_text_there_are_no_sentences() -> None:
    report = govtext.parse("一、建设\n新建学校3所。")
    frame = Report.from_json(report.to_json(text=False)).to_frame()
    assert frame["text"].tolist() == ["3所"]
    assert frame["section_1"].tolist() == ["建设"]
    assert frame["sentence"].isna().all()


def test_numbers_that_no_type_holds() -> None:
    report = govtext.parse("一、建设\n2024年地区生产总值5亿元，增长5%。")
    level, growth = (claim.quantity for claim in report.claims)
    level.value = level.base_value = 10**400
    growth.base_low, growth.base_high = 10**400, 10**401
    report.outline[0].ordinal = 10**30
    assert report.to_frame()["value"].tolist()[0] == math.inf
    assert report.to_frame("outline")["ordinal"].isna().all()
    assert math.inf in govtext.panel([report], regions=False)["地区生产总值_flow"].tolist()


def test_a_sentence_before_the_first_heading_has_no_section() -> None:
    frame = govtext.parse("全年新建学校3所。").to_frame()
    assert frame["sentence"].tolist() == ["全年新建学校3所。"]
    assert frame["path"].isna().all()


def test_units_of_ones_own_are_told_in_their_base(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text(
        '[[units]]\nname = "rice baskets"\nbase = "千克"\nfactors = { "箩" = 40 }\n'
        'examples = ["打谷[3箩]"]\n',
        encoding="utf-8",
    )
    report = govtext.parse("全村打谷30箩。", rules=tmp_path)
    (claim,) = report.to_frame(rules=tmp_path).to_dict("records")
    assert (claim["base_value"], claim["base_unit"]) == (1200, "千克")
    (claim,) = report.to_frame().to_dict("records")
    assert (claim["base_value"], claim["base_unit"]) == (30, "箩")
