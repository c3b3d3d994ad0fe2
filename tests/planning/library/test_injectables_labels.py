"""Label status and doses of toxins, fillers, biostimulators and needling, taken a second time from the tables."""

from __future__ import annotations

from typing import Literal

import pytest

from planning.library import load_library

Status = Literal["on_label", "off_label", "not_labeled"]

STATUS: dict[str, dict[Status, set[str]]] = {
    "botulinum_toxin_upper_face": {"on_label": {"forehead", "glabella", "crows_feet"}},
    "botulinum_toxin_lower_face": {"off_label": {"nose", "upper_lip", "marionette", "chin"}},
    "botulinum_toxin_masseter": {"off_label": {"lateral_cheek", "jawline"}},
    "botulinum_toxin_platysma": {"on_label": {"neck", "submental", "jawline"}},
    "ha_filler_lips": {"on_label": {"lips"}},
    "ha_filler_cheek": {"on_label": {"malar_cheek", "mid_cheek", "lateral_cheek"}},
    "ha_filler_tear_trough": {"on_label": {"tear_trough"}},
    "ha_filler_temple": {"on_label": {"temple"}},
    "ha_filler_chin": {"on_label": {"chin"}},
    "ha_filler_jawline": {"on_label": {"jawline", "prejowl"}},
    "ha_filler_nasolabial_fold": {"on_label": {"nasolabial_fold"}},
    "ha_filler_marionette": {"on_label": {"marionette"}},
    "ha_filler_perioral_lines": {"on_label": {"upper_lip"}},
    "calcium_hydroxylapatite": {
        "on_label": {"jawline", "prejowl", "nasolabial_fold", "marionette"},
        "off_label": {"lateral_cheek", "neck", "decolletage"},
    },
    "skin_booster": {"on_label": {"malar_cheek", "mid_cheek", "lateral_cheek"}, "off_label": {"forehead", "neck"}},
    "rf_microneedling": {
        "not_labeled": {
            *("malar_cheek", "mid_cheek", "lateral_cheek", "upper_lip"),
            *("jawline", "submental", "neck", "temple", "chin"),
        }
    },
    "platelet_rich_plasma": {"not_labeled": {"malar_cheek", "mid_cheek", "lateral_cheek"}},
}

DOSES = [
    ("botulinum_toxin_upper_face", "onabotulinumtoxinA", "20 U (5 sites; 40 U; 24 U; 44 U; 64 U; 400 U in 3 months"),
    ("botulinum_toxin_upper_face", "incobotulinumtoxinA", "Glabella 20 U, forehead 20 U; 24 U; 64 U"),
    ("botulinum_toxin_upper_face", "abobotulinumtoxinA", "50 U in 5 sites"),
    ("botulinum_toxin_upper_face", "prabotulinumtoxinA", "20 U; 3 months"),
    ("botulinum_toxin_upper_face", "daxibotulinumtoxinA", "40 U"),
    ("botulinum_toxin_upper_face", "letibotulinumtoxinA", "20 U"),
    ("botulinum_toxin_platysma", "onabotulinumtoxinA", "26, 31 or 36 U"),
    ("botulinum_toxin_masseter", "onabotulinumtoxinA", "No label dose; 48 to 72 U"),
    ("botulinum_toxin_lower_face", "onabotulinumtoxinA", "2 to 3 U a point; chin 5 to 10 U; lip 4 to 8 U"),
    ("ha_filler_lips", "Juvederm Volbella XC", "2.6 mL"),
    ("ha_filler_lips", "Restylane Silk", "1.5 mL for each lip"),
    ("ha_filler_jawline", "Juvederm Volux XC", "6.8 mL; 3 mL; at most 9 mL; at most 20 mL for 60 kg"),
    ("ha_filler_nasolabial_fold", "Restylane", "6 mL"),
    ("ha_filler_nasolabial_fold", "Juvederm Ultra Plus XC", "20 mL for 60 kg"),
    ("poly_l_lactic_acid", "poly-L-lactic acid", "up to 4 sessions; 3 to 4 weeks"),
    ("ha_filler_chin", "Juvederm Voluma XC", "1.85 mL"),
    ("calcium_hydroxylapatite", "calcium hydroxylapatite", "at most 3 mL a side"),
]  # fmt: skip


@pytest.mark.parametrize("name", STATUS)
def test_label_status_of_each_zone(name: str) -> None:
    found: dict[Status, set[str]] = {}
    for serves in load_library().treatment(name).serves:
        found.setdefault(serves.status, set()).update(serves.zones)
    assert found == STATUS[name]


LABELED_GOALS = {
    "microneedling": {"fewer_scars": "on_label", "smoother_skin": "off_label", "smaller_pores": "off_label"},
    "poly_l_lactic_acid": {"softer_folds": "on_label", "fuller_cheeks": "off_label"},
}


@pytest.mark.parametrize("name", LABELED_GOALS)
def test_label_status_where_one_zone_has_several(name: str) -> None:
    serves = load_library().treatment(name).serves
    for goal, status in LABELED_GOALS[name].items():
        assert {each.status for each in serves if goal in each.goals} == {status}


@pytest.mark.parametrize(("name", "product", "figures"), DOSES)
def test_doses_are_those_of_the_sources(name: str, product: str, figures: str) -> None:
    text = " ".join(dose.text for dose in load_library().treatment(name).label_doses if dose.product == product)
    assert [figure for figure in figures.split("; ") if figure not in text] == []
