"""What is said when somebody signs in."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from serving.access.caller import Caller, Role
from serving.access.passwords import LONGEST
from serving.access.sessions import Opened

Password = SecretStr
_PASSWORD = Field(min_length=1, max_length=LONGEST, examples=["correct-horse-battery"])


class Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SignIn(Said):
    login: str = Field(min_length=1, max_length=200, examples=["ada@linden.example"])
    password: Password = _PASSWORD
    scopes: tuple[Literal["biometrics"], ...] = Field(default=(), description="Asked for, where the account has it")
    deliver: Literal["token", "cookie"] = Field(
        default="token", description="`cookie` for pages of this server: no script can read it"
    )


class SecondFactor(Said):
    code: SecretStr = Field(
        min_length=1, max_length=64, description="Of the authenticator, or a recovery code", examples=["492039"]
    )


class StepUp(SecondFactor):
    password: Password = _PASSWORD


class PasswordAgain(Said):
    password: Password = _PASSWORD


class NewPassword(PasswordAgain):
    new_password: SecretStr = Field(min_length=1, max_length=1000, examples=["staple-orchard-lantern"])


class Acceptance(Said):
    invitation: SecretStr = Field(min_length=1, max_length=100)
    password: SecretStr = Field(min_length=1, max_length=1000, examples=["correct-horse-battery"])


class SessionShown(BaseModel):
    id: str = Field(examples=["ses_01JD9S6T2X8Q4M5N6P7R8S9T0V"])
    account: str
    second_factor_due: bool = Field(description="Good for giving the second factor, and for nothing else")
    strong: bool = Field(description="A second factor was given")
    ends_at: datetime
    token: str | None = Field(repr=False, description="For `Authorization: Bearer`; null where a cookie has it")

    @classmethod
    def of(cls, opened: Opened, token: str | None) -> Self:
        return cls(
            id=opened.id,
            account=opened.account,
            second_factor_due=opened.awaiting,
            strong=opened.strong,
            ends_at=opened.ends_at,
            token=token,
        )


class WhoAmI(BaseModel):
    """Whose credentials these are."""

    id: str
    kind: str
    practice: str
    roles: list[Role]
    scopes: list[str]
    client: str | None = Field(description="The one client that a tablet's session is about")
    strong: bool
    authenticated_at: datetime | None

    @classmethod
    def of(cls, caller: Caller) -> Self:
        return cls(
            id=caller.id,
            kind=caller.kind,
            practice=caller.practice,
            roles=sorted({grant.role for grant in caller.grants}),
            scopes=sorted(caller.scopes),
            client=caller.client,
            strong=caller.strong,
            authenticated_at=caller.authenticated_at,
        )


class TotpSecret(BaseModel):
    secret: str = Field(repr=False, description="In base 32, to be typed into an authenticator")
    uri: str = Field(repr=False, description="The same for its camera, as a QR code")


class TotpConfirmed(BaseModel):
    session: SessionShown
    recovery_codes: list[str] = Field(repr=False, description="For a lost phone; shown this once, each works once")
