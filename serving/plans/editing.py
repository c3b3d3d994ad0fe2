"""An edit makes the next version: planned without a transaction, written with one that finds everything as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planning.revision import RevisionRequest, revise
from serving.consents import standing
from serving.desk import Desk, Work
from serving.plans.by_hand import plain, refusing
from serving.plans.content import Content
from serving.plans.finding import Found, content_of, find_plan, newest, sealed_version
from serving.plans.inputs import Inputs, inputs_of, location_of
from serving.plans.schemas import PlanEdit
from serving.plans.states import after
from serving.plans.tables import Plan

Expect = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Editing:
    """What an edit is made from."""

    inputs: Inputs
    made: Content


def before_edit(work: Work, plan: str, expect: Expect) -> Editing:
    """Raises NotAllowedError, PlanStateError, StaleError, ConsentMissingError, LocationUnknownError."""
    found = _checked(work, find_plan(work, plan), expect)
    made = content_of(work, newest(work, found.plan))
    location, analysis = location_of(work, found.plan.location), made.made_from.analysis
    inputs = inputs_of(work, found.client, location, by_hand=found.plan.by_hand, analysis=analysis)
    return Editing(inputs, made)


def edited(desk: Desk, editing: Editing, edit: PlanEdit) -> Content:
    """The next version; it takes its seconds.

    Raises:
        what `planning.revision` raises of an edit.
    """
    was = editing.made.draft.model_copy(update={"client": editing.inputs.profile.client})  # entries may be merged
    made = refusing(was) if editing.inputs.by_hand else was
    request = RevisionRequest(
        now=editing.inputs.request(),
        made=made,
        tier=edit.tier or made.recommended,
        who=desk.caller.id,
        when=desk.now,
        why=edit.why,
        edits=edit.edits,
    )
    new = revise(request)
    return Content(
        draft=plain(new.draft), made_from=editing.inputs.made_from, changes=new.changes, notes=new.notes, why=edit.why
    )


def keep_edit(work: Work, plan: str, expect: Expect, content: Content) -> Plan:
    """Raises as `before_edit`; the plan and everything else is as it was, or nothing is kept."""
    found = _checked(work, find_plan(work, plan, changing=True), expect)
    row = found.plan
    if not row.by_hand:
        standing(work.session, row.practice, row.client, work.now).require("draft")
    row.state, row.number, row.updated_at = after(row.state, "edit"), row.number + 1, work.now
    version = sealed_version(work, row, content)
    work.session.add(version)
    work.session.flush()
    work.record(
        "plan.edited",
        row.id,
        client=row.client,
        location=row.location,
        number=row.number,
        changes=len(content.changes),
        sources=(version.id, version.sha256),
        versions=content.draft.versions,
    )
    return row


def _checked(work: Work, found: Found, expect: Expect) -> Found:
    work.may("plan.update", found.resource(work))
    after(found.plan.state, "edit")
    expect(found.plan.version)
    return found
