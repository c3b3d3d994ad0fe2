"""What the public reader of letters makes of a picture."""

from __future__ import annotations

import shutil
import subprocess

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

WIDTH = 480  # pixels; as a picture is seen in a message

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def read(image_rgb: NDArray[np.uint8], width: int = WIDTH) -> str:
    """The words in a picture scaled to a width, in English, as sparse text: text in a photo is no page of a book."""
    height = round(width * image_rgb.shape[0] / image_rgb.shape[1])
    small = cv2.resize(image_rgb, (width, height), interpolation=cv2.INTER_AREA)
    _, png = cv2.imencode(".png", cv2.cvtColor(small, cv2.COLOR_RGB2BGR))
    command = ["tesseract", "-", "-", "-l", "eng", "--psm", "11"]
    found = subprocess.run(command, input=png.tobytes(), capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())
