"""The errors of govtext; each message says what is wrong, where, and what to do."""

from __future__ import annotations

import errno
import unicodedata
from pathlib import Path

from govtext.messages import language, said


class GovtextError(Exception):
    """The base class of every error that govtext defines: ``except govtext.GovtextError`` catches
    all of them. Wrong arguments raise Python's own ValueError, KeyError or TypeError.

    >>> import govtext
    >>> try:
    ...     govtext.read("no such file.txt")
    ... except govtext.GovtextError as error:
    ...     print(error)
    no such file.txt: there is no such file; check the path
    """

    def __str__(self) -> str:
        return said(super().__str__())


class MissingPackageError(GovtextError, ImportError):
    """Something needs a package that is not installed; the message has the command that installs
    it."""


class ReadError(GovtextError):
    """A file can't be read as a report.

    ``name`` is the file as the caller named it, ``problem`` what is wrong with it, ``advice``
    what to do about it, both in English; the message is all three, in the
    language of the reader. ``stage`` is the step that failed: "find",
    "read", a stage of the pipeline, "write", "worker" where the process that read it ended, or
    "timeout" where reading it took too long.

    >>> print(ReadError("a.pdf", "this PDF has no text", "run OCR on it first"))
    a.pdf: this PDF has no text; run OCR on it first
    """

    def __init__(self, name: str, problem: str, advice: str, stage: str = "read") -> None:
        super().__init__(name, problem, advice)
        self.name = name
        self.problem = problem
        self.advice = advice
        self.stage = stage

    def __str__(self) -> str:
        problem, advice = said(self.problem), said(self.advice)
        if language() == "zh":
            return shown(f"{self.name}：{problem}；{advice}")
        return shown(f"{self.name}: {problem}; {advice}")


# Control and format characters, surrogates, and the ends of lines and paragraphs.
_UNSHOWN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def shown(text: str) -> str:
    """A text on one line for a message: what a terminal would act on is written as an escape.

    The names of files and of the members of archives may hold any characters.

    >>> print(shown("a\\x1b]0;b\\n.txt"))
    a\\x1b]0;b\\x0a.txt
    """
    return "".join(f"\\x{ord(c):02x}" if unicodedata.category(c) in _UNSHOWN else c for c in text)


def unwritten(path: Path, error: OSError) -> ReadError:
    """The error for a file that can't be written."""
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    advice = "free some space there" if full else "check the path and its permissions"
    return ReadError(str(path), f"can't be written ({error.strerror or error})", advice, "write")
