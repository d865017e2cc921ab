"""Layout: undo what an editor, a printer or a page did to the lines of a report.

Lines broken inside a sentence are joined, paragraphs run into one line are parted, and signs that
belong to the layout alone are left out: 全年完⏎成投资 → 全年完成投资, **32个** → 32个. The other
stages read the text that comes out; ``restore`` sets their offsets back to the text as written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govtext.language.edits import Edit, EditedText
from govtext.rulebook.load import Rulebook
from govtext.stages.layout.blanks import gaps, indents
from govtext.stages.layout.contents import contents
from govtext.stages.layout.drawn_tables import row_gaps, tables
from govtext.stages.layout.pieces import clauses, numbered_pages, runs
from govtext.stages.layout.running_heads import running_heads
from govtext.stages.layout.running_text import run_together
from govtext.stages.layout.signs import (
    decimals,
    emphasis,
    escapes,
    hidden_digits,
    marks,
    notes,
    ornaments,
    page_numbers,
    points,
    readings,
    tags,
)
from govtext.stages.layout.wrapped import wrapped

_Step = Callable[[str], Iterator[Edit]]
# The kinds of blanks, which normalization makes one, are in the text as written.
_STEPS_AS_WRITTEN: tuple[_Step, ...] = (tags, indents, row_gaps)
_STEPS: tuple[_Step, ...] = (
    escapes,
    page_numbers,
    numbered_pages,
    ornaments,
    marks,
    emphasis,
    notes,
    readings,
    tables,
    gaps,
    points,
    decimals,
    hidden_digits,
    running_heads,
    runs,
)
_STEPS_BEHIND_WRAPPING: tuple[_Step, ...] = (clauses, contents)


def repair(edited: EditedText, rules: Rulebook) -> None:
    """Undo the layout of a text: each step edits what the steps before it have left."""
    for step in _STEPS_AS_WRITTEN:
        edited.apply(step(edited.text))
    for step in _STEPS:
        edited.apply(step(edited.plain))
    edited.apply(wrapped(edited.plain, edited.text))
    for step in _STEPS_BEHIND_WRAPPING:
        edited.apply(step(edited.plain))
    edited.apply(run_together(edited.plain, rules))
