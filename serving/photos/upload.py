"""A photo to keep, out of its multipart body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from serving.multipart import FormLimits, file_of, read_form, wrong
from serving.photos.details import Declared

_CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """Attributes:
    data: the file as it came.
    """

    data: bytes
    declared: Declared

    @property
    def said(self) -> bytes:
        """All that makes it the same photo, sent the same way."""
        return sha256(self.data).digest() + self.declared.model_dump_json().encode()


async def read_photo_form(request: Request, max_bytes: int, timeout_s: float, now: datetime) -> NewPhoto:
    """The upload, or a typed refusal as soon as it is known, without reading the rest."""
    form = await read_form(request, FormLimits(max_bytes, timeout_s, files=1, fields=4))
    data = await file_of(form, "photo")
    if data is None:
        raise RequestValidationError([wrong(("photo",), "a file is required")])
    try:
        declared = Declared.model_validate({name: value for name, value in form.items() if name != "photo"})
    except ValidationError as error:
        raise RequestValidationError([wrong(e["loc"], e["msg"]) for e in error.errors()]) from None
    if declared.taken_at is not None and declared.taken_at > now + _CLOCKS_DIFFER:
        raise RequestValidationError([wrong(("taken_at",), "is in the future")])
    return NewPhoto(data, declared)
