"""The notebooks: run from top to bottom, with outputs that are the same on every machine.

nbval, which .ci/run calls, checks that the outputs are those of a new run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

# An absolute path of Unix or Windows, a file: address, an object's place in memory.
OF_ONE_COMPUTER = re.compile(
    r"(?<![\w./])/(?:home|root|tmp|usr|opt|var|mnt|Users|private)/|\b[A-Za-z]:\\+\w|file://|0x[0-9a-f]{6}"
)
LARGEST = 300_000
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(params=NOTEBOOKS, ids=[path.name for path in NOTEBOOKS])
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def notebook(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def outputs(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for cell in notebook["cells"]:
        yield from cell.get("outputs", ())


def shown(output: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What an output shows, with the media type of each form of it."""
    for form, content in output.get("data", {"text/plain": output.get("text", "")}).items():
        yield form, "".join(content)


def test_all_are_there_and_listed() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in NOTEBOOKS if f"({path.name})" not in listed] == []


def test_it_was_run_from_top_to_bottom(notebook: dict[str, Any]) -> None:
    counts = [cell["execution_count"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert counts
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_nothing_went_wrong_in_it(notebook: dict[str, Any]) -> None:
    for output in outputs(notebook):
        assert output["output_type"] != "error"
        assert output.get("name") != "stderr", output["text"]


def test_it_is_the_same_whoever_ran_it(path: Path, notebook: dict[str, Any]) -> None:
    # Times are written by nbconvert unless it is told not to.
    assert [cell["id"] for cell in notebook["cells"] if cell["metadata"]] == []
    for output in outputs(notebook):
        for form, content in shown(output):
            found = OF_ONE_COMPUTER.search(content)
            assert found is None, (form, content[found.start() :][:80])
    assert path.stat().st_size < LARGEST


def test_it_needs_no_network_to_be_looked_at(notebook: dict[str, Any]) -> None:
    for output in outputs(notebook):
        for form, content in shown(output):
            assert form in {"text/plain", "text/html", "image/svg+xml"}
            if form != "text/plain":
                assert not re.search(r"<script|\bsrc=|url\(|@import", content)


def test_labels_of_plots_are_text_in_the_readers_own_font() -> None:
    plots = []
    for path in NOTEBOOKS:
        for output in outputs(json.loads(path.read_text(encoding="utf-8"))):
            plots += [content for form, content in shown(output) if form == "image/svg+xml"]
    assert plots
    for plot in plots:
        texts = list(ElementTree.fromstring(plot).iter("{http://www.w3.org/2000/svg}text"))
        assert {text.get("font-family") for text in texts} == {"sans-serif"}
        assert any(CHINESE.search(text.text or "") for text in texts)
