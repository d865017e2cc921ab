"""The normalized text: one character for each, in its usual form."""

from __future__ import annotations

import pytest

import govtext
from govtext.language.plain import plain
from govtext.language.radicals import COMPATIBLE, unradical


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("\u2f00、\u2f2f作\u2ed3效", "一、工作长效"),  # Kangxi and simplified radicals
        ("\u2f9e站\uf90a融", "车站金融"),  # a traditional radical, a compatibility ideograph
        ("\ufe35五\ufe36增\ufe10完\ufe12", "(五)增,完。"),  # forms for vertical lines
        ("\ue5e5\ue5e5全县", "  全县"),  # the wide blank of GB18030
    ],
)
def test_each_character_has_its_usual_form(written: str, expected: str) -> None:
    assert plain(written) == expected


def test_every_radical_stands_for_a_usual_character() -> None:
    forms = [chr(form) for form in COMPATIBLE.values()]
    assert [form for form in forms if unradical(form) != form] == []


def test_offsets_of_radicals_point_into_the_text_as_written() -> None:
    text = "石桥县2024年⼯作总结\n⼀、主要⼯作\n地区⽣产总值增⻓5%，新建⻋站3座。"
    report = govtext.parse(text)
    assert [node.title for node in report.nodes()] == ["主要⼯作"]
    growth, stations = report.claims
    assert growth.indicator is not None
    assert (growth.indicator.name, growth.direction) == ("地区生产总值", "increase")
    assert text[growth.indicator.start : growth.indicator.end] == "地区⽣产总值"
    assert stations.quantity.value == 3
