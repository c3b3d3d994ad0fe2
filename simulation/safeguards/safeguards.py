"""What the safeguards found on one projection. It travels with it, whatever it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Subtlety = Literal["imperceptible", "subtle", "visible", "too_much"]
LISTED_FROM, FLAGGED_FROM = 2.0, 5.0  # points; what moves by more, not meant to
Caution = Literal["too_much", "untargeted_change", "beyond_cap"]


@dataclass(frozen=True, slots=True)
class LandmarksElsewhere:
    """Landmarks away from everything treated, found again on the result.

    Attributes:
        count: how many they are.
        largest_mm: the one that moved most, in the image plane.
        limit_mm: that none may move beyond.
    """

    count: int
    largest_mm: float
    limit_mm: float


@dataclass(frozen=True, slots=True)
class Displacement:
    """How far skin was moved on purpose.

    Attributes:
        largest_mm: 0 where nothing moves.
        cap_mm: of the effects.
    """

    largest_mm: float
    cap_mm: float


@dataclass(frozen=True, slots=True)
class ColorChange:
    """CIEDE2000 between photo and result where something was treated, smoothed like the eye smooths it.

    Attributes:
        largest, mean: over the treated skin; 0 where nothing is treated.
        cap, mean_cap: that they may not pass.
    """

    largest: float
    mean: float
    cap: float
    mean_cap: float


@dataclass(frozen=True, slots=True)
class Targeted:
    """A severity that was meant to fall. All in points, not clipped to 0 and 100.

    Attributes:
        concern, zone: names.
        before, after: as our own measure reads photo and result.
        cap_points: the most that it may fall by; None where the effect is counted in millimeters.
    """

    concern: str
    zone: str
    before: float
    after: float
    cap_points: float | None

    @property
    def fall(self) -> float:
        return self.before - self.after

    @property
    def beyond_cap(self) -> float:
        """Points that it fell by beyond its cap, 0 where it did not."""
        return 0.0 if self.cap_points is None else max(self.fall - self.cap_points, 0.0)


@dataclass(frozen=True, slots=True)
class Untargeted:
    """A severity, in a treated zone or beside one, that moved without being meant to.

    Attributes:
        concern, zone: names.
        before, after: points.
        coupled: it shares a cause with what was meant to fall, by definition of the concerns.
        flagged: it is not coupled and moved further than a projection may move it.
    """

    concern: str
    zone: str
    before: float
    after: float
    coupled: bool
    flagged: bool

    @property
    def fall(self) -> float:
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Visibility:
    """How much of a change a person would see.

    Attributes:
        figure: see simulation.safeguards.visibility; about the CIEDE2000 of a patch of one square centimeter.
        reading: in words.
    """

    figure: float
    reading: Subtlety


@dataclass(frozen=True, slots=True)
class Safeguards:
    """One projection's. Built by `check` alone.

    Attributes:
        pixels_sha256: of the result's code values before its label; the same for the same input and date.
        untreated_difference: code values between photo and result outside what is treated; always 0.
        landmarks: elsewhere.
        displacement: on purpose.
        color: where treated.
        targeted: in the order they were asked for; without what the photo does not let us measure.
        untargeted: those that moved by more than the list's threshold.
        visibility: of the whole change.
    """

    pixels_sha256: str
    untreated_difference: int
    landmarks: LandmarksElsewhere
    displacement: Displacement
    color: ColorChange
    targeted: tuple[Targeted, ...]
    untargeted: tuple[Untargeted, ...]
    visibility: Visibility

    @property
    def warnings(self) -> tuple[Caution, ...]:
        """What a provider must be told before showing it."""
        found: dict[Caution, bool] = {
            "too_much": self.visibility.reading == "too_much",
            "untargeted_change": any(each.flagged for each in self.untargeted),
            "beyond_cap": any(each.beyond_cap > LISTED_FROM for each in self.targeted),
        }
        return tuple(caution for caution, holds in found.items() if holds)
