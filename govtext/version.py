"""The version of govtext, and how it was built."""

__version__ = "0.1.0"


def build() -> str:
    """How the reading of reports was built: "compiled" by mypyc, or "pure Python"."""
    from importlib.machinery import ExtensionFileLoader, PathFinder  # noqa: PLC0415 (as below)
    from pathlib import Path  # noqa: PLC0415 (slow to import, and --help needs none of it)

    found = PathFinder.find_spec("document", [str(Path(__file__).parent)])
    compiled = found is not None and isinstance(found.loader, ExtensionFileLoader)
    return "compiled" if compiled else "pure Python"
