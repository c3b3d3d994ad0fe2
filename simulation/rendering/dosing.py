"""How much of each change shows what was asked for: by measuring what it does, not by assuming it.

A part of a full change is tried, then the share that this promises, and corrected. So a dose is a fall of the severity
that our own measure reads on the result, on every skin and in every light, as far as the layer can bring it about;
where it cannot, less is shown, and never more: what is returned was measured, and lay at or below what was asked.
After a correction only the concerns that it was for are measured, and the others once more in the end.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulation.rendering.answers import Answers
from simulation.rendering.dose import Dose
from simulation.rendering.measuring import Gauge, Severities
from simulation.rendering.residual import Change, retouched

_TURNS = 8  # what lies beyond what was asked after so many is left out


def dosed(
    image_rgb: NDArray[np.uint8],
    doses: Sequence[Dose],
    changes: Sequence[Change],
    gauge: Gauge,
    known: Severities | None = None,
) -> list[float]:
    """The share of each change, 0 to 1, in the order of the doses.

    Args:
        known: the photo's own severities, which need not be measured again then.
    """
    if not any(dose.falls for dose in doses):
        return [dose.share for dose in doses]
    before = gauge.read() if known is None else known
    answers = [Answers(dose, before) for dose in doses]
    shares = [answer.first for answer in answers]
    every = frozenset(name for dose in doses for name in dose.falls)
    stale = every
    for _ in range(_TURNS):
        wanted = _unsettled(doses, answers) or stale
        after = gauge.only(wanted).read(retouched(image_rgb, changes, shares)[0])
        for answer, share in zip(answers, shares, strict=True):
            answer.learn(share, after)
        stale -= wanted
        if not _unsettled(doses, answers):
            if not stale:
                return shares
            continue
        shares = [answer.share() for answer in answers]
        stale = every
    return [0.0 if answer.is_beyond else share for answer, share in zip(answers, shares, strict=True)]


def _unsettled(doses: Sequence[Dose], answers: Sequence[Answers]) -> frozenset[str]:
    """Concerns of doses that need a correction."""
    pairs = zip(doses, answers, strict=True)
    return frozenset(name for dose, answer in pairs if not answer.is_settled for name in dose.falls)
