"""The clinical library: one file a treatment, and the rules that several share."""

from planning.library.care import Care, Instruction, WarningSign
from planning.library.errors import TreatmentUnknownError
from planning.library.library import (
    Library,
    Sourced,
    Texts,
    load_library,
    read_library,
    shipped_rule_sets,
    shipped_treatments,
)
from planning.library.ranges import Range
from planning.library.routine import Routine, TimeOfDay
from planning.library.rule_set import RuleSet
from planning.library.sign_off import SignOff
from planning.library.treatment import Credential, Kind, LabelDose, Outcome, Series, Serves, Times, Treatment

__all__ = [
    "Care",
    "Credential",
    "Instruction",
    "Kind",
    "LabelDose",
    "Library",
    "Outcome",
    "Range",
    "Routine",
    "RuleSet",
    "Series",
    "Serves",
    "SignOff",
    "Sourced",
    "Texts",
    "TimeOfDay",
    "Times",
    "Treatment",
    "TreatmentUnknownError",
    "WarningSign",
    "load_library",
    "read_library",
    "shipped_rule_sets",
    "shipped_treatments",
]
