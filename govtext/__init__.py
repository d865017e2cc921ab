"""govtext: read Chinese government work reports and get back what they claim."""

import os

from govtext.pipeline import parse
from govtext.report import Report, schema
from govtext.rulebook import RuleError

__version__ = "0.1.0"
__all__ = ["Report", "RuleError", "parse", "schema"]

# In a checkout the packages govtext.rules and govtext.corpora stand beside this folder; only an
# installation has them inside it. Python started in a checkout finds them either way.
if not os.path.isdir(os.path.join(__path__[0], "rules")):
    __path__.append(os.path.dirname(__path__[0]))
