"""Reads the multipart form, counting bytes as they come, in memory only: a photo never touches the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from serving.analyses.schemas import AnalysisForm, Upload
from serving.errors import (
    ClientDisconnectedError,
    MalformedUploadError,
    UploadTimeoutError,
    UploadTooLargeError,
)
from vision.photo import PhotoLimits

_FILES = ("photo", "animated")


def refuse_query(request: Request) -> None:
    """A view in the address would be overlooked, and a wrong view changes the findings."""
    if names := sorted(request.query_params.keys()):
        raise RequestValidationError([_wrong(("query", n), "not a query parameter; send form fields") for n in names])


async def read_upload(request: Request, max_bytes: int, timeout_s: float) -> Upload:
    """The upload, or a typed refusal as soon as it is known, without reading the rest.

    Args:
        max_bytes: limit of the whole request body.
        timeout_s: a client that trickles bytes would hold its place for as long as it likes.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0]
    if media_type.strip().lower() != "multipart/form-data":
        raise MalformedUploadError("Send the photo as multipart/form-data")
    try:
        async with asyncio.timeout(timeout_s):
            form = await _parse(request, max_bytes)
    except TimeoutError:
        raise UploadTimeoutError() from None
    except MultiPartException as error:
        raise MalformedUploadError(error.message) from error
    except ClientDisconnect as error:
        raise ClientDisconnectedError() from error
    return await _upload(form)


async def _parse(request: Request, max_bytes: int) -> FormData:
    if int(request.headers.get("content-length", 0)) > max_bytes:
        raise _too_large(max_bytes)
    parser = _WholeFormParser(
        request.headers, _counted(request, max_bytes), max_files=2, max_fields=8, max_part_size=1024
    )
    parser.spool_max_size = max_bytes + 1  # the default writes everything above 1 MB to a file
    form = await parser.parse()
    if not parser.ended:
        raise MalformedUploadError("The upload broke off before its end. Please send the photo again")
    return form


class _WholeFormParser(MultiPartParser):
    """Notices the closing boundary; without it the parser would give back what has come so far."""

    ended = False

    def on_end(self) -> None:
        self.ended = True


async def _counted(request: Request, max_bytes: int) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > max_bytes:
            raise _too_large(max_bytes)
        yield chunk


def _too_large(max_bytes: int) -> UploadTooLargeError:
    """Names the photo's own limit: a request may be larger by the rest of the form."""
    return UploadTooLargeError(min(max_bytes, PhotoLimits().max_bytes))


async def _upload(form: FormData) -> Upload:
    names = [name for name, _ in form.multi_items()]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise RequestValidationError([_wrong((name,), "given more than once") for name in twice])
    data, animated = await _file(form, "photo"), await _file(form, "animated")
    if data is None:
        raise RequestValidationError([_wrong(("photo",), "a file is required")])
    fields = {name: value for name, value in form.items() if name not in _FILES}
    try:
        upload = Upload(data, AnalysisForm.model_validate(fields), animated)
    except ValidationError as error:
        raise RequestValidationError([_wrong(e["loc"], e["msg"]) for e in error.errors()]) from None
    if wrong := _wrong_pair(upload):
        raise RequestValidationError([wrong])
    return upload


def _wrong_pair(upload: Upload) -> dict[str, Any] | None:
    """What keeps two photos from being compared."""
    declared = upload.form.animated_expression
    if (upload.animated is None) != (declared is None):
        missing = "animated" if upload.animated is None else "animated_expression"
        return _wrong((missing,), "a second photo and its expression go together")
    if declared is not None and upload.form.expression != "rest":
        return _wrong(("expression",), "must be rest: a second photo is compared with one at rest")
    return None


async def _file(form: FormData, name: str) -> bytes | None:
    """The content of a file field; None where it is missing."""
    file = form.get(name)
    if file is None:
        return None
    if not isinstance(file, UploadFile):
        raise RequestValidationError([_wrong((name,), "a file is required")])
    data = await file.read()
    await file.close()
    return data


def _wrong(where: tuple[int | str, ...], what: str) -> dict[str, Any]:
    return {"loc": where, "msg": what, "type": "value_error"}
