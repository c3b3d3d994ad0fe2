"""How far a severity fell at the shares of a change that were tried, and which share that promises what was asked."""

from __future__ import annotations

import numpy as np

from simulation.rendering.dose import Dose
from simulation.rendering.measuring import Severities

_TRIED = 0.3
_SAME_SHARE = 0.005
_FEW = 2  # trials, with that of nothing
_AIM = 0.95  # of what was asked, so that what is left of an error does not lie beyond it
_NEAR = 0.88  # from that share of what was asked on, nothing is corrected
_LEAST_ANSWER, _LEAST_PART = 0.05, 0.06  # points, and of what was asked; a layer that takes less does not carry it
_COUNTS_FROM = 10.0  # points: a concern milder than that does not hold back what a stronger one beside it is given


class Answers:
    """Of the concerns of one dose, at the shares of its change that were tried."""

    def __init__(self, dose: Dose, before: Severities) -> None:
        asked = {(concern, dose.zone): points for concern, points in dose.falls.items() if points > 0}
        asked = {key: points for key, points in asked.items() if key in before}
        self._fixed = None if dose.falls else dose.share
        self._asked = {key: points for key, points in asked.items() if before[key] >= _COUNTS_FROM} or asked
        self._before = before
        self._tried: dict[tuple[str, str], list[tuple[float, float]]] = {key: [(0.0, 0.0)] for key in self._asked}
        self._last, self._reached = self.first, 0.0

    @property
    def first(self) -> float:
        """The share that is tried before anything is known."""
        if self._fixed is not None:
            return self._fixed
        return _TRIED if self._asked else 0.0

    def learn(self, share: float, after: Severities) -> None:
        """Takes note of a trial."""
        falls = {key: self._before[key] - after[key] for key in self._asked.keys() & after.keys()}
        if not falls:
            return
        for key, fall in falls.items():
            self._tried[key].append((share, fall))
        self._last = share
        self._reached = max(fall / self._asked[key] for key, fall in falls.items())

    @property
    def is_beyond(self) -> bool:
        """Whether at the last trial some concern fell by more than what was asked."""
        return self._reached > 1

    @property
    def is_near(self) -> bool:
        """Whether the last trial needs no correction."""
        reached = self._reached >= _NEAR or (self._last >= 1 and self._reached > _LEAST_PART)
        return not self._asked or (reached and not self.is_beyond)

    @property
    def is_settled(self) -> bool:
        """Whether no other share than the last promises more."""
        return self.is_near or (not self.is_beyond and abs(self.share() - self._last) < _SAME_SHARE)

    def share(self) -> float:
        """The largest share at which no concern falls by more than what was asked; 0 where none answers."""
        if not self._asked or self.is_near:
            return self._last
        found = [_promised(self._tried[key], _AIM * points) for key, points in self._asked.items()]
        answering = [share for share in found if share is not None]
        return min(answering) if answering else 0.0


def _promised(tried: list[tuple[float, float]], points: float) -> float | None:
    """Where the line through the last two trials reaches so many points, 0 to 1; None where there is no answer.

    Not through the origin, for what is changed beside it may move a concern, too.
    """
    if len(tried) <= _FEW:
        return _reached(tried, points)
    (share, fall), (last, reached) = tried[-2:]
    if reached <= max(_LEAST_ANSWER, _LEAST_PART * points) * last:
        return _reached(tried, points)
    slope = (reached - fall) / (last - share) if last != share else 0.0
    if slope <= 0:
        return _reached(tried, points)
    return float(np.clip(last + (points - reached) / slope, 0, 1))


def _reached(tried: list[tuple[float, float]], points: float) -> float | None:
    """Where a line through the trials reaches so many points, 1 at most; None where it does not rise."""
    shares, falls = np.array(sorted(tried)).T
    if falls[-1] <= max(_LEAST_ANSWER, _LEAST_PART * points) * shares[-1]:
        return None
    beyond = np.flatnonzero(falls >= points)
    if len(beyond):
        end = int(beyond[0])
        return float(np.interp(points, falls[end - 1 : end + 1], shares[end - 1 : end + 1]))
    return float(min(shares[-1] * points / falls[-1], 1.0))
