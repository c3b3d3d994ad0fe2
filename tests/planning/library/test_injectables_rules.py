"""Rules that stand in the files of injectables themselves, each with a client who meets it and one who does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from planning.library import load_library
from planning.profile import Profile, health_catalogue
from planning.rules import Level
from planning.screening import Planned, screen

TODAY = date(2026, 6, 1)
ALL_TOXINS = ("upper_face", "lower_face", "masseter", "platysma")
OURS = [
    *(f"botulinum_toxin_{face}" for face in ALL_TOXINS),
    *(name for name in load_library().treatments if name.startswith("ha_filler_")),
    *("calcium_hydroxylapatite", "poly_l_lactic_acid", "skin_booster"),
    *("microneedling", "rf_microneedling", "platelet_rich_plasma"),
]


def client(phototype: int = 3, **health: str) -> Profile:
    """Well, 40 years old and asked everything, but for what is given."""
    given: Mapping[str, Any] = {
        "schema": "countenance.profile/1",
        "date_of_birth": "1986-01-01",
        "phototype": {"type": phototype},
        "health": {**dict.fromkeys(health_catalogue(), "no"), **health},
        "medicines": {"complete": True},
        "history": {"complete": True},
    }
    return Profile.model_validate(given)


def levels(profile: Profile, *planned: Planned) -> dict[str, Level]:
    library = load_library()
    verdicts = screen(profile, planned, library=library, classes=lambda name: frozenset(), today=TODAY)
    return {verdict.rule: verdict.level for verdict in verdicts}


@pytest.mark.parametrize("name", OURS)
def test_a_well_client_is_free_to_have_it(name: str) -> None:
    assert max(levels(client(), Planned(treatment=name)).values(), default=Level.INFORM) is Level.INFORM


@pytest.mark.parametrize("face", ALL_TOXINS)
@pytest.mark.parametrize(
    ("product", "allergic", "level"),
    [
        ("abobotulinumtoxinA", "yes", Level.BLOCK),
        ("abobotulinumtoxinA", "unknown", Level.HOLD),
        ("abobotulinumtoxinA", "no", None),
        ("onabotulinumtoxinA", "yes", None),
        ("", "yes", Level.HOLD),
    ],
)
def test_cow_milk_allergy_bars_the_product_that_holds_it(
    face: str, product: str, allergic: str, level: Level | None
) -> None:
    found = levels(client(cow_milk_allergy=allergic), Planned(treatment=f"botulinum_toxin_{face}", product=product))
    assert found.get(f"toxin_{face}_cow_milk") is level


@pytest.mark.parametrize(("answer", "level"), [("yes", Level.BLOCK), ("unknown", Level.HOLD), ("no", None)])
def test_bleeding_disorder_bars_calcium_hydroxylapatite(answer: str, level: Level | None) -> None:
    found = levels(client(coagulopathy=answer), Planned(treatment="calcium_hydroxylapatite"))
    assert found.get("caha_bleeding_disorder") is level


def test_a_weak_immune_system_is_outside_the_label_of_poly_l_lactic_acid() -> None:
    planned = Planned(treatment="poly_l_lactic_acid")
    assert levels(client(immunosuppression="yes"), planned)["plla_healthy_immune_system"] is Level.WARN
    assert "plla_healthy_immune_system" not in levels(client(), planned)


@pytest.mark.parametrize(
    ("treatment", "rule", "zone", "product", "said"),
    [
        ("botulinum_toxin_upper_face", "toxin_upper_face_other_products", "forehead", "prabotulinumtoxinA", True),
        ("botulinum_toxin_upper_face", "toxin_upper_face_other_products", "glabella", "prabotulinumtoxinA", False),
        ("botulinum_toxin_upper_face", "toxin_upper_face_other_products", "forehead", "incobotulinumtoxinA", False),
        ("botulinum_toxin_platysma", "toxin_platysma_other_products", "neck", "daxibotulinumtoxinA", True),
        ("botulinum_toxin_platysma", "toxin_platysma_other_products", "neck", "onabotulinumtoxinA", False),
        ("skin_booster", "skin_booster_advised_against", "forehead", "", True),
        ("skin_booster", "skin_booster_advised_against", "mid_cheek", "", False),
    ],
)
def test_what_a_product_is_not_labeled_for_is_said(
    treatment: str, rule: str, zone: str, product: str, said: bool
) -> None:
    assert (rule in levels(client(), Planned(treatment=treatment, zones=(zone,), product=product))) is said


@pytest.mark.parametrize(("phototype", "said"), [(1, True), (2, False), (4, False), (5, True)])
def test_needling_of_the_neck_is_labeled_for_middle_phototypes(phototype: int, said: bool) -> None:
    on_neck = Planned(treatment="microneedling", zones=("neck",))
    assert ("microneedling_neck_phototype" in levels(client(phototype), on_neck)) is said
    on_cheek = Planned(treatment="microneedling", zones=("mid_cheek",))
    assert "microneedling_neck_phototype" not in levels(client(phototype), on_cheek)


@pytest.mark.parametrize("name", [name for name in OURS if load_library().treatments[name].series.interval_days])
def test_a_second_visit_is_free_after_the_interval_and_not_before(name: str) -> None:
    interval = load_library().treatment(name).series.interval_days
    assert interval is not None
    for days, free in ((interval.low, True), (interval.low - 1, False)):
        visits = [Planned(treatment=name, on=TODAY + timedelta(days=day)) for day in (0, days)]
        assert (max(levels(client(), *visits).values(), default=Level.INFORM) < Level.HOLD) is free
