"""The client profile: what was asked and told. Every health field is yes, no or unknown, and unknown is never no."""

from planning.profile.answer import Answer, HealthFact
from planning.profile.dysmorphia import DysmorphiaScreen
from planning.profile.errors import NotBornYetError
from planning.profile.goals import Goal, GoalRow, goal_catalogue
from planning.profile.health import HealthQuestion, health_catalogue
from planning.profile.history import History, Laboratory, Past, ProviderRecord, RecordKind
from planning.profile.medicines import Medicines, Taken
from planning.profile.phototype import QUESTIONS, ROMAN, Phototype, Type, score_phototype
from planning.profile.profile import Away, Budget, Event, LaboratoryName, Profile

__all__ = [
    "QUESTIONS",
    "ROMAN",
    "Answer",
    "Away",
    "Budget",
    "DysmorphiaScreen",
    "Event",
    "Goal",
    "GoalRow",
    "HealthFact",
    "HealthQuestion",
    "History",
    "Laboratory",
    "LaboratoryName",
    "Medicines",
    "NotBornYetError",
    "Past",
    "Phototype",
    "Profile",
    "ProviderRecord",
    "RecordKind",
    "Taken",
    "Type",
    "goal_catalogue",
    "health_catalogue",
    "score_phototype",
]
