"""The page of a comparison: both texts side by side, with what differs marked."""

from __future__ import annotations

import difflib

from govtext.analyses.comparison import Comparison, StatementPair, shown_number
from govtext.page.bilingual import filled, script_words, switch, value_of
from govtext.page.document import asset, policy
from govtext.page.markup import attribute, escaped, flowing


def comparison_page(comparison: Comparison) -> str:
    """The comparison as one self-contained page."""
    style = asset("common.css") + asset("comparison.css")
    script = asset("language.js")
    return filled(
        asset("comparison.html"),
        policy=policy(style, script),
        script=script,
        words=script_words(script),
        switch=switch(),
        style=style,
        old=escaped(comparison.old),
        new=escaped(comparison.new),
        counts=" ".join(
            f'<span class="{fate}">{value_of(fate).html()}: {count}</span>'
            for fate, count in comparison.counts().items()
        ),
        sections="".join(
            f"<tr><td>{escaped(one.section or '—')}</td><td>{one.characters}</td>"
            f"<td>{one.share:.0%}</td></tr>"
            for one in comparison.sections
        ),
        pairs="".join(map(_row, comparison.pairs)),
    )


def _row(pair: StatementPair) -> str:
    old, new = _marked(pair)
    notes = [escaped(shown_number(one)) for one in pair.numbers]
    for one in pair.promises:
        turn = f" <b>{value_of(one.turn).html()}</b>" if one.turn else ""
        notes.append(f"{escaped(one.old or '—')} → {escaped(one.new or '—')}{turn}")
    return (
        f'<tr class="{pair.fate}" title="{attribute(pair.section or "")}"><td>{old}</td>'
        f"<td>{new}</td><td>{value_of(pair.fate).html()}{'<br>'.join(['', *notes])}</td></tr>\n"
    )


def _marked(pair: StatementPair) -> tuple[str, str]:
    """Both statements as HTML; in a changed pair, the words that differ are marked."""
    old, new = pair.old or "", pair.new or ""
    if pair.fate != "changed":
        return flowing(old), flowing(new)
    left, right = [], []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        before, after = flowing(old[i:j]), flowing(new[k:m])
        left.append(before if kind == "equal" or not before else f"<del>{before}</del>")
        right.append(after if kind == "equal" or not after else f"<ins>{after}</ins>")
    return "".join(left), "".join(right)
