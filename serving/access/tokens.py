"""Random secrets and their forms. Of every one only a hash is stored: with 256 random bits SHA-256 is enough."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Literal

TokenKind = Literal["ses", "tab"]  # a person's session, a tablet's session
_ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}"
_SECRET = "[A-Za-z0-9_-]{43}"
_SESSION = re.compile(f"cnt_(ses|tab)_({_SECRET})")
_API_KEY = re.compile(f"cnt_live_(key_{_ULID})_({_SECRET})")
_DEVICE = re.compile(f"cnt_dev_(tab_{_ULID})_({_SECRET})")
_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_secret() -> str:
    """256 random bits, 43 characters."""
    return secrets.token_urlsafe(32)


def new_code(characters: int) -> str:
    """To be typed by a person: 5 random bits a character, none that reads as another, in groups of four."""
    code = "".join(secrets.choice(_CODE_ALPHABET) for _ in range(characters))
    return "-".join(code[at : at + 4] for at in range(0, characters, 4))


def digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def code_digest(code: str) -> bytes:
    """Of a typed code: hyphens, spaces and small letters make no difference, nor does O for 0 or I and L for 1."""
    typed = re.sub(r"[\s-]", "", code).upper()
    return digest(typed.translate(str.maketrans("OIL", "011")))


def matches(secret: str, stored: bytes | None) -> bool:
    """Compared in constant time."""
    return stored is not None and hmac.compare_digest(digest(secret), stored)


def session_token(kind: TokenKind) -> str:
    return f"cnt_{kind}_{new_secret()}"


def api_key(id_: str, secret: str) -> str:
    return f"cnt_live_{id_}_{secret}"


def device_secret(id_: str, secret: str) -> str:
    return f"cnt_dev_{id_}_{secret}"


def session_kind(token: str) -> TokenKind | None:
    """None for what has not the form of a session's token."""
    if (found := _SESSION.fullmatch(token)) is None:
        return None
    return "ses" if found[1] == "ses" else "tab"


def read_api_key(token: str) -> tuple[str, str] | None:
    """Its id and its secret."""
    return (found[1], found[2]) if (found := _API_KEY.fullmatch(token)) else None


def read_device_secret(token: str) -> tuple[str, str] | None:
    """The tablet's id and its secret."""
    return (found[1], found[2]) if (found := _DEVICE.fullmatch(token)) else None
