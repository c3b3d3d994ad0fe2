"""The library over HTTP, with a location's menu."""

from __future__ import annotations

from planning.library import load_library
from tests.serving.desk.standing import Standing


def test_the_library_is_shown_with_what_a_location_offers(standing: Standing) -> None:
    http = standing.client()
    known = http.get("/v1/treatments").json()["treatments"]
    assert [each["id"] for each in known] == sorted(load_library().treatments)
    assert all(each["offer"] is None for each in known)
    reno = http.get("/v1/treatments", params={"location": standing.reno}).json()["treatments"]
    offers = {each["id"]: each["offer"] for each in reno}
    assert offers["botulinum_toxin_upper_face"]["price"] == "12.50"
    assert offers["medium_peel"] is None  # Reno leaves it out


def test_another_practices_menu_is_not_there(standing: Standing) -> None:
    assert standing.client().get("/v1/treatments", params={"location": standing.abroad}).status_code == 404


def test_a_tablet_does_not_read_it(standing: Standing) -> None:
    assert standing.client(standing.caller("tablet", client=standing.enter())).get("/v1/treatments").status_code == 404
