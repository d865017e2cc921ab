"""What the application offers: of a report and of all reports, the views and the files."""

from __future__ import annotations

from typing import NamedTuple


class Offer(NamedTuple):
    """A view or a file: what makes it ("module:function"), its suffixes, and what it is called in
    the name of a file. ``words`` is true where it depends on the dictionary, ``docx`` where only a
    Word file has it."""

    maker: str
    suffixes: tuple[str, ...] = (".html",)
    title: str = ""
    words: bool = False
    docx: bool = False


_TABLE = (".xlsx", ".csv", ".json", ".dta")

OFFERS = {
    "report": {
        "text": Offer("views:text"),
        "targets": Offer("views:targets"),
        "findings": Offer("views:findings"),
        "file-report": Offer("files:reports", (".xlsx", ".csv")),
        "file-outline": Offer("files:outline", (".json",), "Outline"),
        "file-tasks": Offer("files:tasks", (".xlsx",), "Tasks"),
        "file-findings": Offer("files:findings", (".xlsx",), "Findings of the check"),
        "file-comments": Offer("files:comments", (".docx",), "With comments", docx=True),
    },
    "all": {
        "reports": Offer("views:reports"),
        "claims": Offer("views:claims"),
        "outline": Offer("views:outline"),
        "entries": Offer("views:entries"),
        "panel": Offer("views:panel"),
        "targets": Offer("views:promises"),
        "attention": Offer("views:attention", words=True),
        "check": Offer("views:check"),
        "file-reports": Offer("files:reports", (".xlsx", ".csv", ".jsonl"), "Reports"),
        "file-panel": Offer("files:panel", _TABLE, "Panel"),
        "file-targets": Offer("files:targets", _TABLE, "Targets"),
        "file-outcomes": Offer("files:outcomes", _TABLE, "Targets and outcomes"),
        "file-attention": Offer("files:attention", _TABLE, "Attention", words=True),
        "file-findings": Offer("files:findings", (".xlsx",), "Findings of the check"),
        "file-tasks": Offer("files:tasks", (".xlsx",), "Tasks"),
    },
}
"""By name; a name that begins with "file-" is a download."""


def offer_of(scope: str, name: str, suffix: str) -> Offer | None:
    """The offer of that name for "report" or "all", None where there is none with the suffix."""
    offer = OFFERS[scope].get(name)
    return offer if offer is not None and suffix in offer.suffixes else None
