"""Doses to pixels: a photo of a face with some layers of some zones changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulation.canvas import Canvas, Patch
from simulation.layers import UNITS
from simulation.rendering.dose import Dose
from simulation.rendering.dosing import dosed
from simulation.rendering.measuring import Gauge, Severities
from simulation.rendering.residual import Change, retouched
from vision.analysis import Analyzer
from vision.analysis.laid import Laid
from vision.concerns import CONCERNS

_CONCERNS = {concern.name: concern for concern in CONCERNS}


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """Attributes:
    image_rgb: (H, W, 3) uint8, the photo's own code values wherever nothing is treated.
    treated: (H, W) bool, where a change has a weight.
    shares: 0 to 1, of each dose's full change, in their order; 0 where the photo does not carry it.
    """

    image_rgb: NDArray[np.uint8]
    treated: NDArray[np.bool_]
    shares: tuple[float, ...]


def render(
    analyzer: Analyzer,
    laid: Laid,
    doses: Sequence[Dose],
    painted: NDArray[np.bool_] | None = None,
    known: Severities | None = None,
) -> Rendered:
    """Args:
    laid: the face on the coarse chart of its photo.
    doses: one for a layer, a zone and its concerns.
    painted: (H, W) bool, where a provider allows a change; everywhere when nothing is said. A zone of which a part is
        painted gets that part of the dose.
    known: the photo's own severities, which need not be measured again then.
    """
    image = laid.sight.photo.image_rgb
    canvas = Canvas(analyzer.geometry, laid, painted)
    changes = _changes(canvas, doses, laid.skin.calm_hemoglobin)
    if painted is not None:
        doses = [_allowed(dose, change.patch.allowed) for dose, change in zip(doses, changes, strict=True)]
    shares = dosed(image, doses, changes, Gauge(analyzer, laid, _asked(doses)), known)
    result, treated = retouched(image, changes, shares)
    return Rendered(result, treated, tuple(shares))


def _allowed(dose: Dose, part: float) -> Dose:
    """The part of a dose that belongs to the part of its zone that may change."""
    return replace(dose, falls={name: points * part for name, points in dose.falls.items()})


def _changes(canvas: Canvas, doses: Sequence[Dose], calm: float | None) -> list[Change]:
    patches: dict[tuple[str, frozenset[str]], Patch] = {}
    changes = []
    for dose in doses:
        alike = frozenset(other.zone for other in doses if other.layer == dose.layer and _similar(dose, other))
        key = (dose.zone, alike)
        if key not in patches:
            patches[key] = canvas.patch(dose.zone, alike)
        concerns = [_CONCERNS[name] for name in dose.falls]
        changes.append(Change(patches[key], UNITS[dose.layer](patches[key], concerns, calm)))
    return changes


def _similar(one: Dose, other: Dose) -> bool:
    """Whether two zones pass a change on to each other."""
    return one.falls.keys() == other.falls.keys()


def _asked(doses: Sequence[Dose]) -> dict[str, set[str]]:
    asked: dict[str, set[str]] = {}
    for dose in doses:
        for name in dose.falls:
            asked.setdefault(name, set()).add(dose.zone)
    return asked
