"""Errors of foreign decoders, translated where they enter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from vision.photo.errors import CorruptPhotoError, PhotoError, TruncatedPhotoError

# How Pillow, libavif and libheif word it when data ends too early.
_WORDS_FOR_CUT = ("truncated", "end of file")


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
    except MemoryError:
        raise  # ours to deal with, not the photo's fault: its size was within the limits
    except Exception as error:
        if any(words in str(error).lower() for words in _WORDS_FOR_CUT):
            raise truncated(format) from error
        raise CorruptPhotoError("This photo is damaged and cannot be read.", format=format) from error


def truncated(format: str, **details: object) -> TruncatedPhotoError:
    """The refusal of a file that ends before its picture does."""
    sentence = "This photo is incomplete; it was cut off on the way. Please send it again."
    return TruncatedPhotoError(sentence, format=format, **details)
