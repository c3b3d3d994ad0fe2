"""Who oversees the software's suggestions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from serving.access import Grant
from serving.access.profile import Profile, StaffLicence, read_grant
from serving.access.tables import Account
from serving.audit.tables import AuditEvent
from serving.governance.asked import Asked
from serving.governance.schemas import LicenceHeld, Missing, Overseer, Oversight, RolloutTold, RuleDecisions
from serving.practices.catalogue import file_in_force
from serving.practices.tables import Location
from serving.rollout.keeping import InForce, in_force

OVERSEE = frozenset({"provider", "medical_director"})
# What somebody answers for with their name: the audit tells who.
SIGNED = ("plan.approved", "plan.cosigned", "rollout.updated", "catalogue.created", "consent_text.published")


def oversight(asked: Asked) -> Oversight:
    rollout = in_force(asked.work)
    people = list(_overseers(asked, rollout))
    places = asked.work.session.scalars(select(Location).where(Location.practice == asked.practice, Location.open))
    cosigned = [each.cosignature_required for each in places]
    return Oversight(
        overseers=people,
        cosigned_locations=sum(cosigned),
        locations=len(cosigned),
        rollout=_told(rollout),
        rules=_rules(asked),
        missing=list(_missing(people, rollout)),
    )


def _overseers(asked: Asked, rollout: InForce) -> Iterable[Overseer]:
    rows = asked.work.session.scalars(
        select(Account).where(Account.practice == asked.practice, Account.active).order_by(Account.id)
    )
    signed = _last_signed(asked)
    for row in rows:
        grants = [each for each in map(read_grant, row.grants) if each.role in OVERSEE and _reaches(each, asked)]
        if grants:
            yield _overseer(asked, row, grants, rollout, signed.get(row.id))


def _reaches(grant: Grant, asked: Asked) -> bool:
    """Asked of one client, only those count who work where the client is at home."""
    return asked.client is None or grant.locations is None or asked.client.location in grant.locations


def _overseer(asked: Asked, row: Account, grants: list[Grant], rollout: InForce, signed: datetime | None) -> Overseer:
    sealed = asked.work.unseal(row.practice, f"accounts.profile:{row.id}", row.profile)
    profile = Profile.model_validate_json(sealed)
    roles = sorted({each.role for each in grants})
    everywhere = any(each.locations is None for each in grants)
    licences = [_licence(each, asked) for each in profile.licences]
    named = row.id in rollout.rollout.reviewers and any(each.valid for each in licences)
    return Overseer(
        account=row.id,
        name=profile.name,
        roles=list(roles),
        locations=None if everywhere else sorted({name for each in grants for name in each.locations or ()}),
        reviews_pilots="medical_director" in roles or named,
        second_factor=row.totp_confirmed,
        licences=licences,
        last_signed_at=signed,
    )


def _licence(licence: StaffLicence, asked: Asked) -> LicenceHeld:
    valid = asked.now.date() <= licence.expires
    told = licence.model_dump(include={"type", "number", "state", "expires"})
    return LicenceHeld(**told, valid=valid)


def _last_signed(asked: Asked) -> dict[str, datetime]:
    mine = asked.mine(AuditEvent) & AuditEvent.event.in_(SIGNED)
    newest = select(AuditEvent.actor, func.max(AuditEvent.number)).where(mine).group_by(AuditEvent.actor)
    numbers = {number: actor for actor, number in asked.work.session.execute(newest)}
    rows = asked.work.session.scalars(
        select(AuditEvent).where(AuditEvent.practice == asked.practice, AuditEvent.number.in_(numbers))
    )
    return {row.actor: row.at for row in rows if json.loads(row.body)["actor_kind"] == "user"}


def _told(found: InForce) -> RolloutTold:
    return RolloutTold(
        version=found.number,
        default_mode=found.rollout.default_mode,
        default_client_documents=found.rollout.default_client_documents,
        lines=len(found.rollout.settings),
        set_by=found.row.by if found.row else None,
        set_at=found.row.at if found.row else None,
    )


def _rules(asked: Asked) -> RuleDecisions:
    file = file_in_force(asked.work)
    changes = [*file.rule_changes, *(change for each in file.locations for change in each.rule_changes)]
    return RuleDecisions(changes=len(changes), last_signed_on=max((each.signed_on for each in changes), default=None))


def _missing(people: list[Overseer], rollout: InForce) -> Iterable[Missing]:
    roles = {role for each in people for role in each.roles}
    if "medical_director" not in roles:
        yield "no_medical_director"
    if "provider" not in roles:
        yield "no_provider"
    if rollout.row is None:
        yield "no_rollout"
    if all(each.last_signed_at is None for each in people):
        yield "no_sign_off"
