"""Everybody who may come in, by whatever credentials: one place that says who a request is from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from fastapi import Request
from sqlalchemy import delete
from sqlalchemy.orm import Session

from serving.access.accounts import Accounts
from serving.access.caller import Caller
from serving.access.errors import CredentialsInvalidError, CredentialsMissingError, CrossSiteError
from serving.access.ground import Ground
from serving.access.keys import Keys
from serving.access.oidc import Oidc
from serving.access.ports import Joined
from serving.access.sessions import Sessions
from serving.access.tables import SignedIn, TabletSession
from serving.access.tablets import Tablets
from serving.access.throttle import Throttle
from serving.access.tokens import session_kind

COOKIE = "__Host-countenance"  # the name's own rules: Secure, Path=/, this host alone
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_KEPT = timedelta(days=30)  # sessions that ended, for whoever looks into what happened


@dataclass(frozen=True, slots=True)
class Access:
    """Built once, in the lifespan.

    Attributes:
        now: the server's clock.
        oidc: None where no identity provider is set.
    """

    ground: Ground
    accounts: Accounts
    sessions: Sessions
    keys: Keys
    tablets: Tablets
    oidc: Oidc | None
    now: Callable[[], datetime]

    @classmethod
    def on(cls, ground: Ground, now: Callable[[], datetime], oidc: Oidc | None = None) -> Self:
        return cls(ground, Accounts(ground), Sessions(ground), Keys(ground), Tablets(ground), oidc, now)

    def within(self, session: Session) -> Access:
        """The same in a transaction that somebody else began and ends."""
        joined = Joined(session)
        return Access.on(replace(self.ground, database=joined, throttle=Throttle(joined)), self.now, self.oidc)

    def authenticate(self, request: Request) -> Caller:
        """Whose request it is. Called in a thread; what was revoked is seen at once.

        Raises:
            CredentialsMissingError, CredentialsInvalidError, TokenExpiredError, SecondFactorRequiredError.
            CrossSiteError: a cookie came with what another site may have sent.
            IdentityProviderUnavailableError.
        """
        token = presented(request)
        if (kind := session_kind(token)) is not None:
            found = self.sessions if kind == "ses" else self.tablets
            return found.caller(token, self.now())
        if token.startswith("cnt_live_"):
            return self.keys.caller(token, self.now())
        if self.oidc is None or token.startswith("cnt_"):
            raise CredentialsInvalidError()
        return self.oidc.caller(token, self.now())

    def sweep(self, session: Session, now: datetime) -> None:
        """Forgets sessions that ended long ago, and guesses of yesterday."""
        session.execute(delete(SignedIn).where(SignedIn.ends_at < now - _KEPT))
        session.execute(delete(TabletSession).where(TabletSession.ends_at < now - _KEPT))
        self.within(session).ground.throttle.sweep(now)


def by_house(request: Request) -> Caller:
    """The same for a running server, whose `Access` was built in its lifespan."""
    access: Access = request.app.state.services.access
    return access.authenticate(request)


def presented(request: Request) -> str:
    """The token that a request carries: `Authorization: Bearer …`, else the cookie of the pages.

    Raises:
        CredentialsMissingError, CredentialsInvalidError, CrossSiteError.
    """
    headers = request.headers.getlist("authorization")
    if headers:
        scheme, _, token = headers[0].partition(" ")
        if len(headers) > 1 or scheme.lower() != "bearer" or not token.strip():
            raise CredentialsInvalidError()
        return token.strip()
    if (cookie := request.cookies.get(COOKIE)) is None:
        raise CredentialsMissingError()
    if request.method not in _SAFE_METHODS:
        refuse_cross_site(request)
    if session_kind(cookie) != "ses":
        raise CredentialsInvalidError()
    return cookie


def by_cookie(request: Request) -> bool:
    return "authorization" not in request.headers and COOKIE in request.cookies


def refuse_cross_site(request: Request) -> None:
    """SameSite=Strict keeps the cookie from other sites; this keeps it from neighbors under one domain, too.

    A browser says where a request comes from, and no page can make it lie. Only the host is compared: behind a proxy
    that ends TLS the scheme differs.

    Raises:
        CrossSiteError.
    """
    said = request.headers.get("sec-fetch-site")
    if said is not None:
        if said != "same-origin":
            raise CrossSiteError()
        return
    origin = request.headers.get("origin")
    if origin is None or urlsplit(origin).netloc != request.headers.get("host"):
        raise CrossSiteError()


def address_of(request: Request) -> str:
    """Where it comes from; behind a proxy that the server trusts, what that one says."""
    return request.client.host if request.client else "unknown"
