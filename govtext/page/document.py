"""The page of a report: template, style, script, and a policy that allows nothing else to run."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib.resources import files

from govtext.messages import said
from govtext.page import parts
from govtext.page.bilingual import both, filled, script_words
from govtext.page.markup import attribute, escaped
from govtext.page.source import source
from govtext.report import Report

SCRIPTS = (
    "language.js",
    "select.js",
    "card.js",
    "table.js",
    "tree.js",
    "search.js",
    "panes.js",
    "toolbar.js",
    "give.js",
    "start.js",
)


@functools.cache
def asset(name: str) -> str:
    """The text of a file of this package, read once."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def policy(style: str, script: str = "") -> str:
    """The Content-Security-Policy that allows only this style and this script.

    The page fetches nothing, and no script can turn text into markup.
    """
    allowed = f"script-src '{_hash(script)}'" if script else "script-src 'none'"
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; {allowed}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def table_script() -> str:
    """The script of a page with tables: its language, sorting, filters and downloads."""
    return "".join(map(asset, ("language.js", "sort.js", "toolbar.js")))


def report_page(report: Report, home: str | None = None) -> str:
    """``report`` as one self-contained page; ``home`` is the address of an index to link to.

    Raises ValueError for a report without its text, which the page needs.
    """
    if report.text is None:
        raise ValueError(said("a report without its text can't be shown as a page"))
    style = asset("common.css") + asset("page.css")
    script = "".join(asset(name) for name in SCRIPTS)
    return filled(
        asset("page.html"),
        policy=policy(style, script),
        title=parts.in_title(report),
        heading=escaped(parts.title_of(report)),
        home=f'<a class="home" href="{attribute(home)}">{both("All reports")}</a>' if home else "",
        facts=parts.facts(report),
        outline=parts.outline(report),
        source=source(report),
        lists=parts.lists(report),
        diagnostics=parts.diagnostics(report),
        found=len(report.diagnostics),
        data=parts.data(report),
        words=script_words(script),
        style=style,
        script=script,
    )
