"""Make govtext for Windows as a zipped folder that needs no installation.

    python packaging/windows.py -o govtext-windows.zip

It holds the embeddable Python of python.org, govtext with its packages as wheels, and two batch
files: 打开.bat opens the application, and 转成表格.bat makes a workbook of what is dropped on it.
Runs on any system with uv (``pip install uv``), which resolves requirements for another system than
its own, as pip can't: a requirement that holds on Windows only would be missing. Nothing is
compiled: packages are wheels for win_amd64 or for any system, and the few that are published as
source only are pure Python.

Without a connection to python.org, give the file: ``--python python-3.13.2-embed-amd64.zip``;
without one to the package index, give a folder of wheels, that of govtext too: ``--wheels DIR``.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PARTS = Path(__file__).parent / "windows"
PYTHON = "3.13.11"
SOURCE = "https://www.python.org/ftp/python/{0}/python-{0}-embed-amd64.zip"
EXTRAS = "app,compare"
"""What an office uses; ``--extras`` chooses others."""
ONLY_SOURCE = ("jieba",)
"""Packages of pure Python that have no wheel on the index; these are built."""
PACKAGES = "python/Lib/site-packages"
BATCH_ENCODING = "gbk"
"""That of the code page 936, which the batch files choose, and which Windows in Chinese has."""
AMD64 = 0x8664
LONGEST = 160
"""Windows refuses paths of more than 259 characters, those of the folder that it is unpacked to
with them."""
_WHEEL_TAG = re.compile(r"^Tag: [^-]+-[^-]+-(?P<platform>\S+)$", re.MULTILINE)


class PackagingError(Exception):
    """What is wrong, and what to do; ends the command with status 1."""


def main(arguments: list[str] | None = None) -> int:
    """The command line. Returns the exit status."""
    given = options().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "govtext"
            assemble(folder, given)
            wrong = list(faults(folder))
            if wrong:
                raise PackagingError("the folder can't be used:\n" + "\n".join(wrong))
            pack(folder, given.output)
            unpacked = sum(path.stat().st_size for path in files_of(folder))
    except PackagingError as error:
        print(f"windows.py: {error}", file=sys.stderr)
        return 1
    packed = given.output.stat().st_size
    print(f"{given.output}: {packed / 1e6:.0f} MB, unpacked {unpacked / 1e6:.0f} MB")
    return 0


def options() -> argparse.ArgumentParser:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0],
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("-o", "--output", type=Path, default=Path("govtext-windows.zip"))
    parser.add_argument(
        "--python", metavar="FILE", help="the embeddable Python for amd64, zipped or as a folder"
    )
    parser.add_argument("--extras", default=EXTRAS, help="extras of govtext, with commas between")
    parser.add_argument(
        "--wheels", type=Path, metavar="DIR", help="take all packages from here, and none from else"
    )
    return parser


def assemble(folder: Path, given: argparse.Namespace) -> None:
    """Write the folder: Python, the packages, the batch files, the licences.

    Raises PackagingError where a part can't be had.
    """
    python = folder / "python"
    put_python(python, given.python)
    version = python_version(python)
    set_path(python, version)
    install(folder / PACKAGES, version, given.extras, given.wheels)
    shutil.copyfile(PARTS / "dropped.py", python / "dropped.py")
    put_texts(folder)


def put_python(python: Path, given: str | None) -> None:
    """Unpack the embeddable Python that is given, or that of python.org, to the folder."""
    if given is not None and Path(given).is_dir():
        shutil.copytree(given, python)
        return
    try:
        content = Path(given).read_bytes() if given is not None else download(SOURCE.format(PYTHON))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(python)
    except OSError as error:
        raise PackagingError(f"{given} can't be read: {error.strerror}") from error
    except zipfile.BadZipFile as error:
        raise PackagingError(f"{given or SOURCE.format(PYTHON)} is no zip file") from error


def download(address: str) -> bytes:
    """What is at an address. Raises PackagingError that says what to do without a connection."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            content: bytes = answer.read()
    except (urllib.error.URLError, OSError) as error:
        reason = getattr(error, "reason", error)
        raise PackagingError(
            f"the embeddable Python can't be had from {address}: {reason}. Get that file where "
            "there is a connection, and give it with --python FILE"
        ) from error
    return content


def python_version(python: Path) -> str:
    """Its version as "3.13", from the name of its library.

    Raises PackagingError where this is no embeddable Python for amd64.
    """
    found = [re.fullmatch(r"python3(\d\d)\.dll", path.name) for path in python.glob("*.dll")]
    minor = next((match[1] for match in found if match), None)
    if minor is None or not (python / f"python3{minor}._pth").exists():
        raise PackagingError(
            "what is given with --python is no embeddable Python: take the file "
            "python-3.X.Y-embed-amd64.zip of python.org"
        )
    if machine(python / "python.exe") != AMD64:
        raise PackagingError("this Python is for another processor: take python-…-embed-amd64.zip")
    return f"3.{minor}"


def machine(program: Path) -> int | None:
    """The processor that a Windows program or library is for, as its header says it; None for
    what is none."""
    content = program.read_bytes()[:4096]
    if content[:2] != b"MZ" or len(content) < 64:
        return None
    at = struct.unpack_from("<I", content, 0x3C)[0]
    if content[at : at + 4] != b"PE\0\0":
        return None
    return int(struct.unpack_from("<H", content, at + 4)[0])


def set_path(python: Path, version: str) -> None:
    """Where this Python finds packages. The place is the usual one, and ``import site`` reads what
    pip writes, so that ``python\\python.exe -m pip install`` adds a package."""
    name = f"python{version.replace('.', '')}"
    lines = [f"{name}.zip", ".", "Lib\\site-packages", "", "import site", ""]
    (python / f"{name}._pth").write_bytes("\r\n".join(lines).encode("ascii"))


def install(target: Path, version: str, extras: str, wheels: Path | None) -> None:
    """Install govtext, its extras and pip to the folder, as they are for Windows."""
    with tempfile.TemporaryDirectory() as built:
        source = ["--no-index", "--find-links", str(wheels)] if wheels is not None else []
        if wheels is None:
            # By way of a source distribution, so that nothing of an earlier build gets in.
            call("-m", "uv", "build", "--quiet", "--out-dir", built, str(ROOT))
        own = [path for path in (wheels or Path(built)).glob("govtext-*.whl") if path.is_file()]
        if not own:
            raise PackagingError(f"there is no wheel of govtext in {wheels}")
        known = extras_of(own[-1])
        for extra in filter(None, extras.split(",")):
            if extra not in known:
                raise PackagingError(f"there is no extra {extra!r}; there are {', '.join(known)}")
        from_source = [word for name in ONLY_SOURCE for word in ("--no-binary", name)]
        call(
            *("-m", "uv", "pip", "install", "--quiet", "--no-config", "--target", str(target)),
            *("--python-platform", "x86_64-pc-windows-msvc", "--python-version", version),
            *("--only-binary", ":all:", *([] if wheels else from_source), *source),
            *(f"govtext[{extras}] @ {own[-1].resolve().as_uri()}", "pip"),
        )
    # Commands for the system that this ran on, and the tests of the largest package.
    for useless in ("bin", "Scripts", "pandas/tests"):
        shutil.rmtree(target / useless, ignore_errors=True)
    (target / ".lock").unlink(missing_ok=True)


def extras_of(wheel: Path) -> list[str]:
    """The names of the extras that a wheel of govtext has."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        content = archive.read(name).decode("utf-8")
    return re.findall(r"^Provides-Extra: (\S+)", content, re.MULTILINE)


def call(*arguments: str) -> None:
    """Run a module of Python. Raises PackagingError with what it says where it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise PackagingError(f"{' '.join(arguments[1:3])} failed:\n{done.stderr.strip()}")


def put_texts(folder: Path) -> None:
    """The batch files, the page to read first and the licences, as Windows has texts."""
    version = re.search(
        r'^__version__ = "([^"]+)"', (ROOT / "govtext" / "__init__.py").read_text("utf-8"), re.M
    )
    for path in sorted(PARTS.glob("*.bat")):
        write_text(folder / path.name, path.read_text("utf-8"), BATCH_ENCODING)
    words = (PARTS / "读我.txt").read_text("utf-8").format(version=version[1] if version else "")
    write_text(folder / "读我.txt", words, "utf-8-sig")
    licences = folder / "许可证"
    licences.mkdir()
    for name in ("LICENSE", "THIRD_PARTY_NOTICES.md"):
        write_text(
            licences / f"{Path(name).stem}.txt", (ROOT / name).read_text("utf-8"), "utf-8-sig"
        )


def write_text(path: Path, text: str, encoding: str) -> None:
    """Write a text with the line ends of Windows."""
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))


def faults(folder: Path) -> Iterator[str]:
    """What would keep the folder from working on Windows, as far as it can be told here."""
    packages = folder / PACKAGES
    if not list(packages.glob("govtext-*.dist-info")):
        yield "govtext is not among the packages"
    for record in sorted(packages.glob("*.dist-info/WHEEL")):
        tags = _WHEEL_TAG.findall(record.read_text("utf-8"))
        if not tags or not set(tags) & {"any", "win_amd64"}:
            yield f"{record.parent.name} is for {', '.join(tags) or 'no system'}, not for win_amd64"
    for path in files_of(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix in (".so", ".dylib"):
            yield f"{name} is a library for another system"
        if path.suffix in (".pyd", ".dll") and machine(path) != AMD64:
            yield f"{name} is a library for another processor"
        if len(name) > LONGEST:
            yield f"{name} is a path too long for Windows"


def files_of(folder: Path) -> list[Path]:
    """All files of a folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def pack(folder: Path, out: Path) -> None:
    """Write the zip file: in it one folder, and the same bytes for the same contents."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files_of(folder):
            name = path.relative_to(folder.parent).as_posix()
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
