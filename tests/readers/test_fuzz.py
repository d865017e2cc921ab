"""Damaged and hostile files of every format: a text or a ReadError, and nothing else.

`GOVTEXT_FUZZ=20000 pytest tests/readers/test_fuzz.py` tries more files.
"""

from __future__ import annotations

import io
import os
import zipfile

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_files import FORMATS, SAMPLES, numbered_docx

from govtext.errors import ReadError
from govtext.readers import open_parts

EXAMPLES = int(os.environ.get("GOVTEXT_FUZZ", "40"))
LINES = SAMPLES["柳汀镇二〇二四年工作总结"][:12]


def pdf() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 300)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


SEEDS = {form: make(LINES) for form, make in FORMATS.items()} | {"pdf": pdf()}
PACKED = {"numbered.docx": numbered_docx(LINES), "ofd": SEEDS["ofd"], "xlsx": SEEDS["xlsx"]}


def mutate(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """``data`` with stretches at shares of its length, in millionths, replaced."""
    for place, length, new in edits:
        at = place * len(data) // 1_000_000
        data = data[:at] + new + data[at + length :]
    return data


edits = st.lists(
    st.tuples(
        st.integers(0, 1_000_000),
        st.integers(0, 40),
        st.binary(max_size=12)
        | st.sampled_from([b"<", b">", b"</w:p>", b"&x;", b"\xff\xff\xff\x7f", b"<w:p>", b"0" * 9]),
    ),
    min_size=1,
    max_size=6,
)


def read_all(data: bytes, name: str) -> None:
    try:
        for part in open_parts(data, name):
            try:
                reading = part.read()
            except ReadError:
                continue
            reading.text.encode("utf-8")
            assert all(0 <= p.start < p.end <= len(reading.text) for p in reading.places)
    except ReadError as error:
        assert error.problem and error.advice


@pytest.mark.parametrize("form", SEEDS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits=edits)
def test_damaged_files(form: str, edits: list[tuple[int, int, bytes]]) -> None:
    read_all(mutate(SEEDS[form], edits), f"a.{form}")


@pytest.mark.parametrize("form", PACKED)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(which=st.integers(0, 99), edits=edits)
def test_damaged_parts(form: str, which: int, edits: list[tuple[int, int, bytes]]) -> None:
    # Most damage to an archive is found when it is unpacked; this gets behind that.
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PACKED[form])) as source:
        names = source.namelist()
        with zipfile.ZipFile(buffer, "w") as target:
            for n, name in enumerate(names):
                data = source.read(name)
                target.writestr(name, mutate(data, edits) if n == which % len(names) else data)
    read_all(buffer.getvalue(), f"a.{form}")
