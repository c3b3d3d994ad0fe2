"""Puts one large object after another and tells each name once it was acknowledged, until it is killed."""

from __future__ import annotations

import os

from serving.objects import configured_objects
from serving.settings import Settings

OBJECT_BYTES = 4_000_000

if __name__ == "__main__":
    objects = configured_objects(Settings())
    print("ready", flush=True)
    while True:
        print(objects.put("prc_01", "cli_01", os.urandom(OBJECT_BYTES)), flush=True)
