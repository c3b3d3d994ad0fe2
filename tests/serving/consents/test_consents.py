"""Consent over HTTP, on both databases."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select, text

from planning.documents.reading_grade import reading_grade
from serving.access import Role
from serving.consents import NEEDS, SCOPES, ConsentMissingError, Scope
from serving.consents import standing as standing_of
from serving.consents.scopes import TERMS
from serving.consents.tables import Consent
from serving.consents.texts import shipped
from serving.database import Database
from tests.serving.desk.standing import Standing, key

HARDEST = 8.0  # US school years, as for everything a client reads


def sign(house: Standing, client: str, scope: str, role: Role = "coordinator", **changed: object) -> httpx.Response:
    http = house.client(house.caller(role))
    language = str(changed.get("language", "en"))
    texts = http.get("/v1/consent-texts", params={"language": language}).json()["texts"]
    mine = next(each for each in texts if each["scope"] == scope)
    said = {
        "scope": scope,
        "text": mine["id"],
        "text_sha256": mine["sha256"],
        "language": language,
        "signature": {"typed_name": "Ann Example"},
    }
    return http.post(f"/v1/clients/{client}/consents", json=said | changed, headers=key())


def in_force(house: Standing, client: str) -> list[str]:
    return house.client().get(f"/v1/clients/{client}/consents").json()["in_force"]


@pytest.mark.parametrize("scope", SCOPES)
def test_each_scope_is_signed_for_itself(standing: Standing, scope: str) -> None:
    client = standing.enter()
    signed = sign(standing, client, scope)
    assert signed.status_code == 201
    assert (signed.json()["scope"], signed.json()["state"]) == (scope, "given")
    assert in_force(standing, client) == [scope]


def test_nothing_is_agreed_to_by_being_entered(standing: Standing) -> None:
    assert in_force(standing, standing.enter()) == []


@pytest.mark.parametrize("changed", [{"text": "template:analysis:en"}, {"text_sha256": "0" * 64}, {"language": "es"}])
def test_a_signature_under_other_words_is_refused(standing: Standing, changed: dict[str, object]) -> None:
    client = standing.enter()
    mine = shipped("en")["biometric"]
    said = {"scope": "biometric", "text": mine.id, "text_sha256": mine.wording.sha256, "language": "en"}
    signature = {"signature": {"typed_name": "Ann Example"}}
    refused = standing.client().post(f"/v1/clients/{client}/consents", json=said | signature | changed, headers=key())
    assert (refused.status_code, refused.json()["code"]) == (422, "consent_text_not_in_force")
    assert in_force(standing, client) == []


def test_a_published_text_takes_the_place_of_the_template(standing: Standing) -> None:
    client = standing.enter()
    director = standing.client(standing.caller("medical_director"))
    words = {"title": "Photos", "purpose": "To keep them.", "term": "A year.", "body": "I agree."}
    made = director.post("/v1/consent-texts", json={"scope": "storage", "language": "en", **words}, headers=key())
    assert (made.status_code, made.json()["version"], made.json()["template"]) == (201, 2, False)
    old = shipped("en")["storage"]
    late = sign(standing, client, "storage", text=old.id, text_sha256=old.wording.sha256)
    assert late.json()["code"] == "consent_text_not_in_force"
    assert sign(standing, client, "storage").json()["text"] == made.json()["id"]


@pytest.mark.parametrize("role", ["coordinator", "provider", "admin", "auditor"])
def test_only_a_director_publishes(standing: Standing, role: Role) -> None:
    words = {"title": "x", "purpose": "x", "term": "x", "body": "x"}
    said = {"scope": "storage", "language": "en", **words}
    assert standing.client(standing.caller(role)).post("/v1/consent-texts", json=said, headers=key()).status_code == 403


def test_what_is_taken_back_has_ended_however_often_it_was_signed(standing: Standing) -> None:
    client = standing.enter()
    first = sign(standing, client, "biometric").json()["id"]
    sign(standing, client, "biometric")
    sign(standing, client, "analysis")
    taken = standing.client().post(f"/v1/consents/{first}/withdrawal", headers=key())
    assert (taken.status_code, taken.json()["state"]) == (200, "withdrawn")
    assert in_force(standing, client) == ["analysis"]
    again = standing.client().post(f"/v1/consents/{first}/withdrawal", headers=key())
    assert (again.status_code, again.json()["code"]) == (409, "consent_already_ended")
    sign(standing, client, "biometric")
    assert in_force(standing, client) == ["analysis", "biometric"]


@pytest.mark.parametrize("scope", SCOPES)
def test_a_term_ends(standing: Standing, scope: Scope) -> None:
    client = standing.enter()
    sign(standing, client, scope)
    standing.clock.at += timedelta(days=364)
    assert in_force(standing, client) == [scope]
    standing.clock.at += timedelta(days=2)
    assert in_force(standing, client) == ([] if scope in TERMS else [scope])


def test_a_signature_is_sealed(standing: Standing, database: Database) -> None:
    client = standing.enter()
    sign(standing, client, "storage")
    with database.reading() as session:
        row = session.scalars(select(Consent).where(Consent.client == client)).one()
        rows = session.execute(text("SELECT * FROM consents")).all()
    assert b"Ann Example" not in row.sealed and "Ann Example" not in repr(rows)


def test_a_signature_that_is_no_picture_is_refused(standing: Standing) -> None:
    client = standing.enter()
    for drawn in ("no base64!", "aGVsbG8="):
        odd = {"typed_name": "Ann Example", "drawn_png": drawn}
        assert sign(standing, client, "storage", signature=odd).status_code == 422


def test_strangers_consents_are_not_found(standing: Standing) -> None:
    client = standing.enter()
    consent = sign(standing, client, "storage").json()["id"]
    stranger = standing.client(standing.caller(practice=standing.other))
    for path in (f"/v1/clients/{client}/consents",):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"/v1/consents/{consent}/withdrawal", headers=key()).status_code == 404
    assert in_force(standing, client) == ["storage"]


def test_everything_a_piece_of_work_rests_on_is_asked_for(standing: Standing, database: Database) -> None:
    """`standing` the function: work goes on only where every scope is there, and says which are not."""
    client = standing.enter()
    for processing, needed in NEEDS.items():
        with database.reading() as session:
            now = held(session, standing, client)
            missing = [scope for scope in needed if scope not in now.given]
            if missing:
                with pytest.raises(ConsentMissingError) as caught:
                    now.require(processing)
                assert caught.value.details["scopes"] == missing
        for scope in needed:
            sign(standing, client, scope)
        with database.reading() as session:
            assert len(held(session, standing, client).require(processing)) == len(needed)


def held(session: object, house: Standing, client: str) -> object:
    return standing_of(session, house.practice, client, house.clock())


def test_every_text_is_there_in_both_languages_and_easy_to_read() -> None:
    for language in ("en", "es"):
        assert set(shipped(language)) == set(SCOPES)
    for each in shipped("en").values():
        for words in (each.wording.purpose, each.wording.term, *each.wording.body.split("\n")):
            assert reading_grade(words) <= HARDEST, (each.scope, words)


def test_a_biometric_release_says_purpose_and_term() -> None:
    """740 ILCS 14/15(b): purpose and length of term, in writing."""
    words = shipped("en")["biometric"].wording
    assert "three years" in words.term and "measure" in words.purpose
