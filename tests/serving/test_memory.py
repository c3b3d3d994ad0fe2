"""Freed memory is used again: decoding photo after photo asks the system for next to no new pages."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import io, resource, sys
import numpy as np
from PIL import Image
from serving.memory import keep_freed_memory
from vision.photo import decode_photo
if sys.argv[1] == "kept":
    assert keep_freed_memory()
file = io.BytesIO()
Image.fromarray(np.random.default_rng(1).integers(0, 255, (1350, 1350, 3), dtype=np.uint8)).save(file, "JPEG")
for _ in range(3):
    decode_photo(file.getvalue())
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    decode_photo(file.getvalue())
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def _faults(how: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, how], capture_output=True, text=True, check=True, timeout=120
    )
    return int(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the C library's own settings; only glibc has them")
def test_decoding_again_takes_few_new_pages() -> None:
    assert _faults("kept") < _faults("returned") / 5
