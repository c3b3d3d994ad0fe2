"""Medicines: from a name as written to ingredients and to the classes that rules ask for."""

from planning.medicines.dictionary import Dictionary
from planning.medicines.errors import MedicineDataError
from planning.medicines.medicine import Medicine, MedicineClass, Membership, Reason, Strength, Unrecognized

__all__ = [
    "Dictionary",
    "Medicine",
    "MedicineClass",
    "MedicineDataError",
    "Membership",
    "Reason",
    "Strength",
    "Unrecognized",
]
