"""A plan held against every rule: what is blocked, on hold, warned of, and why."""

from planning.screening.document import VerdictDocument
from planning.screening.planned import Planned
from planning.screening.policy import LabelBlockError, Policy, RuleChange, RuleUnknownError, check_policy
from planning.screening.screen import screen
from planning.screening.written import PlannedInvalidError, read_planned
from simulation.errors import ZoneNotServedError

__all__ = [
    "LabelBlockError",
    "Planned",
    "PlannedInvalidError",
    "Policy",
    "RuleChange",
    "RuleUnknownError",
    "VerdictDocument",
    "ZoneNotServedError",
    "check_policy",
    "read_planned",
    "screen",
]
