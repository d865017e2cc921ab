"""Whether a window of the application is still open.

A window asks for news every few seconds and says goodbye when it is closed. The program ends
``GOODBYE`` seconds after the last one said goodbye: a page that is loaded anew comes back sooner.
A browser may put a page in the background to sleep, so a window that only falls silent is taken as
closed after ``SILENCE`` seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable

GOODBYE = 5.0
SILENCE = 3600.0


class Presence:
    """The windows that are open. ``now`` gives the seconds of a clock that never goes back.

    >>> clock = [0.0]
    >>> windows = Presence(lambda: clock[0])
    >>> windows.seen("a"); windows.goodbye("a")
    >>> windows.is_over()
    False
    >>> clock[0] = 6
    >>> windows.is_over()
    True
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: dict[str, float] = {}
        self._gone: set[str] = set()
        self._last: float | None = None

    def seen(self, window: str) -> None:
        """A window gives a sign of life."""
        # A request that was under way when its window was closed is no sign of life.
        if window not in self._gone:
            self._last = self._seen[window] = self._now()

    def loaded(self) -> None:
        """A page is loaded, whose window has not spoken yet."""
        # Before the first window has spoken nothing can end, not even where scripts are blocked.
        if self._last is not None:
            self._last = self._now()

    def back(self, window: str) -> None:
        """A window that said goodbye is shown again from the browser's memory."""
        self._gone.discard(window)
        self.seen(window)

    def goodbye(self, window: str) -> None:
        """A window is closed."""
        self._gone.add(window)
        if self._seen.pop(window, None) is not None:
            self._last = self._now()

    def is_over(self) -> bool:
        """Whether all windows are closed; never before the first one was open."""
        if self._last is None:
            return False
        now = self._now()
        if any(now - seen < SILENCE for seen in self._seen.values()):
            return False
        return now - self._last >= (SILENCE if self._seen else GOODBYE)
