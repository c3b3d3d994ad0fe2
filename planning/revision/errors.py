"""Why an edit is refused. Details name treatments, rules and numbers of visits, never the client."""

from __future__ import annotations

from models.errors import CountenanceError


class BlockedEditError(CountenanceError):
    """A rule blocks what the edit would put in."""

    code = "edit_blocked"
    status = 422
    title = "A rule blocks this treatment"


class NoDayError(CountenanceError):
    """What the edit would put in has no day here."""

    code = "edit_has_no_day"
    status = 422
    title = "No day can be found for this treatment"


class DoneStaysError(CountenanceError):
    """The edit would change what took place."""

    code = "done_stays_done"
    status = 409
    title = "What was done stays done"


class NotYetError(CountenanceError):
    """A visit can't have taken place on a day that is still to come, or be put off to one that is gone."""

    code = "visit_day_invalid"
    status = 422
    title = "The day does not fit"


class NotInPlanError(CountenanceError):
    """The plan holds no such option, item, visit or home care."""

    code = "not_in_plan"
    status = 404
    title = "The plan does not hold this"


class OtherPlanError(CountenanceError):
    """The draft is of another client or location than the request."""

    code = "other_plan"
    status = 409
    title = "The draft belongs to another client or location"
