"""A tiny deterministic engine: "photos" are short bytes whose content says what should happen to them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import CountenanceError
from serving.readiness import Canary

from .conftest import HeldModel


class FakePhotoError(CountenanceError):
    code = "photo_not_an_image"
    status = 415
    title = "This file is not a photo"


class FakeFaceError(CountenanceError):
    code = "no_face"
    status = 422
    title = "No face was found in the photo"


@dataclass(eq=False)
class FakePhoto:
    data: bytes


class FakeEngine:
    """Decodes b"text" to error, finds no face in b"wall", fails to measure b"bug"; the rest is a face."""

    def __init__(self, *, held: bool = False) -> None:
        self.faces = HeldModel(self._face, held=held)
        self.threads: dict[str, set[int]] = {"decode": set(), "load": set(), "find": set(), "measure": set()}
        self.measured: list[bytes] = []

    def _note(self, step: str) -> None:
        self.threads[step].add(threading.get_ident())

    def decode(self, data: bytes, form) -> FakePhoto:
        self._note("decode")
        if data == b"text":
            raise FakePhotoError
        return FakePhoto(data)

    def open_faces(self):
        self._note("load")

        def find(requests: Sequence):
            self._note("find")
            return self.faces(requests)

        return find

    @staticmethod
    def _face(request) -> object:
        return FakeFaceError() if request.photo.data == b"wall" else f"face of {request.photo.data!r}"

    def measure(self, taken, form, animated) -> bytes:
        self._note("measure")
        self.measured.append(taken.photo.data)
        if taken.photo.data == b"bug":
            raise ZeroDivisionError("secret of the house")
        said = {"face": {"landmarks_px": []}, "seen": taken.face, "view": form.view, "expression": form.expression}
        if animated is not None:
            said |= {"animated": animated.face, "animated_expression": form.animated_expression}
        if form.apparent_age:
            said["apparent_age"] = True
        return json.dumps(said).encode()

    def canary(self) -> Canary:
        from serving.analyses.engine import FaceRequest

        return Canary(FaceRequest(FakePhoto(b"canary")), accepts=lambda face: face == "face of b'canary'")


def wait_until(condition, patience_s: float = 20.0) -> bool:
    """For what another thread will do soon; a test asserts the answer, never how long it took."""
    deadline = time.monotonic() + patience_s
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)
    return condition()
