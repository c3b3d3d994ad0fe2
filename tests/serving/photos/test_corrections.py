"""Findings are the provider's to correct. What was measured stays, and both are shown."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from serving.access import Caller
from serving.desk import Work
from serving.photos import corrected_findings, find_analysis
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import House
from tests.serving.photos.measuring import example

LINES = {"zone": "forehead", "concern": "forehead_lines"}
HIDDEN = {"zone": "lateral_cheek_left", "concern": "redness"}  # not assessable
NOSE = {"zone": "nose", "concern": "redness"}


@pytest.fixture
def analysis(house: House, client: str) -> str:
    return house.analyzed(house.kept(client))


def correct(house: House, analysis: str, action: str, http=None, headers=None, **said):
    body = {"action": action, "reason": "seen in the chair"} | said
    path = f"/v1/analyses/{analysis}/corrections"
    house.later()
    return (http or house.http()).post(path, json=body, headers=headers or key())


def found(house: House, analysis: str, of: dict) -> dict:
    findings = house.http().get(f"/v1/analyses/{analysis}").json()["findings"]
    (one,) = (each for each in findings if (each["zone"], each["concern"]) == (of["zone"], of["concern"]))
    return one


def planned(house: House, analysis: str) -> dict[tuple[str, str], tuple[int | None, float | None]]:
    """What a plan would rest on."""
    office = house.standing.office
    caller: Caller = house.standing.caller("provider")
    with office.database.reading() as session:
        work = Work(session, caller, office.now(), office)
        findings = corrected_findings(work, find_analysis(work, analysis))
    return {(each.zone, each.concern): (each.grade, each.severity) for each in findings}


def measured(of: dict) -> dict:
    return next(each for each in example()["findings"] if (each["zone"], each["concern"]) == tuple(of.values()))


def test_without_corrections_plans_rest_on_what_was_measured(house: House, analysis: str) -> None:
    assert planned(house, analysis) == {
        ("forehead", "forehead_lines"): (2, 46.2),
        ("lateral_cheek_left", "redness"): (None, None),
        ("nose", "redness"): (1, 31.0),
    }


def test_a_rejected_finding_is_shown_and_counts_no_longer(house: House, analysis: str) -> None:
    made = correct(house, analysis, "reject", **LINES)
    assert made.status_code == 201 and made.json()["number"] == 1
    one = found(house, analysis, LINES)
    assert (one["state"], one["original"], one["corrections"]) == ("rejected", measured(LINES), [made.json()["id"]])
    assert tuple(LINES.values()) not in planned(house, analysis)
    assert correct(house, analysis, "reject", **LINES).json()["code"] == "finding_missing"


def test_a_regraded_finding_stands_at_its_grade(house: House, analysis: str) -> None:
    assert correct(house, analysis, "regrade", grade=1, **LINES).status_code == 201
    one = found(house, analysis, LINES)
    assert (one["state"], one["grade"], one["severity"], one["interval"]) == ("regraded", 1, 30.0, [20.0, 40.0])
    assert one["original"]["grade"] == 2
    assert planned(house, analysis)["forehead", "forehead_lines"] == (1, 30.0)
    assert correct(house, analysis, "regrade", grade=3, **HIDDEN).status_code == 201
    assert planned(house, analysis)["lateral_cheek_left", "redness"] == (3, 70.0)


def test_a_finding_is_added_where_none_stands(house: House, analysis: str) -> None:
    new = {"zone": "chin", "concern": "redness"}
    assert correct(house, analysis, "add", grade=2, **new).status_code == 201
    assert found(house, analysis, new)["original"] is None
    assert correct(house, analysis, "add", grade=2, **HIDDEN).status_code == 201
    assert planned(house, analysis)["chin", "redness"] == (2, 50.0)
    there = correct(house, analysis, "add", grade=2, **LINES)
    assert (there.status_code, there.json()["code"]) == (409, "finding_there_already")
    correct(house, analysis, "reject", **LINES)
    assert correct(house, analysis, "add", grade=1, **LINES).status_code == 201
    assert len(found(house, analysis, LINES)["corrections"]) == 2


def test_a_finding_is_moved_to_another_zone(house: House, analysis: str) -> None:
    assert correct(house, analysis, "move", to_zone="lateral_cheek_left", **NOSE).status_code == 201
    left, came = found(house, analysis, NOSE), found(house, analysis, HIDDEN)
    assert (left["state"], left["moved_to"]) == ("moved_away", "lateral_cheek_left")
    assert (came["state"], came["moved_from"], came["severity"]) == ("moved_here", "nose", 31.0)
    assert came["original"] == measured(HIDDEN)
    assert ("nose", "redness") not in planned(house, analysis)
    assert planned(house, analysis)["lateral_cheek_left", "redness"] == (1, 31.0)
    correct(house, analysis, "add", grade=4, **NOSE)
    back = correct(house, analysis, "move", zone="lateral_cheek_left", concern="redness", to_zone="nose")
    assert (back.status_code, back.json()["code"]) == (409, "finding_there_already")


@pytest.mark.parametrize(
    ("action", "said", "code"),
    [
        ("reject", {"zone": "elbow", "concern": "redness"}, "zone_unknown"),
        ("reject", {"zone": "nose", "concern": "charm"}, "concern_unknown"),
        ("move", NOSE | {"to_zone": "elbow"}, "zone_unknown"),
        ("move", HIDDEN | {"to_zone": "chin"}, "finding_missing"),
        ("reject", {"zone": "chin", "concern": "redness"}, "finding_missing"),
        ("regrade", LINES, "invalid_request"),
        ("regrade", LINES | {"grade": 5}, "invalid_request"),
        ("reject", LINES | {"grade": 1}, "invalid_request"),
        ("move", NOSE, "invalid_request"),
        ("reject", LINES | {"reason": " "}, "invalid_request"),
        ("praise", LINES, "invalid_request"),
    ],
)
def test_what_does_not_fit_is_refused(house: House, analysis: str, action: str, said: dict, code: str) -> None:
    assert correct(house, analysis, action, **said).json()["code"] == code
    assert house.http().get(f"/v1/analyses/{analysis}").json()["said"] == []


def test_the_measured_document_never_changes(house: House, analysis: str) -> None:
    path = f"/v1/analyses/{analysis}"
    before = house.http().get(path)
    correct(house, analysis, "regrade", grade=0, **LINES)
    after = house.http().get(path, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200 and after.headers["etag"] != before.headers["etag"]
    assert after.json()["document"] == before.json()["document"]
    assert [each["reason"] for each in after.json()["said"]] == ["seen in the chair"]
    assert b"seen in the chair" not in house.dumped()


@pytest.mark.parametrize("role", ["integration"])
def test_software_corrects_nothing(house: House, analysis: str, role) -> None:
    http = house.http(role, scopes=frozenset({"analyses.read", "analyses.write", "clients.read", "photos.read"}))
    refused = correct(house, analysis, "reject", http, **LINES)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_the_same_correction_twice_is_one(house: House, analysis: str) -> None:
    again = key()
    first, second = (correct(house, analysis, "regrade", headers=again, grade=1, **LINES) for _ in range(2))
    assert first.json() == second.json()
    assert len(house.http().get(f"/v1/analyses/{analysis}").json()["said"]) == 1


def test_of_corrections_at_once_each_counts(house: House, analysis: str) -> None:
    def regrade(grade: int) -> int:
        return correct(house, analysis, "regrade", grade=grade, **LINES).status_code

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(regrade, range(4)))
    said = house.http().get(f"/v1/analyses/{analysis}").json()["said"]
    assert answers == [201] * 4 and [each["number"] for each in said] == [1, 2, 3, 4]


def test_a_correction_is_on_record(house: House, client: str, analysis: str) -> None:
    correct(house, analysis, "reject", **LINES)
    assert "finding.corrected" in house.events(client)
