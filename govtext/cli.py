"""The command line. What only asks for help or the version is answered at once; for all else
``govtext.commands.program`` finds the command."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys

from govtext.commands.overview import overview

_AT_ONCE = 100_000
"""Objects between two searches for garbage. There is hardly any, and to search after every 700, as
Python does, takes a tenth of the time of a short run."""


def run() -> None:
    """Run the command line as a program of its own.

    Where one report is read, the process ends without taking apart what the system frees anyway,
    above all the dictionary of words.
    """
    gc.set_threshold(_AT_ONCE)
    try:
        main()
    except SystemExit as ended:
        if sys.argv[1:2] != ["parse"] or not isinstance(ended.code, int | None):
            raise
        atexit._run_exitfuncs()
        if sys.stderr is not None:
            sys.stderr.flush()
        os._exit(ended.code or 0)


def main() -> None:
    """Run the command line."""
    # A Chinese Windows console may be in code page 936, which lacks characters of many reports.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            _run()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        # The program that reads the output (head, less) has ended.
        _close_output()
        sys.exit(1)
    except OSError as error:
        from govtext.commands.terminal import complain  # noqa: PLC0415 (slow, and help needs none)

        _close_output()
        complain(f"the output can't be written ({error.strerror or error})")
        sys.exit(1)


def _run() -> None:
    shown = overview(sys.argv[1:])
    if shown is not None:
        sys.stdout.write(shown)
        sys.exit(0)
    from govtext.commands.program import app  # noqa: PLC0415 (see above)

    app.main(prog_name="govtext")


def _close_output() -> None:
    """Write no more: Python would try again at its end, and raise the error again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
