"""Names of rows: `cli_01K…`, a prefix that says of what, and a ULID, which sorts by the time it was made."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that reads as something else
_FORM = re.compile(r"[a-z]{3}_[0-7][0-9A-HJKMNP-TV-Z]{25}")


def new_id(prefix: str, now: datetime) -> str:
    """A name that nobody can guess: 48 bits of time in milliseconds, 80 random ones.

    Args:
        prefix: three small letters.
        now: with its time zone.
    """
    number = int(now.timestamp() * 1000) << 80 | secrets.randbits(80)
    return prefix + "_" + "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def is_id(text: str, prefix: str) -> bool:
    """Whether it has the form of such a name. What has not is never looked for."""
    return text.startswith(prefix + "_") and _FORM.fullmatch(text) is not None
