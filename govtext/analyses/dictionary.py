"""Dictionaries: the concepts to count, from TOML, plain lists, tables or Python."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from govtext.errors import ReadError
from govtext.extras import install_command
from govtext.language.topics import Overlap, TermCounter, Topic, terms_of
from govtext.messages import said
from govtext.readers import load_bytes
from govtext.readers.text import decode
from govtext.rulebook.load import Rulebook, load, read_file, suggested

Words = str | os.PathLike[str] | Mapping[str, Iterable[str]] | Iterable[str]
"""What a dictionary is made of in Python: the path of a file, terms by concept, or terms."""

# For each key of a concept the headers of its column in a table.
_HEADERS = {
    "name": ("concept", "topic", "category", "概念", "主题", "类别", "维度"),
    "terms": ("term", "word", "keyword", "词", "词语", "词汇", "关键词"),
    "not_in": ("not_in", "不在", "不含", "排除", "排除词"),
    "weights": ("weight", "权重"),
    "group": ("group", "分组", "大类", "组"),
    "overlap": ("overlap", "重叠"),
}
_SPLIT = re.compile(r"[\s、，,；;|]+")
_SECTION = re.compile(r"\s*\[(.+)\]\s*")
_TABLES = (".csv", ".tsv", ".xlsx")


class Dictionary:
    """Concepts with their terms.

    ``digest`` is a hash of everything that a count depends on, and is the same in whatever order
    concepts and terms are written.

    >>> one = Dictionary([Topic("数字", ["数据", "算力"])])
    >>> one.digest == Dictionary([Topic("数字", ["算力", "数据"])]).digest
    True
    """

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = tuple(topics)
        self.counter = TermCounter(self.topics)
        content = sorted(
            (topic.name, topic.overlap, sorted(terms))
            for topic, terms in zip(self.topics, self.counter.terms, strict=True)
        )
        self.digest = hashlib.sha256(msgspec.json.encode(content)).hexdigest()[:16]

    def __repr__(self) -> str:
        terms = sum(map(len, self.counter.terms))
        return f"<Dictionary of {len(self.topics)} concepts · {terms} terms · {self.digest}>"


def shipped(rules: Rulebook | None = None) -> Dictionary:
    """The concepts of ``[[topics]]`` in rules, without ``rules`` in those of govtext."""
    return (rules or load()).derive(_shipped)


def _shipped(rules: Rulebook) -> Dictionary:
    return Dictionary(rules.table("topics", Topic))


def dictionary(words: Words | Dictionary | None = None) -> Dictionary:
    """A dictionary from the path of a file, from terms by concept, or from the terms of one
    concept; None is that of govtext (``rules/topics.toml``).

    A TOML file has entries ``[[topics]]``. A table (``.xlsx``, ``.csv``, ``.tsv``) has a row for
    each term, with the columns concept, term, not_in, weight, group and overlap, of which only term
    is needed (or 主题, 词, 不含, 权重, 分组, 重叠). Any other file is a list with a term on each
    line, ``[concept]`` above the terms of a concept, and behind a term ``-phrase`` for what it does
    not count in (``环境 -营商环境``). docs/attention.md describes all.

    Raises ReadError or RuleError, which name the file, the line and what to do, and ValueError
    where Python values hold no term.

    >>> dictionary({"环境": ["生态", "污染"], "开放": ["外贸"]})
    <Dictionary of 2 concepts · 3 terms · 64b6052916c4a010>
    """
    if isinstance(words, Dictionary):
        return words
    if words is None:
        return shipped()
    if isinstance(words, str | os.PathLike):
        return _of_file(Path(words))
    if isinstance(words, Mapping):
        topics = [Topic(name, _list(terms, name)) for name, terms in words.items()]
    else:
        topics = [Topic("terms", _list(words, "the dictionary"))]
    for topic in topics:
        if not terms_of(topic):
            raise ValueError(f"{topic.name} has no terms")
    return Dictionary(topics)


def as_list(words: Dictionary) -> str:
    """A dictionary as a list that people edit, in the form that ``dictionary`` reads.

    Groups, weights and overlaps have no place in a list.

    >>> print(as_list(Dictionary([Topic("环境", ["环境"], not_in={"环境": ["营商环境"]})])))
    [环境]
    环境 -营商环境
    <BLANKLINE>
    """
    lines = []
    for topic in words.topics:
        lines.append(f"[{topic.name}]")
        for term in topic.terms:
            lines.append(" -".join([term, *topic.not_in.get(term, ())]))
        lines.append("")
    return "\n".join(lines)


def _list(terms: Iterable[str], name: str) -> list[str]:
    if isinstance(terms, str):
        example = f"[{terms!r}]"
        raise ValueError(said(f"{name} is one string; give a list of terms: {example}"))
    return list(terms)


def _of_file(path: Path) -> Dictionary:
    data = load_bytes(path)
    suffix = path.suffix.lower()
    if suffix == ".toml":
        topics = list(read_file(path).table("topics", Topic))
    elif suffix in _TABLES:
        topics = _of_rows(_rows(path, data), path)
    else:
        topics = _of_lines(decode(data, str(path))[0], path)
    if not topics:
        what = "[[topics]]" if suffix == ".toml" else "terms"
        raise ReadError(str(path), f"this dictionary has no {what}", "docs/attention.md shows one")
    for topic in topics:
        if not terms_of(topic):
            raise ReadError(str(path), f"the concept {topic.name!r} has no terms", "add some")
        _check(topic, path)
    return Dictionary(topics)


def _check(topic: Topic, path: Path) -> None:
    """Raise ReadError for a phrase or weight that can never count."""
    known = {name for term in terms_of(topic) for name in (term.written, term.searched)}
    known |= set(topic.terms)
    for key, values in (("not_in", topic.not_in), ("weights", topic.weights)):
        for named in values:
            if named not in known:
                problem = f"{key} of the concept {topic.name!r} names {named!r}, which is no term"
                raise ReadError(
                    str(path), problem, suggested("add it to the terms", named, sorted(known))
                )
    for term in terms_of(topic):
        for phrase in term.phrases:
            if term.searched not in phrase:
                problem = f"the phrase {phrase!r} does not hold the term {term.written!r}"
                raise ReadError(str(path), problem, "write a longer phrase that has the term in it")


def _of_lines(text: str, path: Path) -> list[Topic]:
    """Concepts from a list: ``[concept]`` on a line of its own, terms, comments behind ``#``."""
    topics: dict[str, Topic] = {}
    name = path.stem
    for line in text.splitlines():
        content = line.partition("#")[0].strip()
        if not content:
            continue
        section = _SECTION.fullmatch(content)
        if section:
            name = section[1].strip()
            continue
        term, *phrases = content.split(" -")
        topic = topics.setdefault(name, Topic(name, []))
        topic.terms.append(term.strip())
        if phrases:
            topic.not_in[term.strip()] = [phrase.strip() for phrase in phrases]
    return list(topics.values())


def _rows(path: Path, data: bytes) -> Iterator[list[Any]]:
    if path.suffix.lower() != ".xlsx":
        text = decode(data, str(path))[0]
        dialect = "excel-tab" if path.suffix.lower() == ".tsv" else "excel"
        yield from csv.reader(io.StringIO(text, newline=""), dialect)
        return
    try:
        import openpyxl  # noqa: PLC0415 (slow to import, and an extra)
    except ImportError as error:
        raise ReadError(
            str(path),
            "reading a workbook needs openpyxl",
            f"install it: {install_command('tables')}",
        ) from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise ReadError(
            str(path), f"this is no workbook that can be read ({error})", "save it again in Excel"
        ) from error
    yield from (list(row) for row in book.worksheets[0].iter_rows(values_only=True))


def _of_rows(rows: Iterable[list[Any]], path: Path) -> list[Topic]:
    waiting = iter(rows)
    header = [str(cell or "").strip().lower() for cell in next(waiting, [])]
    columns = {
        key: next((at for at, name in enumerate(header) if name in names), None)
        for key, names in _HEADERS.items()
    }
    if columns["terms"] is None:
        problem = f"the table has no column of terms (its columns: {'、'.join(header) or 'none'})"
        raise ReadError(str(path), problem, "name one of them term or 词")
    topics: dict[str, Topic] = {}
    name = path.stem
    for number, row in enumerate(waiting, 2):
        cell = functools.partial(_cell, row, columns)
        name = cell("name") or name  # merged cells in Excel leave the name in the first row
        term = cell("terms")
        if not term:
            continue
        topic = topics.setdefault(name, Topic(name, []))
        topic.terms.append(term)
        topic.group = topic.group or cell("group")
        if cell("not_in"):
            topic.not_in[term] = [phrase for phrase in _SPLIT.split(cell("not_in")) if phrase]
        if cell("weights"):
            topic.weights[term] = _number(cell("weights"), path, number)
        if cell("overlap"):
            topic.overlap = _choice(cell("overlap"), path, number)
    return list(topics.values())


def _cell(row: list[Any], columns: Mapping[str, int | None], key: str) -> str:
    at = columns[key]
    value = row[at] if at is not None and at < len(row) else None
    return "" if value is None else str(value).strip()


def _number(written: str, path: Path, row: int) -> float:
    try:
        return float(written)
    except ValueError as error:
        problem = f"row {row}: the weight {written!r} is no number"
        raise ReadError(str(path), problem, "write a number, such as 0.5") from error


def _choice(written: str, path: Path, row: int) -> Overlap:
    choices: tuple[Overlap, ...] = get_args(Overlap)
    for choice in choices:
        if written == choice:
            return choice
    problem = f"row {row}: there is no overlap {written!r}"
    raise ReadError(str(path), problem, f"write {' or '.join(choices)}")
