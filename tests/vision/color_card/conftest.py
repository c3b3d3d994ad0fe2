"""A portrait that needs nothing but the repository, large enough for a card beside the face."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.vision.color_card.cards import Held
from vision.photo import Photo

BESIDE = Held(center=(240, 800), width=330, turned_deg=-8, tilt=0.1)


@pytest.fixture(scope="session")
def sitter(astronaut: Photo) -> Photo:
    """The astronaut at twice the size: flags, insignia and a model of a shuttle are there to be mistaken for cards."""
    enlarged = cv2.resize(astronaut.image_rgb, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return Photo.from_array(np.asarray(enlarged, np.uint8))
