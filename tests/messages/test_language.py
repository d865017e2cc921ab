"""The language that is chosen, and what the program says in it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from running import Run, run_fixture  # noqa: F401 (a fixture)

import govtext
from govtext.commands.columns import cells, wrapped
from govtext.commands.overview import COMMANDS, overview
from govtext.commands.program import app
from govtext.messages import language, locales, said, use

TEXT = "青石县2023年工作总结\n一、项目建设\n全年开工项目32个。\n三、不足\n设施仍然不足。\n"
ENGLISH = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")


@pytest.fixture(autouse=True)
def no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "GOVTEXT_LANG"):
        monkeypatch.delenv(name, raising=False)
    use(None)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LANG": "en_US.UTF-8", "GOVTEXT_LANG": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "GOVTEXT_LANG": "en"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "GOVTEXT_LANG": "xx"}, "zh"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_system_and_of_the_variable(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


@pytest.mark.parametrize(
    ("identifier", "expected"), [(0x0804, "zh"), (0x0C04, "zh"), (0x409, "en")]
)
def test_the_language_of_windows(
    monkeypatch: pytest.MonkeyPatch, identifier: int, expected: str
) -> None:
    monkeypatch.setattr(locales, "_identifier", lambda: identifier)
    assert locales.system_language() == expected


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_option_may_stand_anywhere(run: Run, tmp_path: Path, place: int) -> None:
    words = ["parse", str(tmp_path / "no.txt")]
    words.insert(place, "--lang=zh")
    assert run(*words).err == f"govtext: {tmp_path / 'no.txt'}：没有这个文件；请检查路径\n"
    assert "there is no such file" in run("parse", tmp_path / "no.txt").err


def every_command() -> list[list[str]]:
    in_rules = (["rules", one] for one in ("check", "list", "show"))
    return [[], *([name] for name in COMMANDS), *in_rules]


@pytest.mark.parametrize("command", every_command(), ids=" ".join)
def test_help_is_in_chinese(command: list[str]) -> None:
    shown = CliRunner().invoke(app, [*command, "--help", "--lang", "zh"], prog_name="govtext")
    assert shown.exit_code == 0
    assert shown.output.startswith("用法：")
    # What stays is how words are written: commands, options and files.
    assert not ENGLISH.search(re.sub(r"govtext [a-z ]+|--[a-z-]+ \S+", "", shown.output))
    assert "<" not in re.sub(r"<[a-z|]+>", "", shown.output)


def test_usage_errors_are_in_chinese(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for words, expected in {
        "prase x": "错误：没有命令 'prase'；是不是 'parse'？",
        "parse": "错误：缺少参数 FILE。",
        "parse x --fromat tree": "错误：没有选项 --fromat",
        "convert x -o a.xls": "错误：-o 的值不对：a.xls：写不了 .xls 文件；",
    }.items():
        result = run(*words.split(), "--lang", "zh")
        assert result.code == 2
        assert expected in result.err
        assert "用法：" in result.err


def test_tree_table_and_inspect_are_in_chinese(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "总结.txt"
    report.write_text(TEXT, encoding="utf-8")
    shown = [
        run("parse", report, "--format", form, "--explain", "--lang", "zh").out
        for form in ("tree", "table")
    ]
    run("convert", report, "-o", tmp_path / "out", "--quiet")
    shown.append(run("inspect", tmp_path / "out", "--lang", "zh").out)
    for one in shown:
        assert not ENGLISH.search(one.replace(str(tmp_path), ""))
    assert "三、跳过了序号：应为 二、。  (序号跳号)" in shown[0]
    assert "序号跳号" in shown[2]


def test_what_a_program_reads_is_the_same_in_every_language(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "总结.txt"
    report.write_text(TEXT, encoding="utf-8")
    outlines = {run("parse", report, "--lang", lang).out for lang in ("zh", "en")}
    assert len(outlines) == 1
    assert "expected" in json.loads(outlines.pop())["diagnostics"][0]["message"]
    (tmp_path / "empty.txt").touch()
    for lang in ("zh", "en"):
        run("convert", tmp_path / "empty.txt", "-o", tmp_path / lang, "--lang", lang)
    first, second = ((tmp_path / lang / "errors.jsonl").read_bytes() for lang in ("zh", "en"))
    assert first == second


def test_errors_in_python_are_in_the_language_of_the_reader() -> None:
    use("zh")
    with pytest.raises(govtext.ReadError, match="没有这个文件；请检查路径") as raised:
        govtext.read("没有.txt")
    assert raised.value.problem == "there is no such file"
    with pytest.raises(ValueError, match="没有表 'rows'"):
        govtext.to_frame([], "rows")  # type: ignore[arg-type]
    use(None)


def test_the_words_of_a_report_are_not_translated() -> None:
    """A file may be called as a text of the catalogue is; its name is shown as it is."""
    assert said("reports: no such folder of rules", "zh") == "reports：没有这个规则文件夹"
    assert said("an unknown text", "zh") == "an unknown text"


def test_lines_break_between_chinese_characters() -> None:
    for line in wrapped("中断之后再运行同一条命令，即可继续：内容未变的文件不再重读。" * 4, 30):
        assert cells(line) <= 32
        assert line[0] not in "，。："


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_the_quick_help_is_that_of_the_commands(
    monkeypatch: pytest.MonkeyPatch, lang: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    slow = CliRunner().invoke(app, ["--lang", lang, "--help"], prog_name="govtext")
    assert overview(["--help", "--lang", lang]) == slow.output
    assert overview(["--lang", lang, "--help"]) == slow.output


@pytest.mark.parametrize("arguments", [[], ["parse", "--help"], ["--help", "--lang", "fr"], ["-h"]])
def test_other_arguments_have_no_quick_answer(arguments: list[str]) -> None:
    assert overview(arguments) is None


def test_help_imports_nothing_that_is_slow() -> None:
    code = "import sys; sys.argv = ['govtext', '--help']\nfrom govtext.cli import main\n"
    code += "try: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(govtext.__file__).parent.parent)},
    )
    assert done.stdout.startswith("Usage: govtext")
    slow = {"re", "typing", "enum", "pathlib", "msgspec", "click", "tomllib", "shutil"}
    assert not slow & {*done.stderr.split()}
