"""The addresses of the application."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from govtext.app.asked import UnmadeError
from govtext.app.guard import POLICY, AsgiApp, Guard
from govtext.app.making import Making
from govtext.app.offers import offer_of
from govtext.app.presence import Presence
from govtext.app.session import Session, SessionFile
from govtext.app.shell import script, shell_page, style
from govtext.app.uploads import receive
from govtext.errors import ReadError
from govtext.messages import Language, said
from govtext.page.analysis import analysis_page
from govtext.readers import suffix_of

_DICTIONARY = 5_000_000  # bytes


class Parts(NamedTuple):
    """What the addresses lead to; ``end`` ends the program."""

    session: Session
    making: Making
    presence: Presence
    unpacker: Executor
    end: Callable[[], None]


def application(parts: Parts, secret: str, port: int) -> AsgiApp:
    """The application at ``http://127.0.0.1:port/secret/``."""
    addresses = Addresses(parts)
    routes = [
        Route("/", addresses.shell),
        Route("/app.css", addresses.style),
        Route("/app.js", addresses.script),
        Route("/state", addresses.state),
        Route("/files", addresses.put, methods=["PUT"]),
        Route("/files/{id:int}", addresses.remove, methods=["DELETE"]),
        Route("/files", addresses.clear, methods=["DELETE"]),
        Route("/report/{key}/{name}", addresses.of_report),
        Route("/all/{name}", addresses.of_all),
        Route("/dictionary", addresses.words),
        Route("/dictionary", addresses.use_words, methods=["PUT"]),
        Route("/goodbye", addresses.goodbye, methods=["POST"]),
        Route("/end", addresses.end, methods=["POST"]),
        Mount("/made", StaticFiles(directory=parts.session.made)),
    ]
    return Guard(Starlette(routes=[Mount(f"/{secret}", routes=routes)]), secret, port)


class Addresses:
    """What is answered at each address."""

    def __init__(self, parts: Parts) -> None:
        self._session, self._making, self._presence, self._unpacker, self._end = parts

    async def shell(self, _: Request) -> Response:
        """The page that holds all others."""
        self._presence.loaded()
        headers = {"content-security-policy": POLICY}
        return HTMLResponse(shell_page(self._session.limits), headers=headers)

    async def style(self, _: Request) -> Response:
        """The style sheet of the page."""
        return Response(style(), media_type="text/css")

    async def script(self, _: Request) -> Response:
        """The script of the page."""
        return Response(script(), media_type="text/javascript")

    async def state(self, request: Request) -> Response:
        """The files that changed since a version."""
        window = request.query_params.get("window", "")
        if "back" in request.query_params:
            self._presence.back(window)
        else:
            self._presence.seen(window)
        given = request.query_params.get("since", "")
        version = self._session.version
        files = self._session.since(int(given) if given.isdecimal() else 0)
        return _json({"version": version, "files": [_shown(file) for file in files]})

    async def put(self, request: Request) -> Response:
        """Take one file, whose name stands in the address."""
        name = request.query_params.get("name", "")
        with contextlib.suppress(ClientDisconnect):
            await receive(self._session, self._unpacker, name, request.stream())
        return Response(status_code=204)

    async def remove(self, request: Request) -> Response:
        """Take one file out of the session."""
        file = self._session.get(request.path_params["id"])
        if file is not None:
            self._session.remove(file)
        return Response(status_code=204)

    async def clear(self, _: Request) -> Response:
        """Take all files out of the session."""
        for file in self._session.since(0):
            there = self._session.get(file.id)
            if there is not None:
                self._session.remove(there)
        return Response(status_code=204)

    async def of_report(self, request: Request) -> Response:
        """A view or a file of one report."""
        name, lang = request.path_params["name"], _language(request)
        stem, suffix = _parted(name)
        found = self._session.report(request.path_params["key"])
        offer = offer_of("report", stem, suffix)
        if found is None or offer is None:
            return Response(status_code=404)
        file, report = found
        if offer.docx and suffix_of(file.path.name) != ".docx":
            return Response(status_code=404)
        try:
            made = await self._making.of_report(report, offer, name, lang)
        except UnmadeError as error:
            return _unmade(error, suffix, lang)
        known = file.name if len(file.reports) == 1 else report.title
        stem = Path(known.replace("\\", "/").rpartition("/")[2]).stem
        return self._answer(request, made, suffix, _joined(stem, offer.title, lang))

    async def of_all(self, request: Request) -> Response:
        """A view or a file of all reports."""
        name, lang = request.path_params["name"], _language(request)
        stem, suffix = _parted(name)
        offer = offer_of("all", stem, suffix)
        if offer is None:
            return Response(status_code=404)
        try:
            made = await self._making.of_all(offer, name, lang)
        except UnmadeError as error:
            return _unmade(error, suffix, lang)
        return self._answer(request, made, suffix, _joined("govtext", offer.title, lang))

    def _answer(self, request: Request, made: Path, suffix: str, stem: str) -> Response:
        """A page at its address in "made", where its links lead on, or a file to keep."""
        if suffix != ".html":
            return FileResponse(made, filename=stem + suffix)
        place = made.relative_to(self._session.made).as_posix()
        root = "/" + request.url.path.split("/")[1]
        return RedirectResponse(f"{root}/made/{quote(place)}", status_code=303)

    async def words(self, request: Request) -> Response:
        """The dictionary of attention."""
        lang = _language(request)
        try:
            return _json({"text": await self._making.words(lang)})
        except UnmadeError as error:
            return _unmade(error, "", lang)

    async def use_words(self, request: Request) -> Response:
        """Count the concepts of another dictionary."""
        data = b""
        async for chunk in request.stream():
            data += chunk
            if len(data) > _DICTIONARY:
                return Response(status_code=413)
        given = request.query_params.get("name", "")
        suffix = suffix_of(given)
        name = f"dictionary{suffix if suffix in {'.toml', '.csv', '.tsv', '.xlsx'} else '.txt'}"
        lang = _language(request)
        try:
            return _json({"text": await self._making.use_words(name, data, lang)})
        except UnmadeError as error:
            return _unmade(error, "", lang)

    async def goodbye(self, request: Request) -> Response:
        """A window is closed."""
        self._presence.goodbye(request.query_params.get("window", ""))
        return Response(status_code=204)

    async def end(self, _: Request) -> Response:
        """End the program."""
        self._end()
        return Response(status_code=204)


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return stem, dot + ending


def _joined(stem: str, title: str, lang: Language) -> str:
    return f"{stem}-{said(title, lang)}" if title else stem


def _language(request: Request) -> Language:
    given = request.query_params.get("lang")
    return "en" if given == "en" else "zh"


def _json(content: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(content), status, media_type="application/json")


def _unmade(error: UnmadeError, suffix: str, lang: Language) -> Response:
    """Why something can't be made: on a page, where a page was asked for."""
    if suffix != ".html":
        return _json({"problem": said(str(error), lang)}, 422)
    page = analysis_page(said("This can't be shown", lang), said(str(error), lang), [], lang)
    return HTMLResponse(page, 422)


def _shown(file: SessionFile) -> dict[str, Any]:
    """A file, as the page is told of it."""
    return {
        "id": file.id,
        "name": file.name,
        "state": file.state,
        "word": suffix_of(file.path.name) == ".docx",
        "failures": [{lang: _told(one, lang) for lang in ("zh", "en")} for one in file.failures],
        "reports": [
            {
                "key": report.key,
                "title": report.title,
                "year": report.year,
                "issuer": report.issuer,
                "claims": report.claims,
                "masked": report.masked,
            }
            for report in file.reports
        ],
    }


def _told(error: ReadError, lang: str) -> str:
    """What is wrong with a file; of its name only the part is told that has the fault."""
    part = error.name.lstrip("/")
    problem, advice = said(error.problem, lang), said(error.advice, lang)
    if lang == "zh":
        return f"{part}：{problem}；{advice}" if part else f"{problem}；{advice}"
    return f"{part}: {problem}; {advice}" if part else f"{problem}; {advice}"
