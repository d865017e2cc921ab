"""Characters of the private use area, which have no meaning outside the font of a file.

PDF files and pages with a font of their own leave them where words and numbers stood; no reader
can tell what they were.
"""

from __future__ import annotations

from govtext.document import Document
from govtext.language.compiled import compiled_lazily

# A character of its own at the beginning of a line, or between blanks, is a bullet.
_PRIVATE = "\ue000-\ue5e4\ue5e6-\uf8ff\U000f0000-\U0010fffd"
_MEANT = compiled_lazily(rf"(?<=[\w{_PRIVATE}])[{_PRIVATE}]|[{_PRIVATE}](?=[{_PRIVATE}])")

_ALL = compiled_lazily(f"[{_PRIVATE}]")


def tell_private_use(document: Document) -> None:
    """Add a diagnostic where the text has words in such characters."""
    found = _ALL.search(document.text) and _MEANT.search(document.text)
    if found:
        count = len(_ALL.findall(document.text))
        document.diagnose(
            "private-use-characters",
            f"{count} characters have no meaning outside the font of the file, the first "
            "here: words and numbers are missing. Run OCR on its pages, or get the text from "
            "another source.",
            found.start(),
            found.end(),
        )
