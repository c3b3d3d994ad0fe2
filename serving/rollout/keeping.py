"""A practice's rollout out of the database, and into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from serving.access import Resource
from serving.access.accounts import staff_of
from serving.access.profile import read_grant
from serving.access.tables import Account
from serving.desk import Work
from serving.practices.tables import Group, Location
from serving.rollout.errors import ReviewerUnlicensedError, RolloutNamesUnknownError
from serving.rollout.schemas import NewRollout
from serving.rollout.setting import Mode, Rollout, Setting
from serving.rollout.tables import RolloutVersion

_REVIEW = frozenset({"provider", "medical_director"})  # roles of those who may look a second time, or be named


@dataclass(frozen=True, slots=True)
class InForce:
    """Attributes:
    row: None where nobody has set anything yet; then everything is on, and a licensed provider approves.
    why: of the one who set it.
    """

    rollout: Rollout
    row: RolloutVersion | None
    why: str | None

    @property
    def number(self) -> int:
        return self.row.number if self.row else 0


def in_force(work: Work) -> InForce:
    """Of the caller's practice."""
    mine = RolloutVersion.practice == work.caller.practice
    newest = select(RolloutVersion).where(mine).order_by(RolloutVersion.number.desc()).limit(1)
    row = work.session.scalars(newest).one_or_none()
    if row is None:
        return InForce(Rollout(), None, None)
    kept = NewRollout.model_validate_json(work.unseal(row.practice, _where(row.id), row.sealed))
    return InForce(Rollout.model_validate(kept.model_dump(exclude={"why"})), row, kept.why)


def rollout_of(work: Work) -> Rollout:
    return in_force(work).rollout


def mode(work: Work, location: str, provider: str, category: str | None = None) -> Mode:
    """What holds at a location, for a provider's account and a kind of treatment."""
    return rollout_of(work).mode(location, provider, category)


def put(work: Work, new: NewRollout, expect: Callable[[int], None]) -> InForce:
    """The next version.

    Raises:
        NotAllowedError, StaleError, PreconditionRequiredError, RolloutNamesUnknownError, ReviewerUnlicensedError.
    """
    work.may("rollout.update", Resource("rollout", work.caller.practice))
    work.session.get_one(Group, work.caller.practice, with_for_update=True)  # versions come one after the other
    before = in_force(work)
    expect(before.number)
    _known(work, new)
    name = work.new_id("rol")
    row = RolloutVersion(
        id=name,
        practice=work.caller.practice,
        number=before.number + 1,
        at=work.now,
        by=work.caller.id,
        sealed=work.seal(work.caller.practice, _where(name), new.model_dump_json().encode()),
    )
    work.session.add(row)
    work.session.flush()
    lines = ";".join(map(_told, new.settings))
    facts = {"number": row.number, "mode": new.default_mode, "client_documents": new.default_client_documents}
    work.record("rollout.updated", row.id, settings=lines, reviewers=",".join(new.reviewers), **facts)
    return in_force(work)


def _known(work: Work, new: NewRollout) -> None:
    """Raises RolloutNamesUnknownError, ReviewerUnlicensedError."""
    named = {each.location for each in new.settings} - {None}
    mine = select(Location.id).where(Location.practice == work.caller.practice)
    people = {each.provider for each in new.settings} - {None} | set(new.reviewers)
    unknown = (named - set(work.session.scalars(mine))) | (people - _reviewing(work))
    if unknown:
        raise RolloutNamesUnknownError(sorted(filter(None, unknown)))
    if unfit := [name for name in new.reviewers if not _licensed(work, name)]:
        raise ReviewerUnlicensedError(unfit)


def _licensed(work: Work, name: str) -> bool:
    account = work.session.get_one(Account, name)
    licences = staff_of(work.office.sealing, account).profile.licences
    return account.active and any(work.now.date() <= each.expires for each in licences)


def _reviewing(work: Work) -> set[str]:
    """Accounts of those who treat."""
    rows = work.session.scalars(select(Account).where(Account.practice == work.caller.practice))
    return {row.id for row in rows if _REVIEW & _roles(row.grants)}


def _roles(grants: Sequence[dict[str, object]]) -> set[str]:
    return {read_grant(each).role for each in grants}


def _told(each: Setting) -> str:
    """A line by ids and codes alone, for the audit: `place:provider:kind=mode/documents`."""
    documents = {True: "on", False: "off", None: "-"}[each.client_documents]
    where = ":".join(part or "*" for part in (each.location, each.provider, each.category))
    return f"{where}={each.mode or '-'}/{documents}"


def _where(version: str) -> str:
    return f"rollout_versions.sealed:{version}"
