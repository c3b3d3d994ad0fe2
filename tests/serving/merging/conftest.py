from __future__ import annotations

from tests.serving.photos.conftest import house

__all__ = ["house"]
