"""Analyses and corrections as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from serving.photos.schemas import CLIENT, PHOTO
from serving.photos.tables import Analysis, Correction
from vision.capture import Verdict
from vision.color_card import Card
from vision.face import Choice

ANALYSIS = "ana_01KAN6W0000000000000000000"
Action = Literal["reject", "regrade", "add", "move"]
FindingState = Literal["as_measured", "rejected", "regraded", "added", "moved_here", "moved_away"]
Grade = Literal[0, 1, 2, 3, 4]


class NewAnalysis(BaseModel):
    """How a photo is to be measured."""

    model_config = ConfigDict(extra="forbid")

    face: Choice = Field("only", description="`only` refuses several faces; `largest` takes the largest")
    card: Card = Field("auto", description="The color card in the picture")
    animated: str | None = Field(
        None,
        max_length=40,
        description="A second photo of the client from the same side, with an expression, for dynamic lines",
        examples=[PHOTO],
    )


class IssueShown(BaseModel):
    code: str = Field(examples=["mouth_open"])
    message: str = Field(description="What to do better", examples=["Close the mouth, lips touching lightly."])


class AnalysisListed(BaseModel):
    """An analysis, without what was found."""

    id: str = Field(examples=[ANALYSIS])
    client: str = Field(examples=[CLIENT])
    photo: str = Field(examples=[PHOTO], description="It may be deleted since")
    animated: str | None
    made_at: datetime
    made_by: str
    consents: list[str] = Field(description="Ids of the consents that it rests on")
    corrections: int = Field(description="How many there are")
    geometry: Literal["kept", "destroyed"] = Field(description="Landmarks, blendshapes, outlines and proportions")

    @classmethod
    def of(cls, row: Analysis, **more: Any) -> Self:
        kept = {name: getattr(row, name) for name in ("id", "client", "photo", "animated", "made_at", "made_by")}
        kept |= {"corrections": row.corrections, "geometry": "destroyed" if row.geometry is None else "kept"}
        return cls(**kept | {"consents": row.consents.split(",")} | more)


class AnalysisMade(AnalysisListed):
    """That it was done, and whether the photo was fit for it; what was found is asked for by those who may read it."""

    verdict: Verdict
    issues: list[IssueShown]


class NewCorrection(BaseModel):
    """What a provider says of a finding. The measured one stays on record beside it."""

    model_config = ConfigDict(
        extra="forbid",
        str_strip_whitespace=True,
        json_schema_extra={
            "example": {
                "action": "regrade",
                "zone": "forehead",
                "concern": "forehead_lines",
                "grade": 1,
                "reason": "Brows were raised",
            }
        },
    )

    action: Action
    zone: str = Field(max_length=64, description="Where the finding is; of `add`, where it is to be")
    concern: str = Field(max_length=64)
    grade: Grade | None = Field(None, description="Of `regrade` and `add`: 0 none to 4 extreme")
    to_zone: str | None = Field(None, max_length=64, description="Of `move`")
    reason: str = Field(min_length=3, max_length=500)

    @model_validator(mode="after")
    def _fits_the_action(self) -> Self:
        if (self.grade is not None) != (self.action in ("regrade", "add")):
            raise ValueError("a grade belongs to regrade and add, and to these alone")
        if (self.to_zone is not None) != (self.action == "move"):
            raise ValueError("to_zone belongs to move, and to it alone")
        return self


class CorrectionShown(NewCorrection):
    """A correction."""

    id: str = Field(examples=["cor_01KAN6W0000000000000000000"])
    number: int = Field(description="Of this analysis's corrections: they count in this order")
    made_at: datetime
    made_by: str = Field(description="The provider's account")

    @classmethod
    def of(cls, row: Correction, said: dict[str, Any]) -> Self:
        return cls(**said, id=row.id, number=row.number, made_at=row.made_at, made_by=row.made_by)


class FindingShown(BaseModel):
    """A finding as it stands after the corrections. Of a grade that a provider gave, severity is the middle of its
    step and the interval spans it."""

    zone: str = Field(examples=["forehead"])
    concern: str = Field(examples=["forehead_lines"])
    state: FindingState = Field(description="`rejected` and `moved_away` stand no longer: no plan rests on them")
    assessable: bool
    severity: float | None
    grade: Grade | None
    interval: tuple[float, float] | None
    reason: str | None = Field(description="Why the photo does not carry it")
    original: dict[str, Any] | None = Field(
        default=None, description="What was measured here, where that was corrected; null where nothing was"
    )
    moved_from: str | None = None
    moved_to: str | None = None
    corrections: list[str] = Field(default_factory=list, description="Ids of those that made it so")

    @property
    def stands(self) -> bool:
        return self.state not in ("rejected", "moved_away")


class AnalysisShown(AnalysisListed):
    """What was found, as measured and as corrected."""

    document: dict[str, Any] = Field(
        description="`countenance.analysis/1` as it was measured, never changed. `face` is null unless "
        "`include=biometrics` asks for it; once geometry is destroyed, `proportions`, `marks` and outlines are empty"
    )
    findings: list[FindingShown] = Field(description="As corrected; plans rest on these")
    said: list[CorrectionShown] = Field(description="The corrections, the first one first")
