"""A plan from a photo: drafted from findings as providers corrected them, of this client and no other."""

from __future__ import annotations

from tests.serving.desk.standing import key
from tests.serving.photos.conftest import ALL, House, house  # noqa: F401  # the fixture
from tests.serving.plans.planning_day import TOLD


def told(house: House, client: str) -> None:  # noqa: F811
    put = house.http().put(f"/v1/clients/{client}/profile", json=TOLD)
    assert put.status_code == 200, put.text


def begun(house: House, client: str, **said: object):  # noqa: F811
    return house.http().post(f"/v1/clients/{client}/plans", json=said, headers=key())


def test_a_plan_rests_on_the_findings_of_an_analysis(house: House) -> None:  # noqa: F811
    client = house.agreed(*ALL, "planning")
    told(house, client)
    analysis = house.analyzed(house.kept(client))
    made = begun(house, client, analysis=analysis)
    assert made.status_code == 201, made.text
    version = house.http().get(f"{made.headers['location']}/versions/1").json()
    assert version["made_from"]["analysis"] == analysis
    assert not any("photo" in each.lower() and "no " in each.lower() for each in version["document"]["not_seen"])
    without = begun(house, client)
    other = house.http().get(f"{without.headers['location']}/versions/1").json()
    assert other["document"]["not_seen"] != version["document"]["not_seen"]


def test_another_clients_analysis_is_refused(house: House) -> None:  # noqa: F811
    mine, other = house.agreed(*ALL, "planning"), house.agreed(*ALL)
    told(house, mine)
    analysis = house.analyzed(house.kept(other))
    for name in (analysis, "ana_01KAN6W0000000000000000000"):
        refused = begun(house, mine, analysis=name)
        assert (refused.status_code, refused.json()["code"]) == (422, "analysis_of_another")
