"""What the head of the page says of the report: title, year, issuer, publication, origin."""

from __future__ import annotations

import re

from govtext.document import Document
from govtext.language.patterns import compiled_lazily
from govtext.language.plain import Span
from govtext.report import Metadata

_KIND = (
    r"(?:政府)?工作(?:总结|报告|要点|计划|打算|安排|思路|汇报|情况(?:汇报|报告|总结)?|要览|谋划)"
    r"|(?:述职|述廉|述学|自查|调研|执行情况|情况|专项|年度|半年|审计|预算|决算)?(?:报告|总结)"
    r"|(?:行动|实施|工作)?(?:计划|方案|规划|要点)|情况(?:的)?(?:汇报|通报|说明)|(?:经济)?运行(?:情况|分析|态势)|经济形势分析|讲话|公报|统计公报|开展情况|打算"
)
_TITLE = re.compile(
    rf"[^。!?;]{{0,80}}(?:{_KIND})(?:[与和及、暨].{{0,40}})?(?:\s?[(].{{1,20}}[)])?(?:\s?[—-]{{2}}.{{0,120}})?"
)
# What stands in a title before the word that says what kind of paper it is.
_ISSUER = re.compile(
    r"(?:(?:二[○〇零\dXx*×_一二三四五六七八九]{3}|[12][\dXx*×_○〇某]{3})\s?年(?:度|上半年|下半年|前三季度|一季度|第[一二三四]季度)?)?\s?"
    r"(?P<issuer>(?!关于|全年|年度|政府|工作|情况)[^。,:;!?\s\d“”《》(]{2,40}?)"
    rf"(?=\s?(?:关于|(?:二[○〇零一二三四五六七八九]{{3}}|[12][\dXx*×_○〇某]{{3}})\s?年|(?:全年|上半年|下半年|前三季度|年度)?(?:{_KIND})))"
)
_DIGITS = str.maketrans("○〇零一二三四五六七八九", "000123456789")
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d|[一二][○〇零一二三四五六七八九]{3})\s?(?=年|[.-]\d{1,2}[.-]|主要|重点|工作)"
)
_PUBLISHED = re.compile(
    r"((?:19|20)\d\d)\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?日?(?:[\sT]{0,4}(\d{1,2})\s?[:时]\s?(\d{1,2})(?:分|:(\d{2}))?)?"
    r"(?![^\n]{0,40}(?:大会|会议|全会)[^\n]{0,12}上)"  # the day the report was given, not published
)
_ORIGIN = compiled_lazily(
    r"(?:来\s{0,4}源|稿源|供稿)\s?:\s{0,4}(?!作者|编辑|时间|发布)([^\s:;,()【】\[\]]{2,30})"
)
_GOVERNMENT = re.compile(r"(?:\d{4}年)?政府工作报告")
_OFFICE = compiled_lazily(
    r"[^。,:;!?\s\d“”《》()]{2,38}(?:局|厅|委员会|委|办公室|政府|院|法院|检察院|中心|公司|学校|大学|医院|街道办事处|镇|乡|区|县|市)"
)
# 云麓县社会福利(工作报告): whose report it is, and what it is about.
_TOPIC = compiled_lazily(
    r"(?P<place>[一-鿿]{1,8}?(?:自治[区州县]|[省市县区州盟旗镇乡]))(?!人民)[^\s]{2,12}"
    r"(?<![局厅委办院校心司学所站部会社团队馆厂处科组府园区县市镇乡省州村矿场行])"
)
_CONGRESS = re.compile(
    r"在(?:中华人民共和国)?([^\s,。在]{2,16}?)第[^\s,。]{1,6}届(?:全国)?人民代表大会"
)
_NATIONAL = re.compile(r"全国人民代表大会")


def is_title(line: str) -> bool:
    """Whether a line of the plain twin reads as the title of a report.

    >>> is_title("青云县人民政府工作报告(节选)"), is_title("工作报告写得怎么样,大家都看得到。")
    (True, False)
    """
    return _TITLE.fullmatch(line) is not None


def year_of(text: str) -> int | None:
    """The first year written in ``text``, in Arabic or Chinese digits; None where there is none.

    >>> year_of("某县二〇二三年工作总结"), year_of("20XX年工作总结")
    (2023, None)
    """
    match = _YEAR.search(text)
    if match is None:
        return None
    year = int(match.group(1).translate(_DIGITS))
    return year if 1900 <= year <= 2099 else None


def read_metadata(
    document: Document, furniture: list[Span], head: list[Span], body: list[Span]
) -> None:
    """Fill ``document.metadata`` from the furniture, the head and, for the year, the headings."""
    plain = document.plain
    title = plain[document.title.start : document.title.end] if document.title else None
    page = "\n".join(plain[span.start : span.end] for span in sorted((*furniture[:200], *head)))
    above = [
        plain[span.start : span.end]
        for span in head
        if document.title is None or span.start >= document.title.start
    ]
    metadata = document.metadata = Metadata()
    if document.title and title:
        metadata.title = _as_written(document, document.title, title)
        # A title may stand in two lines: who reports, then what.
        line_above = [
            plain[span.start : span.end] for span in head if span.end <= document.title.start
        ]
        office = _OFFICE.fullmatch(line_above[-1].strip()) if line_above else None
        metadata.issuer = office.group() if office else None
    metadata.issuer = metadata.issuer or _issuer(title, above)
    # A work summary may name its year only in its headings, which come first in the body.
    first = [plain[span.start : min(span.end, span.start + 60)] for span in body[:12]]
    metadata.year = next(
        (year for line in (title or "", *above, *first) if (year := year_of(line))), None
    )
    metadata.published = next(
        (date for match in _PUBLISHED.finditer(page) if (date := _iso(match))), None
    )
    if match := _ORIGIN.search(page):
        metadata.origin = match.group(1)


def _as_written(document: Document, span: Span, plain_title: str) -> str:
    """The title as the text has it, without a subtitle run into the same line."""
    cut = re.search(r"\s?[—-]{2}", plain_title)
    title = document.text[span.start : span.start + cut.start() if cut else span.end]
    return " ".join(title.split())


def _issuer(title: str | None, above: list[str]) -> str | None:
    match = _ISSUER.match(title.replace(" ", "")) if title else None
    if match and not re.search("[所在]", match.group("issuer")):
        issuer = match.group("issuer")
        topic = _TOPIC.fullmatch(issuer)
        issuer = topic["place"] if topic else issuer
        government = _GOVERNMENT.match(match.string, match.end()) is not None
        return issuer + "政府" if government and not issuer.endswith("国务院") else issuer
    for line in above:
        congress = _CONGRESS.search(line)
        if congress and congress.group(1) not in ("全国", "中华人民共和国"):
            return congress.group(1) + "人民政府"
        if _NATIONAL.search(line):
            return "国务院"
    return None


def _iso(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        return None
    date = f"{year:04d}-{month:02d}-{day:02d}"
    return f"{date}T{hour:02d}:{minute:02d}:{second:02d}" if match.group(4) else date
