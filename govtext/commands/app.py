"""``govtext app``: the local web application."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Annotated

from govtext.commands import typed
from govtext.commands.options import RulesOption, WorkersOption, check_rules
from govtext.commands.terminal import complain
from govtext.errors import unwritten
from govtext.extras import install_command
from govtext.messages import said

app = typed.App()


@app.command()
def app_command(  # noqa: PLR0913, PLR0917 (an option each)
    no_browser: Annotated[
        bool, typed.Option("--no-browser", help="Only print the address, and open no browser.")
    ] = False,
    port: Annotated[
        int | None,
        typed.Option("--port", metavar="PORT", help="The port; 8315 if free."),
    ] = None,
    keep: Annotated[
        Path | None,
        typed.Option(
            "--keep",
            metavar="FOLDER",
            help="Keep the given files and their outlines in this new folder.",
        ),
    ] = None,
    stay: Annotated[
        bool, typed.Option("--stay", help="Go on when the last window of the page is closed.")
    ] = False,
    rules: RulesOption = None,
    workers: WorkersOption = None,
    timeout: Annotated[
        float,
        typed.Option(
            "--timeout", min=0.1, metavar="SECONDS", help="Leave out a report that takes longer."
        ),
    ] = 300.0,
) -> None:
    """Open a page in the browser on which reports are dropped, read, looked at and downloaded.

    Everything stays on this computer: the page can only be reached from here, and nothing is
    fetched. Given files are deleted at the end. The program ends when the last window of the page
    is closed, and with Ctrl-C.
    """
    check_rules(rules)
    missing = [name for name in ("starlette", "uvicorn") if not importlib.util.find_spec(name)]
    if missing:
        complain(f"the application needs more packages: {install_command('app')}")
        raise typed.Exit(2)
    if keep is not None and keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        raise typed.BadParameter(f"{keep} is not empty; give a new folder", param_hint="--keep")
    from govtext.app.reading import ReadingOptions  # noqa: PLC0415 (slow to import)
    from govtext.app.serve import AppOptions, listening, open_browser, serve  # noqa: PLC0415

    folder = None if rules is None else os.fspath(rules.absolute())
    options = AppOptions(
        ReadingOptions(workers or os.cpu_count() or 1, timeout, folder), port, keep, stay
    )

    def started(address: str) -> None:
        typed.echo(said(f"The page is at {address}"), err=True)
        typed.echo(said("It ends when its last window is closed, or with Ctrl-C."), err=True)
        if not no_browser:
            open_browser(address)

    try:
        listener = listening(port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        complain(f"port {port} can't be used ({reason}); give another --port")
        raise typed.Exit(1) from error
    try:
        serve(listener, options, started)
    except KeyboardInterrupt:
        pass
    except OSError as error:
        complain(unwritten(keep or Path(), error))
        raise typed.Exit(1) from error
    typed.echo(said("The application has ended."), err=True)
