"""Files that are given: their names, their sizes, and archives of them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from applications import OWN, Application, application_fixture  # noqa: F401
from sample_files import as_csv, plain_docx

from govtext.app.session import Limits, Session

TEXT = "青石县2023年工作总结\n一、项目建设\n全年开工项目32个。\n三、不足\n设施仍然不足。\n"
REPORT = TEXT.encode()


def packed(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return held.getvalue()


def outcome(here: Application) -> dict[str, str]:
    """For each file "done", or why it is not read."""
    return {
        file["name"]: file["failures"][0]["en"] if file["failures"] else file["state"]
        for file in here.state()
    }


def test_a_report_is_read_and_described(here: Application) -> None:
    here.give("总结.txt", REPORT)
    (file,) = here.state()
    assert file["state"] == "done"
    assert file["reports"] == [
        {
            "key": "1-0",
            "title": "青石县2023年工作总结",
            "year": 2023,
            "issuer": "青石县",
            "claims": 1,
            "masked": 0,
        }
    ]


def test_what_changed_is_told_once(here: Application) -> None:
    here.give("a.txt", REPORT)
    here.state()
    version = here.client.get("state").json()["version"]
    assert here.client.get(f"state?since={version}").json()["files"] == []
    here.give("b.txt", REPORT)
    here.state()
    (changed,) = here.client.get(f"state?since={version}").json()["files"]
    assert changed["name"] == "b.txt"
    assert here.client.get("state?since=nonsense").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../../../etc/passwd.txt",
            "/etc/passwd",
            "..\\..\\windows\\a.txt",
            "C:\\a.txt",
            "a\x00b",
        ),
        *("CON.txt", "aux", "a.", ". .txt", "报" * 300 + ".txt", "<b>.txt", "a\u202etxt.exe.txt"),
        *("a/b/../c.txt", "“引号”'.txt", "\ud800.txt", "a:b|c?.txt", "x" * 5000),
    ],
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    session = Session(tmp_path / "session")
    file = session.add(name)
    assert file.path.parent == session.uploads
    assert len(file.path.name.encode()) < 255
    assert file.path.name.startswith("000001_")
    assert not set(file.path.name) & set('<>:"|?*\\/\x00')
    file.path.write_bytes(REPORT)
    file.name.encode()


@pytest.mark.parametrize(
    "name", ["../../x.txt", "a/b/c.txt", "..\\x.txt", "<script>.txt", "a\x01.txt"]
)
def test_hostile_names_are_shown_and_read(here: Application, name: str) -> None:
    here.give(name, REPORT)
    assert outcome(here) == {name: "done"}
    assert [path.name[:7] for path in here.session.uploads.iterdir()] == ["000001_"]


def test_a_file_that_fails_says_why_and_keeps_no_other_waiting(here: Application) -> None:
    here.give("bad.docx", b"PK\x03\x04nonsense")
    here.give("good.txt", REPORT)
    here.give("empty.txt", b"")
    told = outcome(here)
    assert told["good.txt"] == "done"
    assert "damaged" in told["bad.docx"]
    assert told["empty.txt"] != "done"
    (bad,) = (file for file in here.state() if file["name"] == "bad.docx")
    assert "；" in bad["failures"][0]["zh"]
    assert str(here.session.uploads) not in str(bad)


def test_what_is_no_report_is_named_and_what_systems_make_is_not(here: Application) -> None:
    for name in (
        "图.jpg",
        "x.exe",
        ".DS_Store",
        "a/~$总结.docx",
        "a/Thumbs.db",
        "__MACOSX/._a.txt",
    ):
        here.give(name, b"")
    assert outcome(here) == {
        "图.jpg": "it is a picture; run OCR on it first",
        "x.exe": "its format is not known; save it as .docx, .pdf or .txt",
    }


@pytest.mark.parametrize("here", [Limits(file=1000, all=1_000_000)], indirect=True)
def test_a_file_that_is_too_large_is_not_kept(here: Application) -> None:
    here.give("large.txt", REPORT * 20)
    here.give("small.txt", REPORT)
    told = outcome(here)
    assert told["large.txt"].startswith("it is larger than")
    assert told["small.txt"] == "done"
    assert [path.name for path in here.session.uploads.iterdir()] == ["000002_small.txt"]


@pytest.mark.parametrize("here", [Limits(all=len(REPORT) * 2 + 10, files=4)], indirect=True)
def test_the_session_takes_no_more_than_it_may(here: Application) -> None:
    for name in "abcde":
        here.give(f"{name}.txt", REPORT)
        here.state()
    told = outcome(here)
    assert [told[f"{name}.txt"] for name in "ab"] == ["done", "done"]
    assert told["c.txt"].startswith("the files of this session are too large together")
    assert told["e.txt"].startswith("the session has as many files as it takes")
    assert here.client.delete("files", headers=OWN).status_code == 204
    assert here.state() == []
    assert list(here.session.uploads.iterdir()) == []
    assert list(here.session.outlines.iterdir()) == []
    here.give("f.txt", REPORT)
    assert outcome(here) == {"f.txt": "done"}


def test_an_archive_becomes_its_files(here: Application) -> None:
    members = {
        "2023/总结.txt": REPORT,
        "2023/报告.docx": plain_docx(TEXT.splitlines()),
        "图.png": b"x",
        "坏.docx": b"PK\x03\x04",
        "__MACOSX/._总结.txt": b"x",
        "2023/.hidden.txt": b"x",
    }
    here.give("包.zip", packed(members))
    told = outcome(here)
    assert told.keys() == {f"包.zip/{name}" for name in list(members)[:4]}
    assert told["包.zip/2023/总结.txt"] == told["包.zip/2023/报告.docx"] == "done"
    assert "picture" in told["包.zip/图.png"]
    assert "damaged" in told["包.zip/坏.docx"]
    (word,) = (file for file in here.state() if file["name"].endswith("报告.docx"))
    assert word["word"]


def test_names_in_an_archive_lead_nowhere(here: Application, tmp_path: Path) -> None:
    names = ["../../evil.txt", "/evil.txt", "..\\evil.txt", "C:\\evil.txt", "a/../../../evil.txt"]
    here.give("a.zip", packed(dict.fromkeys(names, REPORT)))
    told = outcome(here)
    assert len(told) == len(names)
    assert set(told.values()) == {"done"}
    assert list(tmp_path.rglob("evil.txt")) == []
    kept = list(tmp_path.rglob("*.txt"))
    assert all(path.is_relative_to(here.session.uploads) for path in kept)


def test_an_archive_that_unpacks_to_too_much_is_refused(here: Application) -> None:
    bomb = packed({"a.txt": b"0" * 65_000_000, "b.txt": REPORT})
    assert len(bomb) < 100_000
    here.give("bomb.zip", bomb)
    told = outcome(here)
    assert "more bytes than a report may have" in told["bomb.zip/a.txt"]
    assert told["bomb.zip/b.txt"] == "done"


@pytest.mark.parametrize("here", [Limits(files=3)], indirect=True)
def test_an_archive_of_too_many_files_is_refused(here: Application) -> None:
    here.give("many.zip", packed({f"{n}.txt": REPORT for n in range(4)}))
    assert outcome(here)["many.zip"].startswith("it holds 4 files, and 3 more can be taken")
    assert here.client.delete("files", headers=OWN).status_code == 204
    here.give("few.zip", packed({f"{n}.txt": REPORT for n in range(3)}))
    assert set(outcome(here).values()) == {"done"}


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18])
def test_an_archive_without_reports_says_so(here: Application, data: bytes) -> None:
    here.give("a.zip", data)
    (told,) = outcome(here).values()
    assert told not in {"done", "failed"}


def test_a_table_of_reports_has_all_of_them(here: Application) -> None:
    here.give("表.csv", as_csv([TEXT.replace("\n", " ")]))
    rows = "标题,正文\n" + "".join(f"第{n}份,{'2023年新建学校3所。' * 20}\n" for n in range(12))
    here.give("多.csv", rows.encode())
    files = here.state()
    assert len(files[1]["reports"]) == 12
    assert [report["key"] for report in files[1]["reports"]] == [f"2-{n}" for n in range(12)]


def test_a_file_can_be_removed(here: Application) -> None:
    here.give("a.txt", REPORT)
    here.give("b.txt", REPORT)
    here.state()
    assert here.client.delete("files/1", headers=OWN).status_code == 204
    assert outcome(here) == {"b.txt": "done"}
    assert here.client.get("report/1-0/text.html").status_code == 404
    assert here.client.delete("files/99", headers=OWN).status_code == 204
    (gone,) = (f for f in here.client.get("state?since=1").json()["files"] if f["id"] == 1)
    assert gone["state"] == "removed"
