"""The program ends when its last window is closed, and not before."""

from __future__ import annotations

import pytest

from govtext.app.presence import GOODBYE, SILENCE, Presence


class Clock:
    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def windows(clock: Clock) -> Presence:
    return Presence(clock)


def test_it_waits_for_the_first_window(windows: Presence, clock: Clock) -> None:
    clock.time += 10 * SILENCE
    assert not windows.is_over()
    windows.loaded()
    clock.time += 10 * SILENCE
    assert not windows.is_over()


def test_it_ends_after_the_last_window(windows: Presence, clock: Clock) -> None:
    windows.loaded()
    windows.seen("a")
    windows.seen("b")
    windows.goodbye("a")
    clock.time += 2 * GOODBYE
    assert not windows.is_over()
    windows.goodbye("b")
    assert not windows.is_over()
    clock.time += GOODBYE
    assert windows.is_over()


def test_a_page_that_is_loaded_anew_does_not_end_it(windows: Presence, clock: Clock) -> None:
    windows.seen("a")
    windows.goodbye("a")
    windows.seen("a")  # a question that was under way
    clock.time += GOODBYE / 2
    windows.loaded()
    clock.time += GOODBYE / 2
    assert not windows.is_over()
    windows.seen("b")
    clock.time += 100 * GOODBYE
    assert not windows.is_over()


def test_a_window_may_come_back_from_the_memory_of_the_browser(
    windows: Presence, clock: Clock
) -> None:
    windows.seen("a")
    windows.goodbye("a")
    windows.back("a")
    clock.time += 10 * GOODBYE
    assert not windows.is_over()


def test_a_window_that_sleeps_is_waited_for_and_one_that_is_lost_is_not(
    windows: Presence, clock: Clock
) -> None:
    windows.seen("a")
    clock.time += SILENCE - 1
    assert not windows.is_over()
    clock.time += 1
    assert windows.is_over()
    windows.seen("a")
    assert not windows.is_over()
