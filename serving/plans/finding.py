"""The plan that a path names, its versions, and who may read them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from serving.access import Resource
from serving.clients import Client, find_client, resource_of
from serving.consents import standing
from serving.database import is_id
from serving.desk import NotFoundError, Work
from serving.plans.content import Content, digest
from serving.plans.errors import PlanNotSharedError
from serving.plans.tables import Plan, PlanShare, PlanVersion


@dataclass(frozen=True, slots=True)
class Found:
    """A plan, and whose it is."""

    plan: Plan
    client: Client

    def resource(self, work: Work) -> Resource:
        """What the policy is asked about: where the plan is carried out, which may be another place than home."""
        home = resource_of(work, self.client, "plan", owner=self.plan.created_by)
        return Resource("plan", home.practice, self.plan.location, home.client, home.assigned, home.owner)


def find_plan(work: Work, plan: str, *, changing: bool = False) -> Found:
    """A plan that the caller may read.

    Args:
        changing: locks it, and its client, until the transaction has ended.

    Raises:
        NotFoundError: there is none, or it is a stranger's.
        ClientErasedError, ClientNotActiveError.
    """
    if not is_id(plan, "pln"):
        raise NotFoundError()
    row = work.one(select(Plan).where(Plan.id == plan), Plan)
    client = find_client(work, row.client, changing=changing)
    if changing:
        work.session.refresh(row, with_for_update=True)
    return Found(row, client)


def newest(work: Work, plan: Plan) -> PlanVersion:
    return numbered(work, plan, plan.number)


def numbered(work: Work, plan: Plan, number: int) -> PlanVersion:
    """Raises NotFoundError."""
    row = work.session.scalars(select(PlanVersion).filter_by(plan=plan.id, number=number)).one_or_none()
    if row is None:
        raise NotFoundError()
    return row


def content_of(work: Work, version: PlanVersion) -> Content:
    return Content.model_validate_json(work.unseal(version.client, where(version.id), version.sealed))


def sealed_version(work: Work, plan: Plan, content: Content) -> PlanVersion:
    """The plan's newest version, to be added."""
    name, data = work.new_id("plv"), content.data()
    return PlanVersion(
        id=name,
        practice=plan.practice,
        client=plan.client,
        plan=plan.id,
        number=plan.number,
        at=work.now,
        by=work.caller.id,
        sha256=digest(data),
        sealed=work.seal(plan.client, where(name), data),
    )


def check_readable(work: Work, plan: Plan) -> None:
    """People of the practice read everything. Software, and the tablet in a client's hands, read what was shared.

    Raises:
        PlanNotSharedError.
        ConsentMissingError: a system of others asks, and the client does not agree to sharing, or no longer does.
    """
    if work.caller.kind == "user":
        return
    to = "client" if work.caller.kind == "tablet" else "system"
    shared = select(PlanShare.id).where(PlanShare.plan == plan.id, PlanShare.to == to).limit(1)
    if plan.state != "shared" or work.session.scalar(shared) is None:
        raise PlanNotSharedError()
    if to == "system":
        standing(work.session, plan.practice, plan.client, work.now).require("share")


def where(version: str) -> str:
    return f"plan_versions.sealed:{version}"
