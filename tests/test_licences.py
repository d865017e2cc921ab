"""The licences of all dependencies: none asks more of users than the licence of govtext.

The metadata of the installed distributions is read, so that a licence that changes with a new
version is noticed. The licences of the package, its extras and their dependencies are permissive;
among the indirect ones MPL-2.0 is allowed, which binds only those who change its files. The tools
for development, which are not distributed, must only not be GPL.
"""

from __future__ import annotations

import configparser
import functools
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
NOTICES = (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
# Extras that only those who work on govtext install; the others are for users.
TOOLS = {"dev", "docs", "test"}

PERMISSIVE = re.compile(
    r"(MIT|(3-Clause |Modified )?BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|CC0|CNRI"
    r"|Unlicense|HPND|BSL-1\.0|Boost)\b.*",
    re.IGNORECASE | re.DOTALL,
)
FILE_LEVEL = re.compile(r"(MPL-2\.0|Mozilla Public License 2\.0).*")
# "Lesser" and "Affero" are written out in the older metadata.
BINDING = re.compile(r"GPL|GNU|Affero|SSPL|EUPL|CC-BY-(NC|SA)", re.IGNORECASE)
# Metadata that says too little, and what was read instead.
READ = {
    # Its metadata says nothing; the licence is in its LICENSE file.
    "axe-playwright-python": "MIT",
    # Its wheel holds pdfium, whose parts (FreeType, libjpeg-turbo, ICU, zlib …) are permissive.
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@functools.cache
def declared() -> dict[str, list[Requirement]]:
    """What setup.cfg requires: under "" always, under its name each extra."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = {"": config["options"]["install_requires"], **config["options.extras_require"]}
    return {
        extra: [Requirement(line) for line in lines.split("\n") if line.strip()]
        for extra, lines in listed.items()
    }


def applies(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def reached(extras: list[str]) -> dict[str, metadata.Distribution]:
    """Every installed distribution that these extras lead to. What is not installed here, as
    another system would need it, is left out."""
    found: dict[str, metadata.Distribution] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [requirement for extra in extras for requirement in declared()[extra]]
    while waiting:
        requirement = waiting.pop()
        name = canonical(requirement.name)
        key = (name, ",".join(sorted(requirement.extras)))
        if key in seen or name == "govtext":
            continue
        seen.add(key)
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = distribution
        further = (Requirement(line) for line in distribution.requires or ())
        waiting += [more for more in further if applies(more, requirement.extras)]
    return found


def licence(name: str, distribution: metadata.Distribution) -> str:
    """In one line: the expression, else the classifiers, else the first line of the free text."""
    said = distribution.metadata
    if name in READ:
        return READ[name]
    if "License-Expression" in said:
        return said["License-Expression"]
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in said.get_all("Classifier") or ()
        if line.startswith("License :: ") and not line.endswith(":: OSI Approved")
    ]
    if classifiers:
        return " AND ".join(classifiers)
    # The type of metadata has no method get.
    free = said["License"] if "License" in said else ""  # noqa: SIM401
    return free.strip().partition("\n")[0] or "not said"


def is_allowed(expression: str, *allowed: re.Pattern[str]) -> bool:
    """Whether one of the alternatives of an expression has only parts that are allowed."""
    return any(
        all(
            any(pattern.fullmatch(part.strip("() ")) for pattern in allowed)
            for part in re.split(r" AND |; ", alternative)
        )
        for alternative in expression.split(" OR ")
    )


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("Apache Software License", True),
        ("GPL-2.0-only OR MIT", True),
        ("MIT AND LGPL-3.0-or-later", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MPL-2.0", False),
        ("not said", False),
    ],
)
def test_expressions_are_understood(expression: str, allowed: bool) -> None:
    assert is_allowed(expression, PERMISSIVE) == allowed


def users() -> list[str]:
    return [extra for extra in declared() if extra not in TOOLS]


def test_what_users_require_is_permissive() -> None:
    direct = {canonical(line.name) for extra in users() for line in declared()[extra]}
    found = reached(users())
    assert len(found) > 10
    binding = {
        name: licence(name, distribution)
        for name, distribution in found.items()
        if not is_allowed(
            licence(name, distribution),
            *([PERMISSIVE] if name in direct else [PERMISSIVE, FILE_LEVEL]),
        )
    }
    assert not binding


def test_the_tools_of_development_are_not_gpl() -> None:
    found = reached([extra for extra in declared() if extra in TOOLS])
    said = {name: licence(name, distribution) for name, distribution in found.items()}
    assert not {
        name: words
        for name, words in said.items()
        if BINDING.search(words) and not is_allowed(words, PERMISSIVE)
    }


def rows() -> Iterator[tuple[str, str]]:
    """The packages named in the notices, each with the licence written beside it."""
    for line in NOTICES.splitlines():
        if match := re.match(r"\| \[([\w.-]+)\]\(\S+\) \| ([^|]+?) \|", line):
            yield canonical(match[1]), match[2]


def test_the_notices_name_every_requirement_and_no_other() -> None:
    named = [name for name, _ in rows()]
    wanted = {
        canonical(line.name)
        for lines in declared().values()
        for line in lines
        if line.name != "govtext"
    }
    assert len(named) == len(set(named))
    assert set(named) == wanted


@pytest.mark.parametrize(("name", "written"), list(rows()))
def test_the_notices_give_the_licence_that_is_installed(name: str, written: str) -> None:
    try:
        said = licence(name, metadata.distribution(name))
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed")
    # The family is enough: metadata says "BSD License" of what is BSD-3-Clause.
    families = re.findall(r"MIT|BSD|Apache|ISC|PSF|MPL", written)
    assert families
    assert all(family.lower() in said.replace("Mozilla", "MPL").lower() for family in families)
