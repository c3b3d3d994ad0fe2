"""Approval: a licensed person signs exactly one version, and nothing that software does can stand in for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from planning.documents import Approval
from planning.files import Document
from planning.plan import PlanOption, Tier
from serving.access.accounts import staff_of
from serving.access.profile import Staff, StaffLicence
from serving.access.tables import Account
from serving.clients.person import person_of
from serving.desk import Work
from serving.plans.checking import check_approvable
from serving.plans.content import Content
from serving.plans.deciding import check_decided
from serving.plans.errors import CosignatureError, PlanEmptyError, ReauthenticationNeededError, VersionNotNewestError
from serving.plans.finding import Found, content_of, find_plan, newest
from serving.plans.inputs import inputs_of, location_of, practice_then
from serving.plans.let_in import check_reviewer, looked_at_twice
from serving.plans.licences import covering, signer_of
from serving.plans.schemas import ApprovalShown, NewApproval, NewCosignature, SignatureShown
from serving.plans.signing import Made, Ready
from serving.plans.states import after
from serving.plans.tables import Plan, PlanSignature
from serving.practices.tables import Location
from serving.signing.pdf import Approval as SignedBy


class Signed(Document):
    """A signature as it is sealed: who, by which licence, under which option."""

    name: str
    license: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class _Checked:
    """What stands to be signed, once everything about it was asked."""

    found: Found
    content: Content
    option: PlanOption
    staff: Staff
    licence: StaffLicence
    location: Location
    decisions: tuple[str, ...]
    today: date


def may_sign(work: Work, found: Found, action: str) -> None:
    """Raises:
    NotAllowedError: never, or not this account.
    ReauthenticationNeededError: as soon as a second factor was given again.
    """
    resource = found.resource(work)
    fresh = replace(work.caller, strong=True, authenticated_at=work.now)
    allows = work.office.policy.allows
    if not allows(work.caller, action, resource) and allows(fresh, action, resource):
        raise ReauthenticationNeededError()
    work.may(action, resource)


def may_cosign(work: Work, found: Found) -> None:
    """Those who supervise, and those who treat: which of these a pilot names is asked later.

    Raises:
        as `may_sign`.
    """
    supervises = replace(work.caller, strong=True, authenticated_at=work.now)
    allowed = work.office.policy.allows(supervises, "plan.cosign", found.resource(work))
    may_sign(work, found, "plan.cosign" if allowed else "plan.review")


def ready_to_approve(work: Work, plan: str, said: NewApproval, *, changing: bool = False) -> Ready:
    """Everything that an approval asks for is there.

    Raises:
        NotAllowedError, PlanStateError, VersionNotNewestError, ConsentMissingError, PlanEmptyError,
        PlanNotApprovableError, DecisionsMissingError, DecisionContradictsPlanError, LicenceMissingError,
        NameDiffersError: in this order.
    """
    found = find_plan(work, plan, changing=changing)
    may_sign(work, found, "plan.approve")
    after(found.plan.state, "approve")
    checked = _checked(work, found, said.sha256, said.tier, said.typed_name)
    signed = _signed(checked, said.typed_name)
    return _ready(work, checked, (signed,), last=not cosignature_needed(work, checked))


def ready_to_cosign(work: Work, plan: str, said: NewCosignature, *, changing: bool = False) -> Ready:
    """The same for a supervisor, or for a reviewer of a pilot, under what another person approved.

    Raises:
        as above, and CosignatureError, ReviewerNotAcceptedError.
    """
    found = find_plan(work, plan, changing=changing)
    may_cosign(work, found)
    after(found.plan.state, "cosign")
    approval = _to_second(work, found)
    first = signed_of(work, approval)
    checked = _checked(work, found, said.sha256, first.tier, said.typed_name)
    return _ready(work, checked, (first, _signed(checked, said.typed_name)), last=True)


def sign(work: Work, plan: str, ready: Ready, made: Made, kind: str) -> Found:
    """Writes the signature; with the last one the plan is approved, and takes the place of the one before."""
    found = find_plan(work, plan, changing=True)
    row = found.plan
    row.steps += 1
    name, sha256 = made.document or (None, None)
    own_name, licence = ready.own
    who = Signed(name=own_name, license=licence, tier=ready.tier)
    work.session.add(
        PlanSignature(
            id=made.id,
            practice=row.practice,
            client=row.client,
            plan=row.id,
            step=row.steps,
            number=row.number,
            sha256=ready.sha256,
            kind=kind,
            at=work.now,
            by=work.caller.id,
            document=name,
            document_sha256=sha256,
            sealed=work.seal(row.client, where(made.id), who.model_dump_json().encode()),
        )
    )
    row.updated_at = work.now
    row.opened_at = row.opened_at or work.now
    if ready.last:
        row.state, row.signed_at, row.signed_by = after(row.state, "approve"), work.now, work.caller.id
    work.session.flush()
    _record(work, found, ready, made, kind)
    if ready.last:
        work.emit("plan.approved", row.id, client=row.client, version=row.number)
        _supersede(work, row)
    return found


def approval_of(work: Work, plan: Plan) -> PlanSignature | None:
    """Of the newest version; an edit since then has made it void."""
    mine = select(PlanSignature).filter_by(plan=plan.id, number=plan.number, kind="approval")
    return work.session.scalars(mine.order_by(PlanSignature.step.desc()).limit(1)).one_or_none()


def document_of(work: Work, plan: Plan) -> PlanSignature | None:
    """The signature that made the signed document; None while there is none."""
    mine = select(PlanSignature).where(PlanSignature.plan == plan.id, PlanSignature.document.is_not(None))
    return work.session.scalars(mine.order_by(PlanSignature.step.desc()).limit(1)).one_or_none()


def cosignature_due(work: Work, plan: Plan) -> bool:
    return plan.state == "in_review" and approval_of(work, plan) is not None


def cosignature_needed(work: Work, checked: _Checked) -> bool:
    """Where the location asks for it or the software is on trial, of everybody who does not supervise there."""
    plan = checked.found.plan
    asked = checked.location.cosignature_required or looked_at_twice(work, plan, checked.option)
    return asked and not work.office.policy.allows(work.caller, "plan.cosign", checked.found.resource(work))


def signed_of(work: Work, row: PlanSignature) -> Signed:
    return Signed.model_validate_json(work.unseal(row.client, where(row.id), row.sealed))


def signatures_of(work: Work, plan: Plan) -> list[tuple[PlanSignature, Signed]]:
    """All of them, in their order; those under earlier versions stay on record."""
    rows = work.session.scalars(select(PlanSignature).filter_by(plan=plan.id).order_by(PlanSignature.step))
    return [(row, signed_of(work, row)) for row in rows]


def shown(work: Work, plan: Plan) -> ApprovalShown:
    return ApprovalShown(
        plan=plan.id,
        state=plan.state,  # type: ignore[arg-type]
        signatures=[
            SignatureShown(
                kind=row.kind,  # type: ignore[arg-type]
                by=row.by,
                at=row.at,
                number=row.number,
                sha256=row.sha256,
                document_sha256=row.document_sha256,
                **dict(signed),
            )
            for row, signed in signatures_of(work, plan)
        ],
    )


def _checked(work: Work, found: Found, sha256: str, tier: Tier | None, typed_name: str) -> _Checked:
    plan, version = found.plan, newest(work, found.plan)
    if version.sha256 != sha256:
        raise VersionNotNewestError()
    content, location = content_of(work, version), location_of(work, plan.location)
    inputs = inputs_of(work, found.client, location, by_hand=plan.by_hand, analysis=content.made_from.analysis)
    option = content.option(tier)
    if option is None or not (option.items or option.regimen):
        raise PlanEmptyError()
    check_approvable(option, inputs.screening())
    decisions = check_decided(work, plan, option.tier)
    staff = signer_of(work, typed_name)
    licence = covering(staff, option, inputs.practice, inputs.today)
    return _Checked(found, content, option, staff, licence, location, decisions, inputs.today)


def _ready(work: Work, checked: _Checked, signed: tuple[Signed, ...], *, last: bool) -> Ready:
    plan, content = checked.found.plan, checked.content
    person = person_of(work, checked.found.client)
    practice = practice_then(work, checked.location, content.made_from.catalogue)
    names = " and ".join(each.name for each in signed)
    return Ready(
        practice_id=plan.practice,
        client=plan.client,
        client_name=person.name,
        language=person.language,
        content=content,
        sha256=newest(work, plan).sha256,
        tier=checked.option.tier,
        practice=practice,
        shown=Approval(by=names, on=checked.today, tier=checked.option.tier),
        signed_by=SignedBy(
            name=names,
            license="; ".join(each.license for each in signed),
            location=practice.location.title,
            version_sha256=newest(work, plan).sha256,
            at=work.now,
        ),
        own=(signed[-1].name, signed[-1].license),
        last=last,
    )


def _signed(checked: _Checked, typed_name: str) -> Signed:
    licence = checked.licence
    written = f"{licence.type.replace('_', ' ')} {licence.state} {licence.number}"
    return Signed(name=" ".join(typed_name.split()), license=written, tier=checked.option.tier)


def _to_second(work: Work, found: Found) -> PlanSignature:
    """The approval that the caller's signature is due on: a supervisor's, or in a pilot a reviewer's as well.

    Raises:
        ReviewerNotAcceptedError, CosignatureError.
    """
    supervised = location_of(work, found.plan.location).cosignature_required
    if not work.office.policy.allows(work.caller, "plan.cosign", found.resource(work)):
        check_reviewer(work, supervised=supervised)
    approval = approval_of(work, found.plan)
    if approval is None or approval.by == work.caller.id or (supervised and not _supervises(work, approval)):
        raise CosignatureError()
    return approval


def _supervises(work: Work, approval: PlanSignature) -> bool:
    """Where the account that approved names its supervisor, it is that one and nobody else."""
    account = work.session.get_one(Account, approval.by)
    named = staff_of(work.office.sealing, account).profile.supervisor
    return named is None or named == work.caller.id


def _record(work: Work, found: Found, ready: Ready, made: Made, kind: str) -> None:
    row = found.plan
    event = "plan.approved" if kind == "approval" else "plan.cosigned"
    work.record(
        event,
        row.id,
        client=row.client,
        location=row.location,
        reviewer=work.caller.id,
        number=row.number,
        final=ready.last,
        sources=(ready.sha256, made.id, *(made.document or ())),
        versions=ready.content.draft.versions | {"catalogue": str(ready.content.made_from.catalogue)},
    )


def _supersede(work: Work, row: Plan) -> None:
    """The plan whose place it takes. One that another plan has replaced meanwhile stays as it is."""
    former = work.session.get(Plan, row.supersedes, with_for_update=True) if row.supersedes else None
    if former is None or former.state == "superseded":
        return
    former.state, former.updated_at = after(former.state, "supersede"), work.now
    work.session.flush()
    work.record("plan.superseded", former.id, client=row.client, location=former.location, by_plan=row.id)
    work.emit("plan.superseded", former.id, client=row.client, plan=row.id)


def where(signature: str) -> str:
    return f"plan_signatures.sealed:{signature}"
