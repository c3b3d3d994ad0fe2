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


_MODES = ("11", "3", "6")  # tesseract's page modes: text here and there, a page, a block


def reads(image_rgb: NDArray[np.uint8], *phrases: str, width: int = WIDTH) -> bool:
    """Whether tesseract reads all phrases in the picture scaled to a width, in one of its ways to look at a picture."""
    height = round(width * image_rgb.shape[0] / image_rgb.shape[1])
    small = cv2.resize(image_rgb, (width, height), interpolation=cv2.INTER_AREA)
    _, png = cv2.imencode(".png", cv2.cvtColor(small, cv2.COLOR_RGB2BGR))
    return any(all(phrase in said for phrase in phrases) for said in (_read(png.tobytes(), mode) for mode in _MODES))


def _read(png: bytes, mode: str) -> str:
    command = ["tesseract", "-", "-", "-l", "eng", "--psm", mode]
    found = subprocess.run(command, input=png, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())
