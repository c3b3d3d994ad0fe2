"""Routes of exports."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from serving.desk import AtDesk
from serving.desk.described import Responses, listing_responses
from serving.desk.names import PathName
from serving.exports import fhir, zipped
from serving.exports.masked import exported_masked
from serving.exports.service import Format, exported

router = APIRouter(prefix="/v1", tags=["clients"])
_TYPES = {"zip": zipped.MEDIA_TYPE, "fhir": fhir.MEDIA_TYPE}
_FILES: Responses = {
    200: {
        "description": "The file",
        "content": {
            zipped.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}},
            fhir.MEDIA_TYPE: {"schema": {"type": "object", "description": "A FHIR R4 bundle"}},
        },
    }
}


@router.get(
    "/clients/{client}/export",
    summary="A client's own copy",
    response_class=StreamingResponse,
    responses={**listing_responses(410), **_FILES},
)
def export_client(client: PathName, desk: AtDesk, format: Format = "zip") -> StreamingResponse:
    """What is kept about the client, for the client: JSON documents, photos as pixels alone, signed PDFs, consents with
    the words that were signed, who looked at what, and the same as a FHIR bundle. On record.
    """
    return _sent(exported(desk, client, format), _TYPES[format], f"{client}.{'zip' if format == 'zip' else 'json'}")


@router.get(
    "/clients/{client}/export/masked",
    summary="An export that does not say whose it is",
    response_class=StreamingResponse,
    responses={**listing_responses(410), **_FILES},
)
def export_client_masked(client: PathName, desk: AtDesk) -> StreamingResponse:
    """Photos with eyes and brows painted over, what was found on them, and an age: no name, id or date.

    By a medical director, of a client who agreed to sharing. Photos whose landmarks are not kept stay here.
    """
    return _sent(exported_masked(desk, client), zipped.MEDIA_TYPE, "subject.zip")


def _sent(content: Iterator[bytes], media_type: str, name: str) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingResponse(content, media_type=media_type, headers=headers)
