"""Home care of an option."""

from __future__ import annotations

from collections.abc import Sequence

from planning.drafting.request import DraftRequest
from planning.home_care import home_care
from planning.plan import LeftOut, PlannedVisit, RegimenLine
from planning.selection import Need


def at_home(
    request: DraftRequest, needs: Sequence[Need], timeline: Sequence[PlannedVisit]
) -> tuple[tuple[RegimenLine, ...], tuple[LeftOut, ...]]:
    """The regimen around these visits, and what of it the practice cannot give."""
    return home_care(request.selecting(), needs, timeline)
