"""A stand-in for the face networks alone, where projections are made: whatever is sent, the face is that of one
public-domain portrait. What is drawn, checked, labelled and signed is real.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any

from serving.analyses.vision_engine import VisionEngine
from serving.color_corrections import Tablets
from serving.settings import Settings
from serving.stores import open_store
from simulation.projection.projector import Projector
from simulation.projection.subject import Subject
from tests.serving.portraits import large_jpeg
from vision.analysis import Analyzer, Declaration
from vision.photo import decode_photo


class OneFace(Projector):
    """Knows one face."""

    def __init__(self) -> None:
        super().__init__(_analyzer(), lambda image, face: face.landmarks_px)

    def subject(self, photo: Any, face: Any, declaration: Declaration | None = None) -> Subject:
        known = _subject(declaration.expression if declaration else "rest")
        sent = replace(known.photo, sha256=sha256(photo.data).hexdigest())
        return replace(known, analysis=replace(known.analysis, photo=sent))


@cache
def _analyzer() -> Analyzer:
    return Analyzer(open_store(Settings()))


@cache
def _subject(expression: Any) -> Subject:
    from serving.analyses.engine import FaceRequest

    photo = decode_photo(large_jpeg())
    find = VisionEngine("cpu", open_store(Settings()), Tablets(None)).open_faces()
    (face,) = find([FaceRequest(photo)])
    assert not isinstance(face, Exception)
    return Subject.of(_analyzer(), photo, face, Declaration("front", expression))
