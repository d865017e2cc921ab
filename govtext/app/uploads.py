"""Files as they arrive: written to disk within the limits, archives unpacked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import Executor
from pathlib import Path

from govtext.app.archives import Unpacked, is_wanted, no_room, unpack, unreadable
from govtext.app.session import Session, SessionFile
from govtext.errors import ReadError, unwritten
from govtext.readers import suffix_of


async def receive(
    session: Session, executor: Executor, name: str, chunks: AsyncIterator[bytes]
) -> SessionFile | None:
    """Take a file whose bytes are ``chunks``; what is wrong with it stands in the session.

    Returns it; None for a hidden file or one that a system makes, which is not taken.
    """
    if not is_wanted(name):
        return None
    problem = unreadable(name) or (None if session.places() > 0 else _too_many())
    file = session.add(name)
    try:
        if problem is not None:
            raise problem
        size = await _written(session, file.path, chunks)
        if suffix_of(file.path.name) == ".zip":
            await _unpacked(session, executor, file, size)
        else:
            session.wait(file, size)
    except ReadError as error:
        file.path.unlink(missing_ok=True)
        session.fail(file, [error])
    except BaseException:
        # The window was closed while it sent the file.
        session.remove(file)
        raise
    return file


async def _written(session: Session, path: Path, chunks: AsyncIterator[bytes]) -> int:
    """Write the bytes to ``path``, and return their number. Raises ReadError."""
    most, room = session.limits.file, session.room()
    size = 0
    try:
        with path.open("wb") as file:  # on the machine itself, so that waiting takes no time
            async for chunk in chunks:
                size += len(chunk)
                # The rest is read all the same: a browser reports an answer that comes before the
                # end of what it sends as a broken connection.
                if size <= min(most, room):
                    file.write(chunk)
    except OSError as error:
        raise unwritten(Path(), error) from error
    if size > most:
        problem = f"it is larger than {most // 1_000_000} MB"
        raise ReadError("", problem, "read it with govtext convert", "find")
    if size > room:
        raise no_room()
    return size


async def _unpacked(session: Session, executor: Executor, file: SessionFile, size: int) -> None:
    """Put the members of an archive in its place. Raises ReadError."""
    room, most = session.room() - size, session.places() + 1
    call = executor.submit(unpack, file.path, file.name, room, most)
    found: Unpacked | None = await asyncio.wrap_future(call)
    if found is None:
        session.wait(file, size)
        return
    for name, error in found.failures:
        session.fail(session.add(name), [error])
    if not found.members and not found.failures:
        raise ReadError("", "it holds no report", "check that it is the right file")
    session.replace(file, found.members)
    file.path.unlink(missing_ok=True)


def _too_many() -> ReadError:
    return ReadError(
        "", "the session has as many files as it takes", "remove files that are done", "find"
    )
