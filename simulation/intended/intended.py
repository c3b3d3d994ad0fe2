"""One treatment as it is to be shown: where, how strong, on which day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from simulation.course import share_after
from simulation.effects import Effect, Level
from simulation.errors import EffectBeyondCapError, EffectWithoutCapError, IntendedInvalidError
from simulation.intended.asked import Asked, Magnitude
from simulation.intended.facts import TreatmentEffects, reach, zone_kinds


@dataclass(frozen=True, slots=True)
class Intended:
    """One treatment to show. Built by `intend`.

    Attributes:
        treatment: id.
        title: as shown to people.
        zones: names of the chart's zones, in its order.
        level: of each effect.
        effects: those seen in some of the zones.
        day: that is shown, on the count of `visits`.
        visits: their days. Without a plan one visit on day 0, which stands for the last of the whole series.
        series: visits of the whole series.
    """

    treatment: str
    title: str
    zones: tuple[str, ...]
    level: Level
    effects: tuple[Effect, ...]
    day: int
    visits: tuple[int, ...] = (0,)
    series: int = 1

    def zones_of(self, effect: Effect) -> tuple[str, ...]:
        """Names of the zones in which one of the effects is seen."""
        kinds = zone_kinds()
        return tuple(zone for zone in self.zones if not effect.zones or kinds[zone] in effect.zones)

    def share(self, effect: Effect) -> float:
        """Of an effect, on the day: 0 to 1."""
        return share_after(effect.course, self.visits, self.series, self.day)

    def at(self, day: int) -> Intended:
        """The same on another day."""
        return replace(self, day=day)


def intend(
    facts: TreatmentEffects,
    asked: Asked,
    magnitudes: Sequence[Magnitude] = (),
    *,
    visits: Collection[int] = (0,),
    series: int = 1,
    day: int | None = None,
) -> Intended:
    """What was asked for, held against what is known.

    Args:
        facts: of the treatment asked for.
        magnitudes: in place of the levels; a provider may ask for less, never for more than the cap.
        visits, series, day: see Intended; without a day the peak.

    Raises:
        ZoneUnknownError, ZoneNotServedError: of a zone asked for.
        EffectWithoutCapError: nothing with a sourced cap is known of the treatment, or of a zone asked for.
        EffectBeyondCapError: a magnitude is more than its cap, or points the other way.
        IntendedInvalidError: a magnitude is for no effect of the treatment.
    """
    zones = _zones(facts, asked)
    kinds = {zone_kinds()[zone] for zone in zones}
    seen = tuple(effect for effect in facts.effects if not effect.zones or kinds & set(effect.zones))
    effects = _sized(facts, seen, magnitudes)
    intended = Intended(facts.id, facts.title, zones, asked.level, effects, 0, tuple(sorted(set(visits))), series)
    return intended.at(peak_day([intended]) if day is None else day)


def peak_day(intended: Collection[Intended]) -> int:
    """The first day on which most is seen, all effects counted alike; 0 where nothing is intended."""
    peaks = [each.visits[-1] + effect.course.peak_days for each in intended for effect in each.effects]
    return max(range(max(peaks, default=0) + 1), key=lambda day: _seen(intended, day))  # after the last peak it falls


def _seen(intended: Collection[Intended], day: int) -> float:
    return round(sum(each.at(day).share(effect) for each in intended for effect in each.effects), 9)


def _zones(facts: TreatmentEffects, asked: Asked) -> tuple[str, ...]:
    if not facts.effects:
        raise EffectWithoutCapError(
            f"{facts.title} is not shown: {facts.not_projected}", treatment=facts.id, reason=facts.not_projected
        )
    found = reach(facts, asked.zones)
    if (asked.zones and found.without) or not found.zones:
        where, why = next(iter(found.without.items()))
        raise EffectWithoutCapError(
            f"{facts.title} is not shown on {where}: {why}", treatment=facts.id, zones=list(found.without), reason=why
        )
    return found.zones


def _sized(facts: TreatmentEffects, effects: tuple[Effect, ...], magnitudes: Sequence[Magnitude]) -> tuple[Effect, ...]:
    for magnitude in magnitudes:
        meant = [effect for effect in effects if _is_for(magnitude, effect)]
        if not meant:
            raise IntendedInvalidError(
                f"{facts.title} has no effect on {magnitude.concern or magnitude.layer} here",
                treatment=facts.id,
                layer=magnitude.layer,
            )
        for effect in meant:
            _check_cap(facts, effect, magnitude.value)
        effects = tuple(_fixed(effect, magnitude.value) if effect in meant else effect for effect in effects)
    return effects


def _is_for(magnitude: Magnitude, effect: Effect) -> bool:
    return effect.layer == magnitude.layer and magnitude.concern in (None, *effect.concerns)


def _fixed(effect: Effect, value: float) -> Effect:
    return effect.model_copy(update={"low": value, "expected": value, "high": value})


def _check_cap(facts: TreatmentEffects, effect: Effect, value: float) -> None:
    if 0 <= value / effect.cap <= 1:  # false for what is no number, too
        return
    source = facts.sources[effect.source]
    raise EffectBeyondCapError(
        f"{facts.title}, {effect.layer}: {value:g} {effect.unit} was asked for; the cap is {effect.cap:g} ({source})",
        treatment=facts.id,
        layer=effect.layer,
        asked=value,
        cap=effect.cap,
        unit=effect.unit,
        source=source,
    )
