"""The report years: the year a report is given in, the period it reviews and the one it plans.

青云县2024年工作总结 → review 2024, plan 2025
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from govtext.document import Document, ReportYears
from govtext.language.calendar import Period, plan_years, whole_years
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern
from govtext.language.plain import Span, plain
from govtext.language.times import Expression, expressions, is_baseline
from govtext.report import Node, Stretch
from govtext.stages.page.genres import Kinds
from govtext.stages.times.normalize import resolve

_HEAD = 1500  # characters: the head of a page and the first headings are not longer
_FIRST_LINES = 12  # lines searched for a heading with the year
_OPENING = 60  # characters at the beginning of a line
_GOVERNMENT = pattern("report of a government to a congress")
_SUMMARY = pattern("title of a summary")
_NEXT_STEPS = pattern("heading of next steps")
_WITHIN_YEAR = pattern("before the year is over")
_DELIVERED = pattern("day of delivery")
_PLANS = pattern("plan in a title")
_REVIEWS = pattern("review in a title")
_NAMED = pattern("year that a line names")
_LAST_OF_SPAN = pattern("last of a span of years")
_BIOGRAPHY = pattern("biography behind a year")
_SINCE = pattern("since a year")
_GOAL = pattern("goal before a time")
_AT_HEAD = pattern("year at the head of a title")
_DATE_LABEL = pattern("label of a date of publication")
_SIGNED = pattern("year and month of a signature")
_NUMBERED = pattern("year in the number of a document")
_BEGUN = pattern("year that a summary begins with")
_EARLY = 2  # months of a year


def year_of(line: str) -> int | None:
    """The first year in a line of the normalized text; None where there is none.

    >>> year_of("某县二〇二三年工作总结"), year_of("20XX年工作总结"), year_of("1978年2月出生")
    (2023, None, None)
    """
    found = _year_in(line, Span(0, len(line)))
    return None if found is None else whole_number(line[slice(*found)])


def _year_in(text: str, line: Span) -> Span | None:
    """Where the year of a line stands: the first, or the last of the span that it begins."""
    named = _NAMED.search(text, *line)
    spanned = _LAST_OF_SPAN.search(text, *line)
    if spanned and (named is None or spanned.start() <= named.start()):
        return Span(*spanned.span(1))
    return None if named is None else Span(*named.span(1))


def find_year(document: Document) -> None:
    """Fill ``metadata.year`` and its place: the year summed up or planned.

    It is the year in the title, else in the head of the page, else in the first lines of the body:
    a work summary may name its year only in a heading. Where none of them names it, it is taken
    from the signature, the number of the document or the name of the file, and a diagnostic
    ``guessed-year`` says so. A plan of several years has none.
    """
    metadata, page, title = document.metadata, document.page, document.title
    of_genre = document.rules.derive(Kinds).year_of(metadata.genre)
    if of_genre == "none":
        return
    found = _planned(document) if of_genre == "last" else None
    head = [span for span in document.head if title is None or span.start >= title.start]
    for line in [title, *head] if title else head:
        found = found or _year_in(page, line)
    if found is None and title is not None and (bare := _AT_HEAD.match(page, *title)):
        found = Span(*bare.span(1))
    for start, end in document.lines[:_FIRST_LINES]:
        found = found or _year_in(document.plain, Span(start, min(end, start + _OPENING)))
    for line in document.lines[:1]:
        begun = _BEGUN.match(document.plain, *line) if of_genre == "past" else None
        found = found or (begun and Span(*begun.span(1)))
    if found is not None:
        metadata.year = whole_number(page[slice(*found)])
        if of_genre == "past" and metadata.year and _is_of_next_year(document, found):
            metadata.year -= 1
        metadata.places["year"] = Stretch(*found)
        return
    _guess_year(document, summed_up=of_genre == "past")


def _is_of_next_year(document: Document, year: Span) -> bool:
    """Whether the only year in a title is that of the plan behind the summary:
    工作总结及2023年工作安排."""
    title, page = document.title, document.page
    if title is None or not title.start < year.start < title.end:
        return False
    before, behind = page[title.start : year.start], page[year.end : title.end]
    planned = _PLANS.search(behind) is not None and _REVIEWS.search(behind) is None
    return planned and _REVIEWS.search(before) is not None


def _planned(document: Document) -> Span | None:
    """The last year in the title of a budget, which is the year it is given in."""
    if document.title is None:
        return None
    *_, last = [None, *_NAMED.finditer(document.page, *document.title)]
    return None if last is None else Span(*last.span(1))


def _guess_year(document: Document, *, summed_up: bool) -> None:
    """The year by the signature, the number of the document or the name of the file."""
    metadata, page = document.metadata, document.page
    year, source, place = None, "", Span(0, 0)
    for line in document.signature:
        if (signed := _SIGNED.search(page, *line)) and (year := whole_number(signed[1])):
            # A summary that is signed in the first weeks sums up the year before.
            year -= summed_up and (whole_number(signed[2]) or 0) <= _EARLY
            source, place = "the date of the signature", Span(*signed.span(1))
            break
    number = metadata.places.get("number")
    if year is None and number is not None:
        numbered = _NUMBERED.search(page, number.start, number.end)
        # The number alone is no year of the work; the text has to speak of that year too.
        named = {found[1] for found in _NAMED.finditer(document.plain)}
        if numbered and numbered[1] in named:
            year, source = int(numbered[1]), "the number of the document"
            place = Span(*numbered.span(1))
    published = metadata.published
    # A date without a label is often that of an upload, and a text with masks a model for others.
    body = document.lines[0].start if document.lines else 0
    labelled = _DATE_LABEL.search(plain(document.text[max(0, body - _HEAD) : body]))
    if year is None and published is not None and labelled and not document.masks:
        year, source = int(published[:4]), "the day on which the page was published"
        year -= summed_up and int(published[5:7]) <= _EARLY
    if year is None and document.name is not None:
        year, source = year_of(plain(PurePosixPath(document.name).stem)), "the name of the file"
    if year is None:
        return
    metadata.year = year
    document.diagnose(
        "guessed-year",
        f"The text does not say which year it is about; {year} is taken from {source}, and the "
        "periods of claims that name no year hang on it.",
        *place,
    )


def find_report_years(document: Document) -> ReportYears:
    """The report years, from the title, the day of the speech, headings and first lines.

    某局2022年工作总结 → review 2022, plan 2023. Needs ``document.times``.
    """
    found = _report_years(document)
    review, plan, genre = found.review, found.plan, document.metadata.genre
    if review is None:
        return found
    held = document.metadata.year
    if held and review.spans_years and (review.year or 0) < held < review.last_year:
        # “十三五”规划实施情况评估 of 2018: what has passed of the plan's years.
        review = whole_years(review.year or held, held)
        found = found._replace(now=held, review=review)
    if genre not in _plans_same(document):
        running = plan is not None and plan.year == review.last_year + 1 and _is_running(document)
        return found._replace(plan=review.end_year) if running else found
    title = document.title
    named = () if title is None else _dated(document, document.page[title.start : title.end])
    if plan is not None and any(plan.year in one.years for one in named):
        return found
    # What a meeting asks for is to be done in the year that it is held in.
    return found._replace(plan=review.end_year)


def _is_reviewed(document: Document, year: int) -> bool:
    """Whether the first heading that names a year reviews ``year``: 一、2023年工作回顾."""
    titles = (plain(node.title) for node in document.nodes)
    named = ((title, found) for title in titles for found in _dated(document, title))
    title, found = next(named, ("", None))
    return bool(found and found.years == (year,) and _REVIEWS.search(title, found.end))


def _is_running(document: Document) -> bool:
    """Whether the year reviewed is not over: its next steps are to be done in it (年内), and no
    heading names another."""
    steps = [node for node in _headings(document) if _NEXT_STEPS.search(plain(node.title))]
    if any(any(_dated(document, plain(node.title))) for node in steps):
        return False
    return any(_WITHIN_YEAR.search(document.plain, node.start, node.end) for node in steps)


def _headings(document: Document) -> Iterable[Node]:
    return (node for node in document.nodes if node.kind == "heading")


def _report_years(document: Document) -> ReportYears:
    body = document.lines[0].start if document.lines else 0
    title = plain(document.text[slice(*document.title)]) if document.title else ""
    head = plain(document.text[max(0, body - _HEAD) : body])
    opening = head + document.plain[body : body + _HEAD // 2]
    given = _DELIVERED.search(opening) or _DELIVERED.search(title)
    report_years = _of_title(document, title)
    if report_years is not None and report_years.now is not None:
        titled, before = (whole_years(one, one) for one in (report_years.now, report_years.now - 1))
        if report_years.review == titled and _is_reviewed(document, report_years.now - 1):
            # 2024年工作报告 with a heading 2023年工作回顾
            return ReportYears(report_years.now, before, titled)
    if report_years is not None and (report_years.review is None or report_years.review.month):
        return report_years
    held = document.metadata.year
    if report_years is None and held and document.metadata.genre in _plans_same(document):
        return _completed(whole_years(held, held), None) or ReportYears()  # a meeting of that year
    if given:
        held_in, month = whole_number(given[1]) or 0, whole_number(given[2]) or 0
        return _of_speech(document, held_in, month, title + head)
    if _GOVERNMENT.search(title + opening) and not _SUMMARY.search(title):
        year = next((found.years[0] for found in _dated(document, title)), None)
        named = document.metadata.places.get("year")
        if year is None and named is not None and named.start < body:
            year = document.metadata.year  # (2024年1月8日) below the title
        if year is None and (review := _of_body(document).review):
            year = review.last_year + 1
        if year and _is_reviewed(document, year):
            # 2023年政府工作报告 with a heading 2023年工作回顾
            last = max(found.years[-1] for found in _dated(document, f"{title}\n{year}年"))
            coming = whole_years(year + 1, year + 1)
            return ReportYears(last, whole_years(year, year), coming)
        return _of_speech(document, year, 1, title + head) if year else ReportYears()
    return report_years or _of_body(document)


def _plans_same(document: Document) -> Collection[str]:
    """The genres that plan the year that they review."""
    return document.rules.derive(Kinds).plans_same


def _dated(document: Document, text: str) -> Iterable[Expression]:
    return (found for found in expressions(text, document.rules) if found.years)


def _of_speech(document: Document, year: int, month: int, head: str) -> ReportYears:
    """A report given to a meeting reviews the year before and plans the year it is given in."""
    late = month >= 9  # A report given from September on reviews the year that ends.
    review, plan = (year, year + 1) if late else (year - 1, year)
    for found in expressions(head, document.rules):
        if found.time.reads == "plan" and found.numbers and not found.time.edge:
            ordinal = found.numbers[0]
            if (years := plan_years(ordinal)).last_year >= year:
                before = plan_years(ordinal - 1) if ordinal > 1 else None
                if before is None or before.last_year < review - 1:
                    before = whole_years(review, review)
                return ReportYears(year, before, years)
    return ReportYears(year, whole_years(review, review), whole_years(plan, plan))


def _of_title(document: Document, title: str) -> ReportYears | None:
    """The report years in a title, by the words behind each: 2022年工作总结和2023年工作计划 →
    review 2022, plan 2023."""
    found = list(expressions(title, document.rules))
    if any(one.time.reads == "masked" for one in found) and not any(one.years for one in found):
        return ReportYears()
    review = plan = None
    latest = 0
    named = [n for n, one in enumerate(found) if one.years or one.time.reads == "plan"]
    named = [n for n in named if not is_baseline(title, found[n])]
    ends = [*(found[index].start for index in named), len(title)][1:]
    for index, until in zip(named, ends, strict=True):
        one = found[index]
        period = resolve(one, ReportYears(), None)
        after = found[index + 1] if index + 1 < len(found) else None
        if after and after.time.reads in ("part", "months", "month") and after.start - one.end <= 1:
            period = resolve(after, ReportYears(), period)
        # 第十四个五年规划 is a plan by its own words.
        says = title[one.start if one.time.reads == "plan" else one.end : until]
        if _PLANS.search(says) and not _REVIEWS.search(says):
            plan = plan or period
        else:
            review = review or period
            latest = max(latest, period.last_year if period else 0)
    years = _completed(review, plan)
    # 2022年决算和2023年上半年预算执行情况 is given in 2023.
    return years and years._replace(now=max(years.now or 0, latest))


def _completed(review: Period | None, plan: Period | None) -> ReportYears | None:
    """The report years where one period is known: the plan is for the time behind the review."""
    if review is None:
        if plan is None or not plan.year:
            return None
        return ReportYears(plan.year, _as_long_before(plan), plan)
    last = review.last_year
    # A review of part of a year is followed by a plan for the rest of that year.
    coming = last if review.month else last + 1
    return ReportYears(last, review, plan or whole_years(coming, coming))


def _as_long_before(plan: Period) -> Period:
    """The years before a plan, as many as it spans: 2016/2020 before 2021/2025."""
    first = plan.year or plan.last_year
    return whole_years(2 * first - plan.last_year - 1, first - 1)


def _of_body(document: Document) -> ReportYears:
    """The report years from the headings or the first lines."""
    for node in _headings(document):
        if (named := _of_title(document, plain(node.title))) is not None and named.now:
            return named
    for line in document.lines[:6]:
        headline = document.plain[slice(*line)]
        if len(headline) <= _OPENING and "。" not in headline:
            # 某县2024年经济社会发展预期目标: a heading that the outline does not know.
            named = _of_title(document, headline)
            if named is not None and named.now:
                return named
        for found in document.times.within(line.start, min(line.end, line.start + _OPENING)):
            single = found.time.reads == "year"
            since = single and _SINCE.match(document.plain, found.end)
            # 到2025年: a target of a plan.
            since = since or (single and _GOAL.search(document.plain, line.start, found.start))
            if since or _BIOGRAPHY.match(document.plain, found.end):
                continue
            if found.years and found.time.reads in ("year", "years"):
                return _completed(resolve(found, ReportYears(), None), None) or ReportYears()
            if found.time.reads == "masked":
                return ReportYears()
    if document.metadata.year:
        year = document.metadata.year
        # A report on a single matter asks for what is to be done in the year of its date.
        kinds = document.rules.derive(Kinds)
        coming = year + (kinds.year_of(document.metadata.genre) == "past")
        review = whole_years(year, year)
        title = plain(document.text[slice(*document.title)]) if document.title else ""
        for found in expressions(title, document.rules):
            if found.time.reads in ("part", "months"):  # 半年度工作总结
                return _completed(resolve(found, ReportYears(), review), None) or ReportYears()
        return ReportYears(year, review, whole_years(coming, coming))
    return ReportYears()
