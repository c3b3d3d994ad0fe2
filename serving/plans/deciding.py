"""What a provider makes of each suggestion, kept beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy import select

from planning.files import Document
from planning.plan import Tier
from serving.desk import Work
from serving.plans.errors import DecisionContradictsPlanError, DecisionsMissingError, NotSuggestedError
from serving.plans.finding import Found, content_of, find_plan, newest, numbered
from serving.plans.schemas import DecisionShown, DecisionsShown, NewDecision, SuggestionShown
from serving.plans.states import after
from serving.plans.suggestions import Suggestion, suggestions
from serving.plans.tables import Plan, PlanDecision


class Decided(Document):
    """A decision as it is sealed.

    Attributes:
        suggestion: as it stood when it was decided; None of a plan that was declined as a whole.
        reason: code of `reasons.yaml`; empty where it was accepted without a word.
        words: of the provider.
    """

    suggestion: Suggestion | None = None
    decision: str
    reason: str = ""
    words: str = ""


@cache
def reasons() -> Mapping[str, Mapping[str, str]]:
    """Codes with their titles and what many of them propose."""
    found: Mapping[str, Mapping[str, str]] = reason_file()["reasons"]
    return found


@cache
def reason_file() -> Mapping[str, Any]:
    text = files("serving.plans").joinpath("reasons.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


def decide(work: Work, plan: str, item: str, new: NewDecision, expect: Callable[[int], None]) -> Found:
    """One decision on one suggestion; the earlier one, if there is one, stays on record.

    Raises:
        NotAllowedError, PlanStateError, StaleError, NotSuggestedError.
    """
    found = find_plan(work, plan, changing=True)
    work.may("plan.decide", found.resource(work))
    row = found.plan
    row.state = after(row.state, "decide")
    expect(row.version)
    suggestion = next((each for each in suggested(work, row) if each.item == item), None)
    if suggestion is None:
        raise NotSuggestedError()
    row.steps += 1
    kept = _kept(work, row, suggestion, new)
    work.session.add(kept)
    row.updated_at = work.now
    work.session.flush()
    work.record(
        "plan.decided",
        row.id,
        client=row.client,
        location=row.location,
        reviewer=work.caller.id,
        decision=new.decision,
        number=row.number,
        sources=(kept.id,),
    )
    return found


def suggested(work: Work, plan: Plan, tier: Tier | None = None) -> tuple[Suggestion, ...]:
    """All that is to be decided of a plan, or of one option."""
    if plan.by_hand:
        return ()
    return suggestions(content_of(work, numbered(work, plan, 1)), content_of(work, newest(work, plan)), tier)


def decisions(work: Work, plan: Plan) -> dict[str, tuple[PlanDecision, Decided]]:
    """The one that counts of each suggestion, by the suggestion's name."""
    rows = work.session.scalars(select(PlanDecision).where(PlanDecision.plan == plan.id).order_by(PlanDecision.step))
    read = [(row, decided_of(work, row)) for row in rows]
    return {decided.suggestion.item: (row, decided) for row, decided in read if decided.suggestion}


def decided_of(work: Work, row: PlanDecision) -> Decided:
    return Decided.model_validate_json(work.unseal(row.client, where(row.id), row.sealed))


def check_decided(work: Work, plan: Plan, tier: Tier) -> tuple[str, ...]:
    """Ids of the decisions on everything that was suggested in an option.

    Raises:
        DecisionsMissingError, DecisionContradictsPlanError.
    """
    asked, known = suggested(work, plan, tier), decisions(work, plan)
    if missing := [each.item for each in asked if each.item not in known]:
        raise DecisionsMissingError(missing)
    if odd := [each.item for each in asked if not agrees(known[each.item][0].decision, each)]:
        raise DecisionContradictsPlanError(odd)
    return tuple(known[each.item][0].id for each in asked)


def agrees(decision: str, suggestion: Suggestion) -> bool:
    """Whether the plan is as it was decided."""
    if decision == "declined":
        return suggestion.planned is None
    if suggestion.planned is None:
        return False
    return (suggestion.planned == suggestion.suggested) == (decision == "accepted")


def shown(work: Work, plan: Plan) -> DecisionsShown:
    """Suggestions and decisions side by side."""
    known = decisions(work, plan)
    return DecisionsShown(
        plan=plan.id,
        suggestions=[
            SuggestionShown(suggestion=each, decision=_shown(*known[each.item]) if each.item in known else None)
            for each in suggested(work, plan)
        ],
    )


def _shown(row: PlanDecision, decided: Decided) -> DecisionShown:
    return DecisionShown(
        decision=row.decision,  # type: ignore[arg-type]
        reason=decided.reason or None,  # type: ignore[arg-type]
        words=decided.words,
        number=row.number,
        at=row.at,
        by=row.by,
    )


def _kept(work: Work, plan: Plan, suggestion: Suggestion, new: NewDecision) -> PlanDecision:
    name = work.new_id("pld")
    decided = Decided(suggestion=suggestion, decision=new.decision, reason=new.reason or "", words=new.words)
    return PlanDecision(
        id=name,
        practice=plan.practice,
        client=plan.client,
        plan=plan.id,
        item=work.digest("plan item", f"{plan.id} {suggestion.item}".encode()).hex(),
        decision=new.decision,
        step=plan.steps,
        number=plan.number,
        at=work.now,
        by=work.caller.id,
        sealed=work.seal(plan.client, where(name), decided.model_dump_json().encode()),
    )


def where(decision: str) -> str:
    return f"plan_decisions.sealed:{decision}"
