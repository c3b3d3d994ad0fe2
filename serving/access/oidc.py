"""Bearer tokens of an identity provider: signed with a key of its own, for us, now; its claims become grants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from serving.access.caller import Caller, Grant, Role
from serving.access.errors import CredentialsInvalidError, TokenExpiredError
from serving.access.jwks import Jwks
from serving.access.ports import Transactions
from serving.access.profile import subject_hash
from serving.access.tables import Account

ALGORITHMS = ("RS256", "ES256", "EdDSA")  # never `none`, never a shared secret
LONGEST_TOKEN = 8192  # characters
_LONGEST_LIFE = timedelta(hours=24)
_REQUIRED = ["iss", "aud", "sub", "exp", "iat"]


class ClaimGrant(BaseModel):
    """A row of the setting `oidc_grants`: whoever's claim has the value is granted the role.

    Attributes:
        claim: a name, or a path with dots: `groups`, `realm_access.roles`.
        value: the claim's own, or one of its list.
        locations: ids; None for all of the practice.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: str = Field(min_length=1)
    value: str = Field(min_length=1)
    practice: str = Field(min_length=1)
    role: Role
    locations: tuple[str, ...] | None = None
    assigned_only: bool = False

    @property
    def grant(self) -> Grant:
        return Grant(self.role, None if self.locations is None else frozenset(self.locations), self.assigned_only)


class Provider(BaseModel):
    """An identity provider, as the settings have it.

    Attributes:
        strong_by: values of `amr` or `acr` that stand for a second factor.
        scopes: those of the token's `scope` that count here.
        leeway_s: for clocks that differ.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str
    audience: str
    grants: tuple[ClaimGrant, ...]
    strong_by: frozenset[str] = frozenset({"mfa", "otp", "hwk", "swk", "fido"})
    scopes: frozenset[str] = frozenset({"biometrics"})
    leeway_s: int = 30


class Oidc:
    """Reads such tokens. An account that the provider's subject is linked to is who it is."""

    def __init__(self, provider: Provider, keys: Jwks, database: Transactions) -> None:
        self._provider = provider
        self._keys = keys
        self._database = database

    def caller(self, token: str, now: datetime) -> Caller:
        """
        Raises:
            CredentialsInvalidError, TokenExpiredError, IdentityProviderUnavailableError.
        """
        claims = self._claims(token, now)
        practice, grants = self._granted(claims)
        account = self._account(claims["sub"], practice)
        software = all(grant.role == "integration" for grant in grants)
        asked = claims.get("scope", "")
        return Caller(
            account or "oid_" + subject_hash(self._provider.issuer, claims["sub"]).hex()[:32],
            "integration" if software else "user",
            practice,
            grants,
            frozenset(asked.split() if isinstance(asked, str) else ()) & self._provider.scopes,
            authenticated_at=_moment(claims.get("auth_time")),
            strong=self._strong(claims),
        )

    def _claims(self, token: str, now: datetime) -> dict[str, Any]:
        header = _header(token)
        key = self._keys.key(header["kid"])
        if key.algorithm_name != header["alg"]:
            raise CredentialsInvalidError()  # a key signs in the one way that it is for
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[header["alg"]],
                audience=self._provider.audience,
                issuer=self._provider.issuer,
                # Times are held against the server's clock below; the library would take the machine's.
                options={"require": _REQUIRED, "verify_exp": False, "verify_nbf": False, "verify_iat": False},
            )
        except (jwt.PyJWTError, ValueError, TypeError):
            raise CredentialsInvalidError() from None
        self._check_times(claims, now)
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise CredentialsInvalidError()
        return claims

    def _check_times(self, claims: Mapping[str, Any], now: datetime) -> None:
        leeway = timedelta(seconds=self._provider.leeway_s)
        issued, ends = _moment(claims["iat"]), _moment(claims["exp"])
        begins = _moment(claims["nbf"]) if "nbf" in claims else issued
        if issued is None or ends is None or begins is None or ends - issued > _LONGEST_LIFE:
            raise CredentialsInvalidError()
        if issued > now + leeway or begins > now + leeway:
            raise CredentialsInvalidError()
        if now >= ends + leeway:
            raise TokenExpiredError()

    def _granted(self, claims: Mapping[str, Any]) -> tuple[str, tuple[Grant, ...]]:
        """The practice and the grants. Rows of two practices would let one token mix them: refused."""
        rows = [row for row in self._provider.grants if row.value in _values(claims, row.claim)]
        practices = {row.practice for row in rows}
        if len(practices) != 1:
            raise CredentialsInvalidError()
        return practices.pop(), tuple(dict.fromkeys(row.grant for row in rows))

    def _account(self, subject: str, practice: str) -> str | None:
        """The linked account's id; a disabled one lets nobody in. What another practice has linked says nothing here:
        no admin of elsewhere can shut somebody out."""
        mine = (Account.practice == practice) & (Account.subject_hash == subject_hash(self._provider.issuer, subject))
        with self._database.reading() as session:
            account = session.scalars(select(Account).where(mine)).one_or_none()
        if account is None:
            return None
        if not account.active:
            raise CredentialsInvalidError()
        return account.id

    def _strong(self, claims: Mapping[str, Any]) -> bool:
        return bool((_values(claims, "amr") | _values(claims, "acr")) & self._provider.strong_by)


def _header(token: str) -> dict[str, str]:
    if len(token) > LONGEST_TOKEN:
        raise CredentialsInvalidError()
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError):
        raise CredentialsInvalidError() from None
    if header.get("alg") not in ALGORITHMS or not isinstance(header.get("kid"), str) or "crit" in header:
        raise CredentialsInvalidError()
    return header


def _moment(seconds: object) -> datetime | None:
    """None for what is no time: a word, a truth value, beyond all calendars."""
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _values(claims: Mapping[str, Any], path: str) -> frozenset[str]:
    found: Any = claims.get(path)
    if found is None:
        found = claims
        for name in path.split("."):
            found = found.get(name) if isinstance(found, dict) else None
    listed = found if isinstance(found, list) else [found]
    return frozenset(each for each in listed if isinstance(each, str))
