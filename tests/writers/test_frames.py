"""Tables of analyses in every format of files: the same rows come back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from govtext.writers.frames import FRAME_FILES, write_frames

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
    }
    return pd.DataFrame(readers[path.suffix](path))  # type: ignore[operator]


@pytest.mark.parametrize("suffix", FRAME_FILES)
def test_pieces_come_back_as_one_table(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write_frames([FRAME.iloc[:0].copy(), FRAME.iloc[:2].copy(), FRAME.iloc[2:].copy()], path)
    back = read(path)
    assert list(back.columns) == list(FRAME.columns)
    first = "'=1+1" if suffix == ".csv" else "=1+1"
    assert back["名称"].fillna("").tolist() == [first, "北京市", ""]
    assert back["次数"].fillna(-1).tolist() == [3, -1, 5]
    assert back["share"].astype(float).fillna(-1).tolist() == [0.25, 1.5, -1]
    assert back["类别"].astype(object).fillna("").tolist() == ["plan", "", "plan"]


def test_words_for_people_stand_in_csv_and_excel(tmp_path: Path) -> None:
    for suffix in (".csv", ".xlsx"):
        path = tmp_path / f"a{suffix}"
        write_frames([FRAME.copy()], path, header=str.upper, values={"plan": "计划"})
        back = read(path)
        assert list(back.columns) == ["名称", "次数", "SHARE", "类别"]
        assert back["类别"].fillna("").tolist() == ["计划", "", "计划"]


def test_long_texts_go_to_stata(tmp_path: Path) -> None:
    frame = pd.DataFrame({"text": ["政" * 3000, "短"]})
    write_frames([frame], tmp_path / "a.dta")
    assert read(tmp_path / "a.dta")["text"].tolist() == ["政" * 3000, "短"]
