"""The data types of the file and the page that a report comes from.

Every ``start``/``end`` is a code-point offset into ``Report.text``, half-open.
"""

from __future__ import annotations

import msgspec

from govtext.brief import brief, quoted


class Furniture(msgspec.Struct):
    """A stretch of the page that is no part of the report's body: text of the web page around it,
    a repeated copy of the report, the title, bylines and the signature."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


class Place(msgspec.Struct, omit_defaults=True):
    """Where a stretch of the text stands in the file; fields that do not apply are absent."""

    start: int
    """Offset of the first character of the stretch."""
    end: int
    """Offset behind the last character of the stretch."""
    paragraph: int | None = None
    """In a Word document: the number of the paragraph among all ``w:p`` of the body, from 0."""
    note: str | None = None
    """In a Word document: the id of the footnote or endnote, "2"."""
    page: int | None = None
    """In a PDF or OFD document: the number of the page, from 1."""
    row: int | None = None
    """In a table: the number of the row as a spreadsheet shows it; the row of names is row 1."""
    column: str | None = None
    """In a table: the name of the column, "正文"."""
    sheet: str | None = None
    """In a workbook: the name of the sheet, "Sheet1"."""


class Source(msgspec.Struct):
    """The file that the text came from."""

    name: str | None = None
    """The file, "总结.txt"; in a folder or archive its path there, "2024/总结.txt". Null for a
    string given to ``parse``."""
    format: str | None = None
    """The format that the file is in, by its content: "txt", "docx", "pdf". Null for a string."""
    encoding: str | None = None
    """The Python codec that turns the bytes into the text, "gb18030"; null where the format has no
    encoding of its own, and for a string."""
    sha256: str | None = None
    """The SHA-256 of the bytes of the file, 64 hexadecimal digits; null for a string."""
    characters: int = 0
    """How many characters (code points) the text has."""
    places: list[Place] = []
    """Where stretches of the text stand in the file, in order of ``start`` and none overlapping;
    empty where the text is the file itself."""

    def __repr__(self) -> str:
        name = self.name and quoted(self.name)
        return brief(self, name, self.format, self.encoding, f"· {self.characters} characters")


class Stretch(msgspec.Struct):
    """A stretch of the text."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


class Metadata(msgspec.Struct):
    """What the page says about the report."""

    title: str | None = None
    """The title, "岭东县2023年工作总结"; null where there is none."""
    year: int | None = None
    """The year whose work the report is about, 2023, which is not that of its publication; null
    where the text does not say."""
    issuer: str | None = None
    """Who reports, "岭东县人民政府"; null where the text does not say."""
    published: str | None = None
    """When it was published in ISO 8601, as exact as the page gives it: "2024-01-15T09:30:00" or
    "2024-01-15"; null where the page does not say."""
    origin: str | None = None
    """The source that the page names (来源), "县政府办公室"; null where it names none."""
    genre: str | None = None
    """What kind of paper it is, "work summary", "budget", "court report" (the table genres of the
    rules); null where the title does not say."""
    number: str | None = None
    """The number of the document (发文字号), "岭水函〔2023〕15号"; null where it has none."""
    addressee: str | None = None
    """To whom it is addressed, "各乡镇人民政府"; null where nobody is named, and where a speech
    greets its hearers (各位代表)."""
    issuer_level: str | None = None
    """The level of the issuer: "nation", "province", "city" (prefectures included), "county",
    "township" or "village"; null where its name does not say."""
    places: dict[str, Stretch] = {}
    """Where the other fields stand in the text, by their names; a field that is put together or
    comes from the name of the file has no place. {"title": {"start": 0, "end": 12}}."""
    columns: dict[str, str | int | float | bool | None] = {}
    """For a report from a table of texts, the other cells of its row by the names of their columns,
    {"地区": "岭东县"}; else empty."""
