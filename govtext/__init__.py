"""govtext: read Chinese government work reports as structured data."""

import importlib
import os.path

from govtext.version import __version__

# Not from typing, which takes longer to import than all of this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from govtext.analyses.attention import attention
    from govtext.analyses.audit import audit
    from govtext.analyses.comparison import Comparison, compare
    from govtext.analyses.concordance import concordance
    from govtext.analyses.keywords import keywords
    from govtext.analyses.panel import panel
    from govtext.analyses.tasks import tasks
    from govtext.analyses.tracking import targets, track
    from govtext.checks.api import check
    from govtext.checks.finding import Finding
    from govtext.corpus import read, read_corpus
    from govtext.errors import GovtextError, ReadError
    from govtext.evaluation.gold import GoldError
    from govtext.evaluation.scores import Scores, evaluate
    from govtext.frames import to_frame
    from govtext.json_schema import schema
    from govtext.pipeline import parse
    from govtext.report import Report
    from govtext.rulebook.load import RuleError

__all__ = [
    "Comparison",
    "Finding",
    "GoldError",
    "GovtextError",
    "ReadError",
    "Report",
    "RuleError",
    "Scores",
    "__version__",
    "attention",
    "audit",
    "check",
    "compare",
    "concordance",
    "evaluate",
    "keywords",
    "panel",
    "parse",
    "read",
    "read_corpus",
    "schema",
    "targets",
    "tasks",
    "to_frame",
    "track",
]

# In a checkout the packages govtext.rules and govtext.corpora are beside this folder; in an
# installation they are inside it. This finds them in both cases.
if not os.path.isdir(os.path.join(__path__[0], "rules")):  # noqa: PTH112, PTH118 (pathlib is slow)
    __path__.append(os.path.dirname(__path__[0]))  # noqa: PTH120

# Each name is imported when it is first used: an import for a type or the schema does not wait
# for the stages, which compile many patterns.
_HOMES = {
    "Comparison": "govtext.analyses.comparison",
    "Finding": "govtext.checks.finding",
    "GoldError": "govtext.evaluation.gold",
    "GovtextError": "govtext.errors",
    "ReadError": "govtext.errors",
    "Report": "govtext.report",
    "RuleError": "govtext.rulebook.load",
    "Scores": "govtext.evaluation.scores",
    "check": "govtext.checks.api",
    "compare": "govtext.analyses.comparison",
    "attention": "govtext.analyses.attention",
    "audit": "govtext.analyses.audit",
    "concordance": "govtext.analyses.concordance",
    "keywords": "govtext.analyses.keywords",
    "evaluate": "govtext.evaluation.scores",
    "panel": "govtext.analyses.panel",
    "parse": "govtext.pipeline",
    "read": "govtext.corpus",
    "read_corpus": "govtext.corpus",
    "schema": "govtext.json_schema",
    "targets": "govtext.analyses.tracking",
    "tasks": "govtext.analyses.tasks",
    "to_frame": "govtext.frames",
    "track": "govtext.analyses.tracking",
}


def __getattr__(name: str) -> "Any":
    if name not in _HOMES:
        raise AttributeError(f"module 'govtext' has no attribute {name!r}")
    found = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*globals(), *__all__]
