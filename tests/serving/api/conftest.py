from __future__ import annotations

from tests.serving.api.town import town

__all__ = ["town"]
