"""Whether two photos were taken alike: what differs between them, and whom that concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log

import cv2
import numpy as np

from vision.analysis import Analysis
from vision.capture.sharpness import blur_mm
from vision.capture.shot import Shot
from vision.chart import COARSE
from vision.comparison.change import Caveat, Label
from vision.comparison.limits import Touches, load_limits
from vision.comparison.matching import LightMatch, size_ratio
from vision.comparison.registration import Registration
from vision.concerns import Concern
from vision.face import Face
from vision.zones import ZoneAtlas

_MOUTH_CORNERS = (61, 291)  # of the 478 landmarks
_EXPRESSIVE: frozenset[str] = frozenset({"laxity", "volume", "symmetry", "under_eye", "lines"})
_COLORED: frozenset[str] = frozenset({"pigment", "redness"})
_BROAD_PLACES = 4.0  # standard deviation on the small chart, about 7 mm: shading, not marks


@dataclass(frozen=True, slots=True)
class Conditions:
    """What was found between two photos.

    Attributes:
        differences: by the names that limits.json uses.
        caveats: with what each of them touches.
    """

    differences: Mapping[str, float]
    caveats: tuple[tuple[Touches, Caveat], ...]

    def holding_for(self, concern: Concern) -> list[Caveat]:
        """Those that matter to a concern.

        What an expression does not move still lies on skin that it stretches, shades and blanches, far beyond the zones
        that it folds (of such findings, 18 % moved by more than any camera moves them): of that, the sign at most.
        """
        touched, still = _touched(concern), not depends_on_expression(concern)
        return [
            replace(caveat, label=Label.DIRECTIONAL) if touches == "expression" and still else caveat
            for touches, caveat in self.caveats
            if touches in touched
        ]


def depends_on_expression(concern: Concern) -> bool:
    """Lines, and all that is read from where the face's parts stand."""
    return concern.moves_with_expression or concern.group in _EXPRESSIVE


def _touched(concern: Concern) -> frozenset[Touches]:
    touched: set[Touches] = {"all", "expression"}
    if concern.needs_color or concern.group in _COLORED:
        touched.add("color")
    if concern.chart != COARSE.name:
        touched.add("fine")
    return frozenset(touched)


def judge_conditions(
    before: Analysis, after: Analysis, light: LightMatch, registration: Registration, atlas: ZoneAtlas
) -> Conditions:
    """Compares how two photos were taken.

    Args:
        light: of the later photo against the earlier.
        registration: of the later chart to the earlier.
        atlas: of both charts.
    """
    differences = _differences(before, after, light, atlas) | {"disagreement": registration.disagreement}
    judged = [(limit.touches, limit.judge(differences[limit.measure])) for limit in load_limits()]
    found = [(touches, caveat) for touches, caveat in judged if caveat is not None]
    return Conditions(differences, (*_declared(before, after), *found))


def _declared(before: Analysis, after: Analysis) -> list[tuple[Touches, Caveat]]:
    """What the photos were said to show."""
    first, second = before.capture.declaration, after.capture.declaration
    found: list[tuple[Touches, Caveat]] = []
    if first.view != second.view:
        said = "The two photos show different sides of the face."
        found.append(("all", Caveat("views_differ", said, Label.NOT_COMPARABLE)))
    if first.expression != second.expression:
        said = "The two photos were taken with different expressions."
        found.append(("expression", Caveat("expressions_differ", said, Label.NOT_COMPARABLE)))
    return found


def _differences(before: Analysis, after: Analysis, light: LightMatch, atlas: ZoneAtlas) -> dict[str, float]:
    first, second = before.face, after.face
    larger = size_ratio(first, second)
    return {
        "yaw_deg": second.pose.yaw_deg - first.pose.yaw_deg,
        "pitch_deg": second.pose.pitch_deg - first.pose.pitch_deg,
        "roll_deg": second.pose.roll_deg - first.pose.roll_deg,
        "size_ratio": max(larger, 1 / larger),
        "exposure_ev": light.exposure_ev,
        "warmth_ev": light.warmth_ev,
        "blur_mm": _blur_mm(after, atlas) - _blur_mm(before, atlas),
        "mouth_width": _mouth_width(second) / _mouth_width(first) - 1,
        "smile": _moved(first, second, "mouthSmile"),
        "brows": max(_moved(first, second, name) for name in ("browDown", "browOuterUp")),
        "lips": second.blendshapes["mouthPucker"] - first.blendshapes["mouthPucker"],
        "jaw": second.blendshapes["jawOpen"] - first.blendshapes["jawOpen"],
        "eyes": max(_moved(first, second, name) for name in ("eyeSquint", "eyeBlink")),
        **_shading(light),
    }


def _shading(light: LightMatch) -> dict[str, float]:
    """How the matched photos' broad shading differs, in stops: its scatter over the skin, and between the halves."""
    if not light.both.any():
        return {"shading_ev": 0.0, "side_ev": 0.0}
    weight = light.both.astype(np.float32)
    total = cv2.GaussianBlur(weight, (0, 0), _BROAD_PLACES)
    broad = cv2.GaussianBlur(light.shading, (0, 0), _BROAD_PLACES) / np.maximum(total, 1e-3) / log(2)
    middle = broad.shape[1] // 2
    halves = [broad[:, side][light.both[:, side]] for side in (slice(middle), slice(middle, None))]
    side = float(np.mean(halves[1]) - np.mean(halves[0])) if all(len(half) for half in halves) else 0.0
    return {"shading_ev": float(np.std(broad[light.both])), "side_ev": side}


def _moved(first: Face, second: Face, name: str) -> float:
    """By how much a pair of coefficients differs, mean of both sides, 0 to 1."""
    levels = [sum(face.blendshapes[f"{name}{side}"] for side in ("Left", "Right")) / 2 for face in (first, second)]
    return abs(levels[1] - levels[0])


def _mouth_width(face: Face) -> float:
    """Over the size of the face, so that neither distance nor the iris has a say."""
    left, right = face.landmarks_px[list(_MOUTH_CORNERS)].astype(np.float64)
    points = face.landmarks_px[:468].astype(np.float64)
    return float(np.linalg.norm(right - left) / np.linalg.norm(points - points.mean(0)))


def _blur_mm(analysis: Analysis, atlas: ZoneAtlas) -> float:
    """Beyond what the pixels carry; 0 where the eyes are too small to tell."""
    shot = Shot.of(analysis.photo, analysis.face, analysis.chart, atlas)
    return blur_mm(shot) or 0.0
