"""A plan goes on: to a provider, back, aside, or out to the client."""

from __future__ import annotations

from serving.consents import standing
from serving.desk import Work
from serving.plans import deciding
from serving.plans.finding import Found, find_plan
from serving.plans.schemas import NewDecline, NewShare
from serving.plans.states import Act, after
from serving.plans.tables import PlanDecision, PlanShare


def may(work: Work, plan: str, action: str) -> None:
    work.may(action, find_plan(work, plan).resource(work))


def submit(work: Work, plan: str) -> Found:
    """To a provider."""
    found = _moved(work, plan, "plan.submit", "submit")
    found.plan.submitted_at = work.now
    work.session.flush()
    return found


def give_back(work: Work, plan: str) -> Found:
    """To whoever prepared it."""
    return _moved(work, plan, "plan.submit", "return")


def decline(work: Work, plan: str, said: NewDecline) -> Found:
    """The plan as a whole; why is sealed beside the decisions on its parts."""
    found = _moved(work, plan, "plan.decline", "decline")
    row, name = found.plan, work.new_id("pld")
    decided = deciding.Decided(decision="declined", reason=said.reason, words=said.words)
    work.session.add(
        PlanDecision(
            id=name,
            practice=row.practice,
            client=row.client,
            plan=row.id,
            item="",
            decision="declined",
            step=row.steps,
            number=row.number,
            at=work.now,
            by=work.caller.id,
            sealed=work.seal(row.client, deciding.where(name), decided.model_dump_json().encode()),
        )
    )
    work.emit("plan.declined", row.id, client=row.client)
    return found


def share(work: Work, plan: str, said: NewShare) -> Found:
    """An approved plan only, by a person. The client's own plan needs no consent of theirs; a system's copy does.

    Raises:
        PlanStateError, NotAllowedError, ConsentMissingError.
    """
    found = find_plan(work, plan, changing=True)
    work.may("plan.share", found.resource(work))
    after(found.plan.state, "share")
    if said.to == "system":
        standing(work.session, found.plan.practice, found.plan.client, work.now).require("share")
    _moved(work, plan, "plan.share", "share")
    row = found.plan
    work.session.add(
        PlanShare(
            id=work.new_id("psh"),
            practice=row.practice,
            client=row.client,
            plan=row.id,
            to=said.to,
            at=work.now,
            by=work.caller.id,
        )
    )
    work.session.flush()
    work.emit("plan.shared", row.id, client=row.client, to=said.to)
    return found


_EVENTS: dict[Act, str] = {
    "submit": "plan.submitted",
    "return": "plan.returned",
    "decline": "plan.declined",
    "share": "plan.shared",
}


def _moved(work: Work, plan: str, action: str, act: Act) -> Found:
    """Asked, moved, and on record.

    Raises:
        NotAllowedError, PlanStateError.
    """
    found = find_plan(work, plan, changing=True)
    work.may(action, found.resource(work))
    row = found.plan
    row.state, row.updated_at, row.steps = after(row.state, act), work.now, row.steps + 1
    work.session.flush()
    facts = {"client": row.client, "location": row.location, "number": row.number}
    reviewer = work.caller.id if act in ("decline", "share") else ""
    work.record(_EVENTS[act], row.id, reviewer=reviewer, **facts)
    return found
