"""What the manifest of a picture says, out of what the picture is made of."""

from __future__ import annotations

from collections.abc import Sequence

from simulation.labels import LabelFacts
from simulation.labels.wording import time_words
from simulation.projection.picture import Picture
from simulation.projection.terms import Terms
from simulation.provenance import Level, ManifestFacts, TreatmentFact, View
from simulation.safeguards import Safeguards
from simulation.scales import load_scales

EFFECTS_VERSION = "1"


def manifest_facts(
    safeguards: Sequence[Safeguards],
    pictures: Sequence[Picture],
    label: LabelFacts,
    terms: Terms,
    view: View = "projection",
) -> ManifestFacts:
    """Of one picture, or of a view that is put together of several of one photo."""
    photo = pictures[0].subject.photo
    moment = time_words(label.time_point, "en")
    return ManifestFacts(
        original_sha256=photo.sha256,
        original_format=photo.format,
        treatments=_treatments(pictures),
        time_point=moment,
        days=tuple(sorted({each.day for picture in pictures for each in picture.seen})) or (0,),
        date=terms.given_on,
        practice=terms.practice,
        software_version=terms.software_version,
        library_version=terms.library_version,
        effects_version=EFFECTS_VERSION,
        view=view,
        safeguards=_summary(safeguards) | {"scales": load_scales().notice},
    )


def _treatments(pictures: Sequence[Picture]) -> tuple[TreatmentFact, ...]:
    titles: dict[str, str] = {}
    zones: dict[str, dict[str, None]] = {}
    levels: dict[str, dict[Level, None]] = {}
    for each in (each for picture in pictures for each in picture.seen):
        titles[each.treatment] = each.title
        zones.setdefault(each.treatment, {}).update(dict.fromkeys(each.zones))
        levels.setdefault(each.treatment, {})[each.level] = None
    return tuple(TreatmentFact(name, title, tuple(zones[name]), tuple(levels[name])) for name, title in titles.items())


def _summary(safeguards: Sequence[Safeguards]) -> dict[str, bool | int | float | str]:
    """The worst of each."""
    strongest = max(safeguards, key=lambda each: each.visibility.figure)
    return {
        "untreated_difference": max(each.untreated_difference for each in safeguards),
        "landmarks_elsewhere_mm": round(max(each.landmarks.largest_mm for each in safeguards), 3),
        "largest_displacement_mm": round(max(each.displacement.largest_mm for each in safeguards), 3),
        "largest_delta_e": round(max(each.color.largest for each in safeguards), 2),
        "subtlety": strongest.visibility.reading,
        "warnings": ", ".join(sorted({warning for each in safeguards for warning in each.warnings})),
    }
