"""POST /v1/analyses."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from serving.analyses.schemas import request_body
from serving.analyses.upload import read_upload
from serving.container import Services, services
from serving.credentials.open_house import Included, may_analyze_once
from serving.disconnect import unless_disconnected
from serving.errors import ApparentAgeOffError
from serving.multipart import refuse_query
from serving.problems import problem_responses
from vision.analysis import AnalysisDocument

router = APIRouter(prefix="/v1", tags=["analyses"])


@router.post(
    "/analyses",
    summary="Analyze a photo",
    response_class=Response,
    dependencies=[Depends(may_analyze_once)],
    responses={
        200: {
            "model": AnalysisDocument,
            "description": "The analysis; also when the photo was judged unfit, with the reasons",
        },
        **problem_responses(400, 401, 403, 408, 413, 415, 422, 500, 503, 504),
    },
    openapi_extra={"requestBody": request_body()},
)
async def analyze_once(
    request: Request, house: Annotated[Services, Depends(services)], include: Included = None
) -> Response:
    """Map the face in one photo and grade what is seen, per zone and concern.

    A photo that does not carry a finding gets a reason instead of a number: `assessable` is false, and the
    capture verdict says what to do better. Nothing is stored; the photo is gone when the answer is sent.
    Landmarks, blendshapes and pose are biometric: `face` is null unless `include=biometrics` asks for it.
    The example of an answer is shortened: fewer zones, findings and composites.

    ```
    curl -F photo=@portrait.jpg -F view=front -F expression=rest http://127.0.0.1:8000/v1/analyses
    ```

    A second photo, `animated`, adds `dynamic`: what the expression adds to the lines at rest. Without one it is null.

    ```
    curl -F photo=@rest.jpg -F animated=@smile.jpg -F animated_expression=smile http://127.0.0.1:8000/v1/analyses
    ```
    """
    limits = house.settings
    refuse_query(request, "include")
    with house.analyses.uploads.place():
        upload = await read_upload(request, limits.max_upload_bytes, limits.upload_timeout_s)
    if upload.form.apparent_age and not limits.apparent_age:
        raise ApparentAgeOffError()
    # Taken when the photos are here: a stalled upload keeps nobody from an analysis.
    with house.analyses.analyses.place(upload.photos):
        document = await unless_disconnected(request, house.analyses.analyze(upload, biometrics=include is not None))
    return Response(document, media_type="application/json")
