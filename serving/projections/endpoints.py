"""POST /v1/projections."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from serving.container import Services, services
from serving.credentials.open_house import may_project_once
from serving.disconnect import unless_disconnected
from serving.multipart import refuse_query
from serving.problems import problem_responses
from serving.projections.request import ProjectionAnswer, request_body
from serving.projections.upload import read_projection_upload

router = APIRouter(prefix="/v1", tags=["projections"])
_WEIGHS = 3  # photos: what is kept of one projection while it is made


@router.post(
    "/projections",
    summary="Show a likely result",
    response_class=Response,
    dependencies=[Depends(may_project_once)],
    responses={
        200: {"model": ProjectionAnswer, "description": "What was shown, what was not and why, and the signed files"},
        **problem_responses(400, 401, 403, 408, 409, 413, 415, 422, 500, 503, 504),
    },
    openapi_extra={"requestBody": request_body()},
)
async def project_once(request: Request, house: Annotated[Services, Depends(services)]) -> Response:
    """A likely result of treatments, or of a plan, on the client's own photo: small, capped, labelled, signed.

    Never a promise, and never for advertising. There is none without consent, a date of birth of an adult, a photo that
    the capture check does not reject, and treatments that no rule blocks or holds: 403 `projection_not_authorized`
    names every reason. What has no size with a source is refused by name (422 `effect_without_cap`); what this photo
    does not show is left out and listed in `not_shown`. Nothing is stored.

    ```
    curl -F photo=@portrait.jpg -F request='{
        "treatments": [{"treatment": "botulinum_toxin_upper_face", "zones": ["glabella"]}],
        "consent": {"given_on": "2026-11-01", "scope": ["projection"]},
        "date_of_birth": "1980-01-01", "blocks": [], "holds": []}' http://127.0.0.1:8000/v1/projections
    ```

    A `profile` in place of `date_of_birth`, `blocks` and `holds` is held against every rule, with the photo's findings.
    """
    limits = house.settings
    refuse_query(request)
    with house.analyses.uploads.place():
        upload = await read_projection_upload(request, limits.max_upload_bytes, limits.upload_timeout_s)
    with house.analyses.analyses.place(_WEIGHS):
        answer = await unless_disconnected(request, house.projections.project(upload))
    return Response(answer, media_type="application/json")
