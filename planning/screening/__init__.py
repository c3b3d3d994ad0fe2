"""A plan held against every rule: what is blocked, on hold, warned of, and why."""

from planning.screening.planned import Planned, ZoneNotServedError
from planning.screening.policy import LabelBlockError, Policy, RuleChange, RuleUnknownError, check_policy
from planning.screening.screen import screen

__all__ = [
    "LabelBlockError",
    "Planned",
    "Policy",
    "RuleChange",
    "RuleUnknownError",
    "ZoneNotServedError",
    "check_policy",
    "screen",
]
