"""Pages and files, made in worker processes when they are asked for, and kept until then."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor
from pathlib import Path
from typing import Any

from govtext.app.asked import Asked, AskedReport, UnmadeError, make
from govtext.app.offers import Offer
from govtext.app.session import Session, SessionReport
from govtext.app.words import lines_of
from govtext.runs.processes import WorkerDiedError


class Making:
    """Makes each page and file once: who asks for one that is being made waits for it."""

    def __init__(self, session: Session, executor: Executor, rules: str | None) -> None:
        self._session = session
        self._executor = executor
        self._rules = rules
        self._words: Path | None = None
        self._under_way: dict[Path, asyncio.Task[None]] = {}

    async def of_report(self, report: SessionReport, offer: Offer, name: str, lang: str) -> Path:
        """The path of what ``offer`` makes of one report; ``name`` is the name of the file.

        Raises UnmadeError.
        """
        out = self._session.made / "report" / report.key / lang / name
        return await self._made(out, offer, [report], lang)

    async def of_all(self, offer: Offer, name: str, lang: str) -> Path:
        """The path of what ``offer`` makes of all reports. Raises UnmadeError."""
        reports = self._session.reports()
        stamp = hashlib.sha256(" ".join(report.key for report in reports).encode())
        if offer.words:
            stamp.update(os.fsencode(self._words or ""))
        out = self._session.made / "all" / stamp.hexdigest()[:16] / lang / name
        return await self._made(out, offer, reports, lang)

    async def use_words(self, name: str, data: bytes, lang: str) -> str:
        """Count the concepts of this dictionary from now on; with no bytes those of govtext.

        Returns it as a list. Raises UnmadeError where it is none.
        """
        path = None
        if data:
            stamp = hashlib.sha256(data).hexdigest()[:16]
            path = self._session.made / "words" / stamp / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        lines: str = await self._call(lines_of, path, self._rules, lang)
        self._words = path
        return lines

    async def words(self, lang: str) -> str:
        """The dictionary in use, as a list."""
        lines: str = await self._call(lines_of, self._words, self._rules, lang)
        return lines

    async def _made(self, out: Path, offer: Offer, reports: list[SessionReport], lang: str) -> Path:
        if not out.exists():
            if out not in self._under_way:
                task = asyncio.create_task(self._make(out, offer, reports, lang))
                self._under_way[out] = task
                task.add_done_callback(lambda _: self._under_way.pop(out, None))
            # One of several who wait may go away.
            await asyncio.shield(self._under_way[out])
        return out

    async def _make(self, out: Path, offer: Offer, reports: list[SessionReport], lang: str) -> None:
        words = os.fspath(self._words) if offer.words and self._words else None
        asked = Asked(tuple(map(self._asked, reports)), lang, self._rules, words)
        out.parent.mkdir(parents=True, exist_ok=True)
        await self._call(make, offer.maker, asked, out)

    def _asked(self, report: SessionReport) -> AskedReport:
        found = self._session.report(report.key)
        upload, name = (found[0].path, found[0].name) if found else (Path(), report.title)
        # From the folder of the language of a page in "made" up to the addresses of reports.
        address = f"../../../../report/{report.key}"
        return AskedReport(report.outline, os.fspath(upload), name, address)

    async def _call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What a process returns. Raises UnmadeError."""
        try:
            return await asyncio.wrap_future(self._executor.submit(function, *arguments))
        except (WorkerDiedError, BrokenExecutor) as error:
            raise UnmadeError(f"the process that made it died ({error})") from error
        except TimeoutError as error:
            raise UnmadeError("making it took too long") from error
