"""projection.json: what was shown, what was not and why, what was checked, and which files say so."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from planning.plan_visits import NotShown as PlanNotShown
from serving.projections.outcomes import Stage
from serving.projections.versions import library_version, software_version
from simulation.effects import Level
from simulation.labels import Language
from simulation.labels.facts import Moment
from simulation.outcome import NotShown
from simulation.projection.facts import EFFECTS_VERSION
from simulation.projection.projection import Projection
from simulation.projection.projector import Shown
from simulation.projection.subject import Subject
from simulation.projection.terms import Terms
from simulation.provenance import STATEMENT
from simulation.safeguards import SafeguardsDocument, Subtlety, safeguards_document
from simulation.safeguards.safeguards import Caution
from simulation.scales import load_scales
from vision.capture import Expression, Verdict

SCHEMA: Literal["countenance.projection/1"] = "countenance.projection/1"
ViewName = Literal["projection", "side_by_side", "levels", "over_time", "changes"]
_Warned = Caution | Literal["capture_warned"]
WARNINGS: Mapping[_Warned, str] = {
    "too_much": "The change is larger than most people want to see. Show less, or say so.",
    "untargeted_change": "Something that was not treated reads differently on the result; see safeguards.untargeted.",
    "beyond_cap": "A finding that was all but absent reads lower on the result than its cap allows; see targeted.",
    "capture_warned": "The capture check warned of the photo; what it says bears on the projection, too.",
}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PhotoPart(_Part):
    """The photo it was made from, by the hash of its bytes."""

    sha256: str
    width: int
    height: int
    format: str
    expression: Expression


class IssuePart(_Part):
    """Of the capture check."""

    code: str
    message: str


class CapturePart(_Part):
    """What the capture check said."""

    verdict: Verdict
    issues: list[IssuePart]


class TreatmentPart(_Part):
    """One treatment, where, how strong. `visits` are days from today; without a plan, one for the whole series."""

    treatment: str
    title: str
    zones: list[str]
    level: Level
    visits: list[int]


class TargetedPart(_Part):
    """A finding that was to fall, in points; `aimed` is by how much, `cap` the most that may be shown."""

    concern: str
    zone: str
    treatments: list[str]
    before: float
    after: float | None = Field(description="On the result; null where it could not be measured again")
    aimed: float
    cap: float


class NotShownPart(_Part):
    """What was asked for and is not shown, with the reason."""

    treatment: str
    zone: str
    layer: str | None
    concern: str | None
    code: str
    message: str


class WarningPart(_Part):
    """To be told before a projection is shown to anybody."""

    code: str
    message: str


class StagePart(_Part):
    """One more outcome of a strip."""

    moment: Moment
    count: int = Field(description="Days after treatment, or the number of the visit; 0 elsewhere")
    day: int = Field(description="From today; without a plan, from the last visit of the series")
    level: Level | None = Field(description="Of all treatments, in the strip of levels")
    subtlety: Subtlety
    warnings: list[str]
    pixels_sha256: str = Field(description="Of the code values before the label")


class FilePart(_Part):
    """A labelled and signed picture."""

    name: str
    view: ViewName
    media_type: str
    width: int
    height: int
    bytes: int
    sha256: str


class VersionsPart(_Part):
    """Of the software, of the treatment files, and of effects and scales."""

    software: str
    library: str
    effects: str


class ProjectionDocument(_Part):
    """Never a promise, and not for advertising. Nothing in it says when the client was born."""

    schema_: Literal["countenance.projection/1"] = Field(SCHEMA, alias="schema")
    statement: str
    given_on: date
    practice: str
    language: Language
    photo: PhotoPart
    capture: CapturePart
    moment: Moment
    day: int = Field(description="From today; without a plan, from the last visit of the series")
    masked: bool = Field(description="A provider painted where it may change")
    treatments: list[TreatmentPart]
    targeted: list[TargetedPart]
    not_shown: list[NotShownPart]
    safeguards: SafeguardsDocument
    warnings: list[WarningPart]
    stages: list[StagePart]
    notice: str
    files: list[FilePart]
    versions: VersionsPart

    def to_json(self, indent: int | None = None) -> str:
        return self.model_dump_json(by_alias=True, indent=indent)


def projection_document(
    main: Stage,
    shown: Shown,
    others: Sequence[tuple[Stage, Level | None, Shown]],
    files: Mapping[ViewName, Projection],
    terms: Terms,
    *,
    masked: bool,
    plan_not_shown: Sequence[PlanNotShown],
) -> ProjectionDocument:
    """Of a projection with all its files.

    Args:
        main, shown: the projection itself.
        others: further outcomes in the strips, with the level where it is one of levels.
        masked: whether a provider painted where it may change.
        plan_not_shown: of a plan, what has no size with a source.
    """
    subject = shown.picture.subject
    return ProjectionDocument(
        schema=SCHEMA,
        statement=STATEMENT,
        given_on=terms.given_on,
        practice=terms.practice,
        language=terms.language,
        photo=_photo(subject),
        capture=_capture(subject),
        moment=main.time_point.moment,
        day=main.day,
        masked=masked,
        treatments=_treatments(shown),
        targeted=_targeted(shown),
        not_shown=[*map(_of_plan, plan_not_shown), *map(_not_shown, shown.picture.not_shown)],
        safeguards=safeguards_document(shown.safeguards),
        warnings=_warnings([shown, *(each for _, _, each in others)], terms),
        stages=[_stage(*other) for other in others],
        notice=load_scales().notice,
        files=[_file(view, projection) for view, projection in files.items()],
        versions=VersionsPart(software=software_version(), library=library_version(), effects=EFFECTS_VERSION),
    )


def file_name(view: ViewName, projection: Projection) -> str:
    """projection.jpg, side_by_side.jpg, …"""
    return f"{view}.{'jpg' if projection.format == 'jpeg' else projection.format}"


def _photo(subject: Subject) -> PhotoPart:
    photo = subject.photo
    return PhotoPart(
        sha256=photo.sha256,
        width=photo.width,
        height=photo.height,
        format=photo.format,
        expression=subject.expression,
    )


def _capture(subject: Subject) -> CapturePart:
    report = subject.analysis.capture
    issues = [IssuePart(code=issue.code, message=issue.message) for issue in report.issues]
    return CapturePart(verdict=report.verdict, issues=issues)


def _treatments(shown: Shown) -> list[TreatmentPart]:
    return [
        TreatmentPart(
            treatment=each.treatment,
            title=each.title,
            zones=list(each.zones),
            level=each.level,
            visits=list(each.visits),
        )
        for each in shown.picture.intended
    ]


def _targeted(shown: Shown) -> list[TargetedPart]:
    after = {(each.concern, each.zone): each.after for each in shown.safeguards.targeted}
    return [
        TargetedPart(
            concern=each.concern,
            zone=each.zone,
            treatments=list(each.treatments),
            before=round(each.severity, 2),
            after=None if (found := after.get((each.concern, each.zone))) is None else round(found, 2),
            aimed=round(each.points, 2),
            cap=round(each.cap_points, 2),
        )
        for each in shown.picture.gathered.targeted
    ]


def _not_shown(each: NotShown) -> NotShownPart:
    return NotShownPart(
        treatment=each.treatment,
        zone=each.zone,
        layer=each.layer,
        concern=each.concern or None,
        code=each.why,
        message=each.message,
    )


def _of_plan(each: PlanNotShown) -> NotShownPart:
    return NotShownPart(
        treatment=each.treatment, zone=each.zone, layer=None, concern=None, code="no_sourced_size", message=each.reason
    )


def _warnings(shown: Sequence[Shown], terms: Terms) -> list[WarningPart]:
    codes: list[_Warned] = [warning for each in shown for warning in each.safeguards.warnings]
    if terms.authorization.warned:
        codes.append("capture_warned")
    return [WarningPart(code=code, message=WARNINGS[code]) for code in dict.fromkeys(codes)]


def _stage(stage: Stage, level: Level | None, shown: Shown) -> StagePart:
    found = shown.safeguards
    return StagePart(
        moment=stage.time_point.moment,
        count=stage.time_point.count,
        day=stage.day,
        level=level,
        subtlety=found.visibility.reading,
        warnings=list(found.warnings),
        pixels_sha256=found.pixels_sha256,
    )


def _file(view: ViewName, projection: Projection) -> FilePart:
    height, width = projection.labelled.image_rgb.shape[:2]
    return FilePart(
        name=file_name(view, projection),
        view=view,
        media_type=f"image/{projection.format}",
        width=width,
        height=height,
        bytes=len(projection.file),
        sha256=hashlib.sha256(projection.file).hexdigest(),
    )
