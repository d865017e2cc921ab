"""``govtext audit``: is a corpus what it claims to be?"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

from govtext.analyses.audit import CorpusAudit
from govtext.analyses.audit_record import AuditRecord, product
from govtext.commands import typed
from govtext.commands.many import EachReport, run_many
from govtext.commands.options import (
    FreshOption,
    QuietOption,
    RulesOption,
    SourcesArgument,
    TextColumnOption,
    TimeoutOption,
    WorkersOption,
    check_output,
    check_rules,
    output_option,
)
from govtext.commands.tables import PAGE_ENDINGS, chinese_name, has_regions, print_frame
from govtext.messages import language, named
from govtext.page.audit import audit_page
from govtext.readers import suffix_of
from govtext.runs.convert import Options
from govtext.writers.atomic import replacing
from govtext.writers.frames import FrameSheet, write_frames

app = typed.App()


@app.command()
def audit_command(  # noqa: PLR0913, PLR0917 (an option each)
    sources: SourcesArgument,
    out: Annotated[Path | None, output_option(PAGE_ENDINGS)] = None,
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
    workers: WorkersOption = None,
    timeout: TimeoutOption = None,
    fresh: FreshOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find copies, cut and joined texts, contradictions between files and texts, outliers and gaps
    in a corpus.

    Exit status 1 where anything is found, or some reports can't be read.
    """
    check_rules(rules)
    check_output(out, PAGE_ENDINGS)
    try:
        made = product(regions=has_regions())
    except ImportError as error:
        raise typed.BadParameter(str(error)) from error
    found = _Found()
    if out is None:
        reports = EachReport(sources, rules, text_column)
        found.read(reports.products(made))
        reports.finish(found.show(), wrong=found.any)
    options = Options(
        workers=workers or os.cpu_count() or 1,
        rules=rules,
        text_column=text_column,
        timeout=timeout,
        fresh=fresh,
        product=made,
        write=found.write,
    )
    run_many(sources, out, options, quiet, lambda: found.any)


class _Found:
    """The audit of a run, once its records are there."""

    def __init__(self) -> None:
        self._audit = CorpusAudit([])

    @property
    def any(self) -> bool:
        """Whether anything is wrong."""
        return bool(self._audit.findings)

    def read(self, lines: Iterable[bytes]) -> None:
        """Audit the corpus with these records."""
        self._audit = CorpusAudit(msgspec.json.decode(line, type=AuditRecord) for line in lines)

    def write(self, lines: Iterable[bytes], out: Path, parts: Path) -> None:
        """Audit the corpus, and write the findings to ``out``."""
        self.read(lines)
        suffix = suffix_of(out.name)
        if suffix in (".html", ".json"):
            page = audit_page(self._audit, language()).encode("utf-8")
            with replacing(out, parts) as file:
                file.write(page if suffix == ".html" else self._audit.to_json(language()))
        else:
            frame = self._audit.to_frame(language())
            write_frames([FrameSheet([frame], chinese_name)], out, language(), parts)

    def show(self) -> str:
        """Print the findings, and return how many of each kind there are."""
        frame = self._audit.to_frame(language())
        if len(frame):
            print_frame(frame[["severity", "code", "source", "message"]])
        counts = Counter(one.code for one in self._audit.findings).most_common()
        return ", ".join(f"{count} {named(code)}" for code, count in counts) or "nothing wrong"
