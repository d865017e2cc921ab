"""``checked``: the rules to read with, checked where a user changes them.

The packaged rules are tested and need no check. So what checks rules, and imports every analysis
whose tables have examples, is imported only for a user's folder.
"""

from __future__ import annotations

from govtext.rulebook.load import Rulebook, RuleError, load


def checked(folder: str | None = None) -> Rulebook:
    """The rules of ``load``, after a check that they can be used.

    Raises RuleError where the folder or anything in it can't be used.
    """
    rules = load(folder)
    return rules.derive(_sound) if rules.own or rules.away else rules


def _sound(rules: Rulebook) -> Rulebook:
    from govtext.rulebook.check import faults  # noqa: PLC0415 (see above)

    for fault in faults(rules):
        raise RuleError(str(fault))
    return rules
