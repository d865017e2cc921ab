"""Docs and pipelines saved, loaded and sent by spaCy, and together with other packages."""

from __future__ import annotations

import itertools
import multiprocessing
import pickle
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy_pipelines import TEXT, pipeline, same

import govtext
import govtext.integrations.spacy

OWN_RULE = '[[counters]]\nname = "baskets"\nwords = "箩筐"\nexamples = ["收粮300箩筐"]\n'
OWN_TEXT = "今年收粮300箩筐，修路3公里。"


@pytest.fixture(scope="module", params=[True, False], ids=["words", "characters"])
def nlp(request: pytest.FixtureRequest) -> Language:
    return pipeline(words=request.param)


def test_docs_through_bytes_pickle_and_docbin(nlp: Language) -> None:
    doc = nlp(TEXT)
    vocab = spacy.blank("zh").vocab
    assert same(doc, Doc(vocab).from_bytes(doc.to_bytes()))
    assert same(doc, pickle.loads(pickle.dumps(doc)))
    assert same(doc, doc.copy())
    packed = DocBin(store_user_data=True, docs=[doc, nlp("修路3公里")]).to_bytes()
    first, second = DocBin().from_bytes(packed).get_docs(vocab)
    assert same(doc, first)
    assert second.spans["claims"][0]._.quantity.text == "3公里"


def test_a_part_of_a_doc_has_no_report(nlp: Language) -> None:
    part = nlp(TEXT)[3:20].as_doc(copy_user_data=True)
    assert part._.govtext is None
    assert part[0:2]._.claim is None


@pytest.fixture
def own_rules(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "units.toml").write_text(OWN_RULE, encoding="utf-8")
    return folder


def by_disk(nlp: Language, tmp_path: Path) -> Language:
    (tmp_path / "model" / "govtext").mkdir(parents=True)
    (tmp_path / "model" / "govtext" / "left.toml").write_text("no TOML", encoding="utf-8")
    nlp.to_disk(tmp_path / "model")
    loaded: Language = spacy.load(tmp_path / "model")
    return loaded


def by_bytes(nlp: Language, _: Path) -> Language:
    loaded: Language = spacy.blank("zh", config=nlp.config).from_bytes(nlp.to_bytes())
    return loaded


def by_pickle(nlp: Language, _: Path) -> Language:
    loaded: Language = pickle.loads(pickle.dumps(nlp))
    return loaded


Send = Callable[[Language, Path], Language]
WAYS = pytest.mark.parametrize("send", [by_disk, by_bytes, by_pickle])


@WAYS
def test_pipelines_travel(nlp: Language, send: Send, tmp_path: Path) -> None:
    loaded = send(nlp, tmp_path)
    assert loaded.pipe_names == ["govtext"]
    assert type(loaded.tokenizer) is type(nlp.tokenizer)
    assert same(nlp(TEXT), loaded(TEXT))


@WAYS
def test_rules_travel_with_them(own_rules: Path, send: Send, tmp_path: Path) -> None:
    nlp = spacy.blank(
        "zh",
        config={
            "nlp": {"tokenizer": {"@tokenizers": "govtext.Tokenizer.v1", "rules": str(own_rules)}}
        },
    )
    nlp.add_pipe("govtext", config={"rules": str(own_rules), "claim_label": "kind"})
    assert "300箩筐" in [token.text for token in nlp(OWN_TEXT)]
    assert "300箩筐" not in [token.text for token in pipeline()(OWN_TEXT)]
    loaded = send(nlp, tmp_path)
    # Twice, that what was loaded can be saved again after its folder is gone.
    own_rules.rename(tmp_path / "elsewhere")
    for pipes in (loaded, by_pickle(loaded, tmp_path)):
        doc = pipes(OWN_TEXT)
        assert [(s.text, s.label_) for s in doc.spans["claims"]] == [
            ("300箩筐", "amount"),
            ("3公里", "amount"),
        ]
        assert "300箩筐" in [token.text for token in doc]


def test_rules_of_the_component_are_its_own(own_rules: Path) -> None:
    doc = pipeline(rules=str(own_rules))(OWN_TEXT)
    assert [span._.quantity.unit for span in doc.spans["claims"]] == ["箩筐", "公里"]


def test_a_folder_of_rules_that_is_not_there(tmp_path: Path) -> None:
    nlp = pipeline(rules=str(tmp_path / "nowhere"))
    with pytest.raises(govtext.RuleError, match="nowhere: no such folder"):
        nlp(TEXT)


def test_no_rule_is_written_outside_its_folder(tmp_path: Path) -> None:
    component = pipeline().get_pipe("govtext")
    assert isinstance(component, govtext.integrations.spacy.GovtextComponent)
    component.from_bytes(srsly.msgpack_dumps({"../../out.toml": OWN_RULE.encode()}))
    folder = Path(component.rules.folder or "")
    assert [path.name for path in folder.iterdir()] == ["out.toml"]


IN_PROCESSES = """
import multiprocessing, sys
import spacy

def main(method):
    multiprocessing.set_start_method(method)
    nlp = spacy.blank(
        "zh", config={"nlp": {"tokenizer": {"@tokenizers": "govtext.Tokenizer.v1"}}}
    )
    nlp.add_pipe("govtext")
    texts = [f"全年修路{n}公里，增长{n}%。" for n in range(1, 9)]
    for doc in nlp.pipe(texts, n_process=2, batch_size=2):
        print(*(span._.quantity.value for span in doc.spans["claims"]), len(doc._.govtext.claims))

if __name__ == "__main__":
    main(sys.argv[1])
"""


@pytest.mark.parametrize(
    "method", [m for m in ("fork", "spawn") if m in multiprocessing.get_all_start_methods()]
)
def test_several_processes(method: str, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(IN_PROCESSES, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), method],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{n} {n} 2" for n in range(1, 9)]


def test_entry_points_are_declared() -> None:
    found = {
        (point.group, point.name): point.load()
        for point in itertools.chain(
            entry_points(group="spacy_factories"), entry_points(group="spacy_tokenizers")
        )
        if point.value.startswith("govtext")
    }
    assert found == {
        ("spacy_factories", "govtext"): govtext.integrations.spacy.create_component,
        ("spacy_tokenizers", "govtext.Tokenizer.v1"): govtext.integrations.spacy.create_tokenizer,
    }


def run(code: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_no_import_of_ours_is_needed(tmp_path: Path) -> None:
    code = """
import spacy
nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "govtext.Tokenizer.v1"}}})
nlp.add_pipe("govtext")
doc = nlp("2023\\u5e74\\u4fee\\u8def3\\u516c\\u91cc")
print(doc.spans["claims"][0]._.quantity.value)
"""
    assert run(code, tmp_path) == "3"


def test_pipelines_without_it_are_not_disturbed(tmp_path: Path) -> None:
    # spaCy imports every installed component whenever it makes a pipeline.
    code = """
import sys
import spacy
from spacy.tokens import Span
spacy.blank("zh")
print("govtext.integrations.spacy" in sys.modules)
print(*[m for m in ("govtext.pipeline", "rjieba", "jieba", "pandas") if m in sys.modules])
Span.set_extension("quantity", default=7)
try:
    spacy.blank("zh").add_pipe("govtext")
except ValueError as error:
    print("quantity" in str(error))
"""
    assert run(code, tmp_path).splitlines() == ["True", "", "True"]
