"""Who may come in, as the settings say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import ValidationError

from models.errors import CountenanceError
from serving.access.ground import Ground, Limits
from serving.access.house import Access
from serving.access.jwks import Jwks
from serving.access.oidc import Oidc, Provider
from serving.access.passwords import Passwords
from serving.access.ports import Recorder, Sealing
from serving.access.throttle import Throttle
from serving.database import Database
from serving.settings import Settings


class OidcGrantsInvalidError(CountenanceError):
    """The setting `oidc_grants` does not say what it should. The server does not start."""

    code = "setting_invalid"
    status = 503
    title = "The setting oidc_grants is not valid"


def configured_access(
    settings: Settings,
    database: Database,
    sealing: Sealing,
    recorder: Recorder,
    now: Callable[[], datetime],
) -> Access:
    """
    Raises:
        OidcGrantsInvalidError.
    """
    limits = Limits(
        session_idle=timedelta(minutes=settings.session_idle_minutes),
        session_longest=timedelta(hours=settings.session_hours),
        tablet_session=timedelta(minutes=settings.tablet_session_minutes),
    )
    ground = Ground(database, sealing, recorder, Passwords(), Throttle(database), limits)
    return Access.on(ground, now, _oidc(settings, database))


def _oidc(settings: Settings, database: Database) -> Oidc | None:
    if settings.oidc_issuer is None or settings.oidc_keys_url is None:
        return None
    said = {
        "issuer": settings.oidc_issuer,
        "audience": settings.oidc_audience,
        "grants": settings.oidc_grants,
        "strong_by": settings.oidc_strong_by,
    }
    try:
        provider = Provider.model_validate(said)
    except ValidationError as error:
        where = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise OidcGrantsInvalidError(f"{OidcGrantsInvalidError.title}: {where}") from None
    return Oidc(provider, Jwks(settings.oidc_keys_url), database)
