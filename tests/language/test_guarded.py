"""Patterns of users among packaged ones: they match like one pattern, within the time limit."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext.language import guarded
from govtext.language.guarded import alone, joined, watching
from govtext.rulebook.load import PatternRule, Rulebook

SLOW = "(?:县|县县|[县区]|[县市])*[^县]{2}"


def in_groups(rows: Sequence[PatternRule]) -> str:
    return "|".join(f"(?P<{row.name}>{row.pattern})" for row in rows)


def rules_with(*own: str) -> Rulebook:
    return Rulebook({}, [("rows", name) for name in own])


PATTERNS = ["一", "一二", "[一二]+", "二(?=三)", "(?<=一)二", "三?", "(一)(二)?", "二$", "^三"]


@given(
    st.lists(st.tuples(st.sampled_from(PATTERNS), st.booleans()), min_size=1, max_size=5),
    st.text("一二三", max_size=8),
    st.integers(0, 3),
    st.integers(3, 9),
)
def test_entries_of_users_match_as_parts_of_one_pattern(
    entries: list[tuple[str, bool]], text: str, start: int, end: int
) -> None:
    rows = [
        PatternRule(name=f"r{number}", pattern=pattern)
        for number, (pattern, _) in enumerate(entries)
    ]
    own = [row.name for row, (_, is_own) in zip(rows, entries, strict=True) if is_own]
    found = joined(rules_with(*own), "rows", rows, in_groups)
    wanted = re.compile(in_groups(rows))

    def said(match: re.Match[str] | None) -> object:
        return match and (match.span(), match.group(), match.lastgroup, match[match.lastgroup or 0])

    assert said(found.match(text, start, end)) == said(wanted.match(text, start, end))
    assert said(found.fullmatch(text, start, end)) == said(wanted.fullmatch(text, start, end))
    matches = [said(match) for match in found.finditer(text, start, end) if match.group()]
    if "三?" not in [row.pattern for row in rows]:  # what an empty match hides is no matter here
        assert matches == [said(match) for match in wanted.finditer(text, start, end)]


def test_without_entries_of_users_a_pattern_is_that_of_re() -> None:
    rows = [PatternRule(name="a", pattern="一"), PatternRule(name="b", pattern="二")]
    assert isinstance(joined(rules_with("c"), "rows", rows, in_groups), re.Pattern)
    assert joined(rules_with(), "rows", [], in_groups).search("") is None


def test_a_pattern_out_of_time_matches_nothing_more() -> None:
    pattern = joined(
        rules_with("slow"),
        "rows",
        [PatternRule(name="slow", pattern=SLOW), PatternRule(name="b", pattern="县")],
        in_groups,
    )
    text = "县" * 200 + "局"
    with watching() as watch:
        found = pattern.match("市区x县", 0, 2)
        assert found is not None
        assert found.lastgroup == "slow"
        began = time.thread_time()
        found = pattern.match(text, 3)
        assert found is not None
        assert found.lastgroup == "b"
        assert time.thread_time() - began < 3 * guarded.LIMIT
        assert watch.late == {("rows", "slow"): (text, 3, len(text))}
        began = time.thread_time()
        assert len(list(pattern.finditer(text))) == 200
        assert time.thread_time() - began < guarded.LIMIT / 2


def test_the_time_of_an_entry_is_that_of_all_its_matches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "LIMIT", 0.1)
    pattern = alone(rules_with("slow"), "rows", "slow", SLOW)
    text = "县" * 9 + "局"
    with watching() as watch:
        for _ in range(100_000):
            pattern.match(text)
            if watch.late:
                break
        assert list(watch.late) == [("rows", "slow")]


def test_where_nobody_watches_a_pattern_out_of_time_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "LIMIT", 0.05)
    with pytest.raises(TimeoutError):
        alone(rules_with("slow"), "rows", "slow", SLOW).search("县" * 200 + "局")


HARD = "县" * 60 + "局县"  # for SLOW, which matches none of it
REPORT = f"""{HARD}
青石县工作总结

一、项目建设
全年开工项目32个，增长5%。{HARD}培训3人{HARD}。
{HARD}
{"县" * 32}:
二、民生保障
主{HARD}投资5亿元，X{HARD}。
"""
MARKER = "rank = 4\nkind = 'item'\nwhere = '{}'\n"


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("furniture", f"pattern = '{SLOW}'"),
        ("furniture", f"where = 'head'\npattern = '{SLOW}'"),
        ("glossaries", f"pattern = '{SLOW}'"),
        ("not_headings", f"pattern = '{SLOW}'"),
        ("section_titles", f"pattern = '{SLOW}'"),
        ("resumptions", f"pattern = '{SLOW}'"),
        ("markers", f"{MARKER.format('line')}pattern = '{SLOW}'"),
        ("markers", f"{MARKER.format('sentence')}pattern = '{SLOW}'"),
        ("shapes", f"category = 'plan'\nweight = 5\npattern = '{SLOW}'"),
        ("times", f"starts = '主'\nholds = '县'\nreads = 'year'\npattern = '主{SLOW}'"),
        ("unit_uses", f"[unit_uses.unless]\n'人' = '{SLOW}'"),
    ],
)
def test_a_report_is_read_without_an_entry_that_takes_too_long(
    table: str, keys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "LIMIT", 0.1)
    file = tmp_path / "own.toml"
    file.write_text(f"[[{table}]]\nname = '慢'\n{keys}\n", encoding="utf-8")
    report = govtext.parse(REPORT, rules=tmp_path)
    (found,) = (one for one in report.diagnostics if one.code == "rule-timeout")
    line = next(n for n, text in enumerate(file.read_text().splitlines(), 1) if SLOW in text)
    key = "unless" if table == "unit_uses" else "pattern"
    line -= table == "unit_uses"  # the table of the key
    assert found.message.startswith(f"{file}:{line}: [[{table}]] entry '慢', key '{key}': ran ")
    assert 0 <= found.start < found.end <= len(REPORT)
    report.diagnostics.remove(found)
    assert report.to_dict() == govtext.parse(REPORT).to_dict()


def test_several_entries_that_take_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "LIMIT", 0.1)
    tables = ("furniture", "glossaries", "resumptions")
    toml = "".join(f"[[{table}]]\nname = '慢'\npattern = '{SLOW}'\n" for table in tables)
    (tmp_path / "own.toml").write_text(toml, encoding="utf-8")
    report = govtext.parse(REPORT, rules=tmp_path)
    assert [found.code for found in report.diagnostics].count("rule-timeout") == 3
    assert len(report.claims) == len(govtext.parse(REPORT).claims)
