"""The identity provider's keys: fetched when needed, remembered, and never asked for in a stampede."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from serving.access.errors import CredentialsInvalidError, IdentityProviderUnavailableError

logger = logging.getLogger(__name__)

TIMEOUT_S = 5.0  # for the whole answer
LARGEST_BYTES = 256 * 2**10
FRESH_S, STALE_S = 600.0, 3600.0  # asked again after, and good for at most, while the provider does not answer
FLOOR_S = 30.0  # between two fetches, whatever key a token names
_SMALLEST_RSA_BITS = 2048
_ALGORITHMS = {"RSA": "RS256", "EC": "ES256", "OKP": "EdDSA"}


class Jwks:
    """Public keys by their `kid`.

    Args:
        url: of the key set.
        clock: seconds that only grow.
    """

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._clock = clock
        self._turn = threading.Lock()
        self._keys: Mapping[str, jwt.PyJWK] = {}
        self._fetched_at: float | None = None
        self._tried_at: float | None = None

    def key(self, kid: str) -> jwt.PyJWK:
        """
        Raises:
            CredentialsInvalidError: the provider has no such key.
            IdentityProviderUnavailableError: it does not answer, and what is remembered is too old.
        """
        if not self._fresh() or kid not in self._keys:
            self._refresh(kid)
        if self._fetched_at is None or self._clock() - self._fetched_at > STALE_S:
            raise IdentityProviderUnavailableError()
        if (found := self._keys.get(kid)) is None:
            raise CredentialsInvalidError()
        return found

    def _fresh(self) -> bool:
        return self._fetched_at is not None and self._clock() - self._fetched_at < FRESH_S

    def _refresh(self, kid: str) -> None:
        """One at a time. Only who has no key waits for another's fetch, and looks at what it brought."""
        if not self._turn.acquire(blocking=kid not in self._keys):
            return
        try:
            now = self._clock()
            waited = self._fresh() and kid in self._keys
            too_soon = self._tried_at is not None and now - self._tried_at < FLOOR_S
            if not waited and not too_soon:
                self._tried_at = now
                self._fetch()
        finally:
            self._turn.release()

    def _fetch(self) -> None:
        try:
            self._keys = _usable(_fetched(self._url))
        except (httpx.HTTPError, ValueError) as error:
            logger.warning("identity provider: keys could not be fetched: %s", type(error).__name__)
            return
        self._fetched_at = self._clock()


def _fetched(url: str) -> Any:
    """
    Raises:
        httpx.HTTPError, ValueError: not fetched in time, too large, or not JSON.
    """
    deadline = time.monotonic() + TIMEOUT_S
    body = bytearray()
    with httpx.stream("GET", url, timeout=TIMEOUT_S, follow_redirects=False) as answer:
        if answer.status_code != httpx.codes.OK:
            raise ValueError("the key set was not given")
        for part in answer.iter_raw():
            body += part
            if len(body) > LARGEST_BYTES or time.monotonic() > deadline:
                raise ValueError("the key set is too large, or came too slowly")
    return json.loads(body)


def _usable(document: Any) -> dict[str, jwt.PyJWK]:
    """Those that sign, of the kinds that we take; what else a provider lists is left out."""
    listed = document["keys"] if isinstance(document, dict) and isinstance(document.get("keys"), list) else None
    if listed is None:
        raise ValueError("not a key set")
    return {each["kid"]: key for each in listed if (key := _key(each)) is not None}


def _key(row: Any) -> jwt.PyJWK | None:
    if not isinstance(row, dict) or not isinstance(row.get("kid"), str) or row.get("use", "sig") != "sig":
        return None
    algorithm = _ALGORITHMS.get(str(row.get("kty")))
    if algorithm is None or row.get("alg", algorithm) != algorithm:
        return None
    try:
        key = jwt.PyJWK(row, algorithm)
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    return key if _strong(key.key) else None


def _strong(key: object) -> bool:
    if isinstance(key, RSAPublicKey):
        return key.key_size >= _SMALLEST_RSA_BITS
    if isinstance(key, EllipticCurvePublicKey):
        return key.curve.name == "secp256r1"
    return isinstance(key, Ed25519PublicKey)
