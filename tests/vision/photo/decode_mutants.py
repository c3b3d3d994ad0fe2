"""Worker of test_mutated_files: decodes mutants and reports each on a line of its own.

It runs as a process of its own, so that a crash inside a decoder ends this process and not the tests.
Usage: python decode_mutants.py FOLDER COUNT
"""

from __future__ import annotations

import faulthandler
import gc
import sys
import warnings
from pathlib import Path

import numpy as np
import psutil
from mutations import mutants

from vision.photo import PhotoError, decode_photo

HANG_SECONDS = 10
WARM_AFTER = 500  # by then every decoder has been through every kind of damage


def outcome(data: bytes) -> str:
    """ "result", the code of the refusal, or "FOREIGN …" for anything that should not happen."""
    try:
        image = decode_photo(data).image_rgb
    except PhotoError as refusal:
        return refusal.code
    except Exception as error:
        return f"FOREIGN {type(error).__name__}: {error}"
    kept = image.dtype == np.uint8 and image.ndim == 3 and image.shape[2] == 3 and min(image.shape[:2]) >= 256
    return "result" if kept else f"FOREIGN shape {image.shape}"


def resident_mib() -> float:
    gc.collect()
    return psutil.Process().memory_info().rss / 2**20


def main(folder: str, count: int) -> None:
    # Decoders warn about odd metadata; here that is what they are given.
    warnings.simplefilter("ignore")
    files = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
    for i, (name, data) in enumerate(mutants(files, count)):
        print("START", name, flush=True)
        # A watchdog in C: it ends this process even when a decoder hangs without ever returning to Python.
        faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
        verdict = outcome(data)
        faulthandler.cancel_dump_traceback_later()
        print("DONE", verdict, flush=True)
        if i + 1 in (WARM_AFTER, count):
            print("RSS", resident_mib(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
