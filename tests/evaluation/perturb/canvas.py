"""The part of a photo that is painted on, in millimeters, finer than the photo's own pixels."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.evaluation.perturb.frame import FaceFrame, Points, split_zone
from tests.evaluation.perturb.optics import to_linear, to_srgb

_FINEST_PX_PER_MM = 7.0  # marks of 0.3 mm are two pixels wide before the camera sees them
_FEATHER_MM = 1.5  # the region ends softly
_CAMERA_SIGMA_PX = 0.6  # point spread of a lens and its sensor
_UNMOVED_PX = 0.02
_SEARCH_STEPS = 24
MARGIN_MM = 3.0  # around a zone, unless a mark reaches further
_UNSEEN = 5e-4  # changes of light below this are none: far less than a step of eight bits
Field = NDArray[np.float32]


class Canvas:
    """One zone of one photo.

    Attributes:
        frame: the face.
        zone: such as "malar_cheek_left"; `kind` and `side` are its parts.
        box: rows and columns of the photo that the canvas covers.
        x_mm, y_mm: (h, w) float32, places on the picture plane, mm from the photo's corner.
        inside: (h, w) float32, 1 in the zone, 0 outside, soft between.
    """

    def __init__(self, frame: FaceFrame, zone: str, photo_hw: tuple[int, int], margin_mm: float = MARGIN_MM) -> None:
        self.frame, self.zone = frame, zone
        self.kind, self.side = split_zone(zone)
        outline = frame.region_px(zone)
        margin = margin_mm * frame.px_per_mm
        low = np.maximum(np.floor(outline.min(0) - margin), 0).astype(int)
        high = np.minimum(np.ceil(outline.max(0) + margin), photo_hw[::-1]).astype(int)
        self.box = (slice(low[1], high[1]), slice(low[0], high[0]))
        self._finer = max(int(np.ceil(_FINEST_PX_PER_MM / frame.px_per_mm)), 1)
        self.px_per_mm = frame.px_per_mm * self._finer
        columns, rows = ((high - low) * self._finer).tolist()
        # A photo pixel's center is a whole number in the marked points; finer pixels lie around it.
        offset = (1 - self._finer) / (2 * self._finer)
        along_x = low[0] + offset + np.arange(columns) / self._finer
        along_y = low[1] + offset + np.arange(rows) / self._finer
        self.x_mm, self.y_mm = (axis.astype(np.float32) for axis in np.meshgrid(along_x, along_y))
        self.x_mm /= np.float32(frame.px_per_mm)
        self.y_mm /= np.float32(frame.px_per_mm)
        self._corner = np.array([along_x[0], along_y[0]])
        self._hard = self._filled(outline)
        self.inside = _smoothstep(_depth(self._hard) / (_FEATHER_MM * self.px_per_mm))

    def place(self, points_mm: Points) -> Points:
        """Places on the mean face, drawn on the client's right, to the picture plane in mm."""
        return self.frame.to_photo(points_mm, self.side) / self.frame.px_per_mm

    def noise(self, shortest_mm: float, longest_mm: float, rng: np.random.Generator, steep: int = 1) -> Field:
        """(h, w) random field of these wavelengths, standard deviation 1.

        Args:
            steep: amplitude falls with this power of the frequency; with 1 every octave is as strong, with 2 its slope.
        """
        rows, columns = (np.fft.fftfreq(n, 1 / self.px_per_mm) for n in self.x_mm.shape)
        frequency = np.hypot(rows[:, None], columns[None])
        low, high = 1 / longest_mm, 1 / shortest_mm
        passed = 1 / (1 + (low / np.maximum(frequency, 1e-6)) ** 4) / (1 + (frequency / high) ** 4)
        band = passed / np.maximum(frequency, low / 4) ** steep
        field = np.fft.ifft2(np.fft.fft2(rng.normal(size=frequency.shape)) * band).real
        return (field / field.std()).astype(np.float32)

    def random_places(self, count: int, apart_mm: float, rng: np.random.Generator) -> Points:
        """Up to `count` places well inside the zone, (K, 2) mm, kept apart from each other where there is room."""
        rows, columns = np.nonzero(self.inside > 0.9)
        chosen: list[Points] = []
        for pick in rng.permutation(len(rows))[:4000]:
            place = np.array([self.x_mm[0, columns[pick]], self.y_mm[rows[pick], 0]], np.float64)
            if all(np.hypot(*(place - other)) >= apart_mm for other in chosen):
                chosen.append(place)
            if len(chosen) == count:
                break
        return np.array(chosen).reshape(-1, 2)

    def around(self) -> Field:
        """(h, w) 1 in the zone, falling to 0 at the canvas's edge: for what does not end with a zone."""
        outside = cv2.distanceTransform(1 - self._hard, cv2.DIST_L2, 5)
        edge = _depth(np.ones_like(self._hard))
        return _smoothstep(edge / np.maximum(edge + outside, 1e-6))

    def absorb(self, pixels: NDArray[np.uint8], absorbance: NDArray[np.float32]) -> NDArray[np.uint8]:
        """A copy of the photo whose light has passed the absorbance, (h, w, 3), natural logs; negative is brighter."""
        return self._developed(pixels, np.exp(-absorbance), 0.0)

    def add(self, pixels: NDArray[np.uint8], light: Field) -> NDArray[np.uint8]:
        """A copy of the photo with white light added, (h, w), share of full scale."""
        return self._developed(pixels, np.ones((*light.shape, 3), np.float32), light)

    def shift(self, pixels: NDArray[np.uint8], shift_mm: NDArray[np.float32]) -> NDArray[np.uint8]:
        """A copy of the photo in which what is seen at a place has moved by (h, w, 2) mm, right and down."""
        rows, columns = (part.stop - part.start for part in self.box)
        moved = cv2.resize(shift_mm, (columns, rows), interpolation=cv2.INTER_AREA) * np.float32(self.frame.px_per_mm)
        x, y = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
        # A place shows what came to it: its source is where the shift, taken there, ends here. The search starts where
        # the longest shift would come from: so what moves covers what does not, as a lid covers the eye.
        longest = moved.reshape(-1, 2)[np.square(moved).sum(-1).argmax()]
        source_x, source_y = x - longest[0], y - longest[1]
        for _ in range(_SEARCH_STEPS):
            there = cv2.remap(moved, source_x, source_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
            source_x, source_y = x - there[..., 0], y - there[..., 1]
        before = pixels[self.box]
        after = cv2.remap(before, source_x, source_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        touched = np.maximum(np.abs(source_x - x), np.abs(source_y - y)) > _UNMOVED_PX
        shifted = pixels.copy()
        shifted[self.box] = np.where(touched[..., None], after, before)
        return shifted

    def _developed(
        self, pixels: NDArray[np.uint8], kept: NDArray[np.float32], added: Field | float
    ) -> NDArray[np.uint8]:
        kept = self._seen(kept)
        more = self._seen(added)[..., None] if isinstance(added, np.ndarray) else np.zeros_like(kept)
        before = pixels[self.box]
        after = to_srgb(to_linear(before) * kept + more)
        touched = (np.abs(kept - 1) + np.abs(more)).max(-1) > _UNSEEN
        painted = pixels.copy()
        painted[self.box] = np.where(touched[..., None], after, before)
        return painted

    def _seen(self, layer: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the camera makes of a fine layer: blurred, and as coarse as the photo."""
        rows, columns = (part.stop - part.start for part in self.box)
        coarse = cv2.resize(layer, (columns, rows), interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.GaussianBlur(coarse, (0, 0), _CAMERA_SIGMA_PX), np.float32)

    def _filled(self, outline: Points) -> NDArray[np.uint8]:
        corners = np.round((outline - self._corner) * self._finer * 16).astype(np.int32)
        hard = np.zeros(self.x_mm.shape, np.uint8)
        cv2.fillPoly(hard, [corners], 1, shift=4)
        return hard


def _depth(mask: NDArray[np.uint8]) -> Field:
    """Distance to the nearest 0 in pixels; outside the array lie zeros."""
    return np.asarray(cv2.distanceTransform(np.pad(mask, 1), cv2.DIST_L2, 5)[1:-1, 1:-1], np.float32)


def _smoothstep(t: Field) -> Field:
    s = np.clip(t, 0, 1)
    return np.asarray(s * s * (3 - 2 * s), np.float32)
