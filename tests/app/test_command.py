"""``govtext app`` as a program: it starts, says where it is, ends, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from applications import needed  # noqa: F401 (skips where the extra is not installed)
from running import Run, run_fixture  # noqa: F401 (a fixture)

from govtext.app.folder import session_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPORT = "青石县2023年工作总结\n一、项目建设\n全年开工项目32个。\n".encode()


class Started:
    """The program in a process of its own; ``temporary`` is where it may keep files."""

    def __init__(self, temporary: Path, *options: str) -> None:
        command = [sys.executable, "-m", "govtext", "app", "--no-browser", "--workers", "1"]
        self.process = subprocess.Popen(
            [*command, *options],
            stderr=subprocess.PIPE,
            env=os.environ | {"TMPDIR": str(temporary), "TEMP": str(temporary)},
            encoding="utf-8",
        )
        assert self.process.stderr is not None
        self.address = self.process.stderr.readline().split()[-1]

    def ask(self, path: str = "", data: bytes | None = None, method: str = "GET") -> bytes:
        origin = "/".join(self.address.split("/")[:3])
        asked = urllib.request.Request(self.address + path, data, {"Origin": origin}, method=method)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            content: bytes = answer.read()
            return content

    def wait(self) -> tuple[int, str]:
        assert self.process.stderr is not None
        told = self.process.stderr.read()
        return self.process.wait(20), told


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def started(temporary: Path, *options: str) -> Iterator[Started]:
    program = Started(temporary, *options)
    yield program
    program.process.kill()
    program.process.wait()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C can't be sent to one process on Windows")
def test_ctrl_c_ends_it_and_what_was_given_is_deleted(temporary: Path) -> None:
    # What a program that was killed left behind; another folder of that name is not touched.
    left, other = temporary / "govtext-app-left", temporary / "govtext-app-other"
    for folder in (left, other):
        (folder / "uploads").mkdir(parents=True)
    (left / "session.sqlite").touch()
    for program in started(temporary):
        assert b"<title>govtext</title>" in program.ask()
        program.ask("files?name=a.txt", REPORT, "PUT")
        assert not left.exists()
        (folder,) = set(temporary.glob("govtext-app-*")) - {other}
        assert (folder / "uploads" / "000001_a.txt").read_bytes() == REPORT
        assert folder.stat().st_mode & 0o077 == 0
        program.process.send_signal(signal.SIGINT)
        code, told = program.wait()
        assert code == 0
        assert "The application has ended." in told
        assert "Traceback" not in told
        assert list(temporary.glob("govtext-app-*")) == [other]


def test_closing_the_window_ends_it_and_what_was_given_is_kept_if_asked(
    browser: Browser, temporary: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    for program in started(temporary, "--keep", str(kept)):
        page = browser.new_page()
        page.goto(program.address)
        program.ask("files?name=a.txt", REPORT, "PUT")
        page.locator("#rows td.done").wait_for()
        # A page that is loaded anew is no window that is closed.
        page.reload()
        page.locator("#rows td.done").wait_for()
        assert program.process.poll() is None
        page.close()
        code, _ = program.wait()
        assert code == 0
        assert (kept / "uploads" / "000001_a.txt").read_bytes() == REPORT
        assert (kept / "outlines" / "000001.json").exists()
        assert not (kept / "made").exists()
        assert list(temporary.glob("govtext-app-*")) == []


def test_it_listens_on_the_loopback_address_only(temporary: Path) -> None:
    from govtext.app.serve import listening  # noqa: PLC0415 (needs the extra)

    first = listening(None)
    first.listen()
    second = listening(None)
    assert first.getsockname()[0] == second.getsockname()[0] == "127.0.0.1"
    assert first.getsockname()[1] != second.getsockname()[1]
    with pytest.raises(OSError, match=r"in use|only one usage"):
        listening(first.getsockname()[1])
    first.close()
    second.close()


def test_wrong_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    result = run("app", "--keep", tmp_path)
    assert result.code == 2
    assert "is not empty; give a new folder" in result.err
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("app", "--no-browser", "--port", str(port))
    assert result.code == 1
    assert f"port {port} can't be used" in result.err
    assert run("app", "--no-browser", "--port", "99999").code == 1


def test_without_the_extra_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = run("app")
    assert result.code == 2
    assert "the application needs more packages" in result.err
    assert "starlette" in result.err


def test_a_session_that_runs_is_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with session_folder(None) as first, session_folder(None) as second:
        assert first.exists()
        assert second.exists()
    assert list(tmp_path.iterdir()) == []
