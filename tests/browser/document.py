"""A small analysis whose zones lie in known places of a 300 × 400 photo, and pictures that fit it."""

from __future__ import annotations

import json
from io import BytesIO

from PIL import Image

from tests.serving.fakes import FakeEngine, FakeFaceError

WIDTH, HEIGHT = 300, 400


def _box(left: int, top: int, right: int, bottom: int) -> list[list[float]]:
    return [[left, top], [right, top], [right, bottom], [left, bottom]]


def _finding(zone: str, concern: str, severity: float | None, **more: object) -> dict:
    found = severity is not None
    return {
        "zone": zone,
        "concern": concern,
        "assessable": found,
        "severity": severity,
        "grade": min(4, int(severity // 20)) if found else None,
        "interval": [severity - 6, severity + 6] if found else None,
        "reason": None,
        "quantity": None,
        "unit": None,
        **more,
    }


ZONES = {
    "forehead": ("Forehead", _box(90, 80, 210, 130)),
    "crows_feet_right": ("Crow's feet, right", _box(70, 150, 100, 190)),
    "crows_feet_left": ("Crow's feet, left", _box(200, 150, 230, 190)),
    "nose": ("Nose", _box(130, 150, 170, 240)),
    "lips": ("Lips", _box(115, 270, 185, 300)),
}
DOCUMENT = {
    "schema": "countenance.analysis/1",
    "photo": {"sha256": "0" * 64, "width": WIDTH, "height": HEIGHT, "format": "jpeg", "view": "front"},
    "capture": {
        "verdict": "warn",
        "issues": [{"code": "tilt", "message": "Hold the head upright.", "value": 9.0, "limit": 5.0}],
        "interpupillary_px": 62.0,
        "mm_per_px": 1.0,
    },
    "zones": [{"zone": z, "title": t, "polygon_px": p} for z, (t, p) in ZONES.items()],
    "findings": [
        _finding("forehead", "forehead_lines", 47.0, quantity=0.1234, unit="mm"),
        _finding("forehead", "redness", 8.0),
        _finding("nose", "redness", 85.0),
        _finding("crows_feet_right", "crows_feet", 27.0),
        _finding("crows_feet_left", "crows_feet", None, reason="covered", reason_message="Hair covers it."),
    ],
}


class DocumentEngine(FakeEngine):
    """Answers every photo with DOCUMENT, except bytes that begin with a word of trouble."""

    @staticmethod
    def _face(request) -> object:
        if request.photo.data == b"crowd" and request.choose == "only":
            return SeveralFakeFacesError()
        return FakeEngine._face(request)

    def measure(self, taken, form, animated) -> bytes:
        super().measure(taken, form, animated)
        return json.dumps(DOCUMENT).encode()


class SeveralFakeFacesError(FakeFaceError):
    code = "several_faces"
    title = "More than one face was found in the photo"


def jpeg(orientation: int = 1) -> bytes:
    """Upright it is WIDTH × HEIGHT; orientation 6 stores it lying on its side, as phones do."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "#c9a58b")
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = picture.rotate(90, expand=True) if orientation == 6 else picture
    buffer = BytesIO()
    stored.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()
