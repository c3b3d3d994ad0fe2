"""Tokens of an identity provider: good ones of each kind, and every way of a bad one we know."""

from __future__ import annotations

import base64
import hmac
import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from serving.access import Caller, Grant, jwks
from serving.access.accounts import Accounts
from serving.access.errors import (
    CredentialsInvalidError,
    IdentityProviderUnavailableError,
    LoginTakenError,
    TokenExpiredError,
)
from serving.access.jwks import FLOOR_S, FRESH_S, STALE_S, Jwks
from serving.access.oidc import ClaimGrant, Oidc, Provider
from serving.database import Database

from .grounds import ADMIN, NOON, ground, profile, taken
from .provider import AUDIENCE, ISSUER, KEYS, OTHERS, SUBJECT, KeyServer, claims, key_server, key_set, public, token

PROVIDER = Provider(
    issuer=ISSUER,
    audience=AUDIENCE,
    grants=(
        ClaimGrant(claim="groups", value="injectors", practice="pra_a", role="provider", locations=("loc_1",)),
        ClaimGrant(claim="realm.roles", value="auditor", practice="pra_a", role="auditor"),
        ClaimGrant(claim="groups", value="machines", practice="pra_a", role="integration"),
        ClaimGrant(claim="groups", value="others", practice="pra_b", role="provider"),
    ),
)
SECOND = timedelta(seconds=1)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def house() -> Iterator[KeyServer]:
    with key_server() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def oidc(house: KeyServer, clock: Clock, database: Database) -> Oidc:
    return Oidc(PROVIDER, Jwks(house.url, clock), database)


@pytest.mark.parametrize("algorithm", KEYS)
def test_a_good_token_is_somebody(oidc: Oidc, algorithm: str) -> None:
    caller = oidc.caller(token(NOON, algorithm), NOON)
    assert (caller.kind, caller.practice) == ("user", "pra_a")
    assert caller.grants == (Grant("provider", frozenset({"loc_1"})),)
    assert (caller.strong, caller.authenticated_at, caller.scopes) == (False, None, frozenset())


def test_claims_become_grants_by_the_mapping(oidc: Oidc) -> None:
    both = oidc.caller(token(NOON, realm={"roles": ["auditor", "unknown"]}, groups=["injectors", "tea"]), NOON)
    assert both.grants == (Grant("provider", frozenset({"loc_1"})), Grant("auditor"))
    assert oidc.caller(token(NOON, groups="machines"), NOON).kind == "integration"


def test_a_second_factor_and_scopes_are_read(oidc: Oidc) -> None:
    at = int((NOON - timedelta(minutes=3)).timestamp())
    caller = oidc.caller(token(NOON, amr=["pwd", "otp"], auth_time=at, scope="openid biometrics photos.read"), NOON)
    assert (caller.strong, caller.authenticated_at) == (True, NOON - timedelta(minutes=3))
    assert caller.scopes == {"biometrics"}
    assert not oidc.caller(token(NOON, amr=["pwd"], auth_time=at), NOON).strong


def test_a_linked_subject_is_the_account(oidc: Oidc, database: Database) -> None:
    on = ground(database)
    staff = taken(on)
    assert oidc.caller(token(NOON), NOON).id.startswith("oid_")
    Accounts(on).change(ADMIN, staff.id, NOON, subject=(ISSUER, SUBJECT))
    assert oidc.caller(token(NOON), NOON).id == staff.id
    Accounts(on).set_active(ADMIN, staff.id, False, NOON)
    with pytest.raises(CredentialsInvalidError):
        oidc.caller(token(NOON), NOON)


def test_whom_one_practice_links_another_may_link_too_and_nobody_is_shut_out(oidc: Oidc, database: Database) -> None:
    on = ground(database)
    Accounts(on).change(ADMIN, taken(on).id, NOON, subject=(ISSUER, SUBJECT))
    assert oidc.caller(token(NOON, groups=["others"]), NOON).id.startswith("oid_")
    admin = replace(ADMIN, practice="pra_b")
    bea = Accounts(on).create(admin, profile("bea"), (Grant("provider"),), (), NOON).staff
    Accounts(on).change(admin, bea.id, NOON, subject=(ISSUER, SUBJECT))
    assert oidc.caller(token(NOON, groups=["others"]), NOON).id == bea.id
    twin = Accounts(on).create(admin, profile("eve"), (Grant("provider"),), (), NOON).staff
    with pytest.raises(LoginTakenError):
        Accounts(on).change(admin, twin.id, NOON, subject=(ISSUER, SUBJECT))


def unsigned(changed: dict[str, Any] | None = None, algorithm: str = "none") -> str:
    return ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": algorithm, "typ": "JWT", "kid": "RS256"}, claims(NOON, **(changed or {})))
    ) + "."  # fmt: skip


def by_shared_secret() -> str:
    """The old trick: the public key, which everybody has, taken for a shared secret."""
    secret = KEYS["RS256"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    body = unsigned(algorithm="HS256").rstrip(".")
    signed = hmac.digest(secret, body.encode(), "sha256")
    return f"{body}.{base64.urlsafe_b64encode(signed).rstrip(b'=').decode()}"


def altered() -> str:
    head, _, signature = token(NOON).split(".")
    body = base64.urlsafe_b64encode(json.dumps(claims(NOON, sub="somebody-else")).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


at = NOON.timestamp()
BAD = {
    "no signature": unsigned,
    "none spelled otherwise": lambda: unsigned(algorithm="None"),
    "a shared secret": by_shared_secret,
    "another body under the signature": altered,
    "a signature cut off": lambda: token(NOON)[:-20],
    "a stranger's key": lambda: token(NOON, key=OTHERS["RS256"]),
    "a key that is not known": lambda: token(NOON, header={"kid": "other"}),
    "no kid": lambda: token(NOON, header={"kid": None}),
    "a kid of another kind of key": lambda: token(NOON, "ES256", header={"kid": "RS256"}),
    "its own key in the header": lambda: token(
        NOON, key=OTHERS["RS256"], header={"kid": "own", "jwk": public("RS256", OTHERS["RS256"], "own")}
    ),
    "a key elsewhere": lambda: token(NOON, key=OTHERS["RS256"], header={"kid": "own", "jku": "http://127.0.0.1:1/k"}),
    "an extension that we do not know": lambda: token(NOON, header={"crit": ["exp"]}),
    "RS512": lambda: jwt.encode(claims(NOON), KEYS["RS256"], "RS512", {"kid": "RS256"}),
    "PS256": lambda: jwt.encode(claims(NOON), KEYS["RS256"], "PS256", {"kid": "RS256"}),
    "another issuer": lambda: token(NOON, iss="https://id.evil.example"),
    "another audience": lambda: token(NOON, aud="billing"),
    "no audience": lambda: token(NOON, aud=None),
    "no issuer": lambda: token(NOON, iss=None),
    "no subject": lambda: token(NOON, sub=None),
    "an empty subject": lambda: token(NOON, sub=""),
    "no end": lambda: token(NOON, exp=None),
    "an end that is a word": lambda: token(NOON, exp="soon"),
    "an end that is no number": lambda: token(NOON, exp=True),
    "an end beyond all calendars": lambda: token(NOON, exp=10**18),
    "a life of days": lambda: token(NOON, exp=int(at) + 3 * 86400),
    "no issue": lambda: token(NOON, iat=None),
    "issued in the future": lambda: token(NOON, iat=int(at) + 60, exp=int(at) + 600),
    "not valid yet": lambda: token(NOON, nbf=int(at) + 60),
    "nothing granted": lambda: token(NOON, groups=["tea"]),
    "no groups at all": lambda: token(NOON, groups=None),
    "groups of two practices": lambda: token(NOON, groups=["injectors", "others"]),
    "far too long": lambda: token(NOON, more="x" * 10_000),
    "not a token": lambda: "a.b.c",
    "a list for a header": lambda: "W10.W10.W10",
}


@pytest.mark.parametrize("way", BAD)
def test_a_bad_token_is_nobody(oidc: Oidc, way: str) -> None:
    oidc.caller(token(NOON), NOON)  # the keys are known, and the good one is good
    with pytest.raises(CredentialsInvalidError) as caught:
        oidc.caller(BAD[way](), NOON)
    assert (str(caught.value), caught.value.details) == (CredentialsInvalidError.title, {})


def test_times_have_a_leeway_and_an_end(oidc: Oidc) -> None:
    said = token(NOON, nbf=int(at))
    leeway = timedelta(seconds=PROVIDER.leeway_s)
    assert oidc.caller(said, NOON - leeway)
    assert oidc.caller(said, NOON + timedelta(minutes=10) + leeway - SECOND)
    with pytest.raises(TokenExpiredError):
        oidc.caller(said, NOON + timedelta(minutes=10) + leeway)
    with pytest.raises(CredentialsInvalidError):
        oidc.caller(said, NOON - leeway - SECOND)


# ---- the keys


@pytest.mark.parametrize(
    "row",
    [
        public("RS256 short", OTHERS["RS256 short"], "odd"),
        public("ES384", OTHERS["ES384"], "odd"),
        {"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTMy", "kid": "odd"},
        public("RS256", OTHERS["RS256"], "odd", use="enc"),
        public("RS256", OTHERS["RS256"], "odd", alg="RS512"),
        {"kty": "RSA", "kid": "odd"},
        {"kid": "odd"},
        {"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA", "kid": "odd"},
        "odd",
    ],
)
def test_keys_that_are_not_for_signing_are_left_out(house: KeyServer, row: Any) -> None:
    house.body = json.dumps({"keys": [row, *key_set()]}).encode()
    known = Jwks(house.url)
    assert known.key("RS256")
    with pytest.raises(CredentialsInvalidError):
        known.key("odd")


def test_keys_are_remembered_and_asked_for_again(house: KeyServer, clock: Clock) -> None:
    known = Jwks(house.url, clock)
    for _ in range(20):
        known.key("RS256")
    assert house.asked == 1
    clock.now += FRESH_S
    known.key("RS256")
    assert house.asked == 2


def test_a_new_key_is_found_but_unknown_ones_make_no_stampede(house: KeyServer, clock: Clock) -> None:
    known = Jwks(house.url, clock)
    known.key("RS256")
    house.body = json.dumps({"keys": [*key_set(), public("RS256", OTHERS["RS256"], "new")]}).encode()
    for number in range(50):
        with pytest.raises(CredentialsInvalidError):
            known.key(f"made up {number}")
    assert house.asked == 1
    clock.now += FLOOR_S
    assert known.key("new")
    assert house.asked == 2


def test_many_at_once_fetch_once(house: KeyServer, clock: Clock) -> None:
    known = Jwks(house.url, clock)
    threads = [threading.Thread(target=known.key, args=("RS256",)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert house.asked == 1


def answers(house: KeyServer, body: bytes = b"", status: int = 200) -> None:
    house.body, house.status = body, status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 500),
        (b"", 302),
        (b"<html>", 200),
        (b"[]", 200),
        (b'{"keys": {}}', 200),
        (b'{"keys": []}' + b" " * jwks.LARGEST_BYTES, 200),
        (b"\xff\xfe", 200),
    ],
)
def test_a_provider_that_misbehaves_lets_nobody_in(oidc: Oidc, house: KeyServer, body: bytes, status: int) -> None:
    answers(house, body, status)
    with pytest.raises(IdentityProviderUnavailableError):
        oidc.caller(token(NOON), NOON)


def test_a_provider_that_drips_is_given_up_on(house: KeyServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jwks, "TIMEOUT_S", 0.3)
    house.slow.set()
    with pytest.raises(IdentityProviderUnavailableError):
        Jwks(house.url).key("RS256")


def test_what_is_remembered_serves_while_the_provider_is_away_but_not_for_ever(house: KeyServer, clock: Clock) -> None:
    known = Jwks(house.url, clock)
    known.key("RS256")
    answers(house, status=503)
    clock.now = FRESH_S + 1
    assert known.key("RS256")
    clock.now = STALE_S + 1
    with pytest.raises(IdentityProviderUnavailableError):
        known.key("RS256")
    answers(house, json.dumps({"keys": key_set()}).encode())
    clock.now += FLOOR_S
    assert known.key("RS256")


def test_no_token_is_in_a_log_or_a_repr(oidc: Oidc, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    good = token(NOON)
    caller: Caller = oidc.caller(good, NOON)
    with pytest.raises(CredentialsInvalidError) as caught:
        oidc.caller(good[:-4], NOON)
    for seen in (caplog.text, repr(caller), repr(caught.value), repr(oidc)):
        assert good[:-4] not in seen and SUBJECT not in seen
