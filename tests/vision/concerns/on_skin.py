"""The concerns that read the skin, so that a chart is all they need; those of the face have tests of their own."""

from __future__ import annotations

from typing import cast

from vision import concerns
from vision.chart import FaceChart
from vision.concerns import Sight
from vision.face import Face, Form
from vision.photo import Photo
from vision.skin import Skin

CONCERNS = tuple(concern for concern in concerns.CONCERNS if concern.reads == "skin")


def sight(skin: Skin, chart: FaceChart) -> Sight:
    """A face of which there is only a chart."""
    return Sight(cast(Photo, None), cast(Face, None), cast(Form, None), chart, skin)
