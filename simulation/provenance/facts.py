"""What a manifest says of a projection. No name, birthday or face: whoever holds the file can read all of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from simulation.provenance.source_types import DigitalSourceType

# The same in every language of the label, so that programs can look for it.
STATEMENT = "Projection — not a guaranteed result"

Level = Literal["low", "expected", "high"]
View = Literal["projection", "side_by_side", "time_strip", "level_strip", "change_map"]


@dataclass(frozen=True, slots=True)
class TreatmentFact:
    """One treatment of a projection.

    Attributes:
        id: of the treatment file.
        title: as people read it.
        zones: that are treated.
        levels: that are shown; several in a strip of levels.
    """

    id: str
    title: str
    zones: tuple[str, ...]
    levels: tuple[Level, ...] = ("expected",)


@dataclass(frozen=True, slots=True)
class ManifestFacts:
    """Everything that goes into the manifest.

    Attributes:
        original_sha256: hex digest of the photo's bytes as they were uploaded.
        original_format: of the upload, as `Photo.format` has it.
        treatments: at least one.
        time_point: as the label says it: "peak, day 30".
        days: after the last visit that the picture shows, at least one; several in a strip over time.
        date: on which the projection is made.
        practice: its name.
        software_version: of Countenance.
        library_version: of the treatment files.
        effects_version: of the types and scales that turn them into a picture.
        digital_source_type: see `source_types`.
        view: what the picture is.
        safeguards: what was checked and found, by name; plain values.
    """

    original_sha256: str
    original_format: str
    treatments: tuple[TreatmentFact, ...]
    time_point: str
    days: tuple[int, ...]
    date: date
    practice: str
    software_version: str
    library_version: str
    effects_version: str
    digital_source_type: DigitalSourceType = "algorithmically_enhanced"
    view: View = "projection"
    safeguards: Mapping[str, bool | int | float | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not re.fullmatch("[0-9a-f]{64}", self.original_sha256):
            raise ValueError("original_sha256 must be 64 lowercase hex digits")
        if not self.treatments or not self.days:
            raise ValueError("a projection shows at least one treatment on at least one day")
