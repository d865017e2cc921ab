"""The page of an audit: its findings, the matrix of issuers and years, and the reports."""

from __future__ import annotations

from govtext.analyses.audit import CorpusAudit, Lang
from govtext.page.analysis import Cell, MarkedText, analysis_page, counted, grid, section, word
from govtext.page.bilingual import Bilingual, value_of


def audit_page(audit: CorpusAudit, lang: Lang) -> str:
    """The page of ``audit``, in the language ``lang`` until the reader switches it."""

    def words(*names: str) -> list[Bilingual]:
        return [word(name) for name in names]

    findings = [
        (
            MarkedText(word(one.severity), one.severity),
            value_of(one.code),
            one.source,
            Bilingual(one.message("en"), one.message("zh")),
        )
        for one in audit.findings
    ]
    matrix = audit.matrix()
    cells: list[list[Cell]] = [
        [str(issuer), *(MarkedText("", "none") if not count else int(count) for count in counts)]
        for issuer, counts in zip(matrix.index, matrix.to_numpy().tolist(), strict=True)
    ]
    reports = [
        (
            one.source,
            one.issuer,
            None if one.year is None else str(one.year),
            one.body,
            one.furniture,
            one.masked,
            one.sentences,
            one.claims,
        )
        for one in audit.records
    ]
    sizes = ("body", "furniture", "masked", "sentences", "claims")
    parts = [
        section(
            word("findings"),
            grid(words("severity", "code", "source", "message"), findings),
        ),
        section(word("matrix"), grid([word("issuer"), *map(str, matrix.columns)], cells)),
        section(word("reports"), grid(words("source", "issuer", "year", *sizes), reports)),
    ]
    counts = (("reports", len(audit.records)), ("findings", len(findings)))
    note = counted(counts)
    return analysis_page(word("audit"), note, parts, lang)
