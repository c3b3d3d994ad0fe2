"""What is known of a treatment, as far as a projection needs it. Handed in: nothing here reads the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulation.effects import Effect
from simulation.errors import ZoneNotServedError, ZoneUnknownError
from vision.zones import load_zones

NO_SIZE = "no source gives how much it does there"
OFF_THE_CHART = "the face chart does not reach there"


@dataclass(frozen=True, slots=True)
class TreatmentEffects:
    """One treatment's effects.

    Attributes:
        id: of the library.
        title: as shown to people.
        zones: kinds of zones it is offered on, places off the chart among them.
        effects: each with its cap; none where nothing may be shown.
        sources: citations by the keys that effects name.
        not_projected: why nothing may be shown, where there are no effects.
    """

    id: str
    title: str
    zones: tuple[str, ...]
    effects: tuple[Effect, ...]
    sources: Mapping[str, str]
    not_projected: str = ""

    def reaches(self, kind: str) -> bool:
        """Whether some effect is seen in zones of this kind."""
        return kind in self.zones and any(kind in effect.zones or not effect.zones for effect in self.effects)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a treatment can be shown.

    Attributes:
        zones: names on the chart, in the chart's order.
        without: why nothing is shown, by zone as it was asked for.
    """

    zones: tuple[str, ...]
    without: Mapping[str, str]


def zone_kinds() -> dict[str, str]:
    """The kind of every zone of the chart, by its name."""
    return {zone.name: zone.kind for zone in load_zones()}


def reach(facts: TreatmentEffects, asked: Iterable[str]) -> Reach:
    """Where of the zones asked for, names or kinds, there is something to show; asked for nothing: wherever there is.

    Raises:
        ZoneUnknownError: neither the chart nor the treatment knows the zone.
        ZoneNotServedError: the treatment is not offered there.
    """
    names, wanted, without = zone_kinds(), set[str](), dict[str, str]()
    for zone in asked or facts.zones:
        kind = names.get(zone, zone)
        _check_offered(facts, zone, kind, names)
        if kind not in names.values():
            without[zone] = OFF_THE_CHART
        elif not facts.reaches(kind):
            without[zone] = NO_SIZE
        else:
            wanted |= {name for name in names if zone in (name, names[name])}
    return Reach(tuple(name for name in names if name in wanted), without)


def _check_offered(facts: TreatmentEffects, zone: str, kind: str, names: Mapping[str, str]) -> None:
    if kind in facts.zones:
        return
    if kind not in names.values():
        raise ZoneUnknownError(f"there is no zone {zone!r}", zone=zone, zones=sorted(set(names.values())))
    raise ZoneNotServedError(
        f"{facts.id} is not offered on {zone}", treatment=facts.id, zones=[zone], offered=sorted(facts.zones)
    )
