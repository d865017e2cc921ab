"""The errors of govtext; each message says what is wrong, where, and what to do."""

from __future__ import annotations

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
            return f"{self.name}：{problem}；{advice}"
        return f"{self.name}: {problem}; {advice}"


def unwritten(path: Path, error: OSError) -> ReadError:
    """The error for a file that can't be written."""
    reason = error.strerror or error
    return ReadError(
        str(path), f"can't be written ({reason})", "check the path and its permissions", "write"
    )
