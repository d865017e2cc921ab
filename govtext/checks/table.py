"""The table ``[[checks]]``: each kind of check with its words in Chinese and English."""

from __future__ import annotations

import msgspec

from govtext.checks.finding import Found, Lang, Severity
from govtext.rulebook.load import Rulebook


class Check(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[checks]]``: a kind of check.

    In an example ``[…]`` marks each place that is found; an example without brackets has none.
    """

    name: str
    """The code of its findings."""
    severity: Severity
    zh: dict[str, str]
    """The messages in Chinese, by the case that the check tells apart; ``{name}`` is a value."""
    en: dict[str, str]
    """The messages in English."""
    rule_zh: str
    """The rule and its tolerance in Chinese."""
    rule_en: str
    """The rule and its tolerance in English."""
    examples: list[str] = []

    def message(self, found: Found, lang: Lang) -> str:
        """The message of a finding."""
        cases = self.zh if lang == "zh" else self.en
        return cases[found.case].format_map(found.values)

    def rule(self, lang: Lang) -> str:
        """The rule with its tolerance."""
        return self.rule_zh if lang == "zh" else self.rule_en


def build_checks(rules: Rulebook) -> dict[str, Check]:
    """The kinds of check by their codes."""
    return {check.name: check for check in rules.table("checks", Check)}
