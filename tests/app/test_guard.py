"""Who may speak with the application, and what its answers forbid."""

from __future__ import annotations

import pytest
from applications import OWN, PORT, SECRET, Application, application_fixture  # noqa: F401

OTHER = "http://evil.example"


def test_the_page_itself_may_ask_and_give(here: Application) -> None:
    assert here.client.get("").status_code == 200
    assert here.client.get("state").json() == {"version": 0, "files": []}
    here.give("a.txt", "2023年新建学校3所。".encode())
    assert len(here.reports()) == 1


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""),
        *(f"127.0.0.1.evil.example:{PORT}", f"127.0.0.1:{PORT}@evil.example", f"0.0.0.0:{PORT}"),
    ],
)
def test_a_foreign_name_that_leads_here_is_refused(here: Application, host: str) -> None:
    """DNS rebinding: the browser speaks with this machine under the name of another."""
    for path in ("", "state", "app.js"):
        assert here.client.get(path, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("secret", ["", "x", SECRET[:-1], SECRET + "x", SECRET.upper(), "é", "%00"])
def test_without_the_secret_there_is_nothing(here: Application, secret: str) -> None:
    root = f"http://127.0.0.1:{PORT}/"
    for path in (secret, f"{secret}/", f"{secret}/state", f"{secret}/../{secret}/app.js"):
        answer = here.client.get(root + path, headers={"host": f"127.0.0.1:{PORT}"})
        assert answer.status_code == 404
        assert answer.content == b""


@pytest.mark.parametrize(
    "headers",
    [
        *({}, {"origin": "null"}, {"origin": OTHER}, {"origin": f"http://127.0.0.1:{PORT + 1}"}),
        *({"origin": f"https://127.0.0.1:{PORT}"}, {"origin": f"http://localhost:{PORT}"}),
    ],
)
def test_another_site_changes_nothing(here: Application, headers: dict[str, str]) -> None:
    here.give("a.txt", "2023年新建学校3所。".encode())
    before = here.state()
    requests = [
        *(("PUT", "files?name=b.txt"), ("DELETE", "files/1"), ("DELETE", "files")),
        *(("PUT", "dictionary"), ("POST", "goodbye?window=a"), ("POST", "end")),
    ]
    for method, path in requests:
        assert here.client.request(method, path, headers=headers).status_code == 403
    assert here.state() == before
    assert here.ended == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_loads_nothing(here: Application, site: str) -> None:
    loads = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}
    for path in ("", "state", "app.js", "all/reports.html", "made/"):
        assert here.client.get(path, headers=loads).status_code == 403
        assert here.client.get(path, headers={"origin": OTHER}).status_code == 403
    # A click on the address, in a terminal that is a page.
    clicked = {"sec-fetch-site": site, "sec-fetch-mode": "navigate"}
    assert here.client.get("", headers=clicked).status_code == 200


def test_every_answer_forbids_to_frame_keep_and_share(here: Application) -> None:
    here.give("a.txt", "2023年新建学校3所。".encode())
    (key,) = here.reports()
    for path in ("", "app.js", "app.css", "state", "none", f"report/{key}/text.html"):
        answer = here.client.get(path)
        headers = answer.headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors" in headers["content-security-policy"]
    policy = here.client.get("").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_names_no_other_site(here: Application) -> None:
    for path in ("", "app.js", "app.css"):
        text = here.client.get(path).text
        assert "//" not in text.replace("// ", "").replace("//#", "") or "http" not in text


@pytest.mark.parametrize(
    "path",
    [
        *("made/../uploads/", "made/%2e%2e/uploads/", "made/..%2fuploads%2f000001_a.txt"),
        *("made//etc/passwd", "made/%2fetc%2fpasswd", "report/1-0/..%2f..%2fx.html"),
        *("report/1-9/text.html", "report/x/text.html"),
        *("report/99999999999999999999-0/text.html", "report/1-0/none.html", "all/text.html"),
        *("report/1-0/file-comments.docx", "all/file-reports.exe", "all/.html"),
    ],
)
def test_no_path_leads_out(here: Application, path: str) -> None:
    here.give("a.txt", "2023年新建学校3所。".encode())
    here.state()
    answer = here.client.get(path, follow_redirects=False)
    assert answer.status_code == 404
    assert "学校" not in answer.text


def test_the_page_can_end_the_program(here: Application) -> None:
    assert here.client.post("end", headers=OWN).status_code == 204
    assert here.ended == [True]
