"""Exports hold what the chain holds, in forms that others read."""

from __future__ import annotations

import csv
import io
import json

import pytest
from fhir.resources.R4B.auditevent import AuditEvent as FhirAuditEvent
from sqlalchemy import select

from serving.audit.exports import COLUMNS, to_bundle, to_csv, to_fhir
from serving.audit.tables import AuditEvent
from serving.database import Database
from tests.serving.audit.chains import fill


@pytest.fixture
def rows(database: Database) -> list[AuditEvent]:
    fill(database, "pra_a", 12)
    with database.reading() as session:
        return list(session.execute(select(AuditEvent).order_by(AuditEvent.number)).scalars())


def test_csv_reads_back(rows: list[AuditEvent]) -> None:
    read = list(csv.DictReader(io.StringIO("".join(to_csv(rows)))))
    assert tuple(read[0]) == COLUMNS
    assert [line["number"] for line in read] == [str(row.number) for row in rows]
    told = json.loads(rows[3].body)
    assert (read[3]["actor"], read[3]["event"], read[3]["at"]) == (told["actor"], told["event"], told["at"])
    assert json.loads(read[3]["facts"]) == told["facts"]


def test_csv_of_nothing_has_its_header() -> None:
    assert "".join(to_csv([])).strip().split(",") == list(COLUMNS)


def test_nothing_in_the_csv_begins_like_a_formula(rows: list[AuditEvent]) -> None:
    cells = [cell for line in csv.reader(io.StringIO("".join(to_csv(rows)))) for cell in line]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t" and cell]


def test_fhir_is_valid_and_says_who_did_what(rows: list[AuditEvent]) -> None:
    for row in rows:
        event = to_fhir(row)
        told = json.loads(row.body)
        back = FhirAuditEvent.model_validate_json(event.model_dump_json())
        assert back.agent[0].who.identifier.value == told["actor"]
        assert back.entity[0].what.identifier.value == told["subject"]
        assert back.action == {"read": "R", "create": "C"}.get(told["event"].split(".")[1], "E")
        assert len(back.agent) == 1 + bool(told["reviewer"])


def test_a_fact_that_is_an_empty_text_is_left_out_of_fhir(rows: list[AuditEvent]) -> None:
    """FHIR has no empty strings; a whole export once broke off at one."""
    row = rows[0]
    told = json.loads(row.body)
    body = json.dumps(told | {"facts": {"why": "", "number": 1}})
    said = AuditEvent(practice=row.practice, number=row.number, mac=row.mac, body=body)
    names = [each.type for each in to_fhir(said).entity[0].detail]
    assert "number" in names and "why" not in names


def test_a_bundle_holds_all(rows: list[AuditEvent]) -> None:
    assert len(to_bundle(rows).entry) == len(rows)
