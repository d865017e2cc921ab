"""Reports as rows of typed tables, for every form of output that has rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from govtext.frames import rows as frame_rows
from govtext.report import Report

Cell = str | int | float | bool | list[int] | None
Row = dict[str, Cell]
Kind = Literal["text", "int", "float", "bool", "ints"]


class Column(NamedTuple):
    """A column: its name, which is that of the field in the JSON outline, what it holds, and what
    it is called in Chinese."""

    name: str
    kind: Kind
    zh: str


_OF = (Column("report", "int", "报告序号"), Column("source", "text", "文件"))
_PLACE = (Column("start", "int", "起"), Column("end", "int", "止"))
_CATEGORY = Column("category", "text", "类别")
_PATH = Column("path", "text", "所在章节")

TABLES: dict[str, tuple[Column, ...]] = {
    "reports": (
        *_OF,
        Column("title", "text", "标题"),
        Column("year", "int", "年度"),
        Column("issuer", "text", "单位"),
        Column("published", "text", "发布时间"),
        Column("origin", "text", "来源"),
        Column("format", "text", "格式"),
        Column("encoding", "text", "编码"),
        Column("sha256", "text", "校验值"),
        Column("characters", "int", "字数"),
        Column("nodes", "int", "章节数"),
        Column("statements", "int", "句数"),
        Column("claims", "int", "指标数"),
        Column("masked", "int", "隐去数值的指标数"),
        Column("achievements", "int", "成绩段数"),
        Column("problems", "int", "问题段数"),
        Column("plans", "int", "计划段数"),
        Column("diagnostics", "text", "提示"),
    ),
    "outline": (
        *_OF,
        Column("id", "text", "编号"),
        Column("parent", "text", "上级编号"),
        Column("depth", "int", "层级"),
        Column("kind", "text", "类型"),
        Column("marker", "text", "序号"),
        Column("ordinal", "int", "序数"),
        Column("title", "text", "标题"),
        _CATEGORY,
        *_PLACE,
    ),
    "statements": (
        *_OF,
        Column("id", "int", "句号"),
        Column("node", "text", "章节编号"),
        _PATH,
        _CATEGORY,
        Column("reason", "text", "分类依据"),
        Column("text", "text", "原句"),
        *_PLACE,
    ),
    "claims": (
        *_OF,
        Column("id", "int", "编号"),
        Column("statement", "int", "句号"),
        Column("node", "text", "章节编号"),
        _PATH,
        _CATEGORY,
        Column("status", "text", "状态"),
        Column("period", "text", "时期"),
        Column("indicator", "text", "指标"),
        Column("indicator_name", "text", "规范名称"),
        Column("text", "text", "数量原文"),
        Column("value", "float", "数值"),
        Column("low", "float", "下限"),
        Column("high", "float", "上限"),
        Column("unit", "text", "单位"),
        Column("bound", "text", "界限"),
        Column("kind", "text", "类型"),
        Column("masked", "bool", "隐去"),
        Column("direction", "text", "增减"),
        Column("basis", "text", "比较基准"),
        Column("part_of", "int", "所属编号"),
        Column("sentence", "text", "原句"),
        *_PLACE,
    ),
    "masks": (
        *_OF,
        Column("text", "text", "原文"),
        Column("stands_for", "text", "隐去内容"),
        Column("claim", "int", "指标编号"),
        *_PLACE,
    ),
    "entries": (
        *_OF,
        _CATEGORY,
        Column("node", "text", "章节编号"),
        _PATH,
        Column("text", "text", "内容"),
        Column("claims", "ints", "指标编号"),
        *_PLACE,
    ),
}


def rows(report: Report, table: str, number: int, rules: str | None = None) -> Iterator[Row]:
    """The rows of one of ``TABLES`` for ``report``, which is the ``number``-th of its run and was
    read with the ``rules`` of that folder."""
    of: Row = {"report": number, "source": report.source.name}
    for row in (_report(report),) if table == "reports" else frame_rows(report, table, rules):
        yield of | row


def _report(report: Report) -> Row:
    said, source = report.metadata, report.source
    return {
        "title": said.title,
        "year": said.year,
        "issuer": said.issuer,
        "published": said.published,
        "origin": said.origin,
        "format": source.format,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "characters": source.characters,
        "nodes": sum(1 for _ in report.nodes()),
        "statements": len(report.statements),
        "claims": len(report.claims),
        "masked": sum(claim.quantity.masked for claim in report.claims),
        "achievements": len(report.achievements),
        "problems": len(report.problems),
        "plans": len(report.plans),
        "diagnostics": " ".join(sorted({found.code for found in report.diagnostics})) or None,
    }
