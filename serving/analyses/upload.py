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


async def read_upload(request: Request, max_bytes: int, timeout_s: float) -> Upload:
    """The upload, or a typed refusal as soon as it is known, without reading the rest.

    Args:
        max_bytes: limit of the whole request body.
        timeout_s: a client that trickles bytes would hold its place for as long as it likes.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
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
        raise UploadTooLargeError(max_bytes)
    parser = MultiPartParser(
        request.headers, _counted(request, max_bytes), max_files=1, max_fields=8, max_part_size=1024
    )
    parser.spool_max_size = max_bytes + 1  # the default writes everything above 1 MB to a file
    return await parser.parse()


async def _counted(request: Request, max_bytes: int) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > max_bytes:
            raise UploadTooLargeError(max_bytes)
        yield chunk


async def _upload(form: FormData) -> Upload:
    photo = form.get("photo")
    if not isinstance(photo, UploadFile):
        raise RequestValidationError([_wrong(("photo",), "a file is required")])
    data = await photo.read()
    await photo.close()
    fields = {name: value for name, value in form.items() if name != "photo"}
    try:
        return Upload(data, AnalysisForm.model_validate(fields))
    except ValidationError as error:
        raise RequestValidationError([_wrong(e["loc"], e["msg"]) for e in error.errors()]) from None


def _wrong(where: tuple[int | str, ...], what: str) -> dict[str, Any]:
    return {"loc": where, "msg": what, "type": "value_error"}
