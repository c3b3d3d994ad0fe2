"""The schedule, for anybody: no credentials are asked for."""

from __future__ import annotations

from typing import Annotated, Self

from fastapi import APIRouter, Header
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from serving.problems import problem_responses
from serving.retention.page import page_of
from serving.retention.schedule import Rule, schedule
from serving.wording import Language, language_of

router = APIRouter()
_Accept = Annotated[str | None, Header(description="`en` or `es`", examples=["es"])]


class RuleShown(BaseModel):
    """How long one kind of thing is kept."""

    what: str = Field(examples=["face_geometry"])
    title: str = Field(examples=["Points and measurements of the face"])
    ends: tuple[str, ...] = Field(
        description="What ends it earlier, by code", examples=[["biometric_withdrawn", "client_erased"]]
    )
    days_after_last_visit: int | None = Field(description="Its term; null where no visit counts", examples=[1095])

    @classmethod
    def of(cls, rule: Rule, language: Language) -> Self:
        return cls(title=rule.title[language], **rule.model_dump(exclude={"title"}))


class RetentionShown(BaseModel):
    rules: list[RuleShown]


@router.get(
    "/v1/retention", summary="How long what is kept", tags=["retention"], responses=problem_responses(422, 429, 500)
)
def read_retention(accept_language: _Accept = None) -> RetentionShown:
    """The schedule is public. What ends first counts: a withdrawal, an erasure, or the days after the last visit."""
    language = language_of(accept_language)
    return RetentionShown(rules=[RuleShown.of(rule, language) for rule in schedule()])


@router.api_route("/retention", methods=["GET", "HEAD"], include_in_schema=False)
def show_retention(accept_language: _Accept = None) -> HTMLResponse:
    language = language_of(accept_language)
    return HTMLResponse(page_of(language), headers={"Content-Language": language, "Vary": "Accept-Language"})
