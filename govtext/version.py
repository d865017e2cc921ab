"""The version of govtext, and how it was built."""

__version__ = "0.1.0"


def build() -> str:
    """How the reading of reports was built: "compiled" by mypyc, or "pure Python"."""
    # This module is imported with the package, and pathlib takes longer to import than all of it.
    import os.path  # noqa: PLC0415
    from importlib.machinery import ExtensionFileLoader, PathFinder  # noqa: PLC0415

    found = PathFinder.find_spec("document", [os.path.dirname(__file__)])  # noqa: PTH120
    compiled = found is not None and isinstance(found.loader, ExtensionFileLoader)
    return "compiled" if compiled else "pure Python"
