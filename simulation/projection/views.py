"""Views of what was shown. Each is a `Projection` of its own: checked outcomes, labelled and signed."""

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
    made, label = shown.picture, _label([shown], time_point, terms)
    sheet = views.side_by_side(_today(shown), made.image_rgb, made.treated, label, _level(shown), _face(shown))
    return _sealed(sheet, [shown], label, terms, "side_by_side")


def level_strip(by_level: Mapping[Level, Shown], time_point: TimePoint, terms: Terms) -> Projection:
    """The published range: low, expected, high."""
    shown = [by_level[level] for level in LEVELS]
    label = _label(shown, time_point, terms)
    low, expected, high = (each.picture.image_rgb for each in shown)
    treated = np.logical_or.reduce([each.picture.treated for each in shown])
    sheet = views.levels(low, expected, high, treated, label, _face(shown[0]))
    return _sealed(sheet, shown, label, terms, "level_strip")


def time_strip(moments: Sequence[Moment], time_point: TimePoint, terms: Terms) -> Projection:
    """Today, and every moment of a plan.

    Args:
        time_point: that the label names; each picture has its own over it.
    """
    shown = [moment.shown for moment in moments if moment.shown is not None]
    label = _label(shown, time_point, terms)
    today, nothing = _today(shown[0]), np.zeros(shown[0].picture.treated.shape, np.bool_)
    stages = [
        views.Stage(moment.shown.picture.image_rgb, moment.shown.picture.treated, moment.time_point)
        if moment.shown
        else views.Stage(today, nothing, moment.time_point)
        for moment in moments
    ]
    return _sealed(views.over_time(today, stages, label, _face(shown[0])), shown, label, terms, "time_strip")


def change_map(shown: Shown, time_point: TimePoint, terms: Terms) -> Projection:
    """Where it differs from the photo, and how much."""
    made, label = shown.picture, _label([shown], time_point, terms)
    sheet = views.change_map(_today(shown), made.image_rgb, made.treated, label, _face(shown))
    return _sealed(sheet, [shown], label, terms, "change_map")


def _label(shown: Sequence[Shown], time_point: TimePoint, terms: Terms) -> LabelFacts:
    """Of everything that is shown.

    Raises:
        NothingToShowError: none of it shows anything.
        ProjectionNotAuthorizedError: something speaks against it by now.
    """
    terms.authorization.check()
    if not any(each.picture.treated.any() for each in shown):
        reasons = sorted({left.why for each in shown for left in each.picture.not_shown})
        raise NothingToShowError("nothing of what was asked for can be shown", reasons=reasons)
    return label_facts([each for one in shown for each in one.picture.intended], time_point, terms)


def _sealed(sheet: Labelled, shown: Sequence[Shown], label: LabelFacts, terms: Terms, view: View) -> Projection:
    safeguards, pictures = ([getattr(each, name) for each in shown] for name in ("safeguards", "picture"))
    return Projection(sheet, manifest_facts(safeguards, pictures, label, terms, view), terms.signer, terms.format)


def _today(shown: Shown) -> NDArray[np.uint8]:
    return shown.picture.subject.photo.image_rgb


def _face(shown: Shown) -> _Mask:
    return features(shown.picture.subject.analysis.face, shown.picture.treated.shape)


def _level(shown: Shown) -> Level:
    """Where treatments are shown at several levels, the most."""
    return max((each.level for each in shown.picture.intended), key=LEVELS.index)
