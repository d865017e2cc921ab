"""What users would take instead of govtext, each as a function of a text, where it is installed.

    pip install jieba rjieba spacy jionlp
    pip install recognizers-text-suite "emoji < 2"

jieba, rjieba and spaCy cut a text into words. JioNLP finds amounts of money and times with their
values; Recognizers-Text finds numbers, percentages, amounts of money, dimensions and times with
theirs. The last two are given a text line by line, and a line on which one of them fails counts as
read. None of them tells what a number measures, its period or its status.
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
from collections.abc import Callable, Iterator
from typing import Any

Reader = Callable[[str], object]

FEW = 20_000
"""Characters that the finders get of a folder: they take a hundred times as long as the others."""
FINDERS = ("JioNLP money and time", "Recognizers-Text, five models")


def segmenters(*, quick: bool) -> Iterator[tuple[str, Reader]]:
    """The segmenters; ``quick`` leaves all but jieba out."""
    import jieba  # noqa: PLC0415 (an import that takes a second)

    jieba.setLogLevel(logging.WARNING)
    yield "jieba.lcut", jieba.lcut
    if quick:
        return
    import jieba.posseg  # noqa: PLC0415

    yield "jieba.posseg.lcut", jieba.posseg.lcut
    if _is_installed("rjieba"):
        import rjieba  # noqa: PLC0415

        yield "rjieba.cut", rjieba.cut
    if _is_installed("spacy"):
        import spacy  # noqa: PLC0415

        language = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
        language.max_length = 10**9
        yield "spaCy with jieba", language


def finders() -> Iterator[tuple[str, Reader]]:
    """The finders of amounts and times, by the names of ``FINDERS``."""
    if _is_installed("jionlp"):
        yield FINDERS[0], _jionlp()
    if _is_installed("recognizers_suite"):
        yield FINDERS[1], _recognizers()


def _is_installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _by_line(*find: Callable[[str], Any]) -> Reader:
    def read(text: str) -> None:
        for line in filter(None, map(str.strip, text.splitlines())):
            for one in find:
                with contextlib.suppress(Exception):
                    one(line)

    return read


def _jionlp() -> Reader:
    with contextlib.redirect_stdout(None):
        import jionlp  # noqa: PLC0415

        def money(text: str) -> object:
            return jionlp.ner.extract_money(text, with_parsing=True)

        def time(text: str) -> object:
            return jionlp.ner.extract_time(text, time_base={"year": 2024}, with_parsing=True)

        read = _by_line(money, time)
        read("2023年投资5亿元。")  # it loads its tables
    return read


def _recognizers() -> Reader:
    from recognizers_date_time import DateTimeRecognizer  # noqa: PLC0415
    from recognizers_number import NumberRecognizer  # noqa: PLC0415
    from recognizers_number_with_unit import NumberWithUnitRecognizer  # noqa: PLC0415
    from recognizers_text import Culture  # noqa: PLC0415

    number = NumberRecognizer(Culture.Chinese)
    with_unit = NumberWithUnitRecognizer(Culture.Chinese)
    models = (
        number.get_number_model(),
        number.get_percentage_model(),
        with_unit.get_currency_model(),
        with_unit.get_dimension_model(),
        DateTimeRecognizer(Culture.Chinese).get_datetime_model(),
    )
    return _by_line(*(model.parse for model in models))
