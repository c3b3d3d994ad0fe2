"""Whether effects are given in the unit that their published scale maps to."""

from __future__ import annotations

from collections.abc import Iterator

from planning.files import Located, Problem
from planning.library.treatment import Treatment
from simulation.scales import UNIT_MAPS_TO, load_scales


def unit_problems(treatment: Treatment, located: Located) -> Iterator[Problem]:
    """Every effect in another unit than its scale's; a scale that nobody knows is the vocabulary's to name."""
    for index, effect in enumerate(treatment.effects):
        scale = load_scales().by_name.get(effect.scale)
        if scale and scale.maps_to != UNIT_MAPS_TO[effect.unit]:
            line = located.line(("effects", index, "scale"))
            yield Problem(located.file, line, f"scale: {scale.name} maps to {scale.maps_to}, not to {effect.unit}")
