"""A public-domain portrait large enough to be assessed: the one that comes with scikit-image, enlarged."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.data import astronaut

from vision.photo import encode_jpeg

TIMES = 3.5


@cache
def large_rgb() -> NDArray[np.uint8]:
    """(1260, 1260, 3) uint8, 150 px between the pupils."""
    head = astronaut()[0:360, 40:400]
    return np.asarray(cv2.resize(head, None, fx=TIMES, fy=TIMES, interpolation=cv2.INTER_CUBIC), np.uint8)


@cache
def large_jpeg() -> bytes:
    return encode_jpeg(large_rgb())
