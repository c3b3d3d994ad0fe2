"""From a measured face and what is to be shown to labelled, signed files and their document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from serving.projections.document import ProjectionDocument, ViewName, projection_document
from serving.projections.outcomes import Outcomes, Stage
from simulation.effects import LEVELS, Level
from simulation.intended import Intended
from simulation.labels import TimePoint
from simulation.projection.projection import Projection
from simulation.projection.projector import Projector, Shown
from simulation.projection.subject import Subject
from simulation.projection.terms import Terms
from simulation.projection.views import Moment, change_map, level_strip, side_by_side, time_strip
from vision.analysis import Analysis

VIEWS: tuple[ViewName, ...] = ("projection", "side_by_side", "levels", "over_time", "changes")


class Making:
    """One request's projections. Each outcome is worked out and checked once, also where two views show it.

    Args:
        projector: that measured the subject.
        subject: whose face.
        outcomes: what is to be shown.
        terms: under what it leaves.
        painted: (H, W) bool, where a provider allows a change; everywhere when nothing is said.
    """

    def __init__(
        self,
        projector: Projector,
        subject: Subject,
        outcomes: Outcomes,
        terms: Terms,
        painted: NDArray[np.bool_] | None = None,
    ) -> None:
        self._projector, self._subject, self._outcomes = projector, subject, outcomes
        self._terms, self._painted = terms, painted
        self._shown: dict[tuple[Intended, ...], Shown] = {}
        self._files: dict[ViewName, Projection] = {}

    @property
    def main(self) -> Shown:
        """The outcome of the projection itself."""
        return self._show(self._outcomes.main.intended)

    @property
    def analysis(self) -> Analysis:
        """Of the photo."""
        return self._subject.analysis

    def views(self, wanted: Sequence[ViewName]) -> list[ViewName]:
        """Those of the wanted ones that there are: a strip over time needs a plan."""
        return [view for view in VIEWS if view in wanted and (view != "over_time" or self._outcomes.stages)]

    def make(self, view: ViewName) -> Projection:
        """One file.

        Raises:
            NothingToShowError: the photo shows nothing of what is intended.
            ProjectionUnsafeError: a safeguard failed.
        """
        makers: dict[ViewName, Callable[[], Projection]] = {
            "projection": lambda: self._projector.project(self.main, self._time_point, self._terms),
            "side_by_side": lambda: side_by_side(self.main, self._time_point, self._terms),
            "levels": lambda: level_strip(self._levels(), self._time_point, self._terms),
            "over_time": lambda: time_strip(self._moments(), self._time_point, self._terms),
            "changes": lambda: change_map(self.main, self._time_point, self._terms),
        }
        self._files[view] = makers[view]()
        return self._files[view]

    def file(self, view: ViewName) -> bytes:
        """Of a view that was made."""
        return self._files[view].file

    @property
    def made(self) -> Mapping[ViewName, Projection]:
        """What was made so far."""
        return self._files

    def document(self) -> ProjectionDocument:
        """Of all files that were made so far."""
        main, outcomes = self._outcomes.main, self._outcomes
        others: list[tuple[Stage, Level | None, Shown]] = []
        if "levels" in self._files:
            others += [(main, level, shown) for level, shown in self._levels().items()]
        if "over_time" in self._files:
            others += [(stage, None, self._show(stage.intended)) for stage in outcomes.stages if stage.intended]
        return projection_document(
            main,
            self.main,
            others,
            self._files,
            self._terms,
            masked=self._painted is not None,
            plan_not_shown=outcomes.not_shown,
        )

    @property
    def _time_point(self) -> TimePoint:
        return self._outcomes.main.time_point

    def _levels(self) -> dict[Level, Shown]:
        return {level: self._show(self._outcomes.at_level(level)) for level in LEVELS}

    def _moments(self) -> list[Moment]:
        return [
            Moment(stage.time_point, self._show(stage.intended) if stage.intended else None)
            for stage in self._outcomes.stages
        ]

    def _show(self, intended: tuple[Intended, ...]) -> Shown:
        if intended not in self._shown:
            self._shown[intended] = self._projector.show(self._subject, intended, self._painted)
        return self._shown[intended]
