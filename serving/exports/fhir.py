"""A client as a FHIR bundle. Held to the models of R4B, which are those of R4 in what is used here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from fhir.resources.R4B import get_fhir_model_class

from serving.audit.exports import to_fhir
from serving.exports.gathering import Gathered, Row

MEDIA_TYPE = "application/fhir+json"
_OURS = "urn:countenance"
_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
Resource = dict[str, Any]


def bundled(gathered: Gathered, *, named: bool = True) -> Iterator[str]:
    """The JSON of a Bundle, piece by piece: years of findings are never models all at once.

    Args:
        named: with name, date of birth and contact.
    """
    yield '{"resourceType":"Bundle","type":"collection","entry":['
    for number, resource in enumerate(_checked(gathered, named=named)):
        yield ("," if number else "") + f'{{"resource":{resource}}}'
    yield "]}"


def _checked(gathered: Gathered, *, named: bool) -> Iterator[str]:
    """Each resource, read through its model."""
    for each in chain((_patient(gathered, named=named),), _resources(gathered)):
        yield get_fhir_model_class(each["resourceType"]).model_validate(each).model_dump_json()
    for event in gathered.events:
        yield to_fhir(event).model_dump_json()


def _patient(gathered: Gathered, *, named: bool) -> Resource:
    patient: Resource = {"resourceType": "Patient", "id": _id(gathered.client.id)}
    patient["identifier"] = [{"system": _OURS, "value": gathered.client.id}]
    if not named:
        return patient
    person = gathered.person
    ways = (("email", person.contact.email), ("phone", person.contact.phone))
    telecom = [{"system": system, "value": value} for system, value in ways if value]
    told = {"name": [{"text": person.name}], "birthDate": person.date_of_birth.isoformat()}
    return patient | told | ({"telecom": telecom} if telecom else {})


def _resources(gathered: Gathered) -> Iterator[Resource]:
    subject = {"identifier": {"system": _OURS, "value": gathered.client.id}}
    for row in gathered.tables.get("consents", []):
        yield _consent(row, subject)
    for row in gathered.tables.get("consent_refusals", []):
        yield _consent(row | {"given_at": row["declined_at"], "withdrawn_at": None}, subject) | {"status": "rejected"}
    for row in gathered.tables.get("photos", []):
        yield _photo(row, subject)
    for row in gathered.tables.get("analyses", []):
        observations = list(_observations(row, subject))
        yield from observations
        yield _provenance(row, [each["id"] for each in observations])
    for row in gathered.tables.get("projections", []):
        if files := [each for each in gathered.tables.get("projection_files", []) if each["projection"] == row["id"]]:
            yield _projection(row, files, subject)
    for row in gathered.tables.get("plans", []):
        yield _care_plan(row, subject)


def _consent(row: Row, subject: Resource) -> Resource:
    return {
        "resourceType": "Consent",
        "id": _id(row["id"]),
        "status": "inactive" if row["withdrawn_at"] else "active",
        "scope": {"coding": [{"system": _SCOPE, "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": _OURS, "code": row["scope_name"]}]}],
        "patient": subject,
        "dateTime": row["given_at"],
        "policyRule": {
            "coding": [{"system": _OURS, "code": row["text_sha256"]}],
            "text": (row["words"] or {}).get("body"),
        },
    }


def _photo(row: Row, subject: Resource) -> Resource:
    return {
        "resourceType": "DocumentReference",
        "id": _id(row["id"]),
        "status": "current",
        "subject": subject,
        "date": row["received_at"],
        "content": [{"attachment": {"contentType": "image/jpeg", "url": f"photos/{row['id']}.jpg"}}],
    }


def _projection(row: Row, files: list[Row], subject: Resource) -> Resource:
    """Nobody takes it for a photo: it says what it is, and which photo it was made from."""
    shown = [
        {"contentType": f"image/{each['format']}", "url": f"projections/{row['id']}-{each['view']}.{each['format']}"}
        for each in files
    ]
    return {
        "resourceType": "DocumentReference",
        "id": _id(row["id"]),
        "status": "current",
        "type": {"coding": [{"system": _OURS, "code": "projection"}], "text": "A projection: simulated, no promise"},
        "subject": subject,
        "date": row["made_at"],
        "content": [{"attachment": each} for each in shown],
        "relatesTo": [{"code": "transforms", "target": {"reference": f"DocumentReference/{_id(row['photo'])}"}}],
    }


def _observations(row: Row, subject: Resource) -> Iterator[Resource]:
    for finding in row["content"]["findings"]:
        if finding["assessable"]:
            code = f"{finding['concern']}:{finding['zone']}"
            yield {
                "resourceType": "Observation",
                "id": _id(f"{row['id']}-{code}")[:64],
                "status": "final",
                "code": {"coding": [{"system": _OURS, "code": code}]},
                "subject": subject,
                "effectiveDateTime": row["made_at"],
                "valueQuantity": {"value": finding["severity"], "unit": "severity, 0 to 100"},
            }


def _provenance(row: Row, targets: list[str]) -> Resource:
    """By which versions of which software it was measured."""
    versions = row["content"]["versions"]
    return {
        "resourceType": "Provenance",
        "id": _id(f"prov-{row['id']}"),
        "target": [{"reference": f"Observation/{each}"} for each in targets] or [{"display": row["id"]}],
        "recorded": row["made_at"],
        "agent": [{"who": {"display": f"{name} {version}"}} for name, version in sorted(versions.items())],
    }


def _care_plan(row: Row, subject: Resource) -> Resource:
    status = {"shared": "active", "approved": "active", "superseded": "revoked"}.get(row["state"], "unknown")
    return {
        "resourceType": "CarePlan",
        "id": _id(row["id"]),
        "status": status,
        "intent": "plan",
        "subject": subject,
        "created": row["created_at"],
    }


def _id(name: str) -> str:
    """FHIR's ids have no underscores and no colons."""
    return name.replace("_", "-").replace(":", ".")
