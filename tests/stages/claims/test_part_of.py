"""Which claim is a part of which, and that no part is larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import govtext
from govtext import Report

SAMPLES = Path(str(files("govtext.corpora") / "docs"))
REAL = Path(__file__).parents[4] / "shared" / "reports" / "txt"


def parts(text: str) -> dict[str, str]:
    """Each part and its whole, as written."""
    by_id = {claim.id: claim.quantity.text for claim in govtext.parse(text).claims}
    claims = govtext.parse(text).claims
    return {c.quantity.text: by_id[c.part_of] for c in claims if c.part_of is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("有教师400人，其中女教师300人。", {"300人": "400人"}),
        ("培育企业20家，其中国家级3家，省级7家。", {"3家": "20家", "7家": "20家"}),
        # A place in an order has no parts.
        ("零售总额居全国第六，税收20亿元，其中地方税收居全国第八。", {}),
        # A clause with another verb and another object is of something else.
        ("完成营造林48万亩、其中公路绿化3万亩，修复治理草原57万亩。", {"3万亩": "48万亩"}),
        ("引进人才60名，其中博士8名，选派科技特派员90名。", {"8名": "60名"}),
        (
            "招聘教师40名，其中高中教师9名、幼儿教师8名，引进硕士50名。",
            {"9名": "40名", "8名": "40名"},
        ),
        # A number that bounds a class is no part; what is counted is.
        ("新签约项目60个，其中投资5亿元以上的8个。", {"8个": "60个"}),
        ("十二个村收入全部过十万元，其中过五十万元的有三个，总收入四百万元。", {"三个": "十二个"}),
        # A bracket that converts, or sums up, breaks nothing down.
        ("产合成氨800吨（折合3000吨硫酸铵）。", {}),
        ("造价200元（比预算增高60%，共浪费9000元）。", {}),
        ("新上规企业14家（其中纺织业8家、物流业6家）。", {"8家": "14家", "6家": "14家"}),
        # What a number is compared with is no part of it.
        ("企业1000个，其中投产的700个，比上一时期的537个还多。", {"700个": "1000个"}),
    ],
)
def test_parts_and_their_wholes(text: str, expected: dict[str, str]) -> None:
    assert parts(text) == expected


def compared(reports: list[Report]) -> Iterator[tuple[str, float, float]]:
    """Each part and its whole that are amounts in one unit: the text between, and both values."""
    for report in reports:
        by_id = {claim.id: claim for claim in report.claims}
        for claim in report.claims:
            whole = by_id.get(claim.part_of or 0)
            if whole is None or claim.direction is not None:
                continue
            part, total = claim.quantity, whole.quantity
            if part.kind != "amount" or part.unit is None or part.unit != total.unit:
                continue
            if part.base_value is not None and total.base_value is not None:
                between = (report.text or "")[total.start : part.end]
                yield between, part.base_value, total.base_value


def test_no_part_is_larger_than_its_whole() -> None:
    found = list(compared([govtext.read(path) for path in sorted(SAMPLES.glob("*.txt"))]))
    assert len(found) > 20
    assert [between for between, part, whole in found if part > whole] == []


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not beside the checkout")
def test_hardly_a_part_of_a_real_report_is_larger_than_its_whole() -> None:
    found = list(compared(list(govtext.read_corpus(REAL))))
    assert len(found) > 30
    assert len([1 for _, part, whole in found if part > whole]) <= 0.03 * len(found)
