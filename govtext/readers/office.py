"""Old Word and WPS documents, RTF and OpenDocument, which LibreOffice converts to .docx.

``read_docx`` then reads the .docx, with its automatic numbering.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from govtext.errors import ReadError
from govtext.readers import guarding
from govtext.readers.base import Reading
from govtext.readers.docx import read_docx

SECONDS = 60
_ENDING = 10  # seconds in which a killed program ends
_BYTES = 200_000_000

# A user profile for this program: no macro runs, nothing is fetched, no link is followed, and a
# LibreOffice that is open on the machine is not affected.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
# The proxy for all requests: nothing listens at this address, so every request fails.
_NOWHERE = "http://127.0.0.1:9"
_WORKBOOK = "Workbook".encode("utf-16-le")
_SLIDES = "PowerPoint Document".encode("utf-16-le")
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def _read(form: str, suffix: str, data: bytes, name: str) -> Reading:
    """The text of a document that LibreOffice can read, as ``read_docx`` gives it.

    Paragraphs are counted in the converted .docx. Raises ReadError, also where LibreOffice is not
    installed.
    """
    for mark, kind in ((_WORKBOOK, "an old Excel workbook"), (_SLIDES, "an old presentation")):
        if mark in data[-4_000_000:] or mark in data[:4_000_000]:
            raise ReadError(name, f"this is {kind}", "save its texts as .xlsx or .txt")
    if _LOCKED in data[:4_000_000]:
        raise ReadError(name, "the document is locked by a password", "unlock it and save it again")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(
            name,
            f"a .{form} file needs LibreOffice, which is not installed",
            "install it (Debian, Ubuntu: apt-get install libreoffice-writer-nogui), or save the "
            "file as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="govtext-") as folder:
        converted = _convert(program, Path(folder), data, suffix, name)
    return read_docx(converted, name)._replace(format=form)


def _convert(program: str, folder: Path, data: bytes, suffix: str, name: str) -> bytes:
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    # A fixed name, since the name of the file may hold any characters.
    source = folder / f"report{suffix}"
    source.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    environment = {
        **os.environ,
        "http_proxy": _NOWHERE,
        "https_proxy": _NOWHERE,
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
    }
    guard = subprocess.Popen(
        [sys.executable, "-I", guarding.__file__, str(folder), str(SECONDS), *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        late = guard.wait(SECONDS + _ENDING) == guarding.LATE
    except subprocess.TimeoutExpired:
        late = True
    finally:
        # The guard ends LibreOffice when this pipe ends.
        if guard.stdin is not None:
            guard.stdin.close()
        guard.wait(_ENDING)
    if late:
        raise ReadError(
            name,
            f"LibreOffice did not convert it in {SECONDS} seconds",
            "open it in an Office program and save it as .docx",
        )
    result = folder / "out" / "report.docx"
    if not result.is_file() or result.stat().st_size > _BYTES:
        raise ReadError(
            name,
            "LibreOffice can't read it",
            "check that it is not damaged, or save it as .docx in the program that wrote it",
        )
    return result.read_bytes()


read_doc = partial(_read, "doc", ".doc")
read_rtf = partial(_read, "rtf", ".rtf")
read_odt = partial(_read, "odt", ".odt")
