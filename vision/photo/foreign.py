"""Errors of foreign decoders, translated where they enter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from vision.photo.errors import CorruptPhotoError, PhotoError, TruncatedPhotoError


@contextmanager
def foreign_errors(format: str) -> Iterator[None]:
    """Whatever a codec raises on a damaged file becomes a refusal, with the codec's error as its cause.

    The net is wide on purpose: Pillow answers damage with OSError, SyntaxError, ValueError, EOFError,
    struct.error, KeyError and more, by format and by version.
    """
    try:
        yield
    except PhotoError:
        raise
    except Exception as error:
        if "truncated" in str(error).lower():
            raise TruncatedPhotoError(
                "This photo is incomplete. Please send it again.", format=format
            ) from error
        raise CorruptPhotoError("This photo is damaged and cannot be read.", format=format) from error
