"""Why somebody is not let in. What is told is the same whichever half of the credentials was wrong."""

from __future__ import annotations

from models.errors import CountenanceError


class CredentialsMissingError(CountenanceError):
    """The request carries none."""

    code = "credentials_missing"
    status = 401
    title = "Please sign in"


class CredentialsInvalidError(CountenanceError):
    """They are not somebody's: unknown, wrong, revoked, disabled or malformed. Which of these is not told."""

    code = "credentials_invalid"
    status = 401
    title = "These credentials are not valid"


class TokenExpiredError(CountenanceError):
    """It was valid, and its time is over."""

    code = "token_expired"
    status = 401
    title = "The session has ended. Please sign in again"


class SecondFactorRequiredError(CountenanceError):
    """The password was right, and the second factor is still to be given."""

    code = "second_factor_required"
    status = 401
    title = "Please give the code of your second factor"


class TooManyAttemptsError(CountenanceError):
    """Credentials were wrong too often. The same for a name that nobody has."""

    code = "too_many_attempts"
    status = 429
    title = "Too many attempts. Please wait"

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(retry_after_s=retry_after_s)


class CrossSiteError(CountenanceError):
    """A cookie came with a request that another site may have made."""

    code = "cross_site_refused"
    status = 403
    title = "The request did not come from this server's own pages"


class IdentityProviderUnavailableError(CountenanceError):
    """Its keys can't be fetched, and none are remembered."""

    code = "identity_provider_unavailable"
    status = 503
    title = "The identity provider does not answer. Please try again in a moment"

    def __init__(self) -> None:
        super().__init__(retry_after_s=10)


class PasswordTooWeakError(CountenanceError):
    code = "password_too_weak"
    status = 422
    title = "Please choose another password"

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(f"Please choose another password: {reason}", **details)


class LoginTakenError(CountenanceError):
    """Told to admins only: at the door nobody learns which names exist."""

    code = "login_taken"
    status = 409
    title = "This name is taken"


class OwnAccountError(CountenanceError):
    """Nobody takes or gives power to themselves, nor locks themselves out."""

    code = "own_account"
    status = 409
    title = "Somebody else has to change that of your account"


class SecondFactorSetError(CountenanceError):
    """An admin's new invitation takes the old one away."""

    code = "second_factor_set"
    status = 409
    title = "A second factor is set up already"


class BeyondOwnReachError(CountenanceError):
    """More was asked to be lent than the lender has."""

    code = "beyond_own_reach"
    status = 422
    title = "That cannot be lent"


class AccessNotFoundError(CountenanceError):
    """There is none, or none of this practice: both are told the same."""

    code = "not_found"
    status = 404
    title = "Not Found"


class AccessNotAllowedError(CountenanceError):
    code = "not_allowed"
    status = 403
    title = "This account may not do that"

    def __init__(self, action: str) -> None:
        super().__init__(action=action)


class KeyLifeError(CountenanceError):
    """A key ends, within two years."""

    code = "key_life_invalid"
    status = 422
    title = "A key ends in the future, within two years"


class TabletStateError(CountenanceError):
    """It is not enrolled yet, or it was revoked."""

    code = "tablet_not_in_use"
    status = 409
    title = "This tablet is not in use"
