"""Reads a multipart form, counting bytes as they come, in memory only: a photo never touches the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from serving.errors import (
    ClientDisconnectedError,
    MalformedUploadError,
    UploadTimeoutError,
    UploadTooLargeError,
)
from vision.photo import PhotoLimits


@dataclass(frozen=True, slots=True)
class FormLimits:
    """What is read of a form at most.

    Attributes:
        bytes: of the whole request body.
        timeout_s: a client that trickles bytes would hold its place for as long as it likes.
        files, fields: how many.
        field_bytes: of one field that is not a file.
    """

    bytes: int
    timeout_s: float
    files: int
    fields: int
    field_bytes: int = 1024


def refuse_query(request: Request, *known: str) -> None:
    """What is said in the address would be overlooked, and a wrong view changes the findings.

    Args:
        known: what the route does read there.
    """
    if names := sorted(set(request.query_params.keys()) - {*known}):
        raise RequestValidationError([wrong(("query", n), "not a query parameter; send form fields") for n in names])


async def read_form(request: Request, limits: FormLimits) -> FormData:
    """The form, each name once, or a typed refusal as soon as it is known, without reading the rest."""
    media_type = request.headers.get("content-type", "").partition(";")[0]
    if media_type.strip().lower() != "multipart/form-data":
        raise MalformedUploadError("Send the photo as multipart/form-data")
    try:
        async with asyncio.timeout(limits.timeout_s):
            form = await _parse(request, limits)
    except TimeoutError:
        raise UploadTimeoutError() from None
    except MultiPartException as error:
        raise MalformedUploadError(error.message) from error
    except ClientDisconnect as error:
        raise ClientDisconnectedError() from error
    names = [name for name, _ in form.multi_items()]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise RequestValidationError([wrong((name,), "given more than once") for name in twice])
    return form


async def file_of(form: FormData, name: str) -> bytes | None:
    """The content of a file field; None where it is missing."""
    file = form.get(name)
    if file is None:
        return None
    if not isinstance(file, UploadFile):
        raise RequestValidationError([wrong((name,), "a file is required")])
    data = await file.read()
    await file.close()
    return data


def wrong(where: tuple[int | str, ...], what: str) -> dict[str, Any]:
    """One thing that is wrong with a request, without its value."""
    return {"loc": where, "msg": what, "type": "value_error"}


async def _parse(request: Request, limits: FormLimits) -> FormData:
    if int(request.headers.get("content-length", 0)) > limits.bytes:
        raise _too_large(limits.bytes)
    parser = _WholeFormParser(
        request.headers,
        _counted(request, limits.bytes),
        max_files=limits.files,
        max_fields=limits.fields,
        max_part_size=limits.field_bytes,
    )
    parser.spool_max_size = limits.bytes + 1  # the default writes everything above 1 MB to a file
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
