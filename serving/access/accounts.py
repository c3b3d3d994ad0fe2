"""Accounts of the staff: made by an admin, taken by an invitation, disabled at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from serving.access.caller import Caller, Grant
from serving.access.errors import (
    AccessNotFoundError,
    BeyondOwnReachError,
    CredentialsInvalidError,
    LoginTakenError,
    OwnAccountError,
)
from serving.access.ground import Ground
from serving.access.passwords import check_new_password
from serving.access.ports import Sealing
from serving.access.profile import Profile, Staff, grant_row, login_hash, read_grant, subject_hash
from serving.access.tables import Account, RecoveryCode, SignedIn
from serving.access.throttle import Guessed
from serving.access.tokens import digest, new_secret
from serving.database import is_id, new_id

STAFF_ROLES = frozenset({"coordinator", "provider", "medical_director", "auditor", "admin"})
STAFF_SCOPES = frozenset({"biometrics"})  # what may be lent to a person beyond a role
_PROFILE = "accounts.profile:{}"


@dataclass(frozen=True, slots=True)
class Invited:
    """An account, and the invitation by which its owner chooses a password: shown once."""

    staff: Staff
    invitation: str = field(repr=False)


class Accounts:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def any(self) -> bool:
        """Whether anybody has one at all."""
        with self._ground.database.reading() as session:
            return bool(session.scalar(select(exists().where(Account.id.is_not(None)))))

    def create(
        self, by: Caller, profile: Profile, grants: Sequence[Grant], scopes: Sequence[str], now: datetime
    ) -> Invited:
        """
        Raises:
            LoginTakenError, BeyondOwnReachError.
        """
        _check_lent(grants, scopes)
        account = self._new(by.practice, by.id, profile, grants, scopes, now)
        invitation = self._invite(account, now)
        self._insert(by, account, now)
        return Invited(self.staff(account), invitation)

    def create_first(
        self, practice: str, profile: Profile, grants: Sequence[Grant], password: str, now: datetime
    ) -> Staff:
        """The first one, from the command line: whoever holds the machine.

        Raises:
            LoginTakenError, PasswordTooWeakError.
        """
        check_new_password(password, profile.login)
        account = self._new(practice, "command_line", profile, grants, (), now)
        account.password = self._ground.passwords.hash(password)
        self._insert(Caller(account.created_by, "system", practice, ()), account, now)
        return self.staff(account)

    def read(self, practice: str, id_: str) -> Staff:
        """
        Raises:
            AccessNotFoundError: there is none, or none of this practice.
        """
        with self._ground.database.reading() as session:
            return self.staff(_found(session, practice, id_, locked=False))

    def change(
        self,
        by: Caller,
        id_: str,
        now: datetime,
        *,
        profile: Profile | None = None,
        grants: Sequence[Grant] | None = None,
        scopes: Sequence[str] | None = None,
        subject: tuple[str, str] | None = None,
    ) -> Staff:
        """What is None stays.

        Args:
            subject: issuer and subject of somebody whom an identity provider knows.

        Raises:
            AccessNotFoundError, LoginTakenError, BeyondOwnReachError.
            OwnAccountError: nobody changes their own grants or scopes.
        """
        _check_lent(grants or (), scopes or ())
        if id_ == by.id and not (grants is None and scopes is None):
            raise OwnAccountError()
        try:
            with self._ground.database.writing() as session:
                account = _found(session, by.practice, id_)
                if profile is not None:
                    account.login_hash, account.profile = login_hash(profile.login), self._sealed(account, profile)
                if grants is not None:
                    account.grants = [grant_row(grant) for grant in grants]
                if scopes is not None:
                    account.scopes = sorted(set(scopes))
                if subject is not None:
                    account.subject_hash = subject_hash(*subject)
                session.flush()
                changed = [name for name, value in _said(profile, grants, scopes, subject) if value is not None]
                self._ground.recorder.record(session, by, now, "account.changed", id_, {"changed": ",".join(changed)})
                return self.staff(account)
        except IntegrityError:
            raise LoginTakenError() from None

    def invite_again(self, by: Caller, id_: str, now: datetime) -> Invited:
        """For whoever lost their password or second factor: both are gone, and so are their sessions.

        Raises:
            AccessNotFoundError, OwnAccountError.
        """
        if id_ == by.id:
            raise OwnAccountError()
        with self._ground.database.writing() as session:
            account = _found(session, by.practice, id_)
            account.password, account.totp, account.totp_confirmed = None, None, False
            session.execute(delete(RecoveryCode).where(RecoveryCode.account == id_))
            end_sessions(session, id_, now)
            invitation = self._invite(account, now)
            self._ground.recorder.record(session, by, now, "account.invited", id_, {})
            return Invited(self.staff(account), invitation)

    def set_active(self, by: Caller, id_: str, active: bool, now: datetime) -> Staff:
        """Disabled, an account loses its sessions in the same moment.

        Raises:
            AccessNotFoundError, OwnAccountError.
        """
        if id_ == by.id:
            raise OwnAccountError()
        with self._ground.database.writing() as session:
            account = _found(session, by.practice, id_)
            account.active = active
            end_sessions(session, id_, now)
            event = "account.enabled" if active else "account.disabled"
            self._ground.recorder.record(session, by, now, event, id_, {})
            return self.staff(account)

    def accept(self, invitation: str, password: str, address: str, now: datetime) -> None:
        """Its owner chooses the password.

        Raises:
            TooManyAttemptsError, CredentialsInvalidError, PasswordTooWeakError.
        """
        guessed = [Guessed.address(address)]
        self._ground.throttle.admit(guessed, now)
        hashed = self._ground.passwords.hash(password)  # before the turn to write is taken: it takes its time
        with self._ground.database.writing() as session:
            account = session.scalars(_invited(invitation, now).with_for_update()).one_or_none()
            if account is None or not account.active:
                raise CredentialsInvalidError()
            check_new_password(password, read_profile(self._ground.sealing, account).login)
            account.password, account.invitation_hash, account.invitation_until = hashed, None, None
            self._ground.throttle.succeeded(session, (), guessed)
            caller = Caller(account.id, "user", account.practice, ())
            self._ground.recorder.record(session, caller, now, "account.accepted", account.id, {})

    def _new(
        self, practice: str, by: str, profile: Profile, grants: Sequence[Grant], scopes: Sequence[str], now: datetime
    ) -> Account:
        account = Account(
            id=new_id("acc", now),
            practice=practice,
            version=1,
            login_hash=login_hash(profile.login),
            active=True,
            grants=[grant_row(grant) for grant in grants],
            scopes=sorted(set(scopes)),
            totp_confirmed=False,
            totp_step=0,
            created_at=now,
            created_by=by,
        )
        account.profile = self._sealed(account, profile)
        return account

    def _insert(self, by: Caller, account: Account, now: datetime) -> None:
        try:
            with self._ground.database.writing() as session:
                session.add(account)
                session.flush()
                facts = {"roles": ",".join(sorted({grant["role"] for grant in account.grants}))}
                self._ground.recorder.record(session, by, now, "account.created", account.id, facts)
        except IntegrityError:
            raise LoginTakenError() from None

    def _invite(self, account: Account, now: datetime) -> str:
        invitation = new_secret()
        account.invitation_hash = digest(invitation)
        account.invitation_until = now + self._ground.limits.invitation
        return invitation

    def _sealed(self, account: Account, profile: Profile) -> bytes:
        data = profile.model_dump_json().encode()
        return self._ground.sealing.seal(account.practice, _PROFILE.format(account.id), data)

    def staff(self, account: Account) -> Staff:
        return staff_of(self._ground.sealing, account)


def read_profile(sealing: Sealing, account: Account) -> Profile:
    data = sealing.unseal(account.practice, _PROFILE.format(account.id), account.profile)
    return Profile.model_validate_json(data)


def staff_of(sealing: Sealing, account: Account) -> Staff:
    """A row as others see it; who approves is held against its licences."""
    return Staff(
        account.id,
        account.practice,
        account.version,
        account.active,
        tuple(read_grant(row) for row in account.grants),
        tuple(account.scopes),
        read_profile(sealing, account),
        invited=account.password is None and account.subject_hash is None,
        second_factor=account.totp_confirmed,
    )


def end_sessions(session: Session, account: str, now: datetime, *, but: str = "") -> None:
    """All sessions of an account that are still open, but one."""
    open_ones = update(SignedIn).where(SignedIn.account == account, SignedIn.ended_at.is_(None), SignedIn.id != but)
    session.execute(open_ones.values(ended_at=now))


def _found(session: Session, practice: str, id_: str, *, locked: bool = True) -> Account:
    found = session.get(Account, id_, with_for_update=locked) if is_id(id_, "acc") else None
    if found is None or found.practice != practice:
        raise AccessNotFoundError()
    return found


def _invited(invitation: str, now: datetime) -> Select[Account]:
    return select(Account).where(Account.invitation_hash == digest(invitation), Account.invitation_until > now)


def _said(*values: object) -> list[tuple[str, object]]:
    return list(zip(("profile", "grants", "scopes", "subject"), values, strict=True))


def _check_lent(grants: Sequence[Grant], scopes: Sequence[str]) -> None:
    if not {grant.role for grant in grants} <= STAFF_ROLES or not set(scopes) <= STAFF_SCOPES:
        raise BeyondOwnReachError()
