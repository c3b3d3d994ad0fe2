"""From facts to the definition that the C2PA library signs.

Source: C2PA Technical Specification 2.x: actions (c2pa.opened first, with its parent), ingredients, assertions of one's
own under a reversed domain name. The photo is edited, in what it shows and not only in tone, so every treatment is
`c2pa.edited`; the burned-in label is `c2pa.addedText`.
"""

from __future__ import annotations

import base64
from typing import Any

from simulation.provenance.facts import STATEMENT, ManifestFacts, TreatmentFact
from simulation.provenance.source_types import SOURCE_TYPE_URIS

PROJECTION = "org.countenance.projection"
ORIGINAL_SHA256 = "org.countenance.sha256"
_ORIGINAL = "original"  # ties the first action to the ingredient; the library replaces it by a reference
_MEDIA_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "heic": "image/heic",
}

Json = dict[str, Any]


def definition(facts: ManifestFacts) -> Json:
    """What goes to the builder: who made it, of what, by which actions."""
    return {
        "title": STATEMENT,
        "claim_generator_info": [_software(facts)],
        "ingredients": [_original(facts)],
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": _actions(facts)}},
            {"label": PROJECTION, "data": _projection(facts)},
        ],
    }


def _software(facts: ManifestFacts) -> Json:
    return {"name": "Countenance", "version": facts.software_version}


def _original(facts: ManifestFacts) -> Json:
    """The uploaded file by its hash (RFC 6920 as its id, hex beside it): none of its pixels."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(facts.original_sha256)).decode().rstrip("=")
    return {
        "label": _ORIGINAL,
        "title": "Original photo, named by the hash of its bytes",
        "format": _MEDIA_TYPES.get(facts.original_format, "application/octet-stream"),
        "relationship": "parentOf",
        "instance_id": f"ni:///sha-256;{digest}",
        "metadata": {ORIGINAL_SHA256: facts.original_sha256},
    }


def _actions(facts: ManifestFacts) -> list[Json]:
    opened = {"action": "c2pa.opened", "parameters": {"ingredientIds": [_ORIGINAL]}}
    label = {"action": "c2pa.addedText", "softwareAgent": _software(facts), "description": STATEMENT}
    return [opened, *(_edited(facts, treatment) for treatment in facts.treatments), *_laid_out(facts), label]


def _edited(facts: ManifestFacts, treatment: TreatmentFact) -> Json:
    return {
        "action": "c2pa.edited",
        "softwareAgent": _software(facts),
        "digitalSourceType": SOURCE_TYPE_URIS[facts.digital_source_type],
        "description": f"{treatment.title}, {facts.time_point}",
        "parameters": {"org.countenance.treatment": _treatment(treatment), "org.countenance.days": _days(facts)},
    }


def _laid_out(facts: ManifestFacts) -> list[Json]:
    """Views show more than the projection itself: the photo beside it, several days, a map."""
    if facts.view == "projection":
        return []
    parameters = {"org.countenance.view": facts.view}
    return [{"action": "c2pa.edited", "softwareAgent": _software(facts), "parameters": parameters}]


def _treatment(treatment: TreatmentFact) -> Json:
    return {
        "id": treatment.id,
        "title": treatment.title,
        "zones": list(treatment.zones),
        "levels": list(treatment.levels),
    }


def _days(facts: ManifestFacts) -> list[Json]:
    """A list of bare small integers would come back from the library as a string of bytes."""
    return [{"after_last_visit": day} for day in facts.days]


def _projection(facts: ManifestFacts) -> Json:
    return {
        "statement": STATEMENT,
        "guaranteed_result": False,
        "advertising": False,  # never to be shown as before and after
        "view": facts.view,
        "treatments": [_treatment(treatment) for treatment in facts.treatments],
        "time_point": facts.time_point,
        "days": _days(facts),
        "date": facts.date.isoformat(),
        "practice": facts.practice,
        "digital_source_type": SOURCE_TYPE_URIS[facts.digital_source_type],
        "original": {"sha256": facts.original_sha256, "format": facts.original_format},
        "versions": {
            "software": facts.software_version,
            "library": facts.library_version,
            "effects": facts.effects_version,
        },
        "safeguards": dict(facts.safeguards),
    }
