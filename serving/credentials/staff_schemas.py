"""What is said of accounts, keys and tablets."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, Field

from serving.access.caller import Grant
from serving.access.keys import Issued, KeyScope
from serving.access.profile import Profile, Staff, StaffLicence
from serving.access.tables import ApiKey, Tablet, TabletSession
from serving.credentials.session_schemas import Said

StaffRole = Literal["coordinator", "provider", "medical_director", "auditor", "admin"]
Line = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
Id = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_]+$")]
Locations = Annotated[tuple[Id, ...], Field(min_length=1, max_length=500)]


class GrantSaid(Said):
    """A role, and where it holds."""

    role: StaffRole
    locations: Locations | None = Field(default=None, description="Ids; null for all of the practice")
    assigned_only: bool = Field(default=False, description="Of clients, only those that are assigned to the account")

    @property
    def grant(self) -> Grant:
        return Grant(self.role, None if self.locations is None else frozenset(self.locations), self.assigned_only)

    @classmethod
    def of(cls, grant: Grant) -> Self:
        locations = None if grant.locations is None else tuple(sorted(grant.locations))
        return cls.model_construct(role=grant.role, locations=locations, assigned_only=grant.assigned_only)


class NewAccount(Said):
    profile: Profile
    grants: tuple[GrantSaid, ...] = Field(max_length=50)
    scopes: tuple[Literal["biometrics"], ...] = Field(default=(), description="That its sessions may ask for")


class Linked(Said):
    """Somebody whom the identity provider knows."""

    issuer: str = Field(min_length=1, max_length=500)
    subject: str = Field(min_length=1, max_length=500)


class AccountEdit(Said):
    """What is not named stays."""

    profile: Profile | None = None
    grants: tuple[GrantSaid, ...] | None = Field(default=None, max_length=50)
    scopes: tuple[Literal["biometrics"], ...] | None = None
    linked: Linked | None = None
    active: bool | None = Field(default=None, description="Disabled, it loses its sessions in the same moment")


class AccountShown(BaseModel):
    id: str
    active: bool
    name: str
    login: str
    supervisor: str | None
    licences: list[StaffLicence]
    grants: list[GrantSaid]
    scopes: list[str]
    invited: bool = Field(description="No password was chosen yet")
    second_factor: bool

    @classmethod
    def of(cls, staff: Staff) -> Self:
        return cls.model_validate(_told(staff))


class AccountInvited(AccountShown):
    invitation: str | None = Field(repr=False, description="By which its owner chooses a password; shown this once")

    @classmethod
    def inviting(cls, staff: Staff, invitation: str) -> Self:
        return cls.model_validate(_told(staff) | {"invitation": invitation})


class NewKey(Said):
    title: Line
    scopes: tuple[KeyScope, ...] = Field(min_length=1)
    locations: Locations | None = Field(default=None, description="Ids; null for all of the practice")
    expires_at: AwareDatetime


class Rotation(Said):
    overlap_hours: int = Field(default=24, ge=0, le=24 * 14, description="How long the secret before still opens")


class KeyShown(BaseModel):
    id: str
    title: str
    scopes: list[str]
    locations: list[str] | None
    created_at: datetime
    created_by: str
    expires_at: datetime
    used_at: datetime | None = Field(description="The last use, to the minute")
    earlier_until: datetime | None = Field(description="How long the secret before the last rotation still opens")
    revoked_at: datetime | None

    @classmethod
    def of(cls, row: ApiKey) -> Self:
        return cls.model_validate(row, from_attributes=True)


class KeyIssued(KeyShown):
    key: str | None = Field(default=None, repr=False, description="For `Authorization: Bearer`; shown this once")

    @classmethod
    def issuing(cls, issued: Issued) -> Self:
        return cls.model_validate(issued.row, from_attributes=True).model_copy(update={"key": issued.key})


class NewTablet(Said):
    title: Line
    location: Id


class TabletShown(BaseModel):
    id: str
    title: str
    location: str
    created_at: datetime
    enrolled_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, row: Tablet) -> Self:
        return cls.model_validate(row, from_attributes=True)


class TabletAnnounced(TabletShown):
    code: str | None = Field(default=None, repr=False, description="To be typed into the tablet; shown this once")
    code_until: datetime

    @classmethod
    def announcing(cls, row: Tablet, code: str) -> Self:
        return cls.model_validate(row, from_attributes=True).model_copy(update={"code": code})


class Enrollment(Said):
    code: str = Field(min_length=1, max_length=64, repr=False)


class TabletEnrolled(BaseModel):
    id: str
    secret: str = Field(repr=False, description="The device keeps it, and fetches its sessions' tokens with it")


class NewTabletSession(Said):
    client: Id


class TabletSessionShown(BaseModel):
    id: str
    tablet: str
    client: str
    started_at: datetime
    started_by: str
    ends_at: datetime

    @classmethod
    def of(cls, row: TabletSession) -> Self:
        return cls.model_validate(row, from_attributes=True)


class TabletToken(BaseModel):
    client: str
    ends_at: datetime
    token: str = Field(repr=False, description="For `Authorization: Bearer`, until the session ends")


def _told(staff: Staff) -> dict[str, object]:
    return {
        "id": staff.id,
        "active": staff.active,
        "name": staff.profile.name,
        "login": staff.profile.login,
        "supervisor": staff.profile.supervisor,
        "licences": list(staff.profile.licences),
        "grants": [GrantSaid.of(grant) for grant in staff.grants],
        "scopes": list(staff.scopes),
        "invited": staff.invited,
        "second_factor": staff.second_factor,
    }
