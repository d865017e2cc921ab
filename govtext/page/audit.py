"""The page of an audit: its findings, the matrix of issuers and years, and the reports."""

from __future__ import annotations

from govtext.analyses.audit import CorpusAudit, Lang
from govtext.page.analysis import Cell, MarkedText, analysis_page, grid, section, word


def audit_page(audit: CorpusAudit, lang: Lang) -> str:
    """The page of ``audit`` in Chinese or English."""

    def words(*names: str) -> list[str]:
        return [word(name, lang) for name in names]

    findings = [
        (
            MarkedText(word(one.severity, lang), one.severity),
            one.code,
            one.source,
            one.message(lang),
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
            word("findings", lang),
            grid(words("severity", "code", "source", "message"), findings),
        ),
        section(
            word("matrix", lang), grid([word("issuer", lang), *map(str, matrix.columns)], cells)
        ),
        section(word("reports", lang), grid(words("source", "issuer", "year", *sizes), reports)),
    ]
    counts = (("reports", len(audit.records)), ("findings", len(findings)))
    note = " · ".join(f"{count:,} {word(name, lang)}" for name, count in counts)
    return analysis_page(word("audit", lang), note, parts, lang)
