"""Keywords: the words that were put into a group come out of it, with the scores of the papers."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest

import govtext
from govtext.analyses.keywords import keywords, log_likelihood, log_odds
from govtext.report import Report

COMMON = "推进项目建设，改善民生，发展产业。" * 6


def reports() -> Iterator[Report]:
    for year, own in ((2022, "疫情防控"), (2023, "脱贫攻坚"), (2024, "低空经济")):
        for place in ("青沅县", "云麓县"):
            text = f"{place}{year}年工作总结\n一、工作情况\n{COMMON}{own}，" + f"{own}。" * 5
            yield govtext.parse(text)


def test_the_words_of_a_year_come_first() -> None:
    frame = keywords(reports(), top=1)
    assert frame["group"].tolist() == ["2022", "2023", "2024"]
    assert frame["word"].tolist() == ["疫情", "脱贫攻坚", "低空经济"]
    assert (frame["count"] == 12).all()
    assert (frame["other_count"] == 0).all()
    assert (frame["log_odds"] > 1.6).all()
    assert (frame["log_likelihood"] > 10.83).all()


def test_common_words_are_no_keywords() -> None:
    frame = keywords(reports(), top=50)
    common = frame[frame["word"] == "产业"]
    assert len(common) == 3
    assert (common["log_odds"].abs() < 0.5).all()


def test_the_order_of_reports_changes_nothing() -> None:
    listed = list(reports())
    assert keywords(listed).equals(keywords(listed[::-1]))


@pytest.mark.parametrize(
    "cells", [(20, 100, 5, 100), (3, 50, 90, 900), (7, 1000, 0, 400), (1, 10, 40, 90)]
)
def test_log_likelihood_is_that_of_the_table(cells: tuple[int, int, int, int]) -> None:
    stats = pytest.importorskip("scipy.stats")
    count, size, other, rest = cells
    table = [[count, other], [size - count, rest - other]]
    expected = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")[0]
    found = log_likelihood(*cells)
    assert abs(found) == pytest.approx(expected)
    assert (found > 0) == (count / size > other / rest)


def test_a_strong_prior_draws_the_score_to_zero() -> None:
    scores = [log_odds(20, 100, 5, 100, prior / 8, prior) for prior in (1.0, 100.0, 10_000.0)]
    assert scores[0] > scores[1] > scores[2] > 0
    # By hand, without a prior: the log of the odds ratio by its standard error.
    bare = math.log((20 / 80) / (5 / 95)) / math.sqrt(1 / 20 + 1 / 5)
    assert log_odds(20, 100, 5, 100, 1e-9, 8e-9) == pytest.approx(bare)


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="group is 'place'"):
        keywords([], "place")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="prior is 0"):
        keywords([], prior=0)
