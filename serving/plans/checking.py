"""The last word of the rules before a signature: today's, whatever they said when the version was made."""

from __future__ import annotations

from dataclasses import replace

from planning.documents import PlanNotApprovableError
from planning.drafting import DraftRequest
from planning.drafting.checked import checks
from planning.plan import Check, PlanOption
from planning.profile import History, Past


def check_approvable(option: PlanOption, request: DraftRequest) -> None:
    """Nothing of it is on hold or blocked, by the version's own checks and by those of today.

    Raises:
        PlanNotApprovableError: names items and rules.
    """
    held = [check for check in (*option.checks, *screened(option, request)) if not check.approvable]
    if held:
        rules = {verdict.rule for check in held for verdict in check.verdicts if verdict.level in ("hold", "block")}
        raise PlanNotApprovableError(
            tier=option.tier, items=sorted({check.item for check in held}), rules=sorted(rules)
        )


def screened(option: PlanOption, request: DraftRequest) -> tuple[Check, ...]:
    """What is to come, after what was done; what was done was judged on its day."""
    done, coming = [v for v in option.timeline if v.done], [v for v in option.timeline if not v.done]
    given = [Past(treatment=line.treatment, on=visit.date, zones=line.zones) for visit in done for line in visit.items]
    history = request.profile.history or History()
    told = history.model_copy(update={"treatments": (*history.treatments, *given)})
    now = replace(request, profile=request.profile.model_copy(update={"history": told}))
    ahead = {line.item for visit in coming for line in visit.items}
    over = {line.item for visit in done for line in visit.items} - ahead
    return checks([item for item in option.items if item.id not in over], coming, option.regimen, now)
