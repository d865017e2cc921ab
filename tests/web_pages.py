"""Web pages for tests, with the structures of government sites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby


def form_page(lines: Sequence[str]) -> bytes:
    """The whole page one form, each paragraph in div, span and font, indented by &nbsp;."""
    text = "".join(
        block
        if block.startswith("<table")
        else '<div><span style="font-size:16pt"><font face="仿宋">&nbsp;&nbsp;&nbsp;&nbsp;'
        f"{block}</font></span></div>"
        for block in _blocks(lines)
    )
    links = "".join(
        f'<li><a href="/{n}">关于开展2023年第{n}批重点项目申报工作的通知，请各单位抓紧办理</a></li>'
        for n in range(30)
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(lines[0])}-青石县人民政府'
        '</title></head><body><form id="aspnetForm" action="./x.aspx">'
        '<input type="hidden" name="__VIEWSTATE" value="abc"/><div class="top">'
        '<a href="/">首页</a><a href="/1">政务公开</a></div><div class="crumb">当前位置：'
        f'<a href="/">首页</a></div><div class="main"><div class="con">{text}</div></div>'
        f'<div class="related"><ul>{links}</ul></div><div class="foot">主办：青石县人民政府办公室　'
        "网站标识码：1301230001</div></form></body></html>"
    ).encode()


def break_page(lines: Sequence[str]) -> bytes:
    """A table for a layout, paragraphs between br, GB 2312 by name and more than that in fact."""
    text = "<br>\r\n".join("　　" + block for block in _blocks(lines))
    return (
        '<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">'
        "<title>政府信息公开</title></head><body><table width=100%><tr><td colspan=2>"
        "<a href=/>网站首页</a> | <a href=/a>领导之窗</a></td></tr><tr><td width=200>"
        "<table><tr><td><a href=/c>通知公告</a></td></tr>"
        "<tr><td><a href=/d>部门动态</a></td></tr></table></td>"
        f"<td class=content>{text}<br><br></td></tr><tr><td colspan=2 align=center>"
        "版权所有：青石县人民政府 地址：青石县中山路1号</td></tr></table></body></html>"
    ).encode("gb18030")


def word_page(lines: Sequence[str]) -> bytes:
    """Pasted from Word: a title apart from the text, runs of a paragraph in spans of their own."""
    paragraphs = []
    for line in _blocks(lines[1:]):
        if line.startswith("<table"):
            paragraphs.append(line)
            continue
        third = max(1, len(line) // 3)
        pieces = [line[n : n + third] for n in range(0, len(line), third)]
        runs = "".join(f"<span lang=EN-US><font size=3>{piece}</font></span>" for piece in pieces)
        paragraphs.append(f'<p class=MsoNormal style="text-indent:32pt">{runs}<o:p></o:p></p>\n')
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{escape(lines[0])}_政务公开_青石县"
        "</title><style>p{}</style></head><body><header><nav><ul><li><a href=/>首页</a></li></ul>"
        f"</nav></header><div id=wrap><h1>{escape(lines[0])}</h1><div class=info>"
        "<script>document.write(1)</script>【字体：<a>大</a> <a>中</a> <a>小</a>】</div>"
        f"<div id=zoom><div class=TRS_Editor>{''.join(paragraphs)}</div></div>"
        "<div class=share>分享到：<a>微信"
        "</a></div></div><footer>联系我们 网站地图</footer></body></html>"
    ).encode()


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """Each line as text of a page, those with tabs gathered into tables."""
    for is_table, group in groupby(lines, key=lambda line: "\t" in line):
        if not is_table:
            yield from map(escape, group)
            continue
        rows = ("</td><td>".join(map(escape, line.split("\t"))) for line in group)
        yield f"<table>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</table>"
