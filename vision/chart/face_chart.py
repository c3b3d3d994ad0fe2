"""One face laid flat: the same place of every face at the same pixel, at one common sharpness.

Photos differ in resolution; scores must not. So the photo is brought to a common sharpness (a Gaussian of the scale's
`blur_mm`) before it is laid on the chart: a fine photo is blurred to it, a coarser one lacks it, which
`photo_mm_per_px` tells whoever needs finer detail than the photo has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from models.canonical_face import CanonicalFace
from vision.chart.geometry import OFF_PHOTO, ChartGeometry, Placement, Window
from vision.chart.sampler import CpuSampler, Sampler
from vision.chart.scale import COARSE, ChartScale
from vision.face import Face
from vision.photo import SRGB_TO_LINEAR, Photo

_PHOTO_BLUR_PX = 0.6  # of an ordinary sharp photo: sensor, demosaicing, JPEG
_BILINEAR_PX2 = 1 / 6  # variance of bilinear sampling, on average over where it falls between the pixels
_NARROW_PX2 = 0.4
_FINEST_SHRUNK_PX = 0.6  # a photo pixel never becomes coarser than this share of the blur by shrinking first
MIN_FACING = 0.25  # cosine; beyond about 75 degrees the skin is not seen
_VERY_FINE = 4
MIN_DENSITY = 0.15  # photo pixels per pixel of the coarse chart; other scales see the same places
_EVERYWHERE: Window = (slice(None), slice(None))

Pixels = TypeVar("Pixels", NDArray[np.uint8], NDArray[np.float32])
Part = TypeVar("Part", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class FaceChart:
    """A face on the chart.

    Attributes:
        linear_rgb: (N, N, 3) float32 linear sRGB, 0 to 1, at the common sharpness; 0 outside mesh, photo and window.
        seen: (N, N) bool, inside the photo, turned towards the camera and dense enough.
        density: (N, N) float32 photo pixels per chart pixel (length).
        facing: (N, N) float32 cosine between skin and camera.
        mm_per_px: surface millimeters per chart pixel in the middle of this face.
        photo_mm_per_px: millimeters per photo pixel, facing the camera.
        placement: the mesh on the photo.
        window: the part of the chart that the face was laid on; beyond it all is 0, and nothing seen.
    """

    linear_rgb: NDArray[np.float32]
    seen: NDArray[np.bool_]
    density: NDArray[np.float32]
    facing: NDArray[np.float32]
    mm_per_px: float
    photo_mm_per_px: float
    placement: Placement
    window: Window = _EVERYWHERE


class ChartMaker:
    """Lays faces on the chart. Immutable and thread-safe once built.

    Args:
        scale: size and sharpness of the chart.
        window: rows and columns of it that are wanted; all, unless less is asked for.
    """

    def __init__(
        self,
        canonical: CanonicalFace,
        scale: ChartScale = COARSE,
        sampler: Sampler | None = None,
        window: Window | None = None,
    ) -> None:
        self.scale = scale
        self.geometry = ChartGeometry(canonical, scale.size, window)
        self._sampler = sampler or CpuSampler()
        self._on_mesh = self.geometry.inside[self.geometry.window]
        self._min_density = MIN_DENSITY * COARSE.size / scale.size

    def unwrap(self, photo: Photo, face: Face) -> FaceChart:
        """Lays one face flat."""
        placement = self.geometry.place(face.landmarks_px)
        density = self.geometry.per_pixel(placement.density)
        facing = self.geometry.per_pixel_smooth(placement.facing)
        vertices = placement.vertices_px[self.geometry.window_vertices, :2]
        image, origin, scale = _at_common_sharpness(photo.image_rgb, vertices, face.mm_per_px, self.scale.blur_mm)
        grid = self.geometry.grid(placement, origin, scale)
        low, high = -origin * scale, (np.array([photo.width, photo.height]) - origin) * scale
        x, y = grid[..., 0], grid[..., 1]
        inside = (x > low[0]) & (y > low[1]) & (x < high[0]) & (y < high[1]) | ~self._on_mesh
        return FaceChart(
            linear_rgb=self._on_chart(self._sampler.sample(image, _off_the_edges(grid, inside, image))),
            seen=self._on_chart(self._on_mesh & inside & (facing >= MIN_FACING) & (density >= self._min_density)),
            density=self._on_chart(density),
            facing=self._on_chart(facing),
            mm_per_px=self._surface_px(placement) * face.mm_per_px,
            photo_mm_per_px=face.mm_per_px,
            placement=placement,
            window=self.geometry.window,
        )

    def _on_chart(self, part: NDArray[Part]) -> NDArray[Part]:
        """The window's pixels, (h, w, …), in their place on the chart, (N, N, …)."""
        size = self.geometry.size
        if part.shape[:2] == (size, size):
            return part
        chart = np.zeros((size, size, *part.shape[2:]), part.dtype)
        chart[self.geometry.window] = part
        return chart

    def _surface_px(self, placement: Placement) -> float:
        """Photo pixels along the surface per chart pixel: median over what is seen squarely."""
        square = placement.facing > 0.6
        return float(np.median(placement.density[square] / np.sqrt(placement.facing[square])))


def _off_the_edges(
    places: NDArray[np.float32], inside: NDArray[np.bool_], image: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Keeps half a pixel off the photo's edges, where bilinear sampling would mix black in."""
    if inside.all():
        return places
    height, width = image.shape[:2]
    last = np.array([width, height], np.float32) - np.float32(0.5)
    return np.where(inside[..., None], np.clip(places, np.float32(0.5), last), OFF_PHOTO)


def _averaged(image: Pixels, factor: int) -> Pixels:
    """The image with blocks of `factor` × `factor` pixels averaged to one."""
    if factor == 1:
        return image
    size = (max(image.shape[1] // factor, 1), max(image.shape[0] // factor, 1))
    return cast(Pixels, cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def _blurred(image: NDArray[np.float32], variance_px2: float) -> NDArray[np.float32]:
    """Gaussian blur; a narrow one by three taps of just that variance, which samples of a Gaussian fall short of."""
    if variance_px2 > _NARROW_PX2:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), np.sqrt(variance_px2)), np.float32)
    taps = np.array([variance_px2 / 2, 1 - variance_px2, variance_px2 / 2])
    return np.asarray(cv2.sepFilter2D(image, cv2.CV_32F, taps, taps), np.float32) if variance_px2 else image


def _at_common_sharpness(
    image_rgb: NDArray[np.uint8], vertices: NDArray[np.float64], mm_per_px: float, blur_mm: float
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """The part of the photo around the vertices in linear light, so sharp that it has a blur of `blur_mm` once sampled.

    Returns:
        The part; its origin, photo px; its scale (x, y).
    """
    margin = 4 * blur_mm / mm_per_px + 2
    # At least one pixel, even of a photo that the mesh has left altogether.
    left, top = np.clip(np.floor(vertices.min(0) - margin), 0, np.array(image_rgb.shape[1::-1]) - 1).astype(int)
    right, bottom = np.ceil(vertices.max(0) + margin).astype(int)
    window = image_rgb[top : max(bottom, top + 1), left : max(right, left + 1)]
    height, width = window.shape[:2]
    shrink = max(int(blur_mm * _FINEST_SHRUNK_PX / mm_per_px), 1)
    # Fine photos: most of the blur by area averaging, which costs next to nothing. Of very fine ones the first part on
    # code values: within blocks of 0.15 mm skin varies too little for that to matter, and memory stays small.
    first = shrink // 2 if shrink >= _VERY_FINE else 1
    linear = _averaged(cv2.LUT(_averaged(window, first), SRGB_TO_LINEAR), shrink // first)
    shrink = first * (shrink // first)
    # Averaging over a square of side s has the variance s²/12.
    pixel_mm = mm_per_px * shrink
    already = (_PHOTO_BLUR_PX * mm_per_px) ** 2 + pixel_mm**2 / 12 * (shrink > 1) + pixel_mm**2 * _BILINEAR_PX2
    linear = _blurred(linear, max(blur_mm**2 - already, 0.0) / pixel_mm**2)
    scale = np.array([linear.shape[1] / width, linear.shape[0] / height], np.float32)
    return linear, np.array([left, top], np.float32), scale
