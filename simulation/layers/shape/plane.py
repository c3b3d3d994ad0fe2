"""The picture in millimeters and upright: where movements are written down."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.layers.shape.relief import Slope, relief_shading
from simulation.layers.shape.warp import Box, Field, Warp
from vision.concerns.sight import Portrait
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER

Places = NDArray[np.float64]
_STEP_MM = 0.5  # of a movement; none is finer than some millimeters


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Frame: x along the eyes to the picture's right, y down the face, mm at the eyes' distance from the camera.

    Attributes:
        origin_px: (2,) photo pixels (edge coordinates) of x = y = 0.
        axes: (2, 2) unit vectors of x and y in the photo.
        mm_per_px: the iris as a ruler.
        photo_hw: rows and columns of the photo.
    """

    origin_px: Places
    axes: Places
    mm_per_px: float
    photo_hw: tuple[int, int]

    @classmethod
    def at(cls, portrait: Portrait, origin_px: NDArray[np.floating]) -> Plane:
        """Turned until the irises are level."""
        right, left = portrait.face.landmarks_px[[RIGHT_IRIS_CENTER, LEFT_IRIS_CENTER], :2].astype(np.float64)
        across = (left - right) / np.hypot(*(left - right))
        axes = np.array([across, [-across[1], across[0]]])
        photo = portrait.photo
        return cls(np.asarray(origin_px, np.float64), axes, portrait.face.mm_per_px, (photo.height, photo.width))

    def points_mm(self, points_px: NDArray[np.floating]) -> Places:
        """(K, 2) of (K, 2 or more) photo pixels, edge coordinates."""
        return np.asarray((points_px[:, :2] - self.origin_px) @ self.axes.T * self.mm_per_px)

    def sheet(self, low_mm: NDArray[np.floating], high_mm: NDArray[np.floating]) -> Sheet:
        """The part of the photo around a rectangle of this plane."""
        corners = np.array([(x, y) for x in (low_mm[0], high_mm[0]) for y in (low_mm[1], high_mm[1])])
        ends = corners @ self.axes / self.mm_per_px + self.origin_px
        height, width = self.photo_hw
        left, top = np.clip(np.floor(ends.min(0)).astype(int), 0, (width - 1, height - 1))
        right, bottom = np.clip(np.ceil(ends.max(0)).astype(int), (left + 1, top + 1), (width, height))
        return Sheet(self, (slice(int(top), int(bottom)), slice(int(left), int(right))))


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A box of the photo, seen through a grid of some half a millimeter.

    Attributes:
        plane: it lies in.
        box: rows and columns of the photo.
    """

    plane: Plane
    box: Box

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the grid: the photo's own, or fewer."""
        finer = max(_STEP_MM / self.plane.mm_per_px, 1.0)
        height, width = (max(round((part.stop - part.start) / finer), 1) for part in self.box)
        return height, width

    def places_px(self) -> NDArray[np.float32]:
        """(k, l, 2) of the grid's points in the photo, edge coordinates."""
        (rows, columns), (height, width) = self.box, self.size
        x = columns.start + (np.arange(width) + 0.5) * (columns.stop - columns.start) / width
        y = rows.start + (np.arange(height) + 0.5) * (rows.stop - rows.start) / height
        return np.stack(np.meshgrid(x, y), -1).astype(np.float32)

    def places_mm(self) -> tuple[Field, Field]:
        """x and y of the grid's points, (k, l) each."""
        plane = self.plane
        there = (self.places_px() - plane.origin_px.astype(np.float32)) @ plane.axes.T.astype(np.float32)
        there *= np.float32(plane.mm_per_px)
        return np.ascontiguousarray(there[..., 0]), np.ascontiguousarray(there[..., 1])

    def warp(self, x_mm: Field, y_mm: Field, rise_mm: Field, slope: Slope = (0.0, 0.0)) -> Warp:
        """A movement on the grid as a warp of the photo's pixels.

        Args:
            x_mm, y_mm: (k, l) how far what is seen moves along the plane's axes.
            rise_mm: (k, l) how far it comes toward the camera.
            slope: of the skin before, toward the camera per mm of x and y.
        """
        moved = np.stack([x_mm, y_mm], -1) @ (self.plane.axes / self.plane.mm_per_px).astype(np.float32)
        height, width = self.size
        rows, columns = self.box
        step_mm = np.array([(columns.stop - columns.start) / width, (rows.stop - rows.start) / height])
        shading = relief_shading(rise_mm, step_mm * self.plane.mm_per_px, slope)
        return Warp(self.box, self._fine(moved), self._fine(shading))

    def _fine(self, layer: Field) -> Field:
        """From the grid to the photo's pixels."""
        rows, columns = self.box
        size = (columns.stop - columns.start, rows.stop - rows.start)
        return np.asarray(cv2.resize(layer.astype(np.float32), size, interpolation=cv2.INTER_CUBIC), np.float32)


def fade(distance: Field, over: Field | float) -> Field:
    """1 at no distance and before, 0 from `over` on, flat at both ends: half a wave of a cosine."""
    return np.asarray((1 + np.cos(np.pi * np.clip(distance / over, 0, 1))) / 2, np.float32)
