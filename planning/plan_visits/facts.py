"""A treatment of the library as a projection needs it."""

from __future__ import annotations

from planning.library import Treatment
from simulation.intended import TreatmentEffects


def treatment_effects(treatment: Treatment) -> TreatmentEffects:
    """Its effects, where it is offered, and why nothing is shown where nothing is."""
    cites = {key: source.cite for key, source in treatment.sources.items()}
    return TreatmentEffects(
        treatment.id, treatment.title, treatment.zones, treatment.effects, cites, treatment.not_projected
    )


def series_visits(treatment: Treatment, planned: int) -> int:
    """Visits that give the whole effect.

    The most that the source's range names, so that fewer show less; but one where a second is a touch-up by need (one
    or two), and where it is used at home. Where no source counts them: one of what fades, else as many as are planned.
    """
    visits = treatment.series.visits
    if treatment.home_care:
        return 1
    if visits is None:
        fades = all(effect.course.fades_days is not None for effect in treatment.effects)
        return 1 if fades else max(planned, 1)
    return 1 if (visits.low, visits.high) == (1, 2) else visits.high
