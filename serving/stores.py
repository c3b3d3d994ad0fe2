"""Where things are kept, as the settings say. The models so far."""

from __future__ import annotations

from models.store import ModelStore
from serving.settings import Settings


def open_store(settings: Settings) -> ModelStore:
    """The model store of the server and of the command line alike."""
    copies = {"face_landmarker.task": settings.face_landmarker} if settings.face_landmarker else {}
    return ModelStore(settings.cache_dir, copies)
