"""An edit makes a new version of a draft, with a list of what became of it: `revise(request) -> Revision`.

In:  a draft, the same client, practice and library as they are today, and edits: treatments in, out or changed, home
     care left out, visits done, cancelled or postponed. None at all solves slipped days again.
Out: the next version, with every field that differs, who asked, when and why.

What was done stays done. What is still to come is screened, scheduled and priced anew: nearest to what it was, and no
earlier than tomorrow. An edit that would put in what a rule blocks, or touch what was done, is refused by name; what
has become impossible for another reason leaves the plan, and that is said. Nothing here books, bills or approves.

While nothing was done the other options are renewed too; once a visit took place, the plan is the option it is of.
"""

from planning.revision.changes import Change
from planning.revision.edits import (
    AddItem,
    CancelVisit,
    ChangeItem,
    Edit,
    LeaveOutCare,
    PostponeVisit,
    RemoveItem,
    VisitDone,
)
from planning.revision.errors import (
    BlockedEditError,
    DoneStaysError,
    NoDayError,
    NotInPlanError,
    NotYetError,
    OtherPlanError,
)
from planning.revision.revise import Revision, RevisionRequest, revise

__all__ = [
    "AddItem",
    "BlockedEditError",
    "CancelVisit",
    "Change",
    "ChangeItem",
    "DoneStaysError",
    "Edit",
    "LeaveOutCare",
    "NoDayError",
    "NotInPlanError",
    "NotYetError",
    "OtherPlanError",
    "PostponeVisit",
    "RemoveItem",
    "Revision",
    "RevisionRequest",
    "VisitDone",
    "revise",
]
