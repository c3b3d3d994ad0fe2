"""Our own measures on a retouched photo: what a change did to the severities that it is meant for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analyzer
from vision.analysis.laid import Laid
from vision.chart import COARSE
from vision.concerns import CONCERNS, Concern, Reading
from vision.face import Face
from vision.findings import Finding

_AT_ONCE = 2
Severities = Mapping[tuple[str, str], float]  # by concern and zone
_CONCERNS = {concern.name: concern for concern in CONCERNS}


@dataclass(frozen=True, slots=True, eq=False)
class Gauge:
    """Measures some concerns in some zones of one face, on this photo or on other pixels of it.

    Attributes:
        analyzer: whose charts are used.
        laid: the face on the coarse chart of the photo.
        zones: names of the zones to be measured, by concern.
    """

    analyzer: Analyzer
    laid: Laid
    zones: Mapping[str, Collection[str]]

    def only(self, concerns: Collection[str]) -> Gauge:
        """One for some of the concerns."""
        return replace(self, zones={name: zones for name, zones in self.zones.items() if name in concerns})

    def read(self, image_rgb: NDArray[np.uint8] | None = None, face: Face | None = None) -> Severities:
        """Severities that may lie below 0 and above 100: a change at either end of the scale is a change.

        Args:
            image_rgb: (H, W, 3) uint8, the same face at the same place; the photo itself when nothing is said.
            face: as it was found again on these pixels, where its shape has changed.
        """
        coarse = self.laid if image_rgb is None else self.analyzer.lay_retouched(image_rgb, self.laid, face)
        wanted = [concern for concern in CONCERNS if concern.name in self.zones]
        finer = {concern.chart for concern in wanted} - {COARSE.name}
        # Most of it is OpenCV's and numpy's, which let go of the interpreter: two cores work at it.
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            charts = pool.submit(self.analyzer.lay_finer, coarse, finer) if finer else None
            broad = pool.map(
                lambda concern: self._measured(concern, coarse), [c for c in wanted if c.chart == COARSE.name]
            )
            laid = charts.result() if charts else {}
            fine = [concern for concern in wanted if concern.chart in finer & laid.keys()]
            narrow = pool.map(lambda concern: self._measured(concern, laid[concern.chart]), fine)
            return {key: points for part in (*broad, *narrow) for key, points in part.items()}

    def _measured(self, concern: Concern, laid: Laid) -> dict[tuple[str, str], float]:
        asked, pairs = self.zones[concern.name], laid.atlas.by_kind(concern.zone_kinds)
        zones = [pair for pair in pairs if concern.together or pair[0].name in asked]
        return {
            (concern.name, name): unclipped(concern, answer.quantity)
            for name, answer in concern.read(laid.sight, zones).items()
            if isinstance(answer, Reading) and name in asked
        }


def known_severities(findings: Iterable[Finding]) -> Severities:
    """What an analysis of the photo has measured already, as a gauge would."""
    return {
        (each.concern, each.zone): unclipped(_CONCERNS[each.concern], each.quantity)
        for each in findings
        if each.assessable and each.quantity is not None
    }


def unclipped(concern: Concern, quantity: float) -> float:
    """Severity points, linear in the quantity beyond both ends of the scale."""
    low, high = concern.anchors
    return 100 * (quantity - low) / (high - low)
