"""A practice's file, read and held against the library and against itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from models.errors import CountenanceError
from planning.files import DocumentInvalidError, Located, Problem, parse, read_yaml
from planning.library import Library, load_library
from planning.practice.practice import LocationFile, PracticeFile, Shared
from planning.profile import goal_catalogue
from planning.screening import Policy, check_policy

_Path = tuple[str | int, ...]
_Found = tuple[_Path, str]  # where, and what is wrong there


@cache
def sample_practice() -> PracticeFile:
    """The sample group that ships: two locations, everything filled in, all of it invented."""
    text = (files("planning") / "practice" / "sample" / "practice.yaml").read_text()
    return read_practice(text, "practice.yaml", load_library())


def read_practice(text: str, file: str, library: Library) -> PracticeFile:
    """A group's file.

    Raises:
        DocumentInvalidError: with every problem and its line.
    """
    located = read_yaml(text, file)
    practice = parse(PracticeFile, located)
    if problems := [_problem(located, found) for found in _wrong(practice, library)]:
        raise DocumentInvalidError(sorted(problems, key=lambda problem: problem.line))
    return practice


def _problem(located: Located, found: _Found) -> Problem:
    path, message = found
    return Problem(located.file, located.line(path), f"{'.'.join(map(str, path))}: {message}")


def _wrong(practice: PracticeFile, library: Library) -> Iterator[_Found]:
    yield from _of_shared(practice, (), library)
    for index, location in enumerate(practice.locations):
        path: _Path = ("locations", index)
        yield from _of_shared(location, path, library)
        yield from _of_location(location, path, library)
        yield from _of_resolved(practice, location, path)


def _of_shared(shared: Shared, path: _Path, library: Library) -> Iterator[_Found]:
    for field in ("menu", "protocols", "packages", "memberships", "taxes", "templates", "providers"):
        yield from _repeated([getattr(row, "treatment", None) or row.id for row in getattr(shared, field)], path, field)
    for place, name in _treatments(shared):
        if name not in library.treatments:
            yield (*path, *place), f"no such treatment: {name}"
    for index, entry in enumerate(shared.menu):
        known = library.treatments.get(entry.treatment)
        for product in entry.products if known else ():
            if known and product not in known.products:
                yield (*path, "menu", index, "products"), f"{entry.treatment} names no such product: {product}"
        for zone in sorted(set(entry.by_zone) - set(known.zones)) if known else ():
            yield (*path, "menu", index, "by_zone"), f"{entry.treatment} is not given there: {zone}"
        if known and not set(entry.credentials) <= set(known.credentials):
            yield (*path, "menu", index, "credentials"), "wider than the library allows"
    for index, template in enumerate(shared.templates):
        for goal in template.goals:
            if goal not in goal_catalogue():
                yield (*path, "templates", index, "goals"), f"no such goal: {goal}"
    for index, change in enumerate(shared.rule_changes):
        try:
            check_policy(Policy(changes=(change,)), library)
        except CountenanceError as error:
            yield (*path, "rule_changes", index), f"{error} ({error.code})"


def _treatments(shared: Shared) -> Iterator[tuple[_Path, str]]:
    for index, entry in enumerate(shared.menu):
        yield ("menu", index, "treatment"), entry.treatment
    for index, protocol in enumerate(shared.protocols):
        yield from ((("protocols", index, "treatments"), name) for name in protocol.treatments)
    for index, package in enumerate(shared.packages):
        yield from ((("packages", index, "lines"), line.treatment) for line in package.lines)
    for index, template in enumerate(shared.templates):
        names = (name for visit in template.visits for name in visit.treatments)
        yield from ((("templates", index, "visits"), name) for name in names)


def _of_location(location: LocationFile, path: _Path, library: Library) -> Iterator[_Found]:
    yield from _repeated([room.id for room in location.rooms], path, "rooms")
    yield from _repeated([device.id for device in location.devices], path, "devices")
    yield from _repeated([item.sku for item in location.stock], path, "stock")
    rooms = {room.id for room in location.rooms}
    for index, device in enumerate(location.devices):
        for room in set(device.rooms) - rooms:
            yield (*path, "devices", index, "rooms"), f"no such room: {room}"
    for index, item in enumerate(location.stock):
        known = library.treatments.get(item.treatment)
        if known is None or not known.home_care:
            yield (*path, "stock", index, "treatment"), f"not a home-care treatment: {item.treatment}"


def _of_resolved(practice: PracticeFile, location: LocationFile, path: _Path) -> Iterator[_Found]:
    """What only shows once everything is inherited."""
    here = practice.at(location.id)
    providers = {provider.id: provider for provider in here.providers}
    taxes = {tax.id for tax in here.taxes}
    named = {*(entry.tax for entry in here.menu), *(item.tax for item in location.stock)} - {""}
    yield from ((path, f"no such tax: {name}") for name in sorted(named - taxes))
    for entry in here.menu:
        if entry.price is None:
            yield path, f"{entry.treatment} is offered without a price"
    for provider in here.providers:
        if provider.supervisor and provider.supervisor not in providers:
            yield path, f"{provider.id}: no such supervisor: {provider.supervisor}"
        if provider.supervisor == provider.id:
            yield path, f"{provider.id} can't supervise themselves"
    directors = {name for provider in here.providers if provider.director for name in (provider.id, provider.name)}
    for change in here.policy.changes:
        if change.signed_by not in directors:
            yield path, f"{change.rule} was not signed by a medical director of this location"
    for template in here.templates:
        if template.vetted_by not in directors:
            yield path, f"{template.id} was not vetted by a medical director of this location"


def _repeated(names: list[str], path: _Path, field: str) -> Iterator[_Found]:
    yield from (((*path, field), f"{name} stands {n} times") for name, n in Counter(names).items() if n > 1)
