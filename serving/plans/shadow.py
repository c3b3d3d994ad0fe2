"""In shadow the software drafts unseen: what it would have suggested, beside what a provider did without it.

Nobody but a medical director ever reads it, and not before a provider has signed or declined: it is to be judged by
what people do without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select

from planning.drafting import draft
from planning.files import Document
from planning.library import load_library
from planning.plan import PlanDraft, PlanOption, Tier
from serving.desk import NotFoundError, Work
from serving.plans.approving import signatures_of
from serving.plans.content import Content
from serving.plans.errors import PlanUndecidedError
from serving.plans.finding import Found, content_of, find_plan, newest
from serving.plans.inputs import Inputs
from serving.plans.suggestions import Beside, Course, lines
from serving.plans.tables import Plan, PlanShadow

_UNDECIDED = ("draft", "in_review")


class Shadowed(Document):
    """As it is sealed.

    Attributes:
        treatments: ids of all that was in shadow on that day.
        draft: with them.
    """

    treatments: tuple[str, ...]
    draft: PlanDraft


def shadowed(inputs: Inputs) -> Shadowed | None:
    """What would have been drafted; None where nothing is in shadow. It takes as long as a draft does."""
    if not inputs.in_shadow:
        return None
    made = draft(replace(inputs.request(), not_let_in=inputs.not_let_in - inputs.in_shadow))
    return Shadowed(treatments=tuple(sorted(inputs.in_shadow)), draft=made)


def sealed_shadow(work: Work, plan: Plan, shadow: Shadowed) -> PlanShadow:
    """Beside a plan, to be added."""
    name = work.new_id("psw")
    return PlanShadow(
        id=name,
        practice=plan.practice,
        client=plan.client,
        plan=plan.id,
        at=work.now,
        sealed=work.seal(plan.client, where(name), shadow.model_dump_json(by_alias=True).encode()),
    )


def find_shadow(work: Work, plan: str) -> tuple[Found, PlanShadow]:
    """For a medical director.

    Raises:
        NotFoundError: there is none, or the caller may not know whether there is.
        PlanUndecidedError.
    """
    found = find_plan(work, plan)
    work.may("shadow.read", replace(found.resource(work), kind="shadow"))
    row = work.session.scalars(select(PlanShadow).filter_by(plan=found.plan.id)).one_or_none()
    if row is None:
        raise NotFoundError()
    if found.plan.state in _UNDECIDED:
        raise PlanUndecidedError()
    return found, row


def shadow_of(work: Work, row: PlanShadow) -> Shadowed:
    return Shadowed.model_validate_json(work.unseal(row.client, where(row.id), row.sealed))


def beside(work: Work, plan: Plan, shadow: Shadowed) -> Iterator[Beside]:
    """Treatments in shadow that would have been suggested, or were planned without that."""
    suggested, planned = _put_forward(shadow.draft), _signed(work, plan)
    for name in shadow.treatments:
        if (ours := _courses(suggested, name)) + (theirs := _courses(planned, name)):
            title = load_library().treatment(name).title
            yield Beside(treatment=name, title=title, suggested=ours, planned=theirs)


def _put_forward(made: PlanDraft) -> PlanOption | None:
    return next((option for option in made.options if option.tier == made.recommended), None)


def _signed(work: Work, plan: Plan) -> PlanOption | None:
    """The option that was signed; None of a plan that was declined as a whole: nothing of it is planned."""
    if plan.signed_at is None:
        return None
    content: Content = content_of(work, newest(work, plan))
    tier: Tier = signatures_of(work, plan)[-1][1].tier
    return content.option(tier)


def _courses(option: PlanOption | None, treatment: str) -> tuple[Course, ...]:
    if option is None:
        return ()
    return tuple(course for _, _, (name, _), course in lines(option) if name == treatment)


def where(shadow: str) -> str:
    return f"plan_shadows.sealed:{shadow}"
