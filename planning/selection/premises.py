"""Whether a treatment can be given at a location at all."""

from __future__ import annotations

from datetime import date

from planning.library import Library, Treatment
from planning.practice import Practice


def not_given_here(treatment: Treatment, practice: Practice, library: Library, today: date) -> str:
    """Why a location cannot give it, as a sentence; empty where it can."""
    place = practice.location
    if practice.entry(treatment.id) is None:
        return f"{treatment.title} is not on the menu."
    if not practice.providers_for(treatment.id, library, today):
        return f"Nobody at {place.title} may give {treatment.title}: training, credential or licence is missing."
    if treatment.device and treatment.device.kind not in {device.kind for device in place.devices}:
        return f"{treatment.title} needs a device that {place.title} does not have ({treatment.device.kind})."
    if not any(not room.kinds or treatment.kind in room.kinds for room in place.rooms):
        return f"No room at {place.title} is fit for {treatment.title}."
    return ""
