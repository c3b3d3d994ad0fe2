"""What the practice's rollout makes of plans: what the software may suggest, what is looked at twice, what clients get.

Nothing of it binds a person: a provider adds what the software may not suggest. The provider of a plan that nobody has
opened yet is not known, so that lines about one count for those who draft and approve themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from planning.library import load_library
from planning.plan import PlanOption
from serving.desk import Work
from serving.plans.errors import ClientDocumentsOffError, ReviewerNotAcceptedError
from serving.plans.tables import Plan
from serving.rollout import Mode, rollout_of, strictest


def not_let_in(work: Work, location: str) -> frozenset[str]:
    """Ids of the treatments that the software does not suggest at a location, for the caller."""
    return _in_mode(work, location, "off", "shadow")


def in_shadow(work: Work, location: str) -> frozenset[str]:
    """Those among them that a director wants to know of all the same: what would have been suggested."""
    return _in_mode(work, location, "shadow")


def _in_mode(work: Work, location: str, *modes: Mode) -> frozenset[str]:
    rollout, who = rollout_of(work), work.caller.id
    treatments = load_library().treatments.values()
    return frozenset(each.id for each in treatments if rollout.mode(location, who, each.kind) in modes)


def looked_at_twice(work: Work, plan: Plan, option: PlanOption) -> bool:
    """Whether a director or a named reviewer signs beside whoever approves: something in it is on trial."""
    if plan.by_hand:
        return False
    rollout, kinds = rollout_of(work), _kinds(option)
    return strictest(rollout.mode(plan.location, work.caller.id, kind) for kind in kinds) == "pilot"


def check_reviewer(work: Work, *, supervised: bool) -> None:
    """The caller is named to look a second time in pilots. Whoever left has no session, and a licence is asked as ever.

    Args:
        supervised: the location itself asks for a supervisor, whom a reviewer does not replace.

    Raises:
        ReviewerNotAcceptedError.
    """
    if supervised:
        raise ReviewerNotAcceptedError("location_supervised")
    if work.caller.id not in rollout_of(work).reviewers:
        raise ReviewerNotAcceptedError("not_named")


def check_client_documents(work: Work, plan: Plan, option: PlanOption) -> None:
    """Raises ClientDocumentsOffError."""
    rollout, who = rollout_of(work), plan.signed_by or work.caller.id
    kinds: Iterable[str | None] = _kinds(option) or (None,)
    if not all(rollout.client_documents(plan.location, who, kind) for kind in kinds):
        raise ClientDocumentsOffError()


def _kinds(option: PlanOption) -> frozenset[str]:
    library = load_library()
    return frozenset(library.treatment(item.treatment).kind for item in option.items)
