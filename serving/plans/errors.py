"""What is refused about plans. Details name states, treatments and rules, never a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from models.errors import CountenanceError


class PlanStateError(CountenanceError):
    """A plan is not in a state in which this may be done."""

    code = "plan_state"
    status = 409
    title = "This can't be done with the plan as it stands"

    def __init__(self, state: str, act: str) -> None:
        super().__init__(f"A plan that is {state.replace('_', ' ')} can't be: {act}.", state=state, act=act)


class PlanNotSharedError(CountenanceError):
    """Drafts reach clients, and systems that stand between, by no route: a provider approves and shares first."""

    code = "plan_not_shared"
    status = 409
    title = "This plan has not been shared"


class PlanUndecidedError(CountenanceError):
    """What the software drafted unseen is opened once a provider has decided without it, or it would weigh in."""

    code = "plan_undecided"
    status = 409
    title = "No provider has decided on this plan yet"


class ClientDocumentsOffError(CountenanceError):
    """The practice's director has not switched documents for clients on, there and for this kind of treatment."""

    code = "client_documents_off"
    status = 409
    title = "This practice does not make documents for clients yet"


class VersionNotNewestError(CountenanceError):
    """The digest is not the newest version's: somebody would sign what they have not seen."""

    code = "version_not_newest"
    status = 409
    title = "The plan was changed since. Please read the newest version"


class PlanEmptyError(CountenanceError):
    """There is nothing in it."""

    code = "plan_empty"
    status = 409
    title = "There is nothing in this plan to approve"


class DecisionsMissingError(CountenanceError):
    """Every suggestion of the software is decided by a person before anything is approved."""

    code = "decisions_missing"
    status = 409
    title = "Not every suggestion was decided"

    def __init__(self, items: Sequence[str]) -> None:
        super().__init__(f"Not decided: {', '.join(items)}.", items=list(items))


class DecisionContradictsPlanError(CountenanceError):
    """What was accepted stands as it was suggested, what was modified otherwise, and what was declined not at all."""

    code = "decision_contradicts_plan"
    status = 409
    title = "A decision and the plan do not agree"

    def __init__(self, items: Sequence[str]) -> None:
        super().__init__(f"Decided otherwise than the plan is: {', '.join(items)}.", items=list(items))


class NotSuggestedError(CountenanceError):
    """The software did not suggest it, so that there is nothing to decide."""

    code = "not_suggested"
    status = 404
    title = "There is no such suggestion"


class NameDiffersError(CountenanceError):
    """What was typed is not the name of the account that signs."""

    code = "typed_name_differs"
    status = 422
    title = "The name is not this account's"


class LicenceMissingError(CountenanceError):
    """No licence of this account covers the plan here and today."""

    code = "licence_missing"
    status = 403
    title = "No licence of this account covers this plan"

    def __init__(self, why: str, treatments: Sequence[str] = ()) -> None:
        super().__init__(why=why, treatments=list(treatments))


class CosignatureError(CountenanceError):
    """There is no approval of the newest version to co-sign, or somebody else has to."""

    code = "cosignature_not_due"
    status = 409
    title = "No co-signature of this account is due"


class ReviewerNotAcceptedError(CountenanceError):
    """In a pilot a medical director signs, too, or a reviewer whom the practice's rollout names."""

    code = "reviewer_not_accepted"
    status = 403
    title = "This account does not review plans here"

    def __init__(self, why: Literal["not_named", "location_supervised"]) -> None:
        super().__init__(why=why)


class ReauthenticationNeededError(CountenanceError):
    """What is signed takes a person who has just proven, with a second factor, who they are."""

    code = "reauthentication_needed"
    status = 403
    title = "Please give your password and second factor again"


class SupersededPlanError(CountenanceError):
    """A new plan takes the place of an approved one of the same client."""

    code = "superseded_plan_invalid"
    status = 422
    title = "This plan can't be superseded"


class FindingsElsewhereError(CountenanceError):
    """The analysis is of another client."""

    code = "analysis_of_another"
    status = 422
    title = "This analysis belongs to another client"
