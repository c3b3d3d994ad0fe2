from __future__ import annotations

from tests.serving.photos.conftest import client, house

__all__ = ["client", "house"]
