"""A program that runs another one, and ends it where the process that asked for it ends.

A worker that is killed, after a time limit or by Ctrl-C, can't end LibreOffice, which would go on
with a copy of the document in a temporary folder. So ``office`` runs this file as a program of its
own, with no import of govtext: its standard input is a pipe that ends with the worker.

Its arguments are the temporary folder, the seconds that the command may take, and the command.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import threading
import time

_TIMES, _PAUSE = 50, 0.1
LATE = 75
"""The exit status where the command took too long."""


def main(folder: str, seconds: float, command: list[str]) -> int:
    """Run the command. Returns its exit status, or ``LATE``."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    orphaned = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process, folder, orphaned), daemon=True)
    watcher.start()
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return LATE
    finally:
        _end(process)
        if orphaned.is_set():
            watcher.join()


def _watch(process: subprocess.Popen[bytes], folder: str, orphaned: threading.Event) -> None:
    """End everything when the worker has ended."""
    sys.stdin.buffer.read()
    orphaned.set()
    _end(process)
    # The worker removes the folder itself, unless it was killed. The last process of the group may
    # write there until it has ended.
    for _ in range(_TIMES):
        shutil.rmtree(folder, ignore_errors=True)
        if not pathlib.Path(folder).is_dir():
            break
        time.sleep(_PAUSE)
    os._exit(1)


def _end(process: subprocess.Popen[bytes]) -> None:
    # soffice is a script that starts the program itself: its whole process group has to end.
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # noqa: TID251 (not reached on Windows)
    elif process.poll() is None:
        process.kill()
    process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), sys.argv[3:]))
