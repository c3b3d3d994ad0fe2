"""The words that notes use, as data: names of things by kind, and cues that say how a thing is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from planning.files import parse, shipped
from planning.medicines import Dictionary, Medicine
from planning.notes.rows import Cues, DescribedFile, Pattern, Terms, Words

Kind = Literal["health", "medicine", "treatment", "goal", "zone", "allergen", "sweeping", "ignored"]


@dataclass(frozen=True, slots=True)
class Term:
    """What a form stands for.

    Attributes:
        kind: of the vocabulary.
        codes: of the catalogue, or a name; one, but for sweeping statements.
        sense: what the form says beside the code: `no` where it denies by itself, `yes` where no denial reaches it,
            `result` where only a result says anything, `wished` and `activity` for health, `member` of what the code
            asks for, so that its no is no answer, `unless_no` where a yes leaves the question open, `reaction`
            where what it gave stands beside a substance, `wish` or `concern` for goals.
    """

    kind: Kind
    codes: tuple[str, ...]
    sense: str = ""


_FILES: Mapping[str, Kind] = {
    "health": "health",
    "medicines": "medicine",
    "treatments": "treatment",
    "goals": "goal",
    "zones": "zone",
    "allergens": "allergen",
}


def _file(name: str) -> Any:
    return shipped("notes", "data", f"{name}.yaml")


def terms() -> Iterator[tuple[str, Term]]:
    """Every form with what it stands for."""
    for name, kind in _FILES.items():
        content = parse(Terms, _file(name))
        for row in content.terms:
            for sense, forms in row.senses():
                yield from ((form, Term(kind, (row.code, *row.also), sense)) for form in forms)
        for sweeping in content.stands_for:
            yield from ((form, Term("sweeping", sweeping.codes, "no")) for form in sweeping.forms)
    yield from _of_dictionary()
    yield from ((form, Term("ignored", ("ignored",))) for form in cues()["ignored.forms"])


def _of_dictionary() -> Iterator[tuple[str, Term]]:
    """Names of the medicine dictionary; one whose form decides is known by its name."""
    contents = {name: parse(Terms, _file(name)) for name in _FILES if name != "allergens"}
    own = {
        form.lower()
        for content in contents.values()
        for row in content.terms
        for _, forms in row.senses()
        for form in forms
    }
    for name in dictionary().names:
        if name.lower() not in own and name.lower() not in contents["medicines"].not_here:
            found = dictionary().find(name)
            code = " + ".join(found.ingredients) if isinstance(found, Medicine) else name.lower()
            yield name, Term("medicine", (code,))


@cache
def dictionary() -> Dictionary:
    """Read once: it holds nothing of any note."""
    return Dictionary.load()


@dataclass(frozen=True, slots=True)
class Described:
    """What no list of phrases can hold, as a regular expression; nothing matches without one of the `stems`, if any."""

    pattern: str
    stems: tuple[str, ...]
    term: Term


def patterns() -> Iterator[Described]:
    """Regular expressions, with what they stand for."""
    content = parse(Terms, _file("health"))
    for told in (*content.patterns, *_described()):
        yield Described(told.pattern, told.stems, Term("health", (told.code,), told.answer))
    allergens = parse(Terms, _file("allergens"))
    for reaction in allergens.reactions:
        rows = (row for row in allergens.terms if not row.also and row.code in (reaction.codes or (row.code,)))
        for row in rows:
            pattern = reaction.pattern.replace("SUBSTANCE", _any_of(row.forms))
            yield Described(pattern, reaction.stems, Term("health", (row.code,), reaction.answer or "reaction"))


def _described() -> Iterator[Pattern]:
    """Patterns in which a name in braces stands for a part that several share."""
    content = parse(DescribedFile, _file("described"))
    for row in content.patterns:
        pattern = row.pattern
        for name in reversed(content.parts):  # a part may use those before it
            pattern = pattern.replace(f"{{{name}}}", content.parts[name])
        yield row.model_copy(update={"pattern": pattern})


def _any_of(forms: Iterable[str]) -> str:
    longest_first = sorted(forms, key=len, reverse=True)
    spelled = (re.escape(form).replace(r"\ ", r"[\s-]+") + "s?" * (len(form) > 3) for form in longest_first)
    return r"\b(?:" + "|".join(spelled) + r")\b"


@cache
def cues() -> Mapping[str, tuple[str, ...]]:
    """Phrases by the name of their list, `group.list` where there is more than one in a group."""
    found: dict[str, tuple[str, ...]] = {}
    for name in ("cues", "structure"):
        for key, phrases in _flat(parse(Cues, _file(name)).model_extra or {}):
            found[key] = (*found.get(key, ()), *phrases)
    return MappingProxyType(found)


def _flat(content: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for group, lists in content.items():
        if isinstance(lists, dict):
            yield from ((f"{group}.{name}", tuple(phrases)) for name, phrases in lists.items())
        else:
            yield group, tuple(lists)


@cache
def sections() -> Mapping[str, str]:
    """What a heading makes of the words below it, by heading."""
    named = ((name, phrases) for name, phrases in cues().items() if name.startswith("sections."))
    return MappingProxyType({phrase: name.removeprefix("sections.") for name, phrases in named for phrase in phrases})


@cache
def single_words(name: str) -> frozenset[str]:
    """Words of one list."""
    lists = {**parse(Words, _file("words")).words, **parse(Words, _file("asking")).words}
    return frozenset(lists[name])
