"""What the client uses at home already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planning.library import Library, Treatment
from planning.profile import Profile, Taken
from planning.rules import Classes, Pause
from planning.selection import SelectRequest


def used_already(treatment: Treatment, request: SelectRequest) -> str:
    """As the client calls it; empty where nothing of it is in use.

    By the classes of the medicines dictionary that pauses name for it, or by its own name or a product's. What was
    only mentioned counts too: a second retinoid on top of one does harm, and one product less does not.
    """
    told = _of_it(treatment, request.profile, request.classes, request.library)
    return ", ".join(dict.fromkeys(entry.name for entry in told if entry.status != "stopped"))


def last_uses(pause: Pause, profile: Profile, classes: Classes, library: Library, today: date) -> dict[str, date]:
    """Of what a pause is about, by its name: the last day on which the client used it.

    That is today where it is in use, and where nobody knows when it was stopped.
    """
    told = [x for treatment in library.tagged(pause.home_care) for x in _of_it(treatment, profile, classes, library)]
    return {entry.name: (entry.stopped_on if entry.status == "stopped" else None) or today for entry in told}


def _of_it(treatment: Treatment, profile: Profile, classes: Classes, library: Library) -> Iterator[Taken]:
    """What was told of it, in use or stopped: by its class, or by a name of it in what was told."""
    own = medicine_classes(treatment, library)
    names = [name.lower() for name in (treatment.title, *treatment.products)]
    for entry in profile.medicines.taken if profile.medicines else ():
        if own & (classes(entry.name) or frozenset()) or any(name in entry.name.lower() for name in names):
            yield entry


def medicine_classes(treatment: Treatment, library: Library) -> frozenset[str]:
    """Of the dictionary, by which the library's pauses know what is used of it already."""
    of_sets = [pause for rule_set in library.rule_sets for pause in rule_set.pauses]
    of_files = [pause for other in library.treatments.values() for pause in other.pauses]
    named = {pause.medicine_class for pause in (*of_sets, *of_files) if pause.home_care in treatment.called}
    return frozenset(named - {""})
