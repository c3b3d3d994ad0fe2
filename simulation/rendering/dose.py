"""What is to be shown, layer by layer and zone by zone, in points of our own severity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.effects import Layer


@dataclass(frozen=True, slots=True)
class Dose:
    """One change of one layer in one zone.

    Attributes:
        layer: of the picture; not shape, which moves the skin.
        zone: its name.
        falls: by concern, the points that its severity is to fall by, and no more. Empty where nothing measures it.
        share: 0 to 1, of a full change, where `falls` is empty.
    """

    layer: Layer
    zone: str
    falls: Mapping[str, float] = field(default_factory=dict)
    share: float = 0.0
