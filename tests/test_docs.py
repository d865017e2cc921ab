"""Every block of code in the documentation does what the page says: see ``doc_blocks``."""

from __future__ import annotations

import contextlib
import doctest
import functools
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
import webbrowser
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from doc_blocks import Block, blocks, matches, pages
from word_files import docx, paragraph

from govtext import report
from govtext.commands.program import app

ROOT = Path(__file__).parent.parent
PAGES = pages(ROOT)
COMMANDS: Any = app
SAMPLES = ROOT / "corpora" / "docs"
# As the command itself would be called, by its own name.
GOVTEXT = "import sys; from govtext.cli import main; sys.argv[0] = 'govtext'; main()"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def stock(folder: Path) -> None:
    """What a page may take for granted in its folder: ``example.txt`` of the README, ``report.txt``
    and ``reports/`` from the sample corpus, ``corpora/`` as in the checkout, and an empty folder
    ``my_rules/``."""
    for block in blocks(README):
        if block.title == "example.txt":
            (folder / block.title).write_text(block.body, encoding="utf-8")
    reports = folder / "reports"
    reports.mkdir()
    for name in ("柳汀镇二〇二四年工作总结", "2024_青沅县政府工作报告", "栖霞坪镇作风建设自查报告"):
        text = (SAMPLES / f"{name}.txt").read_bytes()
        (reports / f"{name}.txt").write_bytes(text)
        (folder / "report.txt").write_bytes(text)
    (folder / "my_rules").mkdir()
    shutil.copytree(ROOT / "corpora", folder / "corpora")


@functools.cache
def has_r_packages(names: tuple[str, ...]) -> bool:
    """Whether R and these packages are installed."""
    if shutil.which("Rscript") is None:
        return False
    wanted = " && ".join(f'requireNamespace("{name}", quietly=TRUE)' for name in names) or "TRUE"
    tried = subprocess.run(
        ["Rscript", "-e", f"quit(status = if ({wanted}) 0 else 1)"],
        capture_output=True,
        check=False,
        timeout=120,
    )
    return tried.returncode == 0


class Page:
    """A page as it is worked through: one folder, one namespace."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.later: list[Block] = []

    def do(self, block: Block) -> None:
        """Hold ``block`` to what it promises."""
        if block.title:
            path = self.folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
        if not block.skipped:
            getattr(self, block.kind)(block)

    def python(self, block: Block) -> None:
        printed = io.StringIO()
        # As many lines down as on the page, for the traceback.
        code = compile("\n" * block.line + block.body, "page.md", "exec")
        with contextlib.redirect_stdout(printed):
            exec(code, self.names)
        if block.prints is not None:
            assert matches(block.prints, printed.getvalue()), printed.getvalue()

    def pycon(self, block: Block) -> None:
        test = doctest.DocTestParser().get_doctest(
            block.body, self.names, "page.md", None, block.line
        )
        assert test.examples
        said: list[str] = []
        # The ellipsis of doctest is three dots.
        for example in test.examples:
            example.want = example.want.replace("…", "...")
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        runner = doctest.DocTestRunner(optionflags=flags, verbose=False)
        runner.run(test, out=said.append, clear_globs=False)
        assert not said, "".join(said)
        self.names.update(test.globs)

    def console(self, block: Block) -> None:
        for command, shown in commands(block.body):
            assert command[0] == "govtext", f"{command[0]} is not run here: use a block of sh"
            printed = self.govtext(command[1:])
            assert matches(shown, printed), printed

    def govtext(self, arguments: list[str]) -> str:
        return self.run("-c", GOVTEXT, *arguments)

    def run(self, *arguments: str) -> str:
        """What Python prints, errors too."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=120,
        )
        return done.stdout.decode("utf-8")

    def json(self, block: Block) -> None:
        json.loads(block.body)

    def toml(self, block: Block) -> None:
        tomllib.loads(block.body)

    def text(self, block: Block) -> None:
        assert block.body.strip()

    def r(self, block: Block) -> None:
        self.later.append(block)

    def finish(self) -> None:
        """Run the blocks of R, which read files that other blocks write."""
        for block in self.later:
            if has_r_packages(tuple(re.findall(r"library\((\w+)\)", block.body))):
                done = subprocess.run(
                    ["Rscript", "-e", block.body],
                    cwd=self.folder,
                    capture_output=True,
                    check=False,
                    timeout=120,
                )
                said = done.stderr.decode("utf-8", "replace")
                assert not done.returncode, f"line {block.line}: {said}"

    def sh(self, block: Block) -> None:
        for line in block.body.splitlines():
            for written in re.findall(r"(?:^|[ /\\&])govtext ([^|&>#]+)", line):
                check_command(written)

    powershell = bat = sh


def commands(body: str) -> Iterator[tuple[list[str], str]]:
    """The commands behind ``$`` and what is shown below each."""
    _, *parts = re.split(r"^\$ ", body, flags=re.MULTILINE)
    assert parts, "no line begins with $"
    for part in parts:
        line, _, shown = part.partition("\n")
        yield shlex.split(line), shown


def options_of(command: Any) -> set[str]:
    return {option for each in command.params for option in each.opts if option[0] == "-"}


def is_group(command: Any) -> bool:
    return hasattr(command, "list_commands")


def leaves(group: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The commands by their names, those inside others too."""
    for word in group.list_commands(None):
        command = group.get_command(None, word)
        if is_group(command):
            yield from leaves(command, f"{name}{word} ")
        else:
            yield name + word, command


def check_command(written: str) -> None:
    """That there are such a command and such options."""
    known, words = COMMANDS, written.split()
    while is_group(known) and not words[0].startswith("-"):
        name = words.pop(0)
        known = known.get_command(None, name)
        assert known, f"there is no command {name}"
    for word in words:
        # A lone - is standard input.
        option = word.strip("[](){}").partition("=")[0]
        is_option = len(option) > 1 and option[0] == "-"
        assert not is_option or option in {"--help", *options_of(known)}, f"no option {option}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_blocks(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVTEXT_LANG", "zh" if is_chinese(page) else "en")
    monkeypatch.setattr(webbrowser, "open", lambda url: True)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stock(tmp_path)
    worked = Page(tmp_path)
    for block in blocks(page.read_text(encoding="utf-8")):
        try:
            worked.do(block)
        except Exception as error:
            raise AssertionError(f"{page.name}, line {block.line}: {error}") from error
    worked.finish()


def is_chinese(page: Path) -> bool:
    """Whether what the program prints on this page is in Chinese, as its reader sees it."""
    return page.name.endswith(".zh.md")


def test_something_is_run() -> None:
    kinds = [block.kind for page in PAGES for block in blocks(page.read_text(encoding="utf-8"))]
    assert kinds.count("console") >= 5
    assert kinds.count("python") >= 10


FORMS = [
    form
    for form in vars(report).values()
    if isinstance(form, type) and issubclass(form, msgspec.Struct)
]


@pytest.mark.parametrize("form", FORMS)
def test_every_field_is_in_the_page_of_the_outline(form: type[msgspec.Struct]) -> None:
    outline = (ROOT / "docs" / "outline.md").read_text(encoding="utf-8")
    missing = [name for name in form.__struct_fields__ if f"`{name}`" not in outline]
    assert not missing


@pytest.mark.parametrize("written", ["commands.md", "commands.zh.md"])
@pytest.mark.parametrize(("name", "command"), list(leaves(COMMANDS)))
def test_every_option_is_described(name: str, command: Any, written: str) -> None:
    page = (ROOT / "docs" / written).read_text(encoding="utf-8")
    section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    described = set(re.findall(r"`(--?[a-z][a-z-]*)", section))
    assert described == options_of(command)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_is_in_the_readme(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    (overview,) = re.findall(r"```text\n(govtext parse.*?)```", page, re.DOTALL)
    listed = re.findall(r"^govtext ([a-z]+)", overview, re.MULTILINE)
    assert set(listed) == {command.split()[0] for command, _ in leaves(COMMANDS)}


def shape(page: str) -> list[str]:
    """The levels of headings, and the blocks, in order. Code is the same but for its comments;
    prose in a block of text is in the language of the page."""
    found: list[tuple[int, str]] = []
    covered = page
    lines = page.splitlines(keepends=True)
    for block in blocks(page):
        at = sum(map(len, lines[: block.line - 1]))
        end = page.index("\n```", at) + 4
        covered = covered[:at] + " " * (end - at) + covered[end:]
        body = "" if block.kind == "text" and not block.title else block.body
        if block.kind == "console":
            # What it prints is in the language of the page, and is checked where it is run.
            body = "\n".join(re.findall(r"^\$ .*?(?= --lang |$)", body, re.MULTILINE))
        if block.kind in ("python", "sh"):
            body = re.sub(r"[ \t]*#.*", "", body)
        body = re.sub(r'lang="\w+"', "lang=", body)
        found.append((at, f"{block.kind}\n{body}"))
    found += [(match.start(), match[0]) for match in re.finditer(r"^#+ ", covered, re.MULTILINE)]
    return [what for _, what in sorted(found)]


def table_rows(page: str) -> int:
    return len(re.findall(r"^\|", page, re.MULTILINE))


IN_TWO_LANGUAGES = [
    (ROOT / "README.md", ROOT / "README.zh-CN.md"),
    *(
        (page.with_name(page.name.replace(".zh.md", ".md")), page)
        for page in PAGES
        if is_chinese(page)
    ),
]


@pytest.mark.parametrize(
    ("english", "chinese"), IN_TWO_LANGUAGES, ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_the_languages_are_in_step(english: Path, chinese: Path) -> None:
    """The same sections, tables, code and links; only words and comments differ."""
    one, other = (page.read_text(encoding="utf-8") for page in (english, chinese))
    assert shape(other) == shape(one)
    assert table_rows(other) == table_rows(one)
    assert sorted(links(other)) == sorted(links(one))


def links(page: str) -> list[str]:
    """Where the links of a page lead, places inside of pages and the other README apart."""
    found = re.findall(r"\]\((?!README)([^)#]+)", page)
    return [link.replace(".zh.md", ".md") for link in found]


def test_what_offices_read_is_in_chinese() -> None:
    names = {page.name.removesuffix(".zh.md") for page in PAGES if is_chinese(page)}
    assert names >= {
        *("index", "tutorial", "windows", "excel", "batch"),
        *("targets", "check", "attention", "commands", "limits"),
    }


@pytest.mark.parametrize("name", [page.name for page in PAGES if page.parent == ROOT])
def test_links_lead_somewhere(name: str) -> None:
    """Those of the pages in docs/ are checked when the site is built."""
    page = (ROOT / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:]+)\)", page):
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_first_commands_work(name: str, tmp_path: Path) -> None:
    """Those of the table that the README opens with, one for each of its users."""
    page = (ROOT / name).read_text(encoding="utf-8")
    written = re.findall(r"^\| [^|]+ \| `([^`]+)` \|", page.partition("\n## ")[0], re.MULTILINE)
    office, researcher, analyst = map(shlex.split, written)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("柳汀镇*.txt"))]
    body = "".join(paragraph(line) for line in texts[0].splitlines())
    (tmp_path / office[2]).write_bytes(docx(body))
    (tmp_path / researcher[2]).mkdir()
    (tmp_path / researcher[2] / "report.txt").write_text(texts[0], encoding="utf-8")
    work = Page(tmp_path)
    for command in (office, researcher):
        assert command[0] == "govtext"
        work.govtext(command[1:])
        assert zipfile.is_zipfile(tmp_path / command[-1])
    assert analyst[:2] == ["python", "-c"]
    assert "柳汀镇" in work.run("-c", analyst[2])


def test_what_is_shown_is_compared() -> None:
    assert matches("a\n…\nd", "a\nb\nc\nd\n")
    assert matches("a\n…", "a\nb")
    assert matches("a … c", "a b c")
    assert matches("", "\n")
    assert matches("a\n…\nb", "a\nb")
    assert not matches("a\n…\nd", "a\nb\nc\n")
    assert not matches("a\nb", "a\nb\nc")
    assert not matches("b\n…", "a\nb")
    assert not matches("a", "")


def test_an_unknown_kind_is_refused() -> None:
    for info in ("", "rust", "yaml"):
        with pytest.raises(ValueError, match="unknown kind"):
            list(blocks(f"words\n\n```{info}\nx\n```\n"))


def test_commands_that_are_not_run_are_looked_at() -> None:
    check_command("convert in -o out --workers 2")
    check_command("--version")
    for wrong in ("convert in --fast", "transform in"):
        with pytest.raises(AssertionError, match="no"):
            check_command(wrong)
