"""Views of what was shown. Each is a `Projection` of its own: checked outcomes, labelled and signed.

They show the head with some room around it, in the photo's own pixels, so that the face is large where several stand
side by side; the projection itself has the whole frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation import views
from simulation.effects import LEVELS, Level
from simulation.labels import LabelFacts, Labelled, TimePoint
from simulation.projection.errors import NothingToShowError
from simulation.projection.facts import manifest_facts
from simulation.projection.features import features
from simulation.projection.projection import Projection
from simulation.projection.projector import Shown, label_facts
from simulation.projection.terms import Terms
from simulation.provenance import View

_Mask = NDArray[np.bool_]
_ROOM = 0.3  # around the mesh, which ends below the hair and at the ears, in heights of it


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """One outcome, as a view shows it: (h, w) parts of the photo's pixels."""

    today: NDArray[np.uint8]
    image: NDArray[np.uint8]
    treated: _Mask
    face: _Mask


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """Attributes:
    time_point: of a plan.
    shown: then; None where nothing is seen yet, or any more.
    """

    time_point: TimePoint
    shown: Shown | None


def side_by_side(shown: Shown, time_point: TimePoint, terms: Terms) -> Projection:
    """Today on the left, the projection on the right."""
    label, (cut,) = _label([shown], time_point, terms), _cuts([shown])
    sheet = views.side_by_side(cut.today, cut.image, cut.treated, label, _level(shown), cut.face)
    return _sealed(sheet, [shown], label, terms, "side_by_side")


def level_strip(by_level: Mapping[Level, Shown], time_point: TimePoint, terms: Terms) -> Projection:
    """The published range: low, expected, high."""
    shown = [by_level[level] for level in LEVELS]
    label, cuts = _label(shown, time_point, terms), _cuts(shown)
    low, expected, high = (cut.image for cut in cuts)
    treated = np.logical_or.reduce([cut.treated for cut in cuts])
    sheet = views.levels(low, expected, high, treated, label, cuts[0].face)
    return _sealed(sheet, shown, label, terms, "level_strip")


def time_strip(moments: Sequence[Moment], time_point: TimePoint, terms: Terms) -> Projection:
    """Today, and every moment of a plan.

    Args:
        time_point: that the label names; each picture has its own over it.
    """
    shown = [moment.shown for moment in moments if moment.shown is not None]
    label, cuts = _label(shown, time_point, terms), iter(_cuts(shown))
    first = _cuts(shown)[0]
    unchanged = first.today, np.zeros_like(first.treated)
    stages = [_stage(moment, unchanged if moment.shown is None else next(cuts)) for moment in moments]
    return _sealed(views.over_time(first.today, stages, label, first.face), shown, label, terms, "time_strip")


def change_map(shown: Shown, time_point: TimePoint, terms: Terms) -> Projection:
    """Where it differs from the photo, and how much."""
    label, (cut,) = _label([shown], time_point, terms), _cuts([shown])
    sheet = views.change_map(cut.today, cut.image, cut.treated, label, cut.face)
    return _sealed(sheet, [shown], label, terms, "change_map")


def _stage(moment: Moment, seen: _Cut | tuple[NDArray[np.uint8], _Mask]) -> views.Stage:
    image, treated = (seen.image, seen.treated) if isinstance(seen, _Cut) else seen
    return views.Stage(image, treated, moment.time_point)


def _cuts(shown: Sequence[Shown]) -> list[_Cut]:
    """The same part of all: the head, and all that is treated."""
    subject = shown[0].picture.subject
    vertices = subject.laid.chart.placement.vertices_px[:, :2]
    treated = np.argwhere(np.logical_or.reduce([each.picture.treated for each in shown]))[:, ::-1]
    room = _ROOM * float(np.ptp(vertices[:, 1]))
    low, high = vertices.min(0) - room, vertices.max(0) + room
    if len(treated):
        low, high = np.minimum(low, treated.min(0)), np.maximum(high, treated.max(0) + 1)
    height, width = subject.photo.size_hw
    (left, top), (right, bottom) = (np.clip(np.round(end), 0, (width, height)).astype(int) for end in (low, high))
    part = slice(int(top), int(bottom)), slice(int(left), int(right))
    face = features(subject.analysis.face, subject.photo.size_hw)[part]
    today = subject.photo.image_rgb[part]
    return [_Cut(today, each.picture.image_rgb[part], each.picture.treated[part], face) for each in shown]


def _label(shown: Sequence[Shown], time_point: TimePoint, terms: Terms) -> LabelFacts:
    """Of everything that is shown.

    Raises:
        NothingToShowError: none of it shows anything.
        ProjectionNotAuthorizedError: something speaks against it by now.
    """
    terms.authorization.check()
    if not any(each.picture.treated.any() and each.picture.seen for each in shown):
        reasons = sorted({left.why for each in shown for left in each.picture.not_shown})
        raise NothingToShowError("nothing of what was asked for can be shown", reasons=reasons)
    return label_facts([each for one in shown for each in one.picture.seen], time_point, terms)


def _sealed(sheet: Labelled, shown: Sequence[Shown], label: LabelFacts, terms: Terms, view: View) -> Projection:
    safeguards, pictures = ([getattr(each, name) for each in shown] for name in ("safeguards", "picture"))
    return Projection(sheet, manifest_facts(safeguards, pictures, label, terms, view), terms.signer, terms.format)


def _level(shown: Shown) -> Level:
    """Where treatments are shown at several levels, the most."""
    return max((each.level for each in shown.picture.intended), key=LEVELS.index)
