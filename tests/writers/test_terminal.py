"""The output in a terminal, the tree and the tables, compared with fixture files.

report.json is a report made by hand; NAME.txt is its expected output.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

import govtext
from govtext import Report
from govtext.report import Claim
from govtext.writers.console import line_numbers, says_more, value
from govtext.writers.layout import LaidOutSection, Piece, lay_out
from govtext.writers.table import table
from govtext.writers.tree import tree

HERE = Path(__file__).parent
TEXT = """青石县2023年工作总结
一、道路建设。全年新建农村公路12公里；一是修主干道5公里；二是修支路。养护30公里。
二、下一步打算
力争再建8公里。
"""


@pytest.fixture
def report() -> Report:
    return Report.from_json((HERE / "report.json").read_bytes())


def printed(shown: RenderableType, width: int, colour: bool = False) -> str:
    file = io.StringIO()
    Console(file=file, width=width, highlight=False, force_terminal=colour).print(shown)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


@pytest.mark.parametrize(
    ("name", "form", "explain", "width"),
    [
        ("tree", tree, False, 1_000_000),
        ("tree-explained", tree, True, 1_000_000),
        ("tree-narrow", tree, False, 40),
        ("table", table, False, 1_000_000),
        ("table-explained", table, True, 1_000_000),
    ],
)
def test_as_in_the_fixtures(
    report: Report,
    name: str,
    form: Callable[[Report, bool], RenderableType],
    explain: bool,
    width: int,
) -> None:
    expected = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    assert printed(form(report, explain), width) == expected


def test_categories_have_colours(report: Report) -> None:
    shown = printed(tree(report), 100, colour=True)
    assert "\x1b[1;32m一、2023年工作回顾" in shown
    assert "\x1b[1;31m二、存在的问题" in shown
    assert "\x1b[1;36m三、2024年工作安排" in shown
    assert "\x1b[1;35m**个" in shown


def test_what_a_terminal_would_act_on_is_not_printed() -> None:
    report = govtext.parse("一、\x1b[31m总结[bold]\n全年\x07完成\u202e工作。\n")
    for form in (tree, table):
        shown = printed(form(report, True), 200)
        assert not set(shown) & set("\x1b\x07\u202e")
    assert "[bold]" in printed(tree(report), 200)


def test_an_empty_report_is_printed() -> None:
    assert "0 statements · 0 claims" in printed(tree(govtext.parse("")), 80)
    assert "label" in printed(table(govtext.parse("")), 120)


def claims_of(section: LaidOutSection) -> list[Claim]:
    below: list[Claim] = list(section.claims)
    for part in section.parts:
        below += part.claims if isinstance(part, Piece) else claims_of(part)
    return below


def pieces_of(section: LaidOutSection) -> list[Piece]:
    pieces: list[Piece] = []
    for part in section.parts:
        pieces += [part] if isinstance(part, Piece) else pieces_of(part)
    return pieces


def test_every_claim_is_laid_out_once(report: Report) -> None:
    for one in (report, govtext.parse(TEXT)):
        laid_out = sorted(claim.id for claim in claims_of(lay_out(one)))
        assert laid_out == [claim.id for claim in one.claims]


def test_pieces_stand_in_order_and_in_their_statements(report: Report) -> None:
    for one in (report, govtext.parse(TEXT)):
        pieces = pieces_of(lay_out(one))
        assert pieces
        assert [piece.start for piece in pieces] == sorted(piece.start for piece in pieces)
        for piece in pieces:
            assert one.text is not None
            assert one.text.startswith(piece.text, piece.start)
            statement = piece.statement
            assert statement.start <= piece.start < statement.end


def test_the_value_is_given_where_the_text_does_not(report: Report) -> None:
    more = {claim.quantity.text: value(claim) for claim in report.claims if says_more(claim)}
    assert more == {"15.6亿元": "1,560,000,000 元", "4.5万件": "45,000 件"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_from_one(line_end: str) -> None:
    text = line_end.join(["一", "", "二", "三"])
    places = [text.index(character) for character in "一二三"]
    assert line_numbers(text, places) == [1, 3, 4]
