"""Findings after a provider's corrections. What was measured is never changed: each correction is a step from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from serving.photos.analysis_schemas import CorrectionShown, FindingShown, NewCorrection
from serving.photos.errors import ConcernUnknownError, FindingMissingError, FindingThereError, ZoneUnknownError
from vision.concerns import CONCERNS
from vision.zones import load_zones

Key = tuple[str, str]  # zone and concern
Standing = dict[Key, FindingShown]
_STEP = 20.0  # of severity, a grade
_CONCERNS = frozenset(concern.name for concern in CONCERNS)
_ZONES = frozenset(zone.name for zone in load_zones())


def corrected(measured: Iterable[Mapping[str, Any]], corrections: Iterable[CorrectionShown]) -> list[FindingShown]:
    """Every finding with its state, in the order of the measured ones, then what was added.

    Raises:
        FindingMissingError, FindingThereError: a correction does not fit what stands before it.
    """
    standing = {(each["zone"], each["concern"]): _measured(each) for each in measured}
    originals = {(each["zone"], each["concern"]): dict(each) for each in measured}
    for correction in corrections:
        standing |= _step(standing, originals, correction)
    return list(standing.values())


def check_known(new: NewCorrection) -> None:
    """Raises ZoneUnknownError, ConcernUnknownError."""
    for zone in (new.zone, new.to_zone):
        if zone is not None and zone not in _ZONES:
            raise ZoneUnknownError(zone)
    if new.concern not in _CONCERNS:
        raise ConcernUnknownError(new.concern)


def _step(standing: Standing, originals: Mapping[Key, dict[str, Any]], said: CorrectionShown) -> Standing:
    """What one correction changes."""
    here = (said.zone, said.concern)
    before = standing.get(here)
    if said.action == "add":
        if before is not None and before.stands and before.assessable:
            raise FindingThereError(*here)
        return {here: _graded(here, before, said, originals).model_copy(update={"state": "added"})}
    if before is None or not before.stands:
        raise FindingMissingError(*here)
    if said.action == "regrade":
        return {here: _graded(here, before, said, originals)}
    if said.action == "reject":
        return {here: _changed(here, before, said, originals, state="rejected")}
    return _moved(standing, originals, before, said)


def _moved(
    standing: Standing, originals: Mapping[Key, dict[str, Any]], before: FindingShown, said: CorrectionShown
) -> Standing:
    assert said.to_zone is not None  # a move says where to
    here, there = (said.zone, said.concern), (said.to_zone, said.concern)
    if not before.assessable:
        raise FindingMissingError(*here)
    other = standing.get(there)
    if here == there or (other is not None and other.stands and other.assessable):
        raise FindingThereError(*there)
    arrived = before.model_copy(update={"zone": said.to_zone, "state": "moved_here", "moved_from": said.zone})
    known = [] if other is None else other.corrections
    told = {"original": originals.get(there), "corrections": [*known, said.id], "moved_to": None}
    left = _changed(here, before, said, originals, state="moved_away", moved_to=said.to_zone)
    return {here: left, there: arrived.model_copy(update=told)}


def _measured(finding: Mapping[str, Any]) -> FindingShown:
    names = ("zone", "concern", "assessable", "severity", "grade", "interval", "reason")
    return FindingShown.model_validate({name: finding[name] for name in names} | {"state": "as_measured"})


def _graded(
    here: Key, before: FindingShown | None, said: CorrectionShown, originals: Mapping[Key, dict[str, Any]]
) -> FindingShown:
    """With the grade that a provider gave, on the scale where its step is."""
    assert said.grade is not None  # add and regrade say one
    low = said.grade * _STEP
    return FindingShown(
        zone=here[0],
        concern=here[1],
        state="regraded",
        assessable=True,
        severity=low + _STEP / 2,
        grade=said.grade,
        interval=(low, low + _STEP),
        reason=None,
        original=originals.get(here),
        moved_from=None if before is None else before.moved_from,
        corrections=[*([] if before is None else before.corrections), said.id],
    )


def _changed(
    here: Key, before: FindingShown, said: CorrectionShown, originals: Mapping[Key, dict[str, Any]], **changes: str
) -> FindingShown:
    told = {"original": originals.get(here), "corrections": [*before.corrections, said.id]}
    return before.model_copy(update=told | changes)
