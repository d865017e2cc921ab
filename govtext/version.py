"""The version of govtext, and how it was built."""

from importlib.machinery import ExtensionFileLoader, PathFinder
from pathlib import Path

__version__ = "0.1.0"


def build() -> str:
    """How the reading of reports was built: "compiled" by mypyc, or "pure Python"."""
    found = PathFinder.find_spec("document", [str(Path(__file__).parent)])
    compiled = found is not None and isinstance(found.loader, ExtensionFileLoader)
    return "compiled" if compiled else "pure Python"
