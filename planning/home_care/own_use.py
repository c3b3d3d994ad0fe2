"""What the client uses at home already."""

from __future__ import annotations

from planning.library import Library, Treatment
from planning.selection import SelectRequest


def used_already(treatment: Treatment, request: SelectRequest) -> str:
    """As the client calls it; empty where nothing of it is in use.

    By the classes of the medicines dictionary that pauses name for it, or by its own name. What was only mentioned
    counts too: a second retinoid on top of one does harm, and one product less does not.
    """
    told = request.profile.medicines.taken if request.profile.medicines else ()
    classes = medicine_classes(treatment, request.library)
    names = [
        entry.name
        for entry in told
        if entry.status != "stopped"
        and (classes & (request.classes(entry.name) or frozenset()) or treatment.title.lower() in entry.name.lower())
    ]
    return ", ".join(dict.fromkeys(names))


def medicine_classes(treatment: Treatment, library: Library) -> frozenset[str]:
    """Of the dictionary, by which the library's pauses know what is used of it already."""
    of_sets = [pause for rule_set in library.rule_sets for pause in rule_set.pauses]
    of_files = [pause for other in library.treatments.values() for pause in other.pauses]
    named = {pause.medicine_class for pause in (*of_sets, *of_files) if pause.home_care in treatment.called}
    return frozenset(named - {""})
