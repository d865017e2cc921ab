"""``govtext audit``: is a corpus what it claims to be?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from govtext.analyses.audit import CorpusAudit
from govtext.analyses.audit_record import AuditRecord, product
from govtext.analyses.regions import is_installed
from govtext.commands import typed
from govtext.commands.many import analyse
from govtext.commands.options import (
    RunOptions,
    SourcesArgument,
    check_output,
    check_rules,
    grouped,
    output_option,
)
from govtext.commands.tables import PAGE_ENDINGS, Document, TableAnalysis, print_frame
from govtext.messages import language, named
from govtext.page.audit import audit_page
from govtext.runs.products import Product

if TYPE_CHECKING:
    import pandas as pd

app = typed.App()


@app.command()
@grouped
def audit_command(
    *,
    sources: SourcesArgument,
    out: Annotated[Path | None, output_option(PAGE_ENDINGS)] = None,
    given: RunOptions,
) -> None:
    """Find copies, cut and joined texts, contradictions between files and texts, outliers and gaps
    in a corpus.

    Exit status 1 where anything is found, or some reports can't be read.
    """
    check_rules(given.rules)
    check_output(out, PAGE_ENDINGS)
    found = _Found(product(regions=is_installed()))
    analyse(sources, out, given, found, lambda: found.any)


class _Found:
    """The audit of a run, once its records are there."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self._audit = CorpusAudit([])
        documents: dict[str, Document] = {".html": self._page, ".json": self._json}
        self.write = TableAnalysis(product, self._frames, documents).write

    @property
    def any(self) -> bool:
        """Whether anything is wrong."""
        return bool(self._audit.findings)

    def show(self, lines: Iterable[bytes]) -> str:
        """Print the findings, and return how many of each kind there are."""
        frame = next(self._frames(lines))
        if len(frame):
            print_frame(frame[["severity", "code", "source", "message"]])
        counts = Counter(one.code for one in self._audit.findings).most_common()
        return ", ".join(f"{count} {named(code)}" for code, count in counts) or "nothing wrong"

    def _read(self, lines: Iterable[bytes]) -> CorpusAudit:
        self._audit = CorpusAudit(msgspec.json.decode(line, type=AuditRecord) for line in lines)
        return self._audit

    def _frames(self, lines: Iterable[bytes]) -> Iterator[pd.DataFrame]:
        yield self._read(lines).to_frame(language())

    def _page(self, lines: Iterable[bytes]) -> str:
        return audit_page(self._read(lines), language())

    def _json(self, lines: Iterable[bytes]) -> bytes:
        return self._read(lines).to_json(language())
