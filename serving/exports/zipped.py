"""A zip that is sent while it is written: no file of it is ever on a disk, and one photo at a time in memory."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from models.errors import CountenanceError
from serving.exports.chunks import chunks

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # entries say nothing about when


class _Pipe(io.RawIOBase):
    """What was written and not yet sent."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        return len(data)

    def taken(self) -> bytes:
        waiting, self._waiting = bytes(self._waiting), bytearray()
        return waiting


def zipped(documents: Mapping[str, Any], files: Mapping[str, Callable[[], bytes]]) -> Iterator[bytes]:
    """The bytes of a zip.

    Args:
        documents: JSON, or text in pieces, by name.
        files: what opens each, by name. One that was destroyed meanwhile is named in `missing.json` in its place.
    """
    pipe, missing = _Pipe(), []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, document in documents.items():
            with archive.open(_entry(name), "w") as entry:
                for chunk in chunks(_pieces(document)):
                    entry.write(chunk)
                    yield pipe.taken()
        for name, open_it in files.items():
            try:
                archive.writestr(_entry(name), open_it())
            except CountenanceError as error:
                missing.append({"file": name, "code": error.code})
            yield pipe.taken()
        if missing:
            archive.writestr(_entry("missing.json"), _json(missing))
    yield pipe.taken()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _pieces(document: Any) -> Iterator[str]:
    return document if isinstance(document, Iterator) else iter([_json(document)])


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
