"""What the program says to people, in Chinese and in English.

The code holds the English text, and the TOML files of this folder the Chinese one beside it. Every
text is put in the language of the reader where it is shown, and not where it is made: outlines,
records of runs and the results of workers are the same in every language.
"""

from __future__ import annotations

import os

from govtext.messages.locales import system_language

# The module typing takes as long to import as all that the help of the program needs, and the
# catalogue is imported by those who look into it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from govtext.messages.catalogue import Catalogue

    Language = Literal["zh", "en"]

LANGUAGES: tuple[Language, ...] = ("zh", "en")
VARIABLE = "GOVTEXT_LANG"

_chosen: list[Language] = []
"""The language of ``--lang``, if it is given."""


def _catalogue() -> Catalogue:
    from govtext.messages.catalogue import catalogue  # noqa: PLC0415 (see above)

    return catalogue()


def language() -> Language:
    """The language of what is shown, "zh" or "en": that of ``--lang``, else of the environment
    variable GOVTEXT_LANG, else of the system."""
    if _chosen:
        return _chosen[0]
    wanted = os.environ.get(VARIABLE, "").lower()[:2]
    return wanted if wanted in LANGUAGES else system_language()


def use(lang: str | None) -> None:
    """Choose the language of what is shown from now on; None leaves the choice to the system.

    Raises ValueError for another language than those of ``LANGUAGES``.
    """
    if lang is not None and lang not in LANGUAGES:
        raise ValueError(f"there is no language {lang!r}; the languages are {', '.join(LANGUAGES)}")
    _chosen[:] = [] if lang is None else [lang]


def said(text: str, lang: str | None = None) -> str:
    """``text``, which is English, in the language of the reader, or in ``lang``.

    Text that is in no catalogue is returned as it is.

    >>> said("7 of 9 reports written to out", "zh")
    '9 份报告中已有 7 份写入 out'
    """
    return text if (lang or language()) == "en" else _catalogue().chinese(text)


def column(table: str, name: str, lang: str | None = None) -> str:
    """The header of the column ``name`` of ``table``; names that are fields of the outline.

    >>> column("claims", "base_unit", "zh"), column("claims", "base_unit", "en")
    ('基本单位', 'Base unit')
    """
    if (lang or language()) == "en":
        return english(name)
    return _catalogue().column(table, name)


def english(name: str) -> str:
    """A field's name as a header.

    >>> english("indicator_name")
    'Indicator name'
    """
    return name.replace("_", " ").capitalize()


def described(form: str, field: str) -> str | None:
    """The description of a field of an object of the outline, or of the object itself (""), in
    Chinese; None where the reader takes English, which the docstrings have."""
    if language() == "en":
        return None
    return _catalogue().descriptions.get(form, {}).get(field)


def named(value: str, lang: str | None = None) -> str:
    """One of the fixed values of the outline, such as a category, in words.

    >>> named("plan", "zh"), named("avg_annual", "zh"), named("plan", "en")
    ('计划', '年均', 'plan')
    """
    return value if (lang or language()) == "en" else _catalogue().values.get(value, value)
