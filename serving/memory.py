"""How this process holds on to memory."""

from __future__ import annotations

import ctypes

# glibc's malloc.h
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_LARGEST_KEPT = 64 * 2**20  # a decoded photo of 20 megapixels
_KEPT_IN_ALL = 256 * 2**20


def keep_freed_memory() -> bool:
    """Lets freed photo-sized blocks be used again instead of going back to the system each time.

    A photo's way through decoding and measuring allocates a few dozen blocks of some megabytes; handed back and fetched
    anew for every photo, their page faults take as long as decoding a JPEG. Costs up to `_KEPT_IN_ALL` of idle memory.

    Returns:
        Whether the C library took it: glibc does; with another one everything works, a little slower.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    kept = ((_M_MMAP_THRESHOLD, _LARGEST_KEPT), (_M_TRIM_THRESHOLD, _KEPT_IN_ALL))
    return all(mallopt(parameter, value) == 1 for parameter, value in kept)
