"""The application in this process, whose work is done at once; and a real one for the browser.

Tests import the fixtures. Where the extra ``app`` is not installed they are skipped.
"""

# ruff: noqa: E402 (what follows needs packages that may be missing)
from __future__ import annotations

import contextlib
import importlib.util
import queue
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

for needed in ("starlette", "uvicorn"):
    pytest.importorskip(needed, reason="the extra app is not installed")
if not any(map(importlib.util.find_spec, ("httpx2", "httpx"))):
    pytest.skip("httpx2 is not installed", allow_module_level=True)

from starlette.testclient import TestClient

from govtext.app.making import Making
from govtext.app.presence import Presence
from govtext.app.reading import ReadingOptions, SessionReader
from govtext.app.serve import AppOptions, listening, serve
from govtext.app.server import Parts, application
from govtext.app.session import Limits, Session

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SECRET, PORT = "secret-of-this-test", 8315
OWN = {"origin": f"http://127.0.0.1:{PORT}"}
LAST = """青石县2024年政府工作报告
一、2023年工作回顾
全年地区生产总值增长6.2%，城镇新增就业1.1万人。
二、2024年工作安排
地区生产总值增长6%左右，城镇新增就业1.2万人以上。
"""
THIS = """青石县2025年政府工作报告
一、2024年工作回顾
全年地区生产总值增长6.3%，城镇新增就业1.3万人。规模以上企业由76家增加到89家，增长18.1%。
二、存在的问题
养老床位仍然不足。
三、2025年工作安排
地区生产总值增长6%以上。优化营商环境，保护生态环境。
"""
"""Reports of one county, whose targets and outcomes follow each other."""


class AtOnce(Executor):
    """Calls a function when it is given."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Application(NamedTuple):
    """An application and a client that speaks to it as its page does."""

    client: TestClient
    session: Session
    presence: Presence
    ended: list[bool]

    def give(self, name: str, data: bytes) -> None:
        answer = self.client.put("files", params={"name": name}, content=data, headers=OWN)
        assert answer.status_code == 204

    def state(self) -> list[dict[str, Any]]:
        """The files of the session, once none is on its way."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            files: list[dict[str, Any]] = self.client.get("state").json()["files"]
            if all(file["state"] in {"done", "failed", "removed"} for file in files):
                return [file for file in files if file["state"] != "removed"]
            time.sleep(0.02)
        raise AssertionError("the files were not read in time")

    def reports(self) -> list[str]:
        return [report["key"] for file in self.state() for report in file["reports"]]


@contextlib.contextmanager
def application_in(folder: Path, limits: Limits | None = None) -> Iterator[Application]:
    """An application that keeps its files in ``folder``."""
    session, presence = Session(folder, limits), Presence()
    executor, ended = AtOnce(), list[bool]()
    reader = SessionReader(session, ReadingOptions(1, None), executor)
    reader.start()
    making = Making(session, executor, None)
    parts = Parts(session, making, presence, executor, lambda: ended.append(True))
    base = f"http://127.0.0.1:{PORT}/{SECRET}/"
    with TestClient(application(parts, SECRET, PORT), base_url=base) as client:
        yield Application(client, session, presence, ended)
    session.close()
    reader.join()


@pytest.fixture(name="here")
def application_fixture(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Application]:
    """An application; ``indirect`` parameters are the limits of its session."""
    with application_in(tmp_path / "session", getattr(request, "param", None)) as made:
        yield made


class Running(NamedTuple):
    """A real application: its address, and what opens a window of it."""

    address: str
    open: Callable[..., Page]
    complaints: list[str]
    """What went wrong in the windows, what they asked, and what they got from elsewhere."""


def ask(address: str, path: str, method: str) -> None:
    """Ask an application for something, as its page does."""
    headers = {"Origin": "/".join(address.split("/")[:3])}
    asked = urllib.request.Request(address + path, headers=headers, method=method)
    urllib.request.urlopen(asked).close()


@pytest.fixture(scope="module", name="served")
def served_fixture() -> Iterator[str]:
    """The address of an application with processes of its own, that stays for all tests."""
    addresses: queue.Queue[str] = queue.Queue()
    options = AppOptions(ReadingOptions(2, 60.0), stay=True)
    thread = threading.Thread(target=serve, args=(listening(0), options, addresses.put))
    thread.start()
    address = addresses.get(timeout=30)
    yield address
    ask(address, "end", "POST")
    thread.join(30)
    assert not thread.is_alive()


@pytest.fixture(name="running")
def running_fixture(browser: Browser, served: str) -> Iterator[Running]:
    """Opens windows, and sees to it that nothing goes wrong in them and nothing is fetched."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []
    origin = "/".join(served.split("/")[:3])

    def open_(place: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}} | options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((f"{origin}/", "data:", "blob:"))
                else complaints.append(request.url)
            ),
        )
        page.goto(served + place)
        return page

    yield Running(served, open_, complaints)
    for context in contexts:
        context.close()
    ask(served, "files", "DELETE")
    # That is how a browser tells of an answer that says why something can't be made.
    assert [one for one in complaints if "status of 422" not in one] == []
