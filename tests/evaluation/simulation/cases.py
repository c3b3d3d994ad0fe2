"""What is kept of one treatment shown on one person: figures only, no pixels."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.effects import Layer, Level
from simulation.safeguards import Subtlety

FINE_LAYERS: frozenset[Layer] = frozenset({"static_lines", "dynamic_lines", "melanin", "hemoglobin"})


@dataclass(frozen=True, slots=True)
class Fall:
    """A finding that was meant to fall. All in points, unclipped.

    Attributes:
        concern, zone: of the finding.
        before: as the photo's own chart has it.
        asked: that it is to fall by.
        cap: that it may fall by at most.
        fall: read on the result with the photo's own skin mask, and with landmarks found again where skin was moved, as
            safeguards do. None where the result does not let it be read.
        fresh: the same with skin judged again. None where it is not assessable, and at other levels than expected.
        declined: the projection says of itself that the photo does not carry it.
        shape: a change of shape lessens it, and it is read by landmarks.
    """

    concern: str
    zone: str
    before: float
    asked: float
    cap: float
    fall: float | None
    fresh: float | None
    declined: bool
    shape: bool


@dataclass(frozen=True, slots=True)
class Drift:
    """A finding that was not meant to move, and shares no cause with one that was.

    Attributes:
        concern, zone: of the finding.
        change: points, after less before.
        treated: something was done to its zone.
        kept: read with the photo's own landmarks although skin was moved; read as safeguards do otherwise.
    """

    concern: str
    zone: str
    change: float
    treated: bool
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What the result looks like, against the photo. See `pixels`.

    Attributes:
        outside: largest difference of code values where nothing is treated.
        changed: share of the treated pixels whose code values changed.
        taken: absorbance (1/100) taken or given in a treated pixel, mean.
        fine_power: after over before, None where nothing is treated.
        seam: how much steeper the border became, over the gradient inside; None where there is no border.
        border_step: mean change of code values around a border pixel, the largest.
        reading: how much of it a person would see, as safeguards say.
    """

    outside: int
    changed: float
    taken: float
    fine_power: float | None
    seam: float | None
    border_step: float | None
    reading: Subtlety


@dataclass(frozen=True, slots=True)
class Case:
    """One treatment at one level on one person.

    Attributes:
        person, tone: name, and third of the set by ITA.
        treatment, level: what was asked for.
        layers: that were given a dose or moved.
        look: of the result.
        falls: every finding that was meant to fall.
        drifts: every other; empty at other levels than expected.
    """

    person: str
    tone: str
    treatment: str
    level: Level
    layers: frozenset[Layer]
    look: Look
    falls: tuple[Fall, ...]
    drifts: tuple[Drift, ...]

    @property
    def fine(self) -> bool:
        """Only lines and pigments were changed, so that all of the skin's grain should still be there."""
        return bool(self.layers) and self.layers <= FINE_LAYERS


@dataclass(frozen=True, slots=True)
class Output:
    """What a client is handed: one person with three treatments as expected, labelled and signed.

    Attributes:
        person: name.
        treatments: ids.
        refused: code of the error for which there is none; empty where there is one.
        outside: largest difference of code values where nothing is treated and no label lies.
        covered_px: treated pixels under the label.
        state: what the public reader of manifests says.
        read: whether both phrases are read at 480 px; None where nothing here reads letters.
    """

    person: str
    treatments: tuple[str, ...]
    refused: str = ""
    outside: int = 0
    covered_px: int = 0
    state: str = ""
    read: bool | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One person's."""

    cases: tuple[Case, ...] = ()
    outputs: tuple[Output, ...] = ()
