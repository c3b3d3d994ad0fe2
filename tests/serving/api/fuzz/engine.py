"""The networks' stand-in with a face that is whole: an answer has all the landmarks that its description asks for."""

from __future__ import annotations

import json
from typing import Any

from tests.serving.fakes import FakePhoto
from tests.serving.photos.measuring import MeasuringEngine
from vision.photo import decode_photo

LANDMARKS = 478


class WholeFaceEngine(MeasuringEngine):
    """Photos are decoded in truth, for what is sent may be none."""

    def decode(self, data: bytes, form: Any) -> FakePhoto:
        decode_photo(data)
        return super().decode(data, form)

    def measure(self, taken: Any, form: Any, animated: Any) -> bytes:
        document = json.loads(super().measure(taken, form, animated))
        face = document["face"]
        face["landmarks_px"] = (face["landmarks_px"] * LANDMARKS)[:LANDMARKS]
        return json.dumps(document).encode()
