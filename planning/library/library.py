"""The clinical library: every treatment and every shared rule, read once and checked as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Generic, TypeVar

from planning.files import DocumentInvalidError, Located, Problem, parse, read_yaml
from planning.library.effect_scales import unit_problems
from planning.library.errors import TreatmentUnknownError
from planning.library.rule_set import RuleSet
from planning.library.treatment import Treatment
from planning.library.vocabulary import Vocabulary
from planning.rules import Gap, Pause, Rule, Source

Part = TypeVar("Part", Rule, Gap, Pause)
Texts = Mapping[str, str]  # what is in a file, by its name


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Part]):
    """A rule, gap or pause with the source its file names for it."""

    part: Part
    source: Source


@dataclass(frozen=True, slots=True)
class Library:
    """All of it.

    Attributes:
        treatments: by id.
        rule_sets: in the order of their names.
        gaps: every gap, with both its ends named.
    """

    treatments: Mapping[str, Treatment]
    rule_sets: tuple[RuleSet, ...]
    gaps: tuple[Sourced[Gap], ...]

    def treatment(self, name: str) -> Treatment:
        """One treatment.

        Raises:
            TreatmentUnknownError: there is no file of that name.
        """
        if name not in self.treatments:
            raise TreatmentUnknownError(f"{name!r} is not in the library", treatment=name)
        return self.treatments[name]

    def rules(self, called: frozenset[str]) -> Iterator[Sourced[Rule]]:
        """Rules that an item of these tags is held to."""
        for own in self._for(called):
            yield from (Sourced(rule, own.sources[rule.source]) for rule in own.rules)

    def all_rules(self) -> Iterator[Rule]:
        """Every rule of the library, once."""
        for rule_set in self.rule_sets:
            yield from rule_set.rules
        for treatment in self.treatments.values():
            yield from treatment.rules

    def pauses(self, called: frozenset[str]) -> Iterator[Sourced[Pause]]:
        """Home care that stops around an item of these tags."""
        for own in self._for(called):
            yield from (Sourced(pause, own.sources[pause.source]) for pause in own.pauses)

    def tagged(self, tag: str) -> Iterator[Treatment]:
        """Treatments that rules call by a tag."""
        yield from (treatment for treatment in self.treatments.values() if tag in treatment.called)

    def _for(self, called: frozenset[str]) -> Iterator[RuleSet | Treatment]:
        yield from (rule_set for rule_set in self.rule_sets if called & set(rule_set.tags))
        yield from (treatment for treatment in self.treatments.values() if treatment.id in called)


@cache
def load_library() -> Library:
    """The library that ships."""
    return read_library(shipped_treatments(), shipped_rule_sets())


def shipped_treatments() -> Texts:
    return _texts("treatments")


def shipped_rule_sets() -> Texts:
    return _texts("rules", "sets")


def _texts(*folders: str) -> Texts:
    names = sorted(path.name for path in files("planning").joinpath(*folders).iterdir())
    yaml_names = [name for name in names if name.endswith(".yaml")]
    return {name: files("planning").joinpath(*folders, name).read_text() for name in yaml_names}


def read_library(treatments: Texts, rule_sets: Texts) -> Library:
    """A library of files.

    Raises:
        DocumentInvalidError: with every problem of every file, and its line.
    """
    problems: list[Problem] = []
    sets = list(_parsed(RuleSet, rule_sets, problems))
    own = list(_parsed(Treatment, treatments, problems))
    vocabulary = Vocabulary.load([treatment.id for treatment, _ in own])
    everything: tuple[Read, ...] = (*sets, *own)
    for value, located in everything:
        problems += vocabulary.problems(located)
        if located.file.removesuffix(".yaml") != value.id:
            problems.append(
                Problem(located.file, located.line(("id",)), f"id: must be the file's name, not {value.id}")
            )
    for treatment, located in own:
        problems += unit_problems(treatment, located)
    problems += _repeated(everything)
    if problems:
        raise DocumentInvalidError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
    treatment_list, set_list = [treatment for treatment, _ in own], [rule_set for rule_set, _ in sets]
    gaps = (*_shared_gaps(set_list), *_own_gaps(treatment_list))
    return Library(MappingProxyType({t.id: t for t in treatment_list}), tuple(set_list), gaps)


def _shared_gaps(sets: Iterable[RuleSet]) -> Iterator[Sourced[Gap]]:
    yield from (Sourced(gap, rule_set.sources[gap.source]) for rule_set in sets for gap in rule_set.gaps)


def _own_gaps(treatments: Iterable[Treatment]) -> Iterator[Sourced[Gap]]:
    for treatment in treatments:
        for gap in treatment.gaps:
            ends = {"earlier": gap.earlier or treatment.id, "later": gap.later or treatment.id}
            yield Sourced(gap.model_copy(update=ends), treatment.sources[gap.source])


Read = tuple[Treatment, Located] | tuple[RuleSet, Located]
Model = TypeVar("Model", Treatment, RuleSet)


def _parsed(model: type[Model], texts: Texts, problems: list[Problem]) -> Iterator[tuple[Model, Located]]:
    for file, text in texts.items():
        try:
            located = read_yaml(text, file)
            yield parse(model, located), located
        except DocumentInvalidError as error:
            problems += error.problems


def _names(value: Treatment | RuleSet) -> Iterator[tuple[str, list[str]]]:
    yield "rules", [rule.id for rule in value.rules]
    yield "gaps", [gap.id for gap in value.gaps]
    yield "pauses", [pause.id for pause in value.pauses]


def _repeated(read: Iterable[Read]) -> Iterator[Problem]:
    """Ids of rules, gaps and pauses that stand twice in the library: a practice names them by id."""
    places = [
        (name, located, (field, index, "id"))
        for value, located in read
        for field, names in _names(value)
        for index, name in enumerate(names)
    ]
    counts = Counter(name for name, _, _ in places)
    for name, located, path in places:
        if counts[name] > 1:
            yield Problem(located.file, located.line(path), f"id: {name} stands {counts[name]} times in the library")
