"""The language of rules: conditions on what is known, answered yes, no or unknown, and what follows."""

from planning.rules.case import Case, Classes
from planning.rules.condition import Condition
from planning.rules.gap import Gap, Pause
from planning.rules.item import WHOLE_FACE, Item, zone_kind, zones_cover, zones_meet
from planning.rules.rule import Level, Rule
from planning.rules.source import Source, Stated, Strength
from planning.rules.truth import Truth
from planning.rules.verdict import Changed, Verdict, approvable

__all__ = [
    "WHOLE_FACE",
    "Case",
    "Changed",
    "Classes",
    "Condition",
    "Gap",
    "Item",
    "Level",
    "Pause",
    "Rule",
    "Source",
    "Stated",
    "Strength",
    "Truth",
    "Verdict",
    "approvable",
    "zone_kind",
    "zones_cover",
    "zones_meet",
]
