"""The views and the files: each is made, in both languages, and what can't be made says why."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

import openpyxl
import pytest
from applications import (  # noqa: F401 (a fixture among them)
    LAST,
    OWN,
    THIS,
    Application,
    application_fixture,
    application_in,
)
from sample_files import plain_docx

from govtext.app.offers import OFFERS
from govtext.runs.processes import WorkerDiedError

CHINESE = re.compile("[\u4e00-\u9fff]")


def fill(here: Application) -> None:
    """Give two reports of one county: a text, and a Word file with a fault in it."""
    here.give("县/2024.txt", LAST.encode())
    here.give("县/2025 报告.docx", plain_docx(THIS.splitlines()))
    assert here.reports() == ["1-0", "2-0"]


@pytest.fixture(scope="module", name="filled")
def filled_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """A session with these reports, which no test changes."""
    with application_in(tmp_path_factory.mktemp("session")) as made:
        fill(made)
        yield made


def every() -> list[str]:
    """The address of everything that is offered."""
    places = {"report": "report/2-0", "all": "all"}
    return [
        f"{places[scope]}/{name}{suffix}"
        for scope, offers in OFFERS.items()
        for name, offer in offers.items()
        for suffix in offer.suffixes
    ]


@pytest.mark.parametrize("address", every())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_that_is_offered_is_made(filled: Application, address: str, lang: str) -> None:
    answer = filled.client.get(f"{address}?lang={lang}")
    assert answer.status_code == 200
    if address.endswith(".html"):
        assert "/made/" in answer.url.path
        assert "Content-Security-Policy" in answer.text
        return
    name = unquote(answer.headers["content-disposition"])
    assert name.rstrip('"').endswith(address[address.rindex(".") :])
    assert len(answer.content) > 20
    if address.endswith(".xlsx"):
        assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames
    elif address.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert len(rows) > 1
    elif address.endswith(".json"):
        assert json.loads(answer.content)


def test_word_comes_back_with_its_comments(filled: Application) -> None:
    answer = filled.client.get("report/2-0/file-comments.docx?lang=zh")
    assert "2025 报告-带批注.docx" in unquote(answer.headers["content-disposition"])
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert "18.1%" in file.read("word/comments.xml").decode()


def test_a_view_shows_what_it_is_of(filled: Application) -> None:
    def text(address: str) -> str:
        shown: str = filled.client.get(f"{address}.html?lang=zh").text
        return shown

    assert "地区生产总值" in text("report/2-0/text")
    assert "青石县" in text("report/2-0/targets")
    assert "18.1%" in text("report/2-0/findings")
    assert "../report/2-0/text.html?lang=zh#claim-" in text("all/claims")
    assert "养老床位仍然不足" in text("all/entries")
    assert "../report/2-0/findings.html?lang=zh" in text("all/check")
    assert "../report/1-0/text.html?lang=zh" in text("all/reports")
    assert "6.3%" in text("all/targets")
    assert "青石县" in text("all/panel")


@pytest.mark.parametrize("view", [name for name in OFFERS["all"] if not name.startswith("file-")])
def test_a_view_of_nothing_is_a_page_too(here: Application, view: str) -> None:
    assert here.client.get(f"all/{view}.html?lang=zh").status_code in {200, 422}


def test_a_view_is_made_anew_when_there_are_more_reports(here: Application) -> None:
    fill(here)
    before = here.client.get("all/reports.html?lang=zh")
    assert here.client.get("all/reports.html?lang=zh").url == before.url
    here.give("c.txt", LAST.replace("青石县", "白水县").encode())
    here.state()
    after = here.client.get("all/reports.html?lang=zh")
    assert after.url != before.url
    assert "白水县" in after.text


def test_tables_have_the_order_of_the_names(here: Application) -> None:
    for name in ("b.txt", "c.txt", "a.txt"):
        here.give(name, LAST.encode())
    here.state()
    rows = here.client.get("all/file-reports.csv?lang=en").content.decode("utf-8-sig")
    names = [row["source"] for row in csv.DictReader(io.StringIO(rows))]
    assert list(dict.fromkeys(names)) == ["a.txt", "b.txt", "c.txt"]


def test_what_can_not_be_made_says_why_in_the_language_of_the_page(here: Application) -> None:
    here.give("a.txt", "2023年新建学校3所。".encode())
    here.state()
    told = {
        lang: here.client.get(f"report/1-0/file-tasks.xlsx?lang={lang}") for lang in ("zh", "en")
    }
    assert {answer.status_code for answer in told.values()} == {422}
    assert told["en"].json()["problem"] == "no report has a plan, so nothing is written"
    assert CHINESE.search(told["zh"].json()["problem"])


def test_the_dictionary_is_edited_as_a_list(here: Application) -> None:
    fill(here)

    def put(
        text: str | bytes, name: str = "dictionary.txt", lang: str = "en"
    ) -> tuple[int, dict[str, str]]:
        answer = here.client.put(
            "dictionary", params={"name": name, "lang": lang}, content=text, headers=OWN
        )
        return answer.status_code, answer.json()

    def concepts() -> str:
        shown: str = here.client.get("all/attention.html?lang=zh").text
        return shown

    own = here.client.get("dictionary").json()["text"]
    assert own.startswith("[生态环境]\n生态环境\n")
    assert "数字经济" in concepts()

    assert put("[环境]\n环境 -营商环境\n[开放]\n外贸\n")[0] == 200
    shown = concepts()
    assert "开放" in shown
    assert "数字经济" not in shown
    rows = here.client.get("all/file-attention.csv?lang=en").content.decode("utf-8-sig")
    hits = {
        row["concept"]: row["hits"]
        for row in csv.DictReader(io.StringIO(rows))
        if "2025" in row["source"]
    }
    assert hits == {"环境": "1", "开放": "0"}

    status, told = put("[环境]\n环境 -经营\n")
    assert status == 422
    assert told["problem"].startswith("dictionary.txt: the phrase")
    assert put("[环境]\n环境 -经营\n", lang="zh")[1]["problem"].startswith("dictionary.txt：")
    assert "开放" in concepts(), "a dictionary with a fault replaces none"

    status, told = put("概念,词\n财政,税收\n".encode(), "../财政.csv")
    assert (status, told["text"]) == (200, "[财政]\n税收\n")
    assert "财政" in concepts()
    assert put("")[1]["text"] == own


def test_a_dictionary_that_is_too_large_is_refused(here: Application) -> None:
    answer = here.client.put("dictionary?name=a.txt", content=b"x" * 5_000_001, headers=OWN)
    assert answer.status_code == 413


def test_a_bug_and_a_process_that_dies_are_told(
    here: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.give("a.txt", "2023年新建学校3所。".encode())
    here.state()

    def broken(*_: object) -> None:
        raise IndexError("out of range")

    monkeypatch.setattr("govtext.app.views.report_page", broken)
    answer = here.client.get("report/1-0/text.html?lang=en")
    assert answer.status_code == 422
    assert "because of a bug in govtext (IndexError: out of range)" in answer.text
    monkeypatch.undo()

    def dying(*_: object) -> None:
        raise WorkerDiedError("exit status -9")

    monkeypatch.setattr("govtext.app.making.make", dying)
    for lang, told in {"en": "the process that made it died (exit", "zh": "进程意外结束"}.items():
        assert told in here.client.get(f"report/1-0/text.html?lang={lang}").text
    monkeypatch.undo()
    assert here.client.get("report/1-0/text.html?lang=en").status_code == 200
