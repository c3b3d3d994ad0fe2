"""A plan is begun: drafted by the software, by hand, or from the plan whose place it is to take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from planning.drafting import draft
from planning.drafting.draft import DRAFTER, library_digest
from planning.drafting.words import TITLES
from planning.plan import Investment, PlanDraft, PlanOption
from planning.revision import RevisionRequest, revise
from serving.access import Resource
from serving.clients import Client, find_client, resource_of
from serving.desk import Work
from serving.plans.by_hand import plain, refusing
from serving.plans.content import Content
from serving.plans.errors import SupersededPlanError
from serving.plans.finding import content_of, find_plan, newest, sealed_version
from serving.plans.inputs import Inputs, inputs_of, location_of
from serving.plans.schemas import NewPlan
from serving.plans.shadow import Shadowed, sealed_shadow, shadowed
from serving.plans.states import transitions
from serving.plans.tables import Plan

_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Begun:
    """Attributes:
    former: what the plan whose place is taken held; None for a first one.
    """

    inputs: Inputs
    former: Content | None


def may_begin(work: Work, client: str, new: NewPlan) -> Client:
    """Raises NotFoundError, NotAllowedError."""
    row = find_client(work, client)
    home = resource_of(work, row, "plan")
    work.may("plan.create", Resource("plan", home.practice, new.location or row.location, home.client, home.assigned))
    return row


def begin(work: Work, client: str, new: NewPlan) -> Begun:
    """What it is made from.

    Raises:
        LocationUnknownError, ConsentMissingError, SupersededPlanError.
    """
    row = may_begin(work, client, new)
    location = location_of(work, new.location or row.location)
    former = _former(work, row, new, location.id) if new.supersedes else None
    return Begun(inputs_of(work, row, location, by_hand=new.by_hand, analysis=new.analysis or ""), former)


@dataclass(frozen=True, slots=True)
class Drafted:
    """Attributes:
    shadow: what no provider sees; None where nothing is in shadow.
    """

    content: Content
    shadow: Shadowed | None = None


def drafted(begun: Begun, new: NewPlan, who: str, when: datetime) -> Drafted:
    """The first version. It takes its seconds, so that no transaction is open meanwhile."""
    inputs = begun.inputs
    if begun.former is not None:
        return Drafted(_renewed(begun, begun.former, who, when, new))
    made = _named(_empty(inputs) if new.by_hand else draft(inputs.request()), inputs)
    return Drafted(Content(draft=made, made_from=inputs.made_from, why=new.why), shadowed(inputs))


def keep(work: Work, client: str, new: NewPlan, drafted: Drafted) -> Plan:
    """Written once permission and consent were asked again.

    Raises:
        as `begin`.
    """
    find_client(work, client, changing=True)
    begin(work, client, new)
    row, content = _row(work, client, new), drafted.content
    work.session.add(row)
    work.session.flush()
    work.session.add(version := sealed_version(work, row, content))
    if drafted.shadow is not None:
        work.session.add(sealed_shadow(work, row, drafted.shadow))
    work.session.flush()
    facts = {"client": client, "location": row.location, "versions": content.draft.versions}
    sources = (version.id, version.sha256, *content.made_from.consents)
    unseen = drafted.shadow is not None
    work.record("plan.drafted", row.id, by_hand=new.by_hand, shadow=unseen, sources=sources, **facts)
    work.emit("plan.drafted", row.id, client=client)
    return row


def _former(work: Work, client: Client, new: NewPlan, location: str) -> Content:
    """Raises SupersededPlanError."""
    found = find_plan(work, new.supersedes or "")
    fits = (found.client.id, found.plan.location, found.plan.by_hand) == (client.id, location, new.by_hand)
    if not fits or "supersede" not in transitions()[found.plan.state]:
        raise SupersededPlanError(state=found.plan.state)
    return content_of(work, newest(work, found.plan))


def _renewed(begun: Begun, former: Content, who: str, when: datetime, new: NewPlan) -> Content:
    was = former.draft.model_copy(update={"client": begun.inputs.profile.client})  # entries may be merged
    was = refusing(was) if new.by_hand else was
    request = RevisionRequest(begun.inputs.request(), was, was.recommended, who, when, new.why or "A new plan", ())
    made = revise(request)
    draft = plain(made.draft).model_copy(update={"version": 1})
    return Content(draft=draft, made_from=begun.inputs.made_from, changes=made.changes, notes=made.notes, why=new.why)


def _empty(inputs: Inputs) -> PlanDraft:
    """What a provider fills by edits."""
    request = inputs.request()
    money = Investment(currency=inputs.practice.currency, a_la_carte=_NOTHING, total=_NOTHING, saves=_NOTHING)
    return PlanDraft(
        made_on=inputs.today,
        practice=inputs.practice.group,
        location=inputs.practice.location.id,
        client=inputs.profile.client,
        options=(PlanOption(tier="good", title=TITLES["good"], investment=money),),
        recommended="good",
        versions={"drafter": DRAFTER, "library": library_digest(request.library)},
    )


def _named(made: PlanDraft, inputs: Inputs) -> PlanDraft:
    return made.model_copy(update={"client": inputs.profile.client, "photo_sha256": inputs.photo_sha256})


def _row(work: Work, client: str, new: NewPlan) -> Plan:
    return Plan(
        id=work.new_id("pln"),
        practice=work.caller.practice,
        client=client,
        location=new.location or find_client(work, client).location,
        state="draft",
        number=1,
        steps=0,
        by_hand=new.by_hand,
        supersedes=new.supersedes,
        created_at=work.now,
        created_by=work.caller.id,
        updated_at=work.now,
        submitted_at=None,
        opened_at=None,
        signed_at=None,
        signed_by=None,
    )
