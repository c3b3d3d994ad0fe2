"""Servers that promise too soon, so that the test of kills is seen to notice: what they keep in the object store is
never brought onto the disk.

    python -m tests.serving.killed.careless, in place of `tests.serving.killed.nursery`
"""

from __future__ import annotations

import os
from types import SimpleNamespace

import serving.objects.folder as folder
from tests.serving.killed import nursery

if __name__ == "__main__":
    folder.os = SimpleNamespace(**vars(os) | {"fsync": lambda descriptor: None})  # type: ignore[assignment]
    folder.sync_folder = lambda path: None  # type: ignore[attr-defined]
    nursery.main()
