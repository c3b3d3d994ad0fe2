"""The form of a projection, out of its multipart body."""

from __future__ import annotations

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from serving.multipart import FormLimits, file_of, read_form, wrong
from serving.projections.request import ProjectionRequest, ProjectionUpload

_PARTS = ("photo", "request", "mask")
_REQUEST_BYTES = 256 * 1024  # a profile with a long history is a tenth of that


async def read_projection_upload(request: Request, max_bytes: int, timeout_s: float) -> ProjectionUpload:
    """The upload, or a typed refusal as soon as it is known, without reading the rest."""
    limits = FormLimits(max_bytes, timeout_s, files=3, fields=3, field_bytes=_REQUEST_BYTES)
    form = await read_form(request, limits)
    if unknown := sorted(set(form) - set(_PARTS)):
        raise RequestValidationError([wrong((name,), "no part of a projection's form") for name in unknown])
    photo, mask = await file_of(form, "photo"), await file_of(form, "mask")
    if photo is None:
        raise RequestValidationError([wrong(("photo",), "a file is required")])
    return ProjectionUpload(photo, _parsed(await _said(form)), mask)


async def _said(form: FormData) -> bytes | str:
    """A part of type application/json comes as a field or, with a file name, as a file."""
    part = form.get("request")
    if part is None:
        raise RequestValidationError([wrong(("request",), "a JSON part is required")])
    if not isinstance(part, UploadFile):
        return part
    said = await part.read(_REQUEST_BYTES + 1)
    await part.close()
    if len(said) > _REQUEST_BYTES:
        raise RequestValidationError([wrong(("request",), f"at most {_REQUEST_BYTES} bytes")])
    return said


def _parsed(said: bytes | str) -> ProjectionRequest:
    try:
        return ProjectionRequest.model_validate_json(said)
    except ValidationError as error:
        problems = [wrong(("request", *each["loc"]), each["msg"]) for each in error.errors(include_input=False)]
        raise RequestValidationError(problems) from None
