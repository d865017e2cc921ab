"""Why the fields of the metadata have their values."""

from __future__ import annotations

import govtext
from govtext.writers.fields import field_reasons


def _reasons(text: str) -> dict[str, str]:
    return {found.field: found.reason for found in field_reasons(govtext.parse(text))}


def test_fields_in_the_title_and_below_it() -> None:
    text = "2023年国民经济统计公报\n青石县统计局\n（2024年4月2日）\n一、综合\n生产总值80亿元。\n"
    reasons = _reasons(text)
    assert reasons["title"] == "line 1"
    assert reasons["year"] == "in the title (line 1)"
    assert reasons["issuer"] == "on line 2, above the first sentence"
    assert reasons["published"].startswith("the date of the page")


def test_a_field_from_the_signature() -> None:
    text = "关于春耕工作情况的报告\n全县备足化肥3000吨。\n青石县农业农村局\n2024年3月5日\n"
    reasons = _reasons(text)
    assert reasons["issuer"] == "on line 3, behind the last sentence"
    assert "the date of the signature" in reasons["year"]


def test_a_text_without_metadata_has_no_reasons() -> None:
    assert _reasons("新建学校3所。") == {}
