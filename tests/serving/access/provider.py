"""An identity provider: real keys, and a real HTTP server that gives their public halves, or misbehaves."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

ISSUER, AUDIENCE, SUBJECT = "https://id.linden.example", "countenance", "f2b1c9"
KEYS = {
    "RS256": rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
}
OTHERS = {
    "RS256": rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "RS256 short": rsa.generate_private_key(public_exponent=65537, key_size=1024),
    "ES384": ec.generate_private_key(ec.SECP384R1()),
}
_WRITERS = {"RS256": RSAAlgorithm, "ES256": ECAlgorithm, "ES384": ECAlgorithm, "EdDSA": OKPAlgorithm}


def public(name: str, key: Any, kid: str | None = None, **more: Any) -> dict[str, Any]:
    row = _WRITERS[name.split()[0]].to_jwk(key.public_key(), as_dict=True)
    return row | {"kid": kid or name, "use": "sig"} | more


def key_set() -> list[dict[str, Any]]:
    return [public(name, key) for name, key in KEYS.items()]


def claims(now: datetime, **changed: Any) -> dict[str, Any]:
    """What the provider says of a provider of practice A; None takes a claim away."""
    said = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": SUBJECT,
        "iat": int(now.timestamp()),
        "exp": int((now + timedelta(minutes=10)).timestamp()),
        "groups": ["injectors"],
    }
    return {name: value for name, value in (said | changed).items() if value is not None}


def token(now: datetime, algorithm: str = "RS256", *, key: Any = None, header: Any = None, **changed: Any) -> str:
    headers = {"kid": algorithm} | (header or {})
    signed_with = KEYS[algorithm] if key is None else key
    return jwt.encode(
        claims(now, **changed), signed_with, algorithm, {k: v for k, v in headers.items() if v is not None}
    )


class KeyServer:
    """Answers with `body`, after `ways` has had its say; counts the requests."""

    def __init__(self) -> None:
        self.body: bytes = json.dumps({"keys": key_set()}).encode()
        self.status = 200
        self.slow = threading.Event()
        self.asked = 0
        self.url = ""


@contextmanager
def key_server() -> Iterator[KeyServer]:
    house = KeyServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            house.asked += 1
            self.send_response(house.status)
            if house.status == 302:
                self.send_header("Location", house.url + "/elsewhere")
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            if house.slow.is_set():
                self._drip()
            else:
                self.wfile.write(house.body)

        def _drip(self) -> None:
            try:
                while house.slow.is_set():
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    threading.Event().wait(0.05)
            except OSError:
                pass  # the client hung up, which is what is tested

        def log_message(self, *arguments: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    house.url = f"http://127.0.0.1:{server.server_port}/keys"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield house
    finally:
        house.slow.clear()
        server.shutdown()
        thread.join()
        server.server_close()
