"""Terms of concepts are counted as a plain search by hand counts them, in any order."""

from __future__ import annotations

import random

import pytest

from govtext.language.matcher import overlapping_scanner, overlapping_scanner_by_pattern
from govtext.language.topics import TermCounter, Topic, searched, terms_of
from govtext.rulebook.load import load

TOPICS = load().table("topics", Topic)


def by_hand(topic: Topic, text: str) -> list[tuple[str, int]]:
    """The hits of a concept, found by comparing every stretch of the text with every term."""
    terms = {term.searched: term for term in terms_of(topic)}
    found: list[tuple[int, int]] = []
    for start in range(len(text)):
        for term in terms.values():
            end = start + len(term.searched)
            if text[start:end] != term.searched:
                continue
            sides = (text[start - 1 : start] if start else "", text[end : end + 1])
            ends = (term.searched[0], term.searched[-1])
            if any(
                inner.isascii() and outer.isascii() and outer.isalnum()
                for inner, outer in zip(ends, sides, strict=True)
            ):
                continue
            around = (
                (at, at + len(phrase))
                for phrase in term.phrases
                for at in range(len(text))
                if text.startswith(phrase, at)
            )
            if not any(first <= start and end <= last for first, last in around):
                found.append((start, end))
    if topic.overlap == "longest":
        taken = [False] * len(text)
        kept = []
        for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                kept.append((start, end))
        found = kept
    return sorted((terms[text[start:end]].written, start) for start, end in found)


def counted(topics: list[Topic], text: str) -> dict[str, list[tuple[str, int]]]:
    counter = TermCounter(topics)
    found: dict[str, list[tuple[str, int]]] = {topic.name: [] for topic in topics}
    for hit in counter.find(text):
        term = counter.terms[hit.concept][hit.term]
        found[topics[hit.concept].name].append((term.written, hit.start))
    return {name: sorted(hits) for name, hits in found.items()}


EXAMPLES = [
    searched(example.rpartition(" => ")[0]) for topic in TOPICS for example in topic.examples
]


def test_counts_are_those_of_a_search_by_hand() -> None:
    text = "。".join(EXAMPLES)
    found = counted(list(TOPICS), text)
    assert sum(map(len, found.values())) > 370
    for topic in TOPICS:
        assert found[topic.name] == by_hand(topic, text)


@pytest.mark.parametrize("overlap", ["longest", "all"])
@pytest.mark.parametrize("seed", range(40))
def test_any_terms_in_any_text_are_counted_as_by_hand(seed: int, overlap: str) -> None:
    chance = random.Random(seed)

    def word(most: int) -> str:
        return "".join(chance.choices("甲乙丙a1", k=chance.randint(1, most)))

    terms = [word(4) for _ in range(chance.randint(1, 8))]
    not_in = {term: [word(2) + term + word(2)] for term in terms[:2]}
    topic = Topic("c", terms, not_in=not_in, overlap=overlap)  # type: ignore[arg-type]
    text = word(300) + "甲" * 20
    assert counted([topic], text)["c"] == by_hand(topic, text)


def test_order_and_other_concepts_change_nothing() -> None:
    text = "。".join(EXAMPLES)
    chance = random.Random(19)
    topics = list(TOPICS)
    for topic in TOPICS:
        alone = counted([topic], text)
        terms = chance.sample(topic.terms, len(topic.terms))
        again = Topic(topic.name, terms, not_in=topic.not_in, overlap=topic.overlap)
        assert counted([again], text) == alone
        assert counted(topics, text)[topic.name] == alone[topic.name]
    shuffled = chance.sample(topics, len(topics))
    assert counted(shuffled, text) == counted(topics, text)


def test_the_pattern_finds_what_the_automaton_finds() -> None:
    chance = random.Random(7)
    for _ in range(50):
        phrases = sorted(
            {"".join(chance.choices("甲乙丙", k=chance.randint(1, 4))) for _ in "12345"}
        )
        text = "".join(chance.choices("甲乙丙丁", k=60))
        expected = sorted(overlapping_scanner(phrases)(text))
        assert sorted(overlapping_scanner_by_pattern(phrases)(text)) == expected


@pytest.mark.parametrize("topic", TOPICS, ids=[topic.name for topic in TOPICS])
def test_every_term_has_an_example_and_every_concept_its_sources(topic: Topic) -> None:
    shown = {term for one in topic.examples for term in one.rpartition(" => ")[2].split()}
    assert {term.written for term in terms_of(topic)} - shown == set()
    assert any(one.endswith(" => none") for one in topic.examples)
    assert len(topic.sources) > 1
    for term in terms_of(topic):
        assert all(term.searched in phrase for phrase in term.phrases)
