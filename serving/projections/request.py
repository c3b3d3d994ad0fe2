"""What a request for a projection says, as JSON, and its form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from planning.library import Library
from planning.plan_visits import PlanVisits
from planning.profile import Profile
from serving.projections.document import ProjectionDocument, ViewName
from serving.projections.job import Job
from serving.projections.leave import Leave
from serving.projections.outcomes import Outcomes, asked_outcomes, plan_outcomes
from serving.projections.practice import GivenBy
from simulation.authorization import Consent
from simulation.effects import Level
from simulation.intended import Asked
from simulation.labels import Language
from simulation.provenance import PictureFormat
from vision.capture import Expression
from vision.face import Choice

SCHEMAS = "#/components/schemas/{model}"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AskedPart(_Part):
    """A treatment of the library to show."""

    treatment: str = Field(pattern="^[a-z][a-z0-9_]*$", max_length=64)
    zones: tuple[str, ...] = Field((), max_length=64, description="Names or kinds; empty: wherever it shows something")
    level: Level = Field("expected", description="Of what is published")


class ConsentPart(_Part):
    """What the client agreed to; `scope` must hold `projection`."""

    given_on: date
    scope: tuple[str, ...] = Field(max_length=16)


class ProjectionRequest(_Part):
    """Treatments, or a plan; and by whose leave. Nothing of the latter has a default that says yes."""

    treatments: tuple[AskedPart, ...] = Field((), max_length=16)
    plan: PlanVisits | None = Field(None, description="countenance.plan/1, in place of treatments: its visits to come")
    day: int | None = Field(None, ge=0, le=3650, description="After the last visit of the series; else the peak")
    expression: Expression = Field("rest", description="What the photo shows")
    face: Choice = Field("only", description="`only` refuses several faces; `largest` takes the largest")
    language: Language = Field("en", description="Of the label")
    format: PictureFormat = Field(
        "jpeg", description="Of the files; png keeps every untreated pixel, jpeg is a tenth as large"
    )
    views: tuple[ViewName, ...] = Field(
        ("projection", "side_by_side"), min_length=1, description="`over_time` comes of a plan only"
    )
    consent: ConsentPart | None = Field(None, description="To projections; without it there is none")
    date_of_birth: date | None = Field(None, description="Asked of the client; not beside a profile, which has its own")
    profile: Profile | None = Field(None, description="countenance.profile/1: rules are held against it")
    blocks: tuple[str, ...] | None = Field(
        None, description="Without a profile: rules that block the treatments, as you found them; [] for none"
    )
    holds: tuple[str, ...] | None = Field(None, description="Likewise, those that hold them until answered")

    @model_validator(mode="after")
    def _treatments_or_plan(self) -> Self:
        if bool(self.treatments) == (self.plan is not None):
            raise ValueError("send treatments, or a plan")
        if self.plan is not None and self.day is not None:
            raise ValueError("day is for treatments; a plan has its days")
        if self.plan is None and "over_time" in self.views:
            raise ValueError("over_time needs a plan")
        return self

    @model_validator(mode="after")
    def _profile_alone(self) -> Self:
        beside = (self.date_of_birth, self.blocks, self.holds)
        if self.profile is not None and any(said is not None for said in beside):
            raise ValueError("a profile says what date_of_birth, blocks and holds would: leave them out")
        return self

    def job(self, library: Library, given_by: GivenBy, today: date, mask: bytes | None) -> Job:
        """All but the photo.

        Raises:
            ProjectionNotAuthorizedError, ScreeningMissingError: what can be refused without the photo.
            CountenanceError: of treatments, zones and plan; see `outcomes`.
        """
        consent = None if self.consent is None else Consent(self.consent.given_on, self.consent.scope)
        leave = Leave(consent, self.date_of_birth, self.profile, self.blocks, self.holds)
        leave.check(today)
        outcomes = self._outcomes(library, today)
        return Job(outcomes, leave, given_by, today, self.expression, self.language, self.format, mask)

    def _outcomes(self, library: Library, today: date) -> Outcomes:
        if self.plan is not None:
            return plan_outcomes(self.plan, library, today)
        return asked_outcomes(
            [Asked(each.treatment, each.zones, each.level) for each in self.treatments], self.day, library
        )


@dataclass(frozen=True, slots=True, repr=False)
class ProjectionUpload:
    """Attributes:
    photo: the file as it arrived.
    request: the rest.
    mask: the painted PNG, if there is one.
    """

    photo: bytes
    request: ProjectionRequest
    mask: bytes | None = None


class FileAnswer(_Part):
    """A labelled and signed picture; the document's `files` says more of it."""

    name: str
    media_type: str
    sha256: str
    data: str = Field(description="base64")


class ProjectionAnswer(_Part):
    """The document that `countenance simulate` writes as projection.json, and its files."""

    document: ProjectionDocument
    files: list[FileAnswer]


def request_body() -> dict[str, Any]:
    """The OpenAPI description of the form. The endpoint reads it itself, to count bytes while they come."""
    file = {"type": "string", "format": "binary"}
    properties = {
        "photo": file | {"description": "A front view: JPEG, PNG, WebP, AVIF or HEIC; at most 40 MB and 64 megapixels"},
        "request": {"$ref": SCHEMAS.format(model=ProjectionRequest.__name__)},
        "mask": file | {"description": "PNG as large as the photo, upright: white where a provider lets it change"},
    }
    schema = {"type": "object", "required": ["photo", "request"], "properties": properties}
    content = {"schema": schema, "encoding": {"request": {"contentType": "application/json"}}}
    return {"required": True, "content": {"multipart/form-data": content}}


def request_schemas() -> dict[str, Any]:
    """The request's own schemas, by name; FastAPI knows those of answers alone."""
    schema = ProjectionRequest.model_json_schema(ref_template=SCHEMAS)
    return {**schema.pop("$defs"), ProjectionRequest.__name__: schema}


def example(name: str) -> Any:
    """`request` or `answer`, as the API's page shows it."""
    return json.loads(files("serving.projections").joinpath(f"example_{name}.json").read_text(encoding="utf-8"))
