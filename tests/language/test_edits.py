"""Edited text: each character of it has its offsets in the text as written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govtext.language.edits import Edit, EditedText
from govtext.language.plain import Span


def test_what_is_left_out_lies_inside_the_span_around_it() -> None:
    edited = EditedText("推进**32个**项目", "推进**32个**项目")
    edited.apply([Edit(2, 4), Edit(7, 9)])
    assert edited.text == "推进32个项目"
    assert edited.original(Span(2, 5)) == Span(4, 7)
    assert edited.left_out == [Span(2, 4), Span(7, 9)]


@given(
    st.text("甲乙丙\n*", max_size=12),
    st.lists(
        st.lists(
            st.tuples(st.integers(0, 12), st.integers(0, 4), st.sampled_from(["", "\n", "、a"]))
        )
    ),
)
def test_what_an_edit_does_not_touch_keeps_its_place(
    text: str, passes: list[list[tuple[int, int, str]]]
) -> None:
    edited = EditedText(text, text)
    for edits in passes:
        size = len(edited.text)
        edited.apply(
            Edit(min(start, size), min(start + length, size), by) for start, length, by in edits
        )
    assert edited.text == edited.plain
    places = [edited.original(Span(at, at + 1)) for at in range(len(edited.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert [start for start, _ in places] == sorted(start for start, _ in places)
    for character, (start, end) in zip(edited.text, places, strict=True):
        assert character in "、a\n" or text[start:end] == character
