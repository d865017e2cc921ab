"""Packages that only some formats and commands need, and the command that installs them here."""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
import sys

from govtext.errors import MissingPackageError
from govtext.language.compiled import compiled_lazily

_OF_EXTRA = compiled_lazily(r"^(?P<package>[^;]+);.*\bextra\s*==\s*['\"](?P<extra>[\w-]+)['\"]")


_OWN = compiled_lazily(r"govtext\[(?P<extra>[\w-]+)\]")


def require(package: str, extra: str, what: str) -> None:
    """Raise MissingPackageError where a package that ``what`` needs, of an extra, is missing."""
    if importlib.util.find_spec(package) is None:
        raise MissingPackageError(f"{what} needs {package}: {install_command(extra)}")


def install_command(extra: str) -> str:
    """The command that installs the packages of an extra of govtext into this very environment,
    quoted as its shell needs.

    >>> "xlsxwriter" in install_command("xlsx")
    True
    """
    return pip_install(packages_of(extra))


def pip_install(packages: list[str]) -> str:
    """The command that installs packages into this very environment."""
    import shutil  # noqa: PLC0415 (slow to import, as below, and only messages need it)

    if importlib.util.find_spec("pip") is None and shutil.which("uv") is not None:
        return quoted(["uv", "pip", "install", "--python", sys.executable, *packages])
    return quoted([sys.executable, "-m", "pip", "install", *packages])


def packages_of(extra: str) -> list[str]:
    """The packages of an extra with their versions, as pip takes them; those of an extra that it
    names in their place, since pip may not find govtext itself."""
    import importlib.metadata  # noqa: PLC0415

    try:
        required = importlib.metadata.requires("govtext") or []
    except importlib.metadata.PackageNotFoundError:  # run from a folder, without an installation
        required = []
    found = [
        match["package"].strip()
        for match in map(_OF_EXTRA.match, required)
        if match is not None and match["extra"] == extra
    ]
    if not found:
        return [f"govtext[{extra}]"]
    every = (
        packages_of(own["extra"]) if (own := _OWN.fullmatch(name)) else [name] for name in found
    )
    return [*dict.fromkeys(itertools.chain.from_iterable(every))]


def quoted(words: list[str], shell: str | None = None) -> str:
    """A command line for "sh", "cmd" or "powershell", or for the shell that runs this program.

    >>> quoted(["/opt/my env/python", "-m", "pip", "install", "lxml>=5"], "sh")
    "'/opt/my env/python' -m pip install 'lxml>=5'"
    >>> quoted(["C:/Program Files/python.exe", "lxml>=5"], "powershell")
    '& "C:/Program Files/python.exe" "lxml>=5"'
    >>> quoted(["C:/Program Files/python.exe", "lxml>=5"], "cmd")
    '"C:/Program Files/python.exe" "lxml>=5"'
    """
    shell = shell or _shell()
    if shell == "sh":
        import shlex  # noqa: PLC0415

        return shlex.join(words)
    shown = [f'"{word}"' if re.search(r"[^\w./\\:-]", word) else word for word in words]
    # PowerShell takes a quoted path for a text, unless it is told to run it.
    call = "& " if shell == "powershell" and shown[0].startswith('"') else ""
    return call + " ".join(shown)


def _shell() -> str:
    if os.name != "nt":
        return "sh"
    return "cmd" if "PROMPT" in os.environ else "powershell"
