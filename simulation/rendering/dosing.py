"""How much of each change shows what was asked for: by measuring what it does, not by assuming it.

A full change is tried at half strength, then at the strength that this promises, and corrected. So a dose is a fall of
the severity that our own measure reads on the result, on every skin and in every light, as far as the layer can bring
it about; where it cannot, less is shown, and never more: what is returned was measured, and lay at or below what was
asked.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulation.rendering.answers import Answers
from simulation.rendering.dose import Dose
from simulation.rendering.measuring import Gauge, Severities
from simulation.rendering.residual import Change, retouched

_ROUNDS = 3
_CUTS = 4  # of what then still lies beyond what was asked; what lies there after that is left out
_SAME_SHARE = 0.005


def dosed(image_rgb: NDArray[np.uint8], doses: Sequence[Dose], changes: Sequence[Change], gauge: Gauge) -> list[float]:
    """The share of each change, 0 to 1, in the order of the doses."""
    if not any(dose.falls for dose in doses):
        return [dose.share for dose in doses]
    before = gauge.read()
    answers = [Answers(dose, before) for dose in doses]
    shares = [answer.first for answer in answers]
    for _ in range(_ROUNDS):
        _learn(answers, shares, gauge.read(retouched(image_rgb, changes, shares)[0]))
        if all(answer.is_near for answer in answers):
            return shares
        tried, shares = shares, [answer.share() for answer in answers]
        if np.allclose(tried, shares, rtol=0, atol=_SAME_SHARE) and not any(answer.is_beyond for answer in answers):
            return tried
    for _ in range(_CUTS):
        _learn(answers, shares, gauge.read(retouched(image_rgb, changes, shares)[0]))
        if not any(answer.is_beyond for answer in answers):
            return shares
        shares = [answer.cut() for answer in answers]
    return [0.0 if answer.is_beyond else share for answer, share in zip(answers, shares, strict=True)]


def _learn(answers: Sequence[Answers], shares: Sequence[float], after: Severities) -> None:
    for answer, share in zip(answers, shares, strict=True):
        answer.learn(share, after)
