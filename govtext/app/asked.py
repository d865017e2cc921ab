"""What is asked of the processes that make pages and files, and how they are asked."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from govtext.errors import GovtextError, unwritten
from govtext.messages import said, use
from govtext.report import Report


class AskedReport(NamedTuple):
    """A report of the session: the path of its outline, the file it was read from with the name
    that people know, and the address of its views."""

    outline: str
    upload: str
    name: str
    address: str

    def read(self) -> Report:
        """The report."""
        return Report.from_json(Path(self.outline).read_bytes())


class Asked(NamedTuple):
    """Of which reports, in which language, with which rules and dictionary something is made."""

    reports: tuple[AskedReport, ...]
    lang: str
    rules: str | None = None
    dictionary: str | None = None

    def read(self) -> Iterator[Report]:
        """The reports, one after the other."""
        return (report.read() for report in self.reports)

    def view(self, report: AskedReport, name: str) -> str:
        """The address of a view of one of the reports."""
        return f"{report.address}/{name}.html?lang={self.lang}"


class UnmadeError(GovtextError):
    """A page or file can't be made; the message says why, in the language that was asked for."""


def make(maker: str, asked: Asked, out: Path) -> None:
    """Call ``maker`` ("module:function" of this package), which writes ``out``.

    This is the work of one call of a process. Raises UnmadeError.
    """
    module, _, function = maker.partition(":")
    use(asked.lang)
    try:
        getattr(importlib.import_module(f"{__package__}.{module}"), function)(asked, out)
    except (GovtextError, ValueError, ImportError) as error:
        raise UnmadeError(said(str(error))) from error
    except OSError as error:
        raise UnmadeError(str(unwritten(Path(out.name), error))) from error
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
        words = f"making it failed because of a bug in govtext ({fault}); please report it"
        raise UnmadeError(said(words)) from error
    finally:
        use(None)


def ready() -> None:
    """Import what most pages need, so that the first one is not slow."""
    for module in ("views", "files"):
        importlib.import_module(f"{__package__}.{module}")
    with contextlib.suppress(ImportError):  # an extra
        importlib.import_module("pandas")
