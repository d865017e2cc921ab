"""The genre of a paper and the level of its issuer, by the tables genres and issuer_levels.

青云县人民法院工作报告 -> court report; 青云县人民法院 -> county
"""

from __future__ import annotations

import re
from typing import Literal

from govtext.language.guarded import alone
from govtext.rulebook.load import PatternRule, Rulebook

YearOf = Literal["first", "last", "past", "none"]


class Genre(PatternRule):
    """An entry of ``[[genres]]``: papers whose title holds ``pattern``.

    With ``opening`` the pattern is looked for in the opening of the text too. ``year`` says which
    year such a paper is about: the ``first`` that its head names, the ``last`` in its title (a
    budget), ``none`` (a plan of several years), or ``past``: the first, and where only a signature
    of January or February dates it, the year before. ``plans`` says which year its plans are for:
    the ``next``, or the ``same`` that it is about.
    """

    opening: bool = False
    year: YearOf = "first"
    plans: Literal["next", "same"] = "next"


class IssuerLevel(PatternRule):
    """An entry of ``[[issuer_levels]]``: the issuers whose name holds ``pattern``."""


class Kinds:
    """Both tables compiled, each entry with its name, in order."""

    def __init__(self, rules: Rulebook) -> None:
        genres = rules.table("genres", Genre)
        levels = rules.table("issuer_levels", IssuerLevel)
        self._titles = [(one.name, alone(rules, "genres", *_of(one))) for one in genres]
        opening = {one.name for one in genres if one.opening}
        self._openings = [one for one in self._titles if one[0] in opening]
        self._levels = [(one.name, alone(rules, "issuer_levels", *_of(one))) for one in levels]
        self._years = {one.name: one.year for one in genres}
        self.plans_same = frozenset(one.name for one in genres if one.plans == "same")
        """The genres whose plans are for the year that they are about: minutes of a meeting."""

    def genre(self, title: str | None, opening: str) -> str | None:
        """The genre by the title, else by the opening of the text; None where neither says it."""
        return _first(self._titles, title or "") or _first(self._openings, opening)

    def year_of(self, genre: str | None) -> YearOf:
        """Which year a paper of the genre is about."""
        return self._years.get(genre or "", "first")

    def level(self, issuer: str | None) -> str | None:
        """The level of an issuer; None where its name does not say it."""
        return _first(self._levels, issuer or "")


def _of(entry: Genre | IssuerLevel) -> tuple[str, str]:
    return entry.name, entry.pattern


def _first(entries: list[tuple[str, re.Pattern[str]]], text: str) -> str | None:
    return next((name for name, found in entries if found.search(text)), None)
