"""The zipped folder for Windows, made of a tiny Python and tiny wheels, without the network."""

from __future__ import annotations

import importlib.util
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).parent.parent / "packaging"
BATCHES = sorted((PACKAGING / "windows").glob("*.bat"))
SITE = "govtext/python/Lib/site-packages"
I386 = 0x14C


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"packaging_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


windows = loaded(PACKAGING / "windows.py")
dropped = loaded(PACKAGING / "windows" / "dropped.py")


def library(machine: int = windows.AMD64) -> bytes:
    """As much of a Windows library as says which processor it is for."""
    header = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    return header + b"PE\0\0" + struct.pack("<H", machine)


def embeddable(path: Path, machine: int = windows.AMD64) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("python.exe", "python313.dll"):
            archive.writestr(name, library(machine))
        archive.writestr("python313.zip", b"")
        archive.writestr("python313._pth", "python313.zip\r\n.\r\n")
        archive.writestr("LICENSE.txt", "PSF")
    return path


def wheel(  # noqa: PLR0913, PLR0917 (what a wheel is)
    folder: Path,
    name: str,
    tag: str = "py3-none-any",
    requires: tuple[str, ...] = (),
    extras: tuple[str, ...] = (),
    files: dict[str, bytes] | None = None,
) -> None:
    info = f"{name}-1.0.dist-info"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0"]
    lines += [f"Provides-Extra: {extra}" for extra in extras]
    lines += [f"Requires-Dist: {line}" for line in requires]
    content = {f"{name}/__init__.py": b""} | (files or {})
    content[f"{info}/METADATA"] = "\n".join(lines).encode()
    content[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n".encode()
    record = "".join(f"{path},,\n" for path in [*content, f"{info}/RECORD"])
    content[f"{info}/RECORD"] = record.encode()
    with zipfile.ZipFile(folder / f"{name}-1.0-{tag}.whl", "w") as archive:
        for path, body in content.items():
            archive.writestr(path, body)


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """govtext with an extra, one package that only Windows needs, and one for each system."""
    pytest.importorskip("uv", reason="uv, which resolves for Windows, is not installed")
    folder = tmp_path / "wheels"
    folder.mkdir()
    wheel(
        folder,
        "govtext",
        requires=('only_windows; sys_platform == "win32"', 'native; extra == "app"'),
        extras=("app",),
    )
    wheel(folder, "only_windows")
    wheel(folder, "pip")
    wheel(folder, "native", "cp313-cp313-win_amd64", files={"native/core.pyd": library()})
    wheel(folder, "native", "cp313-cp313-manylinux_2_17_x86_64", files={"native/core.so": b""})
    return folder


def make(tmp_path: Path, wheels: Path, *more: str) -> Path:
    out = tmp_path / "made" / "govtext.zip"
    python = embeddable(tmp_path / "python.zip")
    given = ["-o", str(out), "--python", str(python), "--wheels", str(wheels)]
    assert windows.main([*given, "--extras", "app", *more]) == 0
    return out


def test_the_folder_holds_python_the_packages_and_the_batch_files(
    tmp_path: Path, wheels: Path
) -> None:
    with zipfile.ZipFile(make(tmp_path, wheels)) as archive:
        names = set(archive.namelist())
        path_file = archive.read("govtext/python/python313._pth")
        first_page = archive.read("govtext/读我.txt").decode("utf-8-sig")
    assert {name.split("/")[0] for name in names} == {"govtext"}
    assert names >= {
        *("govtext/打开.bat", "govtext/转成表格.bat", "govtext/许可证/LICENSE.txt"),
        *("govtext/python/python.exe", "govtext/python/dropped.py", "govtext/python/LICENSE.txt"),
        *(f"{SITE}/{name}/__init__.py" for name in ("govtext", "only_windows", "native", "pip")),
        f"{SITE}/native/core.pyd",
    }
    assert not [name for name in names if name.endswith(".so")]
    # Packages are found, and those that pip adds later too.
    assert path_file == b"python313.zip\r\n.\r\nLib\\site-packages\r\n\r\nimport site\r\n"
    assert "转成表格.bat" in first_page
    assert "{version}" not in first_page


def test_the_same_parts_make_the_same_file(tmp_path: Path, wheels: Path) -> None:
    once = make(tmp_path, wheels).read_bytes()
    assert make(tmp_path, wheels).read_bytes() == once


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.name)
def test_batch_files_are_as_cmd_reads_them(tmp_path: Path, path: Path) -> None:
    windows.write_text(tmp_path / path.name, path.read_text("utf-8"), windows.BATCH_ENCODING)
    content = (tmp_path / path.name).read_bytes()
    text = content.decode("gbk")
    assert content.count(b"\n") == content.count(b"\r\n") > 10
    assert not content.startswith(b"\xef\xbb\xbf")
    # The code page is chosen before the first line that is not ASCII.
    assert text[: text.index("chcp 936")].isascii()
    # No half of a Chinese character is a sign of cmd, should another code page be in force.
    special = set(b'&|<>^%!"()')
    halves = {half for char in text if not char.isascii() for half in char.encode("gbk")}
    assert not halves & special
    labels = set(re.findall(r"^:(\w+)\r$", text, re.MULTILINE))
    assert set(re.findall(r"goto (\w+)", text)) == labels
    # Every way out other than success lets the reader see why.
    before = re.findall(r"(\w+)\r\nexit (?:/b )?[^0\s]\S*\r\n", text)
    assert len(before) >= 2
    assert set(before) == {"pause"}
    assert '"%~dp0python\\python.exe" -X utf8' in text


def test_there_are_two_batch_files() -> None:
    assert [path.name for path in BATCHES] == ["打开.bat", "转成表格.bat"]


def complaint(capsys: pytest.CaptureFixture[str], *given: object) -> str:
    assert windows.main(list(map(str, given))) == 1
    return capsys.readouterr().err


def test_what_is_for_another_system_is_refused(
    tmp_path: Path, wheels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python = embeddable(tmp_path / "python.zip")
    given = ("-o", tmp_path / "out.zip", "--python", python, "--wheels", wheels)
    (wheels / "native-1.0-cp313-cp313-win_amd64.whl").unlink()
    assert "native" in complaint(capsys, *given, "--extras", "app")
    files = {"native/core.pyd": library(I386)}
    wheel(wheels, "native", "cp313-cp313-win_amd64", files=files)
    said = complaint(capsys, *given, "--extras", "app")
    assert "native/core.pyd is a library for another processor" in said
    assert not (tmp_path / "out.zip").exists()


def test_a_package_for_another_system_is_a_fault(tmp_path: Path) -> None:
    info = tmp_path / windows.PACKAGES / "native-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "WHEEL").write_text("Tag: cp313-cp313-manylinux_2_17_x86_64\n", encoding="utf-8")
    (tmp_path / "core.so").write_bytes(b"")
    assert list(windows.faults(tmp_path)) == [
        "govtext is not among the packages",
        "native-1.0.dist-info is for manylinux_2_17_x86_64, not for win_amd64",
        "core.so is a library for another system",
    ]


def test_a_wrong_python_is_refused(
    tmp_path: Path, wheels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ("-o", tmp_path / "out.zip", "--wheels", wheels, "--python")
    assert "missing.zip can't be read" in complaint(capsys, *out, tmp_path / "missing.zip")
    text = tmp_path / "text.zip"
    text.write_text("no zip", encoding="utf-8")
    assert "text.zip is no zip file" in complaint(capsys, *out, text)
    other = next(wheels.glob("*.whl"))
    assert "no embeddable Python" in complaint(capsys, *out, other)
    small = embeddable(tmp_path / "small.zip", I386)
    assert "another processor" in complaint(capsys, *out, small)


def test_without_a_connection_it_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "SOURCE", f"{tmp_path.as_uri()}/{{0}}.zip")
    said = complaint(capsys, "-o", tmp_path / "out.zip")
    assert f"{windows.PYTHON}.zip" in said
    assert "give it with --python FILE" in said


def test_an_unknown_extra_is_refused(
    tmp_path: Path, wheels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python = embeddable(tmp_path / "python.zip")
    given = ("-o", tmp_path / "out.zip", "--python", python, "--wheels", wheels)
    assert "no extra 'ap'; there are app" in complaint(capsys, *given, "--extras", "ap")


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        (r'C:\cmd.exe /c ""D:\我的 文件\转成表格.bat" "D:\2024年 报告""', [r"D:\2024年 报告"]),
        (
            r'C:\cmd.exe /c ""D:\g\转成表格.bat" D:\甲&乙 "D:\a b\1.docx""',
            [r"D:\甲&乙", r"D:\a b\1.docx"],
        ),
        (r'C:\cmd.exe /c ""D:\g\转成表格.bat" D:\100%!^"', [r"D:\100%!^"]),
        (r'C:\cmd.exe /c ""D:\g\转成表格.bat" "', []),
        (r'"C:\WINDOWS\system32\cmd.exe" ', []),
    ],
)
def test_what_was_dropped_is_told_from_the_whole_line(line: str, paths: list[str]) -> None:
    assert dropped.paths_in(line, "转成表格.bat") == paths


def test_the_workbook_stands_beside_and_replaces_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "县 报告" / "2024.1"
    folder.mkdir(parents=True)
    (folder / "总结.docx").write_bytes(b"")
    ending = "_表格.xlsx"
    one = [str(folder / "总结.docx")]
    assert dropped.workbook([str(folder)], ending) == folder.parent / "2024.1_表格.xlsx"
    assert dropped.workbook(one, ending) == folder / "总结_表格.xlsx"
    assert dropped.workbook(one * 2, ending) == folder / "2024.1_表格.xlsx"
    (folder / "总结_表格.xlsx").write_bytes(b"")
    assert dropped.workbook(one, ending) == folder / "总结_表格 2.xlsx"


def drop(*paths: Path) -> subprocess.CompletedProcess[str]:
    program = PACKAGING / "windows" / "dropped.py"
    return subprocess.run(
        [sys.executable, "-X", "utf8", program, "转成表格.bat", "_表格.xlsx", *paths],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_a_dropped_folder_becomes_a_workbook(tmp_path: Path) -> None:
    folder = tmp_path / "我的 报告&附件"
    folder.mkdir()
    text = "青山县2024年工作总结\n一、主要成效\n全年完成投资23.5亿元。\n"
    (folder / "总结.txt").write_text(text, encoding="gbk")
    done = drop(folder)
    assert done.returncode == 0, done.stderr
    assert zipfile.is_zipfile(tmp_path / "我的 报告&附件_表格.xlsx")
    assert drop().returncode == dropped.NOTHING_DROPPED


def test_the_status_of_convert_is_handed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def convert() -> None:
        seen.extend(sys.argv)
        raise SystemExit(1)

    monkeypatch.setattr(dropped.cli, "main", convert)
    line = f'cmd.exe /c ""D:\\g\\转成表格.bat" "{tmp_path}""'
    monkeypatch.setenv("GOVTEXT_LINE", line)
    monkeypatch.setattr(sys, "argv", ["dropped.py", "转成表格.bat", "_表格.xlsx", "cut off"])
    assert dropped.main() == 1
    out = tmp_path.with_name(f"{tmp_path.name}_表格.xlsx")
    assert seen == ["govtext", "convert", str(tmp_path), "-o", str(out)]
