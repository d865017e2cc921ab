"""The page of the application, which holds the others: its template, style and script."""

from __future__ import annotations

import functools
from importlib.resources import files

from govtext.app.session import Limits
from govtext.page.bilingual import filled, script_words
from govtext.page.document import asset
from govtext.page.markup import attribute
from govtext.readers.formats import BY_SUFFIX

SCRIPTS = ("ask.js", "give.js", "list.js", "views.js", "words.js", "begin.js")


@functools.cache
def _own(name: str) -> str:
    """The text of a file of this package, read once."""
    return (files(__package__) / name).read_text(encoding="utf-8")


@functools.cache
def style() -> str:
    """The style sheet: that of all pages, and what this one adds."""
    return asset("common.css") + _own("app.css")


@functools.cache
def script() -> str:
    """The script: the language of all pages, and the parts of this one."""
    return "".join([asset("language.js"), *map(_own, SCRIPTS), asset("sort.js")])


def shell_page(limits: Limits) -> str:
    """The page, in the language of the program until it is switched."""
    return filled(
        _own("app.html"),
        program="govtext",
        words=script_words(script()),
        suffixes=attribute(" ".join(sorted(filter(None, BY_SUFFIX)))),
        most=limits.file,
    )
