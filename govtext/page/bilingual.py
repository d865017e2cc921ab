"""Texts of the program on a page: each element carries both languages, and a switch shows one."""

from __future__ import annotations

import json
import re
from string import Template
from typing import NamedTuple

from govtext.messages import language, named, said
from govtext.messages.catalogue import catalogue
from govtext.page.markup import attribute, escaped, legible

_ELEMENT = re.compile(r"<(?P<tag>\w+)(?P<rest>[^<>]*?) say>(?P<text>[^<]*)<")
_ATTRIBUTE = re.compile(r'say-(?P<name>[\w-]+)="(?P<text>[^"]*)"')
_IN_SCRIPT = re.compile(r'\b(?:t|text)\("((?:[^"\\]|\\.)*)"')


class Bilingual(NamedTuple):
    """A text of the program in both languages.

    >>> Bilingual("Year", "年度").html("zh")
    '<span data-en="Year" data-zh="年度">年度</span>'
    """

    en: str
    zh: str

    def html(self, lang: str | None = None, tag: str = "span") -> str:
        """An element with the text, in the language of the page until it is switched."""
        told = self.zh if (lang or language()) == "zh" else self.en
        pair = f'data-en="{attribute(self.en)}" data-zh="{attribute(self.zh)}"'
        return f"<{tag} {pair}>{escaped(told)}</{tag}>"


def spoken(english: str) -> Bilingual:
    """A text of the catalogue."""
    return Bilingual(english, said(english, "zh"))


def value_of(name: str) -> Bilingual:
    """A fixed value of the outline: "not_reported" as "not reported" and "未报告"."""
    return Bilingual(name.replace("_", " "), named(name, "zh"))


def both(english: str, tag: str = "span") -> str:
    """An element with a text of the program, in the language of the page until it is switched.

    >>> both("Outline").startswith('<span data-en="Outline" data-zh="结构">')
    True
    """
    return spoken(english).html(tag=tag)


def both_as(name: str, english: str, lang: str | None = None) -> str:
    """The same for an attribute of an element: title, aria-label or placeholder.

    >>> both_as("title", "Outline").endswith('data-en-title="Outline" data-zh-title="结构"')
    True
    """
    return f'{name}="{attribute(said(english, lang))}" {_pair(english, f"-{name}")}'


def _pair(english: str, suffix: str = "") -> str:
    chinese = said(english, "zh")
    return f'data-en{suffix}="{attribute(english)}" data-zh{suffix}="{attribute(chinese)}"'


def filled(template: str, lang: str | None = None, **values: object) -> str:
    """A template of a page with its values, in ``lang`` until the reader switches it.

    ``<h2 say>Outline</h2>`` and ``say-title="Outline"`` in it are texts of the program.
    """
    marked = _ELEMENT.sub(
        lambda found: (
            f"<{found['tag']}{found['rest']} {_pair(found['text'])}>{said(found['text'], lang)}<"
        ),
        _ATTRIBUTE.sub(lambda found: both_as(found["name"], found["text"], lang), template),
    )
    return Template(marked).substitute(values, language=lang or language())


def switch(lang: str | None = None) -> str:
    """The button that switches the language; the page needs ``language.js``."""
    button = '<button type="button" id="language" say-title="用中文显示" say>中文</button>'
    return filled(button, lang)


def script_words(script: str) -> str:
    """The Chinese of the texts that ``script`` writes and of fixed values, as JSON."""
    texts = sorted({json.loads(f'"{found}"') for found in _IN_SCRIPT.findall(script)})
    known = catalogue()
    chinese = {one: known.script.get(one) or said(one, "zh") for one in texts}
    return in_script({"texts": chinese, "values": known.values})


def in_script(data: object) -> str:
    """``data`` as JSON that can stand inside a script element."""
    encoded = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        encoded = encoded.replace(character, f"\\u{ord(character):04x}")
    return encoded


def claims_told(claims: int, masked: int) -> str:
    """How many claims there are and how many of them are masked, in English.

    >>> claims_told(3, 0), claims_told(3, 1)
    ('3 claims', '3 claims (1 masked)')
    """
    told = f"{claims:,} claims"
    return f"{told} ({masked:,} masked)" if masked else told


def shown(text: str) -> str:
    """``text`` of a report on one line, as HTML."""
    return escaped(legible(text))
