"""From the chart to the photo's pixels: maps that are smooth on the chart, and directions."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.chart import ChartGeometry, Placement
from vision.pictures.backprojection import chart_positions, project

Box = tuple[slice, slice]
Layer = NDArray[np.float32]
_STEP_MM = 0.6  # what comes from the chart is no finer than that
_AROUND = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """How the chart lies in one box of a photo.

    Attributes:
        box: rows and columns of the photo.
        positions: (k, l, 2) float32 unit chart positions of a grid that is coarser than the photo.
    """

    box: Box
    positions: NDArray[np.float32]
    geometry: ChartGeometry
    placement: Placement

    @classmethod
    def of(cls, geometry: ChartGeometry, placement: Placement, box: Box, mm_per_px: float) -> Placing:
        """Args:
        placement: the mesh on the photo.
        mm_per_px: of the photo.
        """
        height, width = (part.stop - part.start for part in box)
        step = max(_STEP_MM / mm_per_px, 1.0)
        size = (max(round(height / step), 1), max(round(width / step), 1))
        scale = np.array([size[1] / width, size[0] / height, 1.0])
        vertices = (placement.vertices_px - (box[1].start, box[0].start, 0)) * scale
        return cls(box, chart_positions(vertices, geometry, size), geometry, placement)

    def of_chart(self, chart_map: Layer, size_hw: tuple[int, int]) -> Layer:
        """A (N, N) map of the chart as it lies in the box, (h, w) float32 of that size; 0 where no skin faces us."""
        seen = project(chart_map, self.positions)
        return np.asarray(cv2.resize(seen, size_hw[::-1], interpolation=cv2.INTER_LINEAR), np.float32)

    def share_of_chart(self, chart_map: Layer, size_hw: tuple[int, int]) -> Layer:
        """The same for a map of 0 to 1, without what is narrower than two millimeters.

        Where one part of the face hides another, as a wing of the nose does, single pixels land beside their place.
        """
        seen = cv2.morphologyEx(project(chart_map, self.positions), cv2.MORPH_OPEN, _AROUND)
        return np.asarray(cv2.resize(seen, size_hw[::-1], interpolation=cv2.INTER_LINEAR), np.float32)

    def direction_deg(self, middle: NDArray[np.float64], chart_deg: float) -> float:
        """Of a direction on the chart at a unit chart position, clockwise from the photo's x axis."""
        step = 0.01 * np.array([np.cos(np.radians(chart_deg)), np.sin(np.radians(chart_deg))])
        start, end = self.geometry.to_photo(np.stack([middle - step, middle + step]), self.placement)
        return float(np.degrees(np.arctan2(*(end - start)[::-1])))
