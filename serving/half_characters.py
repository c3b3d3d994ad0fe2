"""Half a character in JSON: a surrogate without its other half (RFC 8259, 8.2). It has no bytes, so that it can be
neither stored nor sent, and is nobody's name, note or code."""

from __future__ import annotations

import json
import re

_PERHAPS = re.compile(rb"\\ud[89a-f]|\xed[\xa0-\xbf]", re.IGNORECASE)  # an escape of either half, or its raw bytes


def has_half_a_character(body: bytes) -> bool:
    """Whether a body that is JSON holds one. What is no JSON is for its reader to refuse."""
    if not _PERHAPS.search(body):
        return False
    try:
        json.dumps(json.loads(body), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except (ValueError, RecursionError):
        return False
    return False
