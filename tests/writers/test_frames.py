"""Tables of analyses in every format of files: the same rows come back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from govtext.writers.frames import FRAME_FILES, FrameSheet, write_frames

FRAME = pd.DataFrame(
    {
        "名称": pd.Series(["=1+1", "北京市", None], dtype="string"),
        "次数": pd.Series([3, None, 5], dtype="Int64"),
        "share": pd.Series([0.25, 1.5, None], dtype="Float64"),
        "类别": pd.Series(["plan", None, "plan"], dtype=pd.CategoricalDtype(["plan", "other"])),
    }
)


def read(path: Path) -> pd.DataFrame:
    readers = {
        ".csv": pd.read_csv,
        ".xlsx": pd.read_excel,
        ".parquet": pd.read_parquet,
        ".dta": pd.read_stata,
        ".json": pd.read_json,
    }
    return pd.DataFrame(readers[path.suffix](path))  # type: ignore[operator]


@pytest.mark.parametrize("suffix", FRAME_FILES)
def test_pieces_come_back_as_one_table(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    pieces = [FRAME.iloc[:0], FRAME.iloc[:2], FRAME.iloc[2:]]
    write_frames([FrameSheet(pieces, str)], path, "zh")
    back = read(path)
    assert list(back.columns) == list(FRAME.columns)
    first = "'=1+1" if suffix == ".csv" else "=1+1"
    assert back["名称"].fillna("").tolist() == [first, "北京市", ""]
    assert back["次数"].fillna(-1).tolist() == [3, -1, 5]
    assert back["share"].astype(float).fillna(-1).tolist() == [0.25, 1.5, -1]
    plan = "plan" if suffix in (".json", ".parquet") else "计划"
    assert back["类别"].astype(object).fillna("").tolist() == [plan, "", plan]


@pytest.mark.parametrize("suffix", FRAME_FILES)
def test_a_table_without_rows(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write_frames([FrameSheet([FRAME.iloc[:0]], str)], path, "en")
    back = read(path)
    assert len(back) == 0
    assert suffix == ".json" or len(back.columns) == len(FRAME.columns)


def test_names_of_columns_by_language(tmp_path: Path) -> None:
    sheets = [FrameSheet([FRAME], str.upper), FrameSheet([FRAME[["share"]]], str.upper, "二")]
    for lang, csv, others in (("zh", "SHARE", "SHARE"), ("en", "share", "Share")):
        for suffix in (".csv", ".xlsx", ".dta"):
            write_frames(sheets, tmp_path / f"a{suffix}", lang)
        assert read(tmp_path / "a.csv").columns[2] == csv
        book = pd.read_excel(tmp_path / "a.xlsx", sheet_name=None)
        assert [list(page.columns)[-1] for page in book.values()] == ["类别", others]
        assert list(book)[1] == "二"
        with pd.read_stata(tmp_path / "a.dta", iterator=True) as file:
            assert file.variable_labels()["share"] == others


def test_codes_have_labels_as_numbers_too(tmp_path: Path) -> None:
    frame = pd.DataFrame({"region_code": pd.Series(["350100"], dtype="string")})
    for lang, label in (("zh", "区划（数值）"), ("en", "Region code (number)")):
        write_frames([FrameSheet([frame], lambda _: "区划")], tmp_path / "a.dta", lang)
        with pd.read_stata(tmp_path / "a.dta", iterator=True) as file:
            assert file.variable_labels()["region_code_num"] == label


def test_more_rows_than_a_sheet_of_excel_holds_go_to_more_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govtext.writers.frames._ROWS", 2)
    write_frames([FrameSheet([FRAME], str)], tmp_path / "a.xlsx", "en")
    book = pd.read_excel(tmp_path / "a.xlsx", sheet_name=None)
    assert [len(page) for page in book.values()] == [2, 1]


def test_long_texts_go_to_stata(tmp_path: Path) -> None:
    frame = pd.DataFrame({"text": ["政" * 3000, "短"]})
    write_frames([FrameSheet([frame], str)], tmp_path / "a.dta", "zh")
    assert read(tmp_path / "a.dta")["text"].tolist() == ["政" * 3000, "短"]


def test_texts_of_the_program_are_in_the_language_of_the_reader(tmp_path: Path) -> None:
    reason = "2.5% against 2.6%: -0.10 points (a bare number)"
    frame = pd.DataFrame({"modifier": ["point", "左右"], "reason": [reason, None]})
    path = tmp_path / "a.csv"
    for lang, words, told in (
        ("zh", "无", "结果 2.5%，目标 2.6%，相差 -0.10 个百分点（判定规则：无限定语）"),
        ("en", "point", reason),
    ):
        write_frames([FrameSheet([frame], str)], path, lang)
        back = pd.read_csv(path)
        assert back["modifier"].tolist() == [words, "左右"]
        assert back["reason"][0] == told
