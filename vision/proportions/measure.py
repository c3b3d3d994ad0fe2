"""From a face to its measurements, each with a value or the reason why there is none.

Known failures: a camera closer than about a meter makes what is near it, nose and lips, larger against the rest, which
no landmark tells; the intervals were measured on portraits from further away. Weak smiles pass as rest.
"""

from __future__ import annotations

import numpy as np

from vision.capture import CaptureReport
from vision.face import Face, Form
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER
from vision.proportions.accuracy import Accuracy, load_accuracy
from vision.proportions.proportion import NoProportionReason, Proportion, no_proportion
from vision.proportions.registry import Row, load_rows
from vision.proportions.values import level, values_of

PUPILS = (RIGHT_IRIS_CENTER, LEFT_IRIS_CENTER)
_TURNED = {"yaw", "pitch", "view_mismatch"}  # issues of the capture check
_MOVED = {"expression_mismatch", "mouth_open"}
_EXPRESSIONS = {"smile": "mouth", "frown": "brows", "brows_up": "brows"}


def measure_proportions(
    face: Face, form: Form, capture: CaptureReport, size_hw: tuple[int, int]
) -> tuple[Proportion, ...]:
    """Every row of the registry, in its order.

    Args:
        face: as found.
        form: the same face, pose taken out.
        capture: what the capture check says of the photo.
        size_hw: of the photo, pixels.
    """
    values = values_of(load_rows(), level(form.points_mm, PUPILS), lambda row: row.span)
    unfit, moved = _unfit(capture), _moved(capture)
    outside = _outside(face, size_hw)
    return tuple(_proportion(row, values.get(row.name), unfit or _hidden(row, moved, outside)) for row in load_rows())


def _unfit(capture: CaptureReport) -> NoProportionReason | None:
    """Why nothing of the photo can be measured."""
    if capture.verdict == "reject":
        return NoProportionReason.CAPTURE
    turned = _TURNED & {issue.code for issue in capture.issues}
    return NoProportionReason.OBLIQUE if turned or capture.declaration.view != "front" else None


def _moved(capture: CaptureReport) -> frozenset[str]:
    """What is not at rest. What moves when the expression is not the declared one is not told: then it may be all."""
    if _MOVED & {issue.code for issue in capture.issues}:
        return frozenset({"mouth", "brows"})
    return frozenset({_EXPRESSIONS[capture.declaration.expression]} if capture.declaration.expression != "rest" else ())


def _outside(face: Face, size_hw: tuple[int, int]) -> frozenset[int]:
    """Landmarks that the photo does not show."""
    height, width = size_hw
    out = (face.landmarks_px[:, :2] < 0) | (face.landmarks_px[:, :2] > (width, height))
    return frozenset(np.flatnonzero(out.any(axis=1)).tolist())


def _hidden(row: Row, moved: frozenset[str], outside: frozenset[int]) -> NoProportionReason | None:
    """What keeps this one from being measured on a face that looks into the camera."""
    if row.reason:
        return NoProportionReason(row.reason)
    lengths = _lengths(row)
    if any(each.moved_by & moved for each in lengths):
        return NoProportionReason.EXPRESSION
    used = {number for each in lengths if each.span for number in (*each.span.start, *each.span.end)}
    return NoProportionReason.OUT_OF_FRAME if used & outside else None


def _lengths(row: Row) -> list[Row]:
    """The row itself, or the distances that a ratio is made of."""
    names = {*row.part, *row.whole}
    return [each for each in load_rows() if each.name in names] or [row]


def _proportion(row: Row, value: float | None, reason: NoProportionReason | None) -> Proportion:
    if reason or value is None:
        return no_proportion(row.name, row.title, reason or NoProportionReason.LANDMARK)
    accuracy = load_accuracy().get(row.name)
    if accuracy and not accuracy.suffices:
        return no_proportion(row.name, row.title, NoProportionReason.ACCURACY)
    return _told(row, value, accuracy)


def _told(row: Row, value: float, accuracy: Accuracy | None) -> Proportion:
    """Moved by the bias, so that it is what people would mark; without an interval where nobody did."""
    told = value - accuracy.bias if accuracy else value
    interval = accuracy.interval(told, in_mm=row.unit == "mm") if accuracy else None
    return Proportion(row.name, row.title, assessable=True, value=told, unit=row.unit, interval=interval)
