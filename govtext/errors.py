"""What can go wrong with an input, said so that a person knows what to do next."""

from __future__ import annotations

from pathlib import Path


class ReadError(Exception):
    """A file can't be read as a report.

    ``name`` is the file as the caller named it, ``problem`` what is wrong with it, ``advice``
    what to do about it; the message is all three. ``stage`` is where the file was stopped:
    "find", "read", a stage of the pipeline, "write", or "worker" and "timeout" where what read it
    came to grief.
    """

    def __init__(self, name: str, problem: str, advice: str, stage: str = "read") -> None:
        super().__init__(name, problem, advice)
        self.name = name
        self.problem = problem
        self.advice = advice
        self.stage = stage

    def __str__(self) -> str:
        return f"{self.name}: {self.problem}; {self.advice}"


def unwritten(path: Path, error: OSError) -> ReadError:
    """What is said of a file that can't be written."""
    reason = error.strerror or error
    return ReadError(str(path), f"can't be written ({reason})", "check the place for it", "write")
