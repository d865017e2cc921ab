"""The sample reports through every format: the same outline and the same claims come out."""

from __future__ import annotations

import functools
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sample_files import FORMATS, SAMPLES, plain_docx

import govtext
from govtext.corpus import report_of
from govtext.report import Report

SOFFICE = shutil.which("soffice")
needs_soffice = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) is not on this machine"
)


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def summary(report: Report) -> dict[str, list[Any]]:
    """What a report says, without offsets and blanks, which differ from format to format."""
    return {
        "outline": [
            (node.id, node.kind, squeezed(node.marker), node.ordinal, squeezed(node.title))
            for node in report.nodes()
        ],
        "claims": [
            (
                claim.node,
                claim.category,
                claim.status,
                claim.period,
                squeezed(claim.indicator.text) if claim.indicator else None,
                squeezed(claim.quantity.text),
                claim.quantity.value,
                claim.quantity.unit,
                claim.direction,
                claim.basis,
                claim.part_of,
            )
            for claim in report.claims
        ],
    }


@functools.cache
def expected(name: str) -> dict[str, list[Any]]:
    return summary(govtext.parse("\n".join(SAMPLES[name])))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("form", FORMATS)
def test_a_sample_comes_out_the_same(form: str, name: str) -> None:
    lines = SAMPLES[name]
    report = report_of(FORMATS[form](lines), f"report.{form}", None)
    assert summary(report) == expected(name)


@needs_soffice
@pytest.mark.parametrize("form", ["pdf", "odt", "rtf", "doc"])
def test_samples_through_libreoffice_come_out_the_same(form: str, tmp_path: Path) -> None:
    # One start of the program for all samples to a format; reading them back takes one each.
    names = {"pdf": list(SAMPLES), "rtf": list(SAMPLES)[1:2]}.get(form, list(SAMPLES)[:1])
    for name in names:
        (tmp_path / f"{name}.docx").write_bytes(plain_docx(SAMPLES[name]))
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(tmp_path),
            *[str(tmp_path / f"{name}.docx") for name in names],
        ],
        capture_output=True,
        check=True,
        timeout=240,
    )
    for name in names:
        report = govtext.read(tmp_path / f"{name}.{form}")
        assert report.source.format == form
        assert summary(report) == expected(name), name
