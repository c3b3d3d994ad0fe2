"""The form of an analysis, out of its multipart body."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from serving.analyses.schemas import AnalysisForm, Upload
from serving.multipart import FormLimits, file_of, read_form, wrong

_FILES = ("photo", "animated")


async def read_upload(request: Request, max_bytes: int, timeout_s: float) -> Upload:
    """The upload, or a typed refusal as soon as it is known, without reading the rest.

    Args:
        max_bytes: limit of the whole request body.
        timeout_s: limit of its reading.
    """
    form = await read_form(request, FormLimits(max_bytes, timeout_s, files=2, fields=8))
    data, animated = await file_of(form, "photo"), await file_of(form, "animated")
    if data is None:
        raise RequestValidationError([wrong(("photo",), "a file is required")])
    fields = {name: value for name, value in form.items() if name not in _FILES}
    try:
        upload = Upload(data, AnalysisForm.model_validate(fields), animated)
    except ValidationError as error:
        raise RequestValidationError([wrong(e["loc"], e["msg"]) for e in error.errors()]) from None
    if problem := _wrong_pair(upload):
        raise RequestValidationError([problem])
    return upload


def _wrong_pair(upload: Upload) -> dict[str, Any] | None:
    """What keeps two photos from being compared."""
    declared = upload.form.animated_expression
    if (upload.animated is None) != (declared is None):
        missing = "animated" if upload.animated is None else "animated_expression"
        return wrong((missing,), "a second photo and its expression go together")
    if declared is not None and upload.form.expression != "rest":
        return wrong(("expression",), "must be rest: a second photo is compared with one at rest")
    return None
