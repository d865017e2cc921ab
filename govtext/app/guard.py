"""Who may speak with the application: only its own page, in a browser of this machine.

- The address holds a secret, so that no other user or program of the machine can guess it.
- The Host of a request is the loopback address. A foreign name that is made to lead there (DNS
  rebinding) is refused.
- What changes something comes from the page itself, by its Origin; a form or script of another site
  is refused, and so is a picture or a script that such a site loads.
- Answers say that nothing may be fetched from elsewhere, framed by others or kept.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]

_READS = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""The policy of the application's own page."""
FRAMED = "frame-ancestors 'self'"
"""The policy of the pages shown in it, beside the one that each of them has."""
_HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Guard:
    """Refuses every request that is not for ``secret`` at ``port`` from the page itself."""

    def __init__(self, app: AsgiApp, secret: str, port: int) -> None:
        self._app = app
        self._secret = secret.encode()
        self._hosts = {f"{name}:{port}".encode() for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        status = self._refusal(scope)
        if status:
            await _refuse(status, send)
            return

        async def sent(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = list(message["headers"])
                names = {name for name, _ in given}
                wanted = {**_HEADERS, "content-security-policy": FRAMED}
                more = [(key.encode(), value.encode()) for key, value in wanted.items()]
                message["headers"] = given + [pair for pair in more if pair[0] not in names]
            await send(message)

        await self._app(scope, receive, sent)

    def _refusal(self, scope: Scope) -> int:
        """The status of a refused request, 0 for one that is let through."""
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        hosts = [value for name, value in headers if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return 421
        first = scope["path"].split("/")[1] if "/" in scope["path"] else ""
        if not hmac.compare_digest(first.encode("utf-8", "surrogateescape"), self._secret):
            return 404
        told = dict(headers)
        origin = told.get(b"origin")
        own = b"http://" + hosts[0]
        if scope["method"] not in _READS:
            return 0 if origin == own else 403
        site, mode = told.get(b"sec-fetch-site"), told.get(b"sec-fetch-mode")
        foreign = site in {b"cross-site", b"same-site"} and mode != b"navigate"
        return 403 if foreign or origin not in {None, own} else 0


async def _refuse(status: int, send: Send) -> None:
    start = {
        "type": "http.response.start",
        "status": status,
        "headers": [(b"connection", b"close")],
    }
    await send(start)
    await send({"type": "http.response.body", "body": b""})
