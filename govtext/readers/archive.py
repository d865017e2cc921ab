"""Zip archives from untrusted sources, unpacked in memory with limits on every size."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from govtext.errors import ReadError

MEMBER_BYTES = 64_000_000
TOTAL_BYTES = 256_000_000
MEMBERS = 10_000

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    struct.error,
    NotImplementedError,
    RuntimeError,
)
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


class Archive:
    """The members of a zip archive, unpacked into memory and never onto disk.

    ``name`` is the file's name in messages. The bytes read from one archive are limited, whatever
    sizes its header gives. Every method raises ReadError.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = TOTAL_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _DAMAGE as error:
            raise self._damaged(error) from error
        if len(infos) > MEMBERS:
            raise ReadError(
                name,
                f"it holds {len(infos)} files, more than the {MEMBERS} that an archive may have",
                "unpack it and read the reports from the folder",
            )
        self._infos = {member_name(info): info for info in infos if not info.is_dir()}
        self.names = list(self._infos)

    def __contains__(self, member: str) -> bool:
        return member in self._infos

    def read(self, member: str, limit: int = MEMBER_BYTES) -> bytes:
        """The bytes of ``member``, at most ``limit`` of them unpacked."""
        info = self._infos.get(member)
        if info is None:
            raise ReadError(
                self.name, f"its part {member} is missing", "get an undamaged copy of the file"
            )
        if info.flag_bits & _ENCRYPTED:
            raise ReadError(
                self.name, f"{member} is locked by a password", "unlock it and save it again"
            )
        # Other methods of compression unpack a whole block at once, however large. Office and zip
        # programs don't use them.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(
                self.name,
                f"{member} is compressed by a method that is not supported",
                "pack it again as a plain zip",
            )
        if info.file_size > limit:
            raise self._large(member)
        try:
            # The size in the header may be wrong, so the unpacked bytes are counted.
            with self._zip.open(info) as file:
                data = file.read(min(limit, self._left) + 1)
        except _DAMAGE as error:
            raise self._damaged(error) from error
        self._left -= len(data)
        if len(data) > limit or self._left < 0:
            raise self._large(member)
        return data

    def _large(self, member: str) -> ReadError:
        return ReadError(
            self.name,
            f"{member} unpacks to more bytes than a report may have",
            "check that it is the right file",
        )

    def _damaged(self, error: Exception) -> ReadError:
        return ReadError(
            self.name,
            f"the file is damaged: it can't be unpacked ({error})",
            "get an undamaged copy",
        )


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a packed file, which Chinese Windows writes in GBK without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            pass
    return info.filename
