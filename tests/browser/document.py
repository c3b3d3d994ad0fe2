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
        "details": {},
        "percentile": None,
        **more,
    }


ZONES = {
    "forehead": ("Forehead", _box(90, 80, 210, 130)),
    "crows_feet_right": ("Crow's feet, right", _box(70, 150, 100, 190)),
    "crows_feet_left": ("Crow's feet, left", _box(200, 150, 230, 190)),
    "nose": ("Nose", _box(130, 150, 170, 240)),
    "lips": ("Lips", _box(115, 270, 185, 300)),
}
CONCERNS = {
    "forehead_lines": ("Forehead lines", "lines"),
    "crows_feet": ("Crow's feet", "lines"),
    "redness": ("Redness", "redness"),
}


def _composite(region: str, group: str, concern: str | None, severity: float | None, coverage: float) -> dict:
    found = severity is not None
    return {
        "region": region,
        "group": group,
        "concern": concern,
        "severity": severity,
        "grade": min(4, int(severity // 20)) if found else None,
        "interval": [severity - 5, severity + 5] if found else None,
        "coverage": coverage,
        "assessable": found,
        "reason": None if found else "covered",
        "reason_message": None if found else "Only 40 % of what counts here can be assessed. Hair covers it.",
    }


def _ranked(group: str, severity: float) -> dict:
    return {
        key: _composite("upper", group, None, severity, 1.0)[key] for key in ("group", "severity", "grade", "interval")
    }


def _summary(region: str, severity: float | None) -> dict:
    numbers = _composite(region, "surface", None, severity, 0.9 if severity else 0.4)
    names = {
        "summary": "skin_quality",
        "title": "Loss of skin quality",
        "weights": {"surface": 0.667, "redness": 0.333},
    }
    return {key: value for key, value in numbers.items() if key not in ("group", "concern")} | names


def _drivers(third: str, outcome: str, dominant: str | None, statement: str, **ranking: float) -> dict:
    ranked = [_ranked(group, severity) for group, severity in ranking.items()]
    names = {"third": third, "outcome": outcome, "dominant": dominant, "statement": statement}
    return names | {"ranking": ranked, "not_assessed": []}


def _mark(concern: str, zone: str, shape: str, *points: tuple[float, float]) -> dict:
    return {"concern": concern, "zone": zone, "shape": shape, "strength": 0.8, "points_px": [list(p) for p in points]}


def _proportion(name: str, title: str, value: float | None, unit: str | None, interval: list | None, why="") -> dict:
    numbers = {"name": name, "title": title, "value": value, "unit": unit, "interval": interval}
    return numbers | {"assessable": not why, "reason": "view" if why else None, "reason_message": why or None}


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
    "concerns": [{"concern": c, "title": t, "group": g, "unit": "mm"} for c, (t, g) in CONCERNS.items()],
    "marks": [
        _mark("forehead_lines", "forehead", "line", (100, 100), (150, 98), (200, 100)),
        _mark("forehead_lines", "forehead", "line", (110, 115), (190, 115)),
        _mark("redness", "nose", "area", (140, 180), (160, 180), (160, 220), (140, 220)),
    ],
    "composites": [
        _composite("upper", "lines", None, 40.0, 0.9),
        _composite("upper", "lines", "forehead_lines", 47.0, 1.0),
        _composite("face", "lines", None, 40.0, 0.9),
        _composite("face", "lines", "forehead_lines", 47.0, 1.0),
        _composite("face", "lines", "crows_feet", None, 0.4),
        _composite("face", "redness", None, 60.0, 1.0),
        _composite("face", "redness", "redness", 60.0, 1.0),
    ],
    "drivers": [
        _drivers("upper", "dominant", "lines", "Dominant: lines, clear of redness.", lines=40.0, redness=8.0),
        _drivers("middle", "single_group", None, "Only redness could be assessed.", redness=85.0),
        _drivers("lower", "not_assessable", None, "Nothing could be assessed here."),
    ],
    "summaries": [_summary("lower", 33.0), _summary("t_zone", None), _summary("face", 24.0)],
    "proportions": [
        _proportion("face_width", "Face width at the ears", 135.44, "mm", [125.2, 145.7]),
        _proportion("lower_to_middle_third", "Lower third over middle third", 121.6, "percent", [108.8, 134.4]),
        _proportion("brow_difference", "Left brow higher than the right", -0.4, "mm", None),
        _proportion("chin_projection", "Chin projection", None, None, None, "It takes a photo from the side."),
        _proportion("lip_projection", "Lip projection", None, None, None, "It takes a photo from the side."),
    ],
    "animated": None,
    "dynamic": None,
    "findings": [
        _finding(
            *("forehead", "forehead_lines", 47.0),
            quantity=0.1234,
            unit="mm",
            details={"count": 4.0, "length_mm": 131.4, "depth_percent": 4.9},
            percentile={"value": 62, "population": "adults of 18 to 54, studio portraits", "n": 33},
        ),
        _finding("forehead", "redness", 8.0),
        _finding("nose", "redness", 85.0),
        _finding("crows_feet_right", "crows_feet", 27.0),
        _finding("crows_feet_left", "crows_feet", None, reason="covered", reason_message="Hair covers it."),
    ],
}


def _dynamic(zone: str, concern: str, rest: float | None, animated: float | None, reason: str | None = None) -> dict:
    increase = None if reason else max(animated - rest, 0)
    return {
        "zone": zone,
        "concern": concern,
        "expression": "smile",
        "rest": rest,
        "animated": animated,
        "increase": increase,
        "interval": None if reason else [increase - 9, increase + 9],
        "assessable": reason is None,
        "reason": reason and "expression",
        "reason_message": reason,
        "details": {},
    }


PAIR = DOCUMENT | {
    "animated": {
        "photo": DOCUMENT["photo"] | {"expression": "smile"},
        "capture": {"verdict": "accept", "issues": [], "interpupillary_px": 62.0, "mm_per_px": 1.0},
        "zones": DOCUMENT["zones"],
        "marks": [_mark("crows_feet", "crows_feet_right", "line", (75, 160), (95, 165))],
    },
    "dynamic": [
        _dynamic("crows_feet_right", "crows_feet", 27.0, 58.0),
        _dynamic("forehead", "forehead_lines", 47.0, 48.0, "The skin here is not folded by a smile."),
    ],
}


class DocumentEngine(FakeEngine):
    """Answers one photo with DOCUMENT and two with PAIR, except bytes that begin with a word of trouble."""

    @staticmethod
    def _face(request) -> object:
        if request.photo.data == b"crowd" and request.choose == "only":
            return SeveralFakeFacesError()
        return FakeEngine._face(request)

    def measure(self, taken, form, animated) -> bytes:
        super().measure(taken, form, animated)
        return json.dumps(DOCUMENT if animated is None else PAIR).encode()


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
