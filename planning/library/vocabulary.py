"""The words that library files may use, and where: a tag that nothing carries would switch its rule off in silence."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from planning.files import Document, Located, Problem, parse, shipped
from planning.medicines import Dictionary
from planning.profile import goal_catalogue, health_catalogue
from simulation.scales import load_scales

_Path = tuple[str | int, ...]


class _Words(Document):
    source: str
    tags: dict[str, str]
    places: dict[str, str]


@cache
def words() -> _Words:
    """Tags of treatments, and places on the client that have no zone on the chart, each with its meaning."""
    return parse(_Words, shipped("library", "data", "words.yaml"))


@cache
def zone_kinds() -> frozenset[str]:
    """Kinds of zones of the chart, and places without one. Read as data, for the chart itself takes long to load."""
    return frozenset({row["kind"] for row in _rows("zones", "zones")} | set(words().places))


@cache
def concern_names() -> frozenset[str]:
    """Names of the registry of concerns, read as data likewise."""
    return frozenset(row["name"] for row in _rows("concerns", "concerns"))


def _rows(package: str, name: str) -> list[dict[str, str]]:
    content = json.loads((files("vision") / package / "data" / f"{name}.json").read_text())
    rows: list[dict[str, str]] = content[name]
    return rows


@cache
def medicine_classes() -> frozenset[str]:
    """Classes of the medicines dictionary."""
    return frozenset(Dictionary.load().classes)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What each field of a library file may say.

    Attributes:
        by_field: allowed values by the name of the field that holds them, wherever in the file it stands.
    """

    by_field: Mapping[str, Collection[str]]

    @classmethod
    def load(cls, treatments: Collection[str] = ()) -> Vocabulary:
        """With the ids of treatments, which rules may name like tags."""
        called = frozenset(words().tags) | frozenset(treatments)
        zones, concerns = zone_kinds(), concern_names()
        fields = {"zones": zones, "concerns": concerns, "concern": concerns, "goals": goal_catalogue()}
        tags = dict.fromkeys(("tags", "tag", "earlier", "later", "home_care"), called)
        classes = dict.fromkeys(("class", "medicine_class"), medicine_classes())
        return cls({**fields, **tags, **classes, "code": health_catalogue(), "scale": load_scales().by_name})

    def problems(self, located: Located) -> Iterator[Problem]:
        """Every word of a file that is not known where it stands."""
        for path, field, value in _spoken(located.data, (), ""):
            if field in self.by_field and value and value not in self.by_field[field]:
                yield Problem(located.file, located.line(path), f"{field}: no such word: {value!r}")


def _spoken(data: object, path: _Path, field: str) -> Iterator[tuple[_Path, str, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _spoken(value, (*path, key), key)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _spoken(value, (*path, index), field)
    elif isinstance(data, str):
        yield path, field, data
