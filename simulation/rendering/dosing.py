"""How much of each change shows what was asked for: by measuring what it does, not by assuming it.

A full change is tried at half strength, then at the strength that this promises, and corrected once more. So a dose is
a fall of the severity that our own measure reads on the result, on every skin and in every light, as far as the layer
can bring it about; where it cannot, less is shown, and never more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulation.rendering.dose import Dose
from simulation.rendering.measuring import Gauge, Severities
from simulation.rendering.residual import Change, retouched

_TRIED = 0.5
_ROUNDS = 3
_AIM = 0.97  # of what was asked, so that what is left of an error does not lie beyond it
_NEAR = 0.9  # from that share of what was asked on, nothing is corrected
_LEAST_ANSWER = 0.05  # points; a layer that moves its concern by less at half strength does not carry it
_COUNTS_FROM = 10.0  # points: a concern milder than that does not hold back what a stronger one beside it is given


def dosed(image_rgb: NDArray[np.uint8], doses: Sequence[Dose], changes: Sequence[Change], gauge: Gauge) -> list[float]:
    """The share of each change, 0 to 1, in the order of the doses."""
    shares = [_TRIED if dose.falls else dose.share for dose in doses]
    if not any(dose.falls for dose in doses):
        return shares
    before = gauge.read()
    answers = [_Answers(dose, before) for dose in doses]
    for _ in range(_ROUNDS):
        after = gauge.read(retouched(image_rgb, changes, shares)[0])
        near = [answer.learn(share, after) for answer, share in zip(answers, shares, strict=True)]
        if all(near):
            break
        shares = [answer.share() if dose.falls else dose.share for dose, answer in zip(doses, answers, strict=True)]
    return shares


class _Answers:
    """How far the concerns of one dose fell at the shares that were tried."""

    def __init__(self, dose: Dose, before: Severities) -> None:
        asked = {(concern, dose.zone): points for concern, points in dose.falls.items() if points > 0}
        asked = {key: points for key, points in asked.items() if key in before}
        self._asked = {key: points for key, points in asked.items() if before[key] >= _COUNTS_FROM} or asked
        self._before = before
        self._tried: dict[tuple[str, str], list[tuple[float, float]]] = {key: [(0.0, 0.0)] for key in self._asked}

    def learn(self, share: float, after: Severities) -> bool:
        """Takes note of a trial; says whether it is as near as need be."""
        nearest = 0.0
        for key in self._asked.keys() & after.keys():
            fall = self._before[key] - after[key]
            self._tried[key].append((share, fall))
            nearest = max(nearest, fall / self._asked[key])
        return not self._asked or (nearest <= 1 and (nearest >= _NEAR or share >= 1))

    def share(self) -> float:
        """The largest share at which no concern falls by more than what was asked; 0 where none answers."""
        found = [_reached(self._tried[key], _AIM * points) for key, points in self._asked.items()]
        answering = [share for share in found if share is not None]
        return min(answering) if answering else 0.0


def _reached(tried: list[tuple[float, float]], points: float) -> float | None:
    """Where a line through the trials reaches so many points, 1 at most; None where it does not rise."""
    shares, falls = np.array(sorted(tried)).T
    if falls[-1] <= _LEAST_ANSWER * shares[-1]:
        return None
    beyond = np.flatnonzero(falls >= points)
    if len(beyond):
        end = int(beyond[0])
        return float(np.interp(points, falls[end - 1 : end + 1], shares[end - 1 : end + 1]))
    return float(min(shares[-1] * points / falls[-1], 1.0))
