"""A plan's visits, read forward: what is to be shown of them, and when."""

from planning.plan_visits.document import PlanItem, PlanVisit, PlanVisits, read_plan_visits
from planning.plan_visits.facts import series_visits, treatment_effects
from planning.plan_visits.outcomes import NotShown, Outcomes, planned_outcomes

__all__ = [
    "NotShown",
    "Outcomes",
    "PlanItem",
    "PlanVisit",
    "PlanVisits",
    "planned_outcomes",
    "read_plan_visits",
    "series_visits",
    "treatment_effects",
]
