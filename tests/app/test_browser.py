"""The application in a real browser: what people drop, click, type and read."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from applications import (  # noqa: F401 (fixtures among them)
    LAST,
    THIS,
    Running,
    running_fixture,
    served_fixture,
)
from sample_files import plain_docx

if TYPE_CHECKING:
    from playwright.sync_api import FileChooser, FrameLocator, Page


def given(name: str, data: str | bytes) -> Any:
    content = data.encode() if isinstance(data, str) else data
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def give(page: Page, *files: Any) -> None:
    """Choose files, and wait until they are read."""
    before = page.locator("#rows tr").count()
    page.set_input_files("#given", list(files))
    page.locator("#rows tr").nth(before + len(files) - 1).wait_for()
    page.locator("#progress").wait_for(state="hidden")
    page.locator("#rows .arriving, #rows .waiting, #rows .reading").wait_for(state="detached")


def view(page: Page, link: str) -> FrameLocator:
    """Follow a link to a view, and wait for the page in the frame."""
    page.locator("#places").get_by_role("link", name=link, exact=True).click()
    return in_frame(page)


def part(page: Page, link: str) -> FrameLocator:
    """Follow a link to another part of the view."""
    page.locator("#tabs").get_by_role("link", name=link, exact=True).click()
    return in_frame(page)


def in_frame(page: Page) -> FrameLocator:
    page.locator("#frame[data-loading=false]").wait_for()
    return page.frame_locator("#frame")


def two(page: Page) -> None:
    give(page, given("2024.txt", LAST), given("2025.docx", plain_docx(THIS.splitlines())))


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    path = Path(str(waiting.value.path()))
    return waiting.value.suggested_filename, path.read_bytes()


def test_from_files_to_a_report_its_targets_and_its_findings(running: Running) -> None:
    page = running.open()
    two(page)
    assert page.inner_text("#told") == "2 of 2 files read"
    titles = page.locator("#rows a").all_inner_texts()
    assert titles == ["青石县2024年政府工作报告", "青石县2025年政府工作报告"]
    page.click("#rows tr:nth-child(2) a")
    frame = in_frame(page)
    frame.locator("h1", has_text="青石县2025年政府工作报告").wait_for()
    assert frame.locator("[role=treeitem]").count() == 3
    assert frame.locator("#scroller tr[data-claim]").count() > 4
    assert "养老床位" in (frame.locator("#problems").text_content() or "")
    assert frame.locator("#language").is_hidden()
    assert "6%以上" in part(page, "Targets").locator("body").inner_text()
    assert "18.1%" in part(page, "Check").locator("aside").inner_text()
    name, data = downloaded(page, "Download: With comments Word")
    assert name == "2025-With comments.docx"
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert "18.1%" in file.read("word/comments.xml").decode()
    name, data = downloaded(page, "Download: Report Excel")
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert page.get_by_role("button", name="With comments").count() == 1
    page.go_back()
    page.go_back()
    assert page.url.endswith("/text")


def test_across_reports(running: Running) -> None:
    page = running.open()
    two(page)
    frame = view(page, "Reports and trends")
    assert frame.locator("table.reports tbody tr").count() == 2
    assert frame.locator("figure").count() > 0
    frame = view(page, "Targets and outcomes")
    assert "6.3%" in frame.locator("body").inner_text()
    name, data = downloaded(page, "Download: Targets and outcomes Excel")
    assert name.endswith(".xlsx")
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    frame = view(page, "Check")
    assert "18.1%" in frame.locator("td").nth(2).inner_text()
    frame = view(page, "Tables")
    assert frame.locator("tbody tr").count() > 5
    # A row leads to its claim in the report, and the window knows where it is.
    frame.locator("tbody a").last.click()
    in_frame(page).locator("a.claim.chosen").wait_for()
    assert re.search(r"#report/\d+-0/text$", page.url)
    assert page.locator("#tabs [aria-current]").inner_text() == "Text and claims"
    page.evaluate("history.back()")
    page.frame_locator("#frame").locator("tbody a").first.wait_for()
    page.locator("#tabs [aria-current]", has_text="Claims").wait_for()
    assert page.url.endswith("#all/claims")


def test_a_dictionary_is_edited(running: Running) -> None:
    page = running.open()
    two(page)
    frame = view(page, "Attention")
    assert frame.locator("figcaption", has_text="数字经济").count() == 1
    page.click("#editor summary")
    page.locator("#words-text").wait_for()
    page.wait_for_timeout(300)
    assert page.input_value("#words-text").startswith("[生态环境]")
    page.fill("#words-text", "[环境]\n环境 -营商环境\n")
    page.get_by_role("button", name="Count", exact=True).click()
    frame.locator("figcaption", has_text="数字经济").wait_for(state="detached")
    assert in_frame(page).locator("figcaption").all_inner_texts()[0].startswith("环境")
    page.fill("#words-text", "[环境]\n环境 -经营\n")
    page.get_by_role("button", name="Count", exact=True).click()
    page.locator("#words-problem", has_text="经营").wait_for()
    page.get_by_role("button", name="That of govtext").click()
    in_frame(page).locator("figcaption", has_text="数字经济").wait_for()
    assert page.is_hidden("#words-problem")


def test_two_hundred_files_at_once(running: Running) -> None:
    page = running.open()
    text = "县2023年工作总结\n一、建设\n新建学校{}所。\n"
    files = [given(f"{n:03}.txt", f"第{n}" + text.format(n)) for n in range(198)]
    bad = [given("坏.docx", b"PK\x03\x04"), given("图.jpg", b"x")]
    page.set_input_files("#given", [*files[:50], *bad, *files[50:]])
    # The page answers while files are read.
    page.fill("#wanted", "坏")
    page.locator("#rows tr:visible").first.wait_for()
    page.fill("#wanted", "")
    page.locator("#told", has_text="198 of 200 files read, 2 could not be read").wait_for()
    assert page.locator("#rows tr").count() == 200
    assert page.locator("#rows td.done").count() == 198
    page.check("#failed-only")
    shown = page.locator("#rows tr:visible")
    assert shown.count() == 2
    told = " ".join(shown.all_inner_texts())
    assert "damaged" in told
    assert "picture" in told
    page.uncheck("#failed-only")
    page.get_by_role("button", name="Claims").click()
    page.fill("#wanted", "007.txt")
    assert page.locator("#rows tr:visible").count() == 1
    assert view(page, "Reports and trends").locator("tbody tr").count() >= 198
    page.get_by_role("link", name="Files 198").click()
    page.get_by_role("button", name="Remove all").click()
    page.locator("#rows tr").first.wait_for(state="detached")
    assert page.is_hidden("#listed")


def test_dropped_files_and_folders_in_an_archive(running: Running) -> None:
    page = running.open()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("../../县/总结.txt", LAST)
        file.writestr("计划.txt", THIS)
    drop = """([files]) => {
        const transfer = new DataTransfer();
        for (const [name, bytes] of files)
            transfer.items.add(new File([new Uint8Array(bytes)], name));
        for (const kind of ["dragenter", "dragover", "drop"]) {
            document.body.dispatchEvent(
                new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }
    }"""
    page.evaluate(drop, [[["包.zip", list(held.getvalue())], ["a.txt", list(LAST.encode())]]])
    page.locator("#told", has_text="3 of 3 files read").wait_for()
    assert sorted(page.locator("#rows th small").all_inner_texts()) == [
        *("a.txt", "包.zip/../../县/总结.txt", "包.zip/计划.txt"),
    ]


HOSTILE = [
    *(
        "<script>alert(1)</script>.txt",
        '"><img src=x onerror=alert(2)>.txt',
        "' onclick='alert(3).txt",
    ),
    *("\u202etxt.exe.txt", "${alert(4)}.txt", "../../x.txt", "#report%2F1-0.txt", "a&lt;b>.txt"),
]


def test_hostile_names_and_texts_are_only_shown(running: Running) -> None:
    page = running.open()
    for name in HOSTILE:
        poison = name.removesuffix(".txt")
        text = f"青石县工作总结{poison}\n一、建设{poison}\n新建学校3所{poison}，投资2万元。\n"
        # Names with slashes come from folders; the browser takes them from a script only.
        page.evaluate(
            """([name, text]) => fetch(`files?name=${encodeURIComponent(name)}`,
                { method: "PUT", body: text })""",
            [name, text],
        )
    page.locator(f"#rows tr:nth-child({len(HOSTILE)})").wait_for()
    page.locator("#progress").wait_for(state="hidden")
    assert page.locator("#rows img, #rows script").count() == 0
    for name, shown in zip(HOSTILE, page.locator("#rows th small").all_inner_texts(), strict=True):
        assert shown == name
    page.click("#rows tr:first-child a")
    assert "<script>alert(1)</script>" in in_frame(page).locator("article").inner_text()
    part(page, "Check")
    part(page, "Targets")
    # The frame shows the page before until the next one is made.
    view(page, "Tables").locator("body").filter(has_text="onerror").wait_for()
    for place in ("Reports and trends", "Attention", "Check"):
        frame = view(page, place)
        assert frame.locator("body img, article script").count() == 0


def test_a_page_in_the_frame_reaches_nothing(running: Running) -> None:
    page = running.open()
    two(page)
    page.click("#rows a >> nth=0")
    in_frame(page).locator("h1").wait_for()
    inner = page.frames[1]
    refused = inner.evaluate("fetch('/x').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    running.complaints.clear()


def test_two_windows_see_the_same(running: Running) -> None:
    first = running.open()
    second = running.open()
    give(first, given("a.txt", LAST))
    second.locator("#rows a", has_text="2024年政府工作报告").wait_for()
    view(second, "Reports and trends")
    give(first, given("b.txt", THIS))
    second.locator("#news").wait_for()
    second.get_by_role("button", name="Show them too").click()
    assert in_frame(second).locator("table.reports tbody tr").count() == 2
    first.get_by_role("button", name="Remove: a.txt").click()
    second.get_by_role("link", name=re.compile("Files")).click()
    second.locator("#rows tr").nth(1).wait_for(state="detached")
    first.close()
    give(second, given("c.txt", LAST))
    assert second.locator("#rows tr").count() == 2


def test_the_keyboard_is_enough(running: Running) -> None:
    page = running.open()

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.locator(selector).first.evaluate("e => e === document.activeElement"):
                return
        raise AssertionError(f"{selector} is not reached")

    choosers: list[FileChooser] = []
    # A builtin function can't be given: Playwright notes on it what it belongs to.
    page.on("filechooser", lambda chooser: choosers.append(chooser))  # noqa: PLW0108
    tab_to("#choose")
    page.keyboard.press("Enter")
    while not choosers:
        page.wait_for_timeout(50)
    choosers[0].set_files([given("a.docx", plain_docx(THIS.splitlines()))])
    page.locator("#rows td.done").wait_for()
    tab_to("#rows a")
    page.keyboard.press("Enter")
    frame = in_frame(page)
    frame.locator("h1").wait_for()
    assert page.evaluate("document.activeElement.id") == "view-title"
    tab_to("#tabs a:last-child")
    page.keyboard.press("Enter")
    in_frame(page).locator("aside").wait_for()
    tab_to("#downloads button[aria-label*=Word]")
    with page.expect_download():
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") in {"frame", ""}
    page.goto(f"{running.address}#files")
    tab_to("td.remove button")
    page.keyboard.press("Enter")
    page.locator("#rows tr").first.wait_for(state="detached")


def test_the_switch_of_the_language_is_remembered(running: Running) -> None:
    page = running.open()
    give(page, given("a.txt", LAST), given("图.jpg", b"x"))
    page.click("#language")
    assert page.inner_text("#told") == "2 个文件已读 1 个，1 个读不了"
    assert "这是图片" in page.inner_text("#rows")
    assert page.inner_text("#choose") == "选择文件"
    frame = view(page, "目标与完成")
    frame.locator("body", has_text="完成").wait_for()
    page.get_by_role("link", name="文件 1").click()
    page.click("#rows a")
    assert in_frame(page).locator("#tab-claims").inner_text() == "指标"
    page.reload()
    assert in_frame(page).locator("#tab-claims").inner_text() == "指标"
    assert page.inner_text("#end") == "结束"
    shown = " ".join(page.locator("header, .bar").all_inner_texts())
    assert set(re.findall(r"[A-Za-z]+", shown)) == {"govtext", "English", "Excel", "CSV", "JSON"}
    page.click("#language")
    assert in_frame(page).locator("#tab-claims").inner_text() == "Claims"


@pytest.mark.parametrize("width", [390, 1400])
def test_nothing_is_wider_than_the_screen(running: Running, width: int) -> None:
    page = running.open(viewport={"width": width, "height": 800}, has_touch=width < 500)
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= width
    two(page)
    give(page, given("很长的名称" * 30 + ".txt", THIS), given("坏" * 40 + ".docx", b"PK"))
    assert page.evaluate(wide) <= width
    page.locator("#rows a").first.click()
    for place in ("report", *("reports", "claims", "targets", "attention", "check")):
        if place != "report":
            page.goto(f"{running.address}#all/{place}")
        frame = in_frame(page)
        assert page.evaluate(wide) <= width, place
        assert frame.locator("html").evaluate("e => e.scrollWidth") <= width, place
        box = page.locator("#frame").bounding_box()
        assert box is not None
        assert box["height"] > 450, place
    for control in page.locator("#places a, header button").all():
        control.scroll_into_view_if_needed()
        assert control.is_visible()


def test_a_screen_reader_is_told(running: Running) -> None:
    page = running.open()
    two(page)
    seen = page.locator("body").aria_snapshot()
    for wanted in (
        *(
            'heading "govtext" [level=1]',
            'navigation "Views"',
            "table",
            'button "Remove: 2024.txt"',
        ),
        *('button "Choose files"', 'columnheader "Report"', "searchbox", "status"),
    ):
        assert wanted in seen, wanted
    assert page.text_content("#said") == "2 of 2 files read"
    assert page.get_attribute("#places a >> nth=0", "aria-current") == "page"
    page.locator("#rows a").first.click()
    in_frame(page).locator("h1").wait_for()
    assert page.get_attribute("#frame", "title") == "青石县2024年政府工作报告"
    assert "青石县2024年政府工作报告" in page.title()


def test_the_page_says_that_the_program_has_ended(running: Running) -> None:
    page = running.open()
    page.route("**/state?*", lambda route: route.abort())
    page.locator("#over").wait_for()
    assert "The program has ended" in page.inner_text("#over")
    running.complaints.clear()


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.1 AA in the window; pages in the frame are not its."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "iframes": False}
    found = axe.run(page, context={"exclude": [["#frame"]]}, options=rules).response
    assert found["passes"]
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_used_by_everyone(running: Running, scheme: str) -> None:
    page = running.open(color_scheme=scheme)
    assert violations(page) == []
    two(page)
    give(page, given("图.jpg", b"x"))
    assert violations(page) == []
    view(page, "Attention")
    page.click("#editor summary")
    assert violations(page) == []
    view(page, "Tables")
    assert violations(page) == []
