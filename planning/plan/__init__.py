"""The plan: `countenance.plan/1`, a draft until a licensed provider approves it.

Five sections, as fields and in every document: `primary`, `supporting`, `regimen`, `checks`, and `timeline` with
`investment`. A draft holds up to three options, and says why each line is there, what was left out, and what could not
be seen.
"""

from planning.plan.attendances import Attendance, attendances
from planning.plan.checks import Check
from planning.plan.conflicts import ProtocolConflict
from planning.plan.draft import SCHEMA, LeftOut, PlanDraft, PlanOption, Tier
from planning.plan.investment import Investment, Purchase, VisitPayment
from planning.plan.items import Citation, PlanItem, Why
from planning.plan.regimen import Pause, RegimenLine
from planning.plan.visits import PlannedVisit, VisitItem

__all__ = [
    "SCHEMA",
    "Attendance",
    "Check",
    "Citation",
    "Investment",
    "LeftOut",
    "Pause",
    "PlanDraft",
    "PlanItem",
    "PlanOption",
    "PlannedVisit",
    "ProtocolConflict",
    "Purchase",
    "RegimenLine",
    "Tier",
    "VisitItem",
    "VisitPayment",
    "Why",
    "attendances",
]
