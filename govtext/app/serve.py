"""Run the application: the server, its processes and its folder, from start to end."""

from __future__ import annotations

import contextlib
import secrets
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import uvicorn

from govtext.app.asked import ready
from govtext.app.folder import session_folder
from govtext.app.making import Making
from govtext.app.presence import Presence
from govtext.app.reading import ReadingOptions, SessionReader
from govtext.app.server import Parts, application
from govtext.app.session import Limits, Session
from govtext.runs.processes import ProcessExecutor
from govtext.runs.worker import warm_up

HOST = "127.0.0.1"
PORT = 8315
_MAKERS = 2  # processes for pages and files, so that a large table keeps no page waiting
_LONGEST = 1800.0  # seconds for a page or a file
_TICK = 0.5


class AppOptions(NamedTuple):
    """How the application runs: at ``port`` (None: the usual one, or another that is free), with
    uploads kept in ``keep``, until Ctrl-C where ``stay``."""

    reading: ReadingOptions
    port: int | None = None
    keep: Path | None = None
    stay: bool = False
    limits: Limits = Limits()


def listening(port: int | None) -> socket.socket:
    """A socket of the loopback address. Raises OSError where the port is taken."""
    for wanted in (PORT, 0) if port is None else (port,):
        listener = socket.socket()
        # On Windows the option would let a second program take the same port.
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, wanted))
        except OSError:
            listener.close()
            if wanted == 0 or port is not None:
                raise
        else:
            return listener
    raise OSError


def serve(listener: socket.socket, options: AppOptions, started: Callable[[str], None]) -> None:
    """Serve at ``listener`` until the last window is closed, the page ends it, or Ctrl-C.

    ``started`` is called with the address once it answers.
    """
    with session_folder(options.keep) as folder:
        _serve(listener, options, folder, started)


def open_browser(address: str) -> None:
    """Open the address in the browser, without waiting for it."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _serve(
    listener: socket.socket,
    options: AppOptions,
    folder: Path,
    started: Callable[[str], None],
) -> None:
    session, presence = Session(folder, options.limits), Presence()
    reading, port = options.reading, listener.getsockname()[1]
    secret = secrets.token_urlsafe(24)
    readers = ProcessExecutor(reading.workers, reading.timeout, warm_up, (reading.rules,))
    makers = ProcessExecutor(_MAKERS, _LONGEST, ready)
    reader = SessionReader(session, reading, readers)

    def end() -> None:
        server.should_exit = True

    making = Making(session, makers, reading.rules)
    app = application(Parts(session, making, presence, makers, end), secret, port)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            server_header=False,
            date_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=1,
        )
    )
    over = threading.Event()
    watch = threading.Thread(
        target=_watch, args=(server, presence, options.stay, over, started, port, secret)
    )
    # One of each starts now, and not when the first file or page is waited for.
    for executor in (readers, makers):
        executor.submit(int)
    try:
        reader.start()
        watch.start()
        with _hang_up(server):
            server.run(sockets=[listener])
    finally:
        over.set()
        session.close()
        for executor in (readers, makers):
            executor.shutdown(cancel_futures=True)
        reader.join()
        watch.join()
        listener.close()


def _watch(  # noqa: PLR0913, PLR0917 (what a thread is started with)
    server: uvicorn.Server,
    presence: Presence,
    stay: bool,
    over: threading.Event,
    started: Callable[[str], None],
    port: int,
    secret: str,
) -> None:
    """Say that the server answers, and end it after the last window."""
    while not server.started and not over.wait(0.05):
        pass
    if server.started:
        started(f"http://{HOST}:{port}/{secret}/")
    while not over.wait(_TICK):
        if not stay and presence.is_over():
            server.should_exit = True


@contextlib.contextmanager
def _hang_up(server: uvicorn.Server) -> Iterator[None]:
    """Let the program end as with Ctrl-C where its terminal is closed; uvicorn sees to the other
    signals."""
    name = getattr(signal, "SIGHUP", None)
    if name is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(name, server.handle_exit)
    try:
        yield
    finally:
        signal.signal(name, former)
