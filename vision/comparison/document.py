"""comparison.json: the contract of `countenance compare`. pydantic writes its JSON Schema."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from vision.analysis.document import CapturePart, PhotoPart, capture_part, photo_part
from vision.analysis.part import Part, interval_part
from vision.comparison.change import Basis, Caveat, Change, Label, Outcome
from vision.comparison.compare import Comparison

SCHEMA: Literal["countenance.comparison/1"] = "countenance.comparison/1"
INTENDED_USE = "Comparison, not a diagnosis. Decision support for a licensed provider."
COVERS = (
    "Intervals, and the least change that counts, are those of unchanged faces re-shot by another camera: resolution, "
    "compression, noise, exposure, color of light, a small rotation. They do not hold what another day's light, pose "
    "or skin adds; where two photos are seen to differ in how they were taken, the label says less. Of a directional "
    "change the sign is told only beyond the scatter between two photos of a person taken minutes apart."
)


class TakenPart(Part):
    """One of the two photos: what it is, when it was taken if that was said, and what the capture check made of it."""

    photo: PhotoPart
    capture: CapturePart
    taken: str | None


class CaveatPart(Part):
    code: str
    message: str
    label: Label
    value: float | None
    limit: float | None


class MatchPart(Part):
    """How the photos were made alike: by how much the later one was darker, and its red weaker against blue (stops);
    the share of skin that the match rests on; how many times larger its face was; the mean shift of the charts."""

    exposure_ev: float
    warmth_ev: float
    unchanged_skin: float = Field(ge=0, le=1)
    size_ratio: float
    mm_per_px: float
    shift_mm: float


class ChangePart(Part):
    """One concern in one zone. `change` and `interval` are null unless `comparable`; `outcome` is null where nothing
    can be said. `before` and `after` are measured on the matched photos, and may differ from either photo's own
    analysis. Only "rose" and "fell" are measurable changes; higher is worse."""

    zone: str
    concern: str
    label: Label
    outcome: Outcome | None
    before: float | None = Field(ge=0, le=100)
    after: float | None = Field(ge=0, le=100)
    change: float | None = Field(ge=-100, le=100)
    interval: tuple[float, float] | None
    least: float | None
    basis: Basis | None
    caveats: list[CaveatPart]


class ComparisonDocument(Part):
    """What changed between two photos of one client. That they show the same person is not checked."""

    schema_: Literal["countenance.comparison/1"] = Field(alias="schema")
    intended_use: str
    covers: str
    before: TakenPart
    after: TakenPart
    match: MatchPart
    conditions: list[CaveatPart]
    changes: list[ChangePart]
    versions: dict[str, str]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @classmethod
    def of(cls, comparison: Comparison, taken: tuple[str | None, str | None] = (None, None)) -> ComparisonDocument:
        """The document of a comparison.

        Args:
            taken: when either photo was taken, or what else it should be called.
        """
        return cls(
            schema=SCHEMA,
            intended_use=INTENDED_USE,
            covers=COVERS,
            before=TakenPart(
                photo=photo_part(comparison.before), capture=capture_part(comparison.before), taken=taken[0]
            ),
            after=TakenPart(photo=photo_part(comparison.after), capture=capture_part(comparison.after), taken=taken[1]),
            match=_match(comparison),
            conditions=[_caveat(caveat) for _, caveat in comparison.conditions.caveats],
            changes=[_change(change) for change in comparison.changes],
            versions=comparison.matched_after.versions,
        )


def _match(comparison: Comparison) -> MatchPart:
    light = comparison.light
    return MatchPart(
        exposure_ev=round(light.exposure_ev, 3),
        warmth_ev=round(light.warmth_ev, 3),
        unchanged_skin=round(light.share, 3),
        size_ratio=round(comparison.size_ratio, 3),
        mm_per_px=round(comparison.matched_after.face.mm_per_px, 4),
        shift_mm=round(comparison.registration.mean_mm, 2),
    )


def _caveat(caveat: Caveat) -> CaveatPart:
    return CaveatPart(
        code=caveat.code, message=caveat.message, label=caveat.label, value=caveat.value, limit=caveat.limit
    )


def _change(change: Change) -> ChangePart:
    return ChangePart(
        zone=change.zone,
        concern=change.concern,
        label=change.label,
        outcome=change.outcome,
        before=change.before,
        after=change.after,
        change=change.change,
        interval=interval_part(change.interval),
        least=None if change.least is None else round(change.least, 1),
        basis=change.basis,
        caveats=[_caveat(caveat) for caveat in change.caveats],
    )
