"""A bucket for objects: a put is one request, which S3 acknowledges when the whole of it is stored."""

from __future__ import annotations

from datetime import datetime

from obstore.store import S3Store


class Bucket:
    def __init__(self, store: S3Store) -> None:
        self.store = store

    def put(self, name: str, stored: bytes) -> None:
        """Raises obstore's errors."""
        self.store.put(name, stored, use_multipart=False)

    def tidy(self, older_than: datetime) -> None:
        """Nothing is left of a request that was cut off."""
