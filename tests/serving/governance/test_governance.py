"""Governance over HTTP: every number is the one that somebody else counts, and another practice's never do."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from pypdf import PdfReader
from sqlalchemy import text

from serving.access import Role
from serving.audit.tables import AuditEvent
from serving.backup.last import LastBackup, note_backup
from serving.consents import SCOPES
from serving.governance.report import report, words
from serving.governance.schemas import Governance
from serving.rollout import Rollout
from tests.serving.desk.standing import Standing, key
from tests.serving.governance.conftest import Seeded


def sql(seeded: Seeded, statement: str) -> int:
    """Counted without the code under test."""
    with seeded.house.standing.office.database.reading() as session:
        found = session.execute(text(statement), {"practice": seeded.house.standing.practice}).scalar_one()
    return int(found)


def scope_of(told: dict, scope: str) -> dict:
    return next(each for each in told["consent"]["scopes"] if each["scope"] == scope)


def test_numbers_are_those_of_the_records(seeded: Seeded) -> None:
    told, tally = seeded.read(), seeded.tally
    planning, storage = scope_of(told, "planning"), told["storage"]
    assert (
        told["consent"]["clients"]
        == 6
        == sql(seeded, "SELECT count(*) FROM clients WHERE practice = :practice AND state = 'active'")
    )
    assert (
        planning["signatures"]
        == tally["planning"]
        == sql(seeded, "SELECT count(*) FROM consents WHERE practice = :practice AND scope_name = 'planning'")
    )
    assert planning["withdrawn"] == sql(
        seeded,
        "SELECT count(*) FROM consents WHERE practice = :practice AND scope_name = 'planning' "
        "AND withdrawn_at IS NOT NULL",
    )
    assert (planning["clients_agreeing"], planning["clients_without"]) == (3, 3)
    assert storage["photos"] == tally["photos"] == sql(seeded, "SELECT count(*) FROM photos WHERE practice = :practice")
    assert (storage["analyses"], storage["analyses_with_geometry"]) == (1, 1)
    assert storage["sealed"]["photos"] == tally["photos"]
    assert storage["sealed"]["clients"] == 6
    assert storage["erasures"] == {"done": 1, "begun": 0, "held": 0, "keys_destroyed": 1}
    assert storage["audit"]["events"] == sql(seeded, "SELECT count(*) FROM audit_events WHERE practice = :practice") - 1


def test_two_signatures_are_one_client_who_agrees(seeded: Seeded) -> None:
    first = seeded.clients[0]
    before = scope_of(seeded.read(), "planning")
    seeded.house.sign(first, "planning")
    after = scope_of(seeded.read(), "planning")
    assert after["signatures"] == before["signatures"] + 1
    assert after["clients_agreeing"] == before["clients_agreeing"]


def test_an_agreement_ends_with_its_term(seeded: Seeded) -> None:
    seeded.house.sign(seeded.clients[0], "sharing")
    assert scope_of(seeded.read(), "sharing")["clients_agreeing"] == 1
    seeded.house.standing.clock.at += timedelta(days=366)
    ended = scope_of(seeded.read(seeded.director), "sharing")
    assert (ended["clients_agreeing"], ended["expired"], ended["withdrawn"]) == (0, 1, 0)


def test_geometry_that_is_destroyed_is_told(seeded: Seeded) -> None:
    measured = seeded.clients[5]
    given = seeded.house.standing.client().get(f"/v1/clients/{measured}/consents").json()["consents"]
    seeded.house.withdraw(next(each["id"] for each in given if each["scope"] == "biometric"))
    storage = seeded.read()["storage"]
    assert (storage["analyses"], storage["analyses_with_geometry"]) == (1, 0)
    assert storage["destroyed"]["face_geometry"] == seeded.house.events(measured).count("face_geometry.destroyed") == 1


def test_those_who_oversee_are_named_with_their_licences(seeded: Seeded) -> None:
    ada, bo = seeded.read()["oversight"]["overseers"]
    assert (ada["name"], ada["roles"], ada["reviews_pilots"]) == ("Dr. Ada Example", ["medical_director"], True)
    assert [(each["state"], each["valid"]) for each in ada["licences"]] == [("CA", True), ("NV", False)]
    assert (bo["name"], bo["roles"], bo["locations"]) == ("Bo Example", ["provider"], [seeded.house.standing.reno])
    assert (bo["reviews_pilots"], bo["licences"], bo["last_signed_at"]) == (False, [], None)


def test_who_signed_last_is_told(seeded: Seeded) -> None:
    standing = seeded.house.standing
    ada = seeded.read()["oversight"]["overseers"][0]["account"]
    assert "no_sign_off" in seeded.read()["oversight"]["missing"]
    said = {"default_mode": "pilot", "settings": [{"category": "laser", "mode": "off"}], "why": "Watched first"}
    http = standing.client(standing.caller("medical_director", id=ada))
    assert http.put("/v1/rollout", json=said, headers={"If-Match": '"0"'}).status_code == 200
    told = seeded.read()["oversight"]
    assert told["overseers"][0]["last_signed_at"] == told["rollout"]["set_at"]
    rollout = {name: told["rollout"][name] for name in ("version", "default_mode", "lines", "set_by")}
    assert rollout == {"version": 1, "default_mode": "pilot", "lines": 1, "set_by": ada}
    assert not {"no_rollout", "no_sign_off"} & set(told["missing"])


def test_what_is_not_on_record_is_said_and_not_counted(seeded: Seeded) -> None:
    told = seeded.read()
    assert {"no_backup", "no_audit_verification"} <= set(told["storage"]["missing"])
    assert (told["storage"]["backup"], told["storage"]["audit"]["whole"]) == (None, None)
    assert {each["refusals"] for each in told["consent"]["scopes"]} == {0}
    assert (told["projections"]["made"], told["projections"]["labels_verified"]) == (None, None)
    assert [told["decisions"][name] for name in ("plans", "decided", "reasons", "shared")] == [0, None, None, 0]
    assert told["decisions"]["shared_without_decision"] is None
    assert told["decisions"]["missing"] == ["no_decisions", "no_shares"]
    questions = ("oversight", "consent", "storage", "decisions", "projections")
    missing = {code for each in questions for code in told[each]["missing"]}
    assert missing <= words()["missing"].keys()


def test_a_backup_and_a_check_of_the_audit_are_told(seeded: Seeded) -> None:
    standing = seeded.house.standing
    settings = standing.app.state.services.settings
    note_backup(settings, LastBackup(at=standing.clock(), objects=3, size=1234))
    http = standing.client(seeded.director)
    assert http.post("/v1/audit/verification", headers=key()).json()["whole"] is True
    storage = seeded.read()["storage"]
    assert (storage["backup"]["objects"], storage["backup"]["bytes"]) == (3, 1234)
    assert storage["audit"]["whole"] is True and storage["audit"]["verified_at"] is not None
    assert not {"no_backup", "no_audit_verification"} & set(storage["missing"])


def test_of_one_client_only_theirs_counts(seeded: Seeded) -> None:
    client = seeded.clients[1]
    told = seeded.read(client=client)
    assert (told["client"], told["consent"]["clients"], told["storage"]["photos"]) == (client, 1, 1)
    planning = scope_of(told, "planning")
    assert (planning["signatures"], planning["withdrawn"], planning["clients_agreeing"]) == (2, 2, 0)
    assert told["storage"]["audit"]["events"] == len(seeded.house.events(client)) - 1  # that it was read comes after
    assert [each["name"] for each in told["oversight"]["overseers"]] == ["Dr. Ada Example"]  # Bo works elsewhere


def test_of_an_erased_client_the_erasure_is_told(seeded: Seeded) -> None:
    told = seeded.read(client=seeded.clients[-1])
    assert told["storage"]["erasures"] == {"done": 1, "begun": 0, "held": 0, "keys_destroyed": 1}
    assert (told["consent"]["clients"], told["storage"]["photos"]) == (0, 0)


def test_the_other_practice_never_counts(seeded: Seeded) -> None:
    standing = seeded.house.standing
    theirs = seeded.read(standing.caller("medical_director", practice=standing.other))
    assert (theirs["consent"]["clients"], theirs["storage"]["photos"]) == (3, 3)
    assert [each["name"] for each in theirs["oversight"]["overseers"]] == ["Dr. Strange"]
    assert "Strange" not in seeded.asked().text
    stranger = standing.caller("medical_director", practice=standing.other)
    unknown = seeded.asked(client="cli_01KAN6W0000000000000000000")
    refused = seeded.asked(stranger, seeded.clients[0])
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    assert {**refused.json(), "instance": ""} == {**unknown.json(), "instance": ""}


def test_who_may_not(standing: Standing) -> None:
    client = standing.enter()
    roles: tuple[Role, ...] = ("coordinator", "provider", "admin", "tablet", "integration")
    for role in roles:
        http = standing.client(standing.caller(role, strong=True))
        for path in ("/v1/governance", "/v1/governance/document.pdf"):
            assert http.get(path).status_code == 403, (role, path)
            assert http.get(path, params={"client": client}).status_code in (403, 404), (role, path)


def test_an_auditor_reads_it_and_that_is_on_record(seeded: Seeded) -> None:
    auditor, client = seeded.house.standing.caller("auditor"), seeded.clients[0]
    assert seeded.read(auditor)["consent"]["clients"] == 6
    assert seeded.read(auditor, client)["client"] == client
    assert seeded.house.events(client)[-1] == "governance.read"
    local = seeded.house.standing.caller("auditor", seeded.house.standing.reno)
    assert seeded.asked(local).status_code == 403
    with seeded.house.standing.office.database.reading() as session:
        names = session.query(AuditEvent.event).where(AuditEvent.practice == seeded.house.standing.practice)
        assert [name for (name,) in names].count("governance.read") == 2


def test_every_number_of_the_report_comes_from_the_answer(seeded: Seeded) -> None:
    told = Governance.model_validate(seeded.read())
    shown = report(told)
    assert [each.question for each in shown.sections] == list(words()["questions"].values())
    agreements = shown.sections[1].tables[0]
    assert [row[0] for row in agreements.rows] == list(SCOPES)
    said = " ".join(line for each in shown.sections for line in each.says)
    assert "6 photos and 1 analysis are kept, 1 of these with points of the face." in said
    assert "Software may shape the plan of 3 clients; for 3 it may not" in said
    assert told.oversight.rollout.default_mode == Rollout().default_mode


def test_the_pdf_says_the_same(seeded: Seeded) -> None:
    answer = seeded.asked(path="/v1/governance/document.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    pages = PdfReader(BytesIO(answer.content)).pages
    text_of = " ".join(" ".join(page.extract_text() for page in pages).split())
    for line in [*words()["questions"].values(), "Dr. Ada Example", words()["missing"]["no_backup"], "3 clients"]:
        assert line in text_of, line
