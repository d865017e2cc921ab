"""Compare what two versions of govtext read from the same texts.

    python benchmarks/differences.py OLD NEW TEXTS [--field F] [--limit N] [--json]
    python benchmarks/differences.py OLD TEXTS --snapshot OUT.jsonl

OLD and NEW are each a checkout (a folder, run with this Python), the Python interpreter of an
environment where govtext is installed, or a snapshot (a ``.jsonl`` file: one report a line, as
``--snapshot`` or ``govtext convert`` writes it). TEXTS is a folder of reports, or one file.

Claims, statements, nodes of the outline, masks, metadata, diagnostics and furniture are compared
field by field; the same object is found by its place in the text, not by its number. A field that
only one version has is named and not counted. A report that one version can't read, or reads with
another text, is one difference. The output begins with the counts, for a commit message:

    17 of 19,010 claims change: indicator 9, period 8

Then it lists each difference with its sentence, with the place between ⟦ and ⟧. The exit status is
0 where nothing differs, 1 where something does, 2 where the command can't be run.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]
Key = tuple[Any, ...]

KINDS = ("claims", "statements", "nodes", "masks", "metadata", "diagnostics", "furniture")
_ENDS = "。！？；\n"
_LONGEST = 80


class Difference(NamedTuple):
    """A field that differs; ``field`` is "added" or "removed" for a whole item."""

    file: str
    kind: str
    field: str
    start: int
    end: int
    old: Any
    new: Any
    context: str


class Pair(NamedTuple):
    """A report that both sides read from the same text: the items of each by kind and place."""

    name: str
    text: str
    old: dict[str, dict[Key, Json]]
    new: dict[str, dict[Key, Json]]


class Compared(NamedTuple):
    """The result of a comparison: the differences, the number of items of each kind on the old
    side, and the fields (``kind.field``) that only one side has."""

    differences: list[Difference]
    totals: Counter[str]
    old_only: set[str]
    new_only: set[str]


# Reading with one version.


def dump(texts: Path, out: Path, checkout: str | None) -> None:
    """Read ``texts`` with the govtext of this process and write a snapshot to ``out``.

    One line of JSON for each report, ``{"name", "failure"}`` for one that can't be read.
    """
    if checkout is not None:
        sys.path.insert(0, checkout)
    import govtext  # noqa: PLC0415 (the version to compare is known only now)

    if checkout is not None and checkout not in govtext.__path__:
        # The packages govtext.rules and govtext.corpora stand beside govtext in a checkout.
        govtext.__path__.append(checkout)
    root = texts if texts.is_dir() else texts.parent
    with out.open("wb") as file:

        def failed(error: Exception, name: str | None = None) -> None:
            name = name or str(getattr(error, "name", texts.name))
            name = name.removeprefix(f"{root}{os.sep}").replace(os.sep, "/")
            problem = getattr(error, "problem", f"{type(error).__name__}: {error}")
            file.write(json.dumps({"name": name, "failure": problem}).encode() + b"\n")

        try:
            reports = govtext.read_corpus(texts, on_error=failed)
        except govtext.ReadError:  # no folder and no table of texts: a single report
            reports = _one(govtext, texts)
        try:
            for report in reports:
                file.write(report.to_json() + b"\n")
        except Exception as error:
            failed(error, texts.name)


def _one(govtext: Any, path: Path) -> Iterator[Any]:
    yield govtext.read(path)


def command(side: str, texts: Path | None, out: Path) -> list[str]:
    """The command that writes what ``side`` reads to ``out``; empty where it is a snapshot.

    Raises ValueError where ``side`` is neither a checkout, an interpreter nor a snapshot.
    """
    path = Path(side)
    if path.is_file() and path.suffix == ".jsonl":
        return []
    checkout = (path / "govtext" / "__init__.py").is_file()
    if texts is None or not (checkout or (path.is_file() and os.access(path, os.X_OK))):
        raise ValueError(f"{side} is no checkout, no Python interpreter and no .jsonl file")
    python = sys.executable if checkout else str(path.absolute())
    order = [str(texts.absolute()), str(out), *([str(path.resolve())] if checkout else [])]
    # -P: so that a govtext in the current folder is not imported.
    return [python, "-P", __file__, "--dump", *order]


def read_sides(sides: Sequence[str], texts: Path | None) -> list[list[Json]]:
    """The reports of each of ``sides``; each side is read in a process, all at the same time.

    Raises ValueError where a side can't be run or read.
    """
    # With PYTHONPATH both sides could import the same govtext. Without GOVTEXT_STRICT an exception
    # in a sentence is a diagnostic, as users see it.
    hidden = {"PYTHONPATH", "GOVTEXT_STRICT"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    with tempfile.TemporaryDirectory() as folder:
        outs = [Path(folder) / f"{number}.jsonl" for number, _ in enumerate(sides)]
        commands = [command(side, texts, out) for side, out in zip(sides, outs, strict=True)]
        running = [subprocess.Popen(each, env=environment) if each else None for each in commands]
        # All processes end before an error is raised, since this block removes their folder.
        codes = [process.wait() if process else 0 for process in running]
        for side, code in zip(sides, codes, strict=True):
            if code:
                raise ValueError(f"{side}: govtext can't be run (exit status {code})")
        files = [
            out if process else Path(side)
            for side, process, out in zip(sides, running, outs, strict=True)
        ]
        return [
            [json.loads(line) for line in file.read_bytes().split(b"\n") if line] for file in files
        ]


# Comparison.


def _walk(nodes: Iterable[Json], depth: int = 1) -> Iterator[Json]:
    for node in nodes:
        yield {"depth": depth} | node
        yield from _walk(node["children"], depth + 1)


def items(report: Json) -> dict[str, dict[Key, Json]]:
    """The items of a report by kind and by their place in the text.

    Numbers that name another item are replaced by the place of that item.
    """
    nodes = list(_walk(report["outline"]))
    claims = report["claims"]
    of_node = {node["id"]: node["start"] for node in nodes}
    of_claim = {one["id"]: [one["quantity"]["start"], one["quantity"]["end"]] for one in claims}
    places: dict[str, dict[Any, Any]] = {"node": of_node, "part_of": of_claim, "claim": of_claim}

    def plain(item: Json, *without: str) -> Json:
        kept = {field: value for field, value in item.items() if field not in {"id", *without}}
        for field in places.keys() & kept.keys():
            kept[field] = places[field].get(kept[field])
        return kept

    def keyed(found: Iterable[Json], *key: str) -> dict[Key, Json]:
        result: dict[Key, Json] = {}
        for item in found:
            place = item.get("quantity", item)
            at = tuple(place[part] for part in key)
            again = next(n for n in itertools.count() if (*at, n) not in result)
            result[*at, again] = item  # a place may hold several
        return result

    return {
        "claims": keyed((plain(one, "statement") for one in claims), "start", "end"),
        "statements": keyed(map(plain, report["statements"]), "start"),
        "nodes": keyed((plain(one, "children") for one in nodes), "start"),
        "masks": keyed(map(plain, report["masks"]), "start", "end"),
        "metadata": keyed([report["metadata"]]),
        "diagnostics": keyed(
            (plain(one, "message") for one in report["diagnostics"]), "start", "end", "code"
        ),
        "furniture": keyed(map(plain, report.get("furniture", [])), "start", "end"),
    }


def _unequal(old: Json, new: Json, prefix: str, skip: set[str]) -> Iterator[tuple[str, Any, Any]]:
    """The fields of two structs that differ, also in structs inside them."""
    for field in old | new:
        name = f"{prefix}.{field}"
        before, after = old.get(field), new.get(field)
        if name in skip or before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _unequal(before, after, name, skip)
        else:
            yield name, before, after


def context(text: str, start: int, end: int) -> str:
    """The sentence around a place in the text, with the place between ⟦ and ⟧.

    ``context("甲。乙5个。丙。", 3, 5)`` returns ``"乙⟦5个⟧。"``. A long place is
    shortened to its two ends.
    """
    first = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    last = min((at + 1 for mark in _ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    marked = text[start:end]
    if len(marked) > _LONGEST:
        marked = f"{marked[: _LONGEST // 2]} … {marked[-_LONGEST // 2 :]}".replace("\n", " ")
    return f"{text[first:start]}⟦{marked}⟧{text[end:last]}".strip()


def compare(old: Iterable[Json], new: Iterable[Json]) -> Compared:
    """The differences between two snapshots."""
    before, after = by_name(old), by_name(new)
    found = [one for name in before | after for one in _of_reports(name, before, after)]
    unreadable = {one.file for one in found}
    pairs = [
        Pair(name, one.get("text") or "", items(one), items(after[name]))
        for name, one in before.items()
        if name not in unreadable and "failure" not in one
    ]
    old_fields, new_fields = _known(pair.old for pair in pairs), _known(pair.new for pair in pairs)
    # A field counts as new where both sides have its struct and one side never has the field.
    old_only = {name for name in old_fields - new_fields if _outer(name) in new_fields}
    new_only = {name for name in new_fields - old_fields if _outer(name) in old_fields}
    totals = Counter(reports=len(before))
    for pair, kind in itertools.product(pairs, KINDS):
        totals[kind] += len(pair.old[kind])
        found += _of_kind(pair, kind, old_only | new_only)
    found.sort(key=lambda each: (each.file, each.start))
    return Compared(found, totals, old_only, new_only)


def by_name(reports: Iterable[Json]) -> dict[str, Json]:
    """Each report of a snapshot, or its failure, by the name of its file."""
    return {one["name"] if "failure" in one else one["source"]["name"]: one for one in reports}


def _of_reports(name: str, old: dict[str, Json], new: dict[str, Json]) -> Iterator[Difference]:
    """The reports that can't be compared: absent, failed, or with another text."""
    sides = [old.get(name, {"failure": "(absent)"}), new.get(name, {"failure": "(absent)"})]
    before, after = (side.get("failure") for side in sides)
    if before != after:
        yield Difference(name, "reports", "failure", 0, 0, before, after, "")
    elif before is None:
        one, other = (side.get("text") or "" for side in sides)
        if one != other:
            unlike = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
            at = next(unlike, min(len(one), len(other)))
            around = [context(text, at, at + 1) for text in (one, other)]
            yield Difference(name, "reports", "text", at, at + 1, around[0], around[1], "")


def _known(reports: Iterable[dict[str, dict[Key, Json]]]) -> set[str]:
    """The kinds and fields (``claims.indicator.name``) that occur in any of ``reports``."""
    known: set[str] = set()
    for report in reports:
        for kind, held in report.items():
            for item in held.values():
                known.update(_fields(item, kind))
    return known


def _fields(item: Json, prefix: str) -> Iterator[str]:
    yield prefix
    for field, value in item.items():
        if isinstance(value, dict) and field != "columns":  # the columns are data, not fields
            yield from _fields(value, f"{prefix}.{field}")
        else:
            yield f"{prefix}.{field}"


def _outer(field: str) -> str:
    return field.rpartition(".")[0]


def _of_kind(pair: Pair, kind: str, skip: set[str]) -> Iterator[Difference]:
    old, new = pair.old[kind], pair.new[kind]
    for key in old | new:
        one, other = old.get(key), new.get(key)
        if one is not None and other is not None:
            unequal = list(_unequal(one, other, kind, skip))
        else:
            unequal = [(f"{kind}.{'removed' if other is None else 'added'}", one, other)]
        if unequal:
            item = one or other or {}
            place = item.get("quantity", item)
            start, end = place.get("start", 0), place.get("end", 0)
            around = context(pair.text, start, end) if end else ""
            for path, before, after in unequal:
                field = path.removeprefix(f"{kind}.")
                yield Difference(pair.name, kind, field, start, end, before, after, around)


# Output.


def group(field: str) -> str:
    """The name under which a field is counted: ``indicator.name`` → ``indicator``; the parts of
    the quantity have their own."""
    return field.removeprefix("quantity.").partition(".")[0]


def counts(totals: Counter[str], differences: Sequence[Difference]) -> dict[str, Json]:
    """For each kind the number of items, of those that differ, and of differences by field."""
    result: dict[str, Json] = {}
    for kind in ("reports", *KINDS):
        fields: dict[str, set[Key]] = defaultdict(set)
        for one in differences:
            if one.kind == kind:
                fields[group(one.field)].add((one.file, one.start, one.end))
        ranked = sorted(fields.items(), key=lambda each: (-len(each[1]), each[0]))
        result[kind] = {
            "total": totals[kind],
            "changed": len(set().union(*fields.values())),
            "fields": {field: len(places) for field, places in ranked},
        }
    return result


def lines_of(counted: dict[str, Json], found: Compared) -> Iterator[str]:
    """The counts as lines for a commit message, and the fields that are not counted."""
    for kind, one in counted.items():
        told = ", ".join(f"{field} {count:,}" for field, count in one["fields"].items())
        verb = "changes" if one["changed"] == 1 else "change"
        line = f"{one['changed']:,} of {one['total']:,} {kind} {verb}"
        yield f"{line}: {told}" if told else line
    for side, names in (("OLD", found.old_only), ("NEW", found.new_only)):
        for name in sorted(names):
            yield f"new field, not counted: {name} (only {side} has it)"


def shown(one: Difference) -> str:
    """A difference as text: the file, the sentence, the old and the new value."""
    head = f"{one.file}:{one.start} {one.kind} {one.field}"
    values = [json.dumps(value, ensure_ascii=False) for value in (one.old, one.new)]
    change = {"added": f"+ {values[1]}", "removed": f"- {values[0]}"}
    told = change.get(one.field, " → ".join(values))
    return "\n".join([head, *([f"    {one.context}"] if one.context else []), f"    {told}"])


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns its exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("given", nargs="*", metavar="OLD NEW TEXTS")
    parser.add_argument("--snapshot", type=Path, metavar="OUT.jsonl", help="write what OLD reads")
    parser.add_argument("--field", help="only this field: period, indicator, quantity.value, added")
    parser.add_argument("--limit", type=int, help="show this many differences; all are counted")
    parser.add_argument("--json", action="store_true", help="counts and differences as JSON")
    parser.add_argument("--dump", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_intermixed_args(argv)
    if given.dump:
        texts, out, *checkout = given.given
        dump(Path(texts), Path(out), *(checkout or [None]))
        return 0
    number = 1 if given.snapshot else 2
    sides, rest = given.given[:number], given.given[number:]
    snapshots = [side.endswith(".jsonl") for side in sides]
    if len(sides) < number or len(rest) > 1 or not (rest or all(snapshots)):
        parser.error("give OLD NEW TEXTS, or OLD TEXTS with --snapshot")
    if rest and not Path(rest[0]).exists():
        parser.error(f"there is no {rest[0]}")
    try:
        read = read_sides(sides, Path(rest[0]) if rest else None)
    except ValueError as error:
        parser.error(str(error))
    if given.snapshot:
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in read[0]]
        given.snapshot.write_text("".join(lines), encoding="utf-8")
        return 0
    found = compare(*read)
    differences = [
        one
        for one in found.differences
        if given.field is None
        or f"{one.field}.".startswith(f"{given.field}.")
        or group(one.field) == given.field
    ]
    counted = counts(found.totals, differences)
    if given.json:
        document = {
            "counts": counted,
            "old_only": sorted(found.old_only),
            "new_only": sorted(found.new_only),
            "differences": [one._asdict() for one in differences[: given.limit]],
        }
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        print(*lines_of(counted, found), sep="\n")
        for one in differences[: given.limit]:
            print(f"\n{shown(one)}")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
