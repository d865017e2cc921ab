"""govtext: read Chinese government work reports and get back what they claim."""

from pathlib import Path

from govtext.corpus import read, read_corpus
from govtext.errors import ReadError
from govtext.pipeline import parse
from govtext.report import Report, schema
from govtext.rulebook import RuleError

__version__ = "0.1.0"
__all__ = ["ReadError", "Report", "RuleError", "parse", "read", "read_corpus", "schema"]

# In a checkout the packages govtext.rules and govtext.corpora stand beside this folder; only an
# installation has them inside it. Python started in a checkout finds them either way.
if not Path(__path__[0], "rules").is_dir():
    __path__.append(str(Path(__path__[0]).parent))
