"""Label status and doses of toxins, fillers, biostimulators and needling, taken a second time from the tables."""

from __future__ import annotations

import re
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

DOSES = {  # every number of a text, in its order
    ("botulinum_toxin_upper_face", "onabotulinumtoxinA"): "20 5 4 20 5 4 40 24 3 4 44 64 3 400 3",
    ("botulinum_toxin_upper_face", "incobotulinumtoxinA"): "20 20 24 64",
    ("botulinum_toxin_upper_face", "abobotulinumtoxinA"): "50 5",
    ("botulinum_toxin_upper_face", "prabotulinumtoxinA"): "20 3",
    ("botulinum_toxin_upper_face", "daxibotulinumtoxinA"): "40 24",
    ("botulinum_toxin_upper_face", "letibotulinumtoxinA"): "20",
    ("botulinum_toxin_platysma", "onabotulinumtoxinA"): "26 31 36 400 3",
    ("botulinum_toxin_masseter", "onabotulinumtoxinA"): "48 72",
    ("botulinum_toxin_lower_face", "onabotulinumtoxinA"): "2 3 5 10 4 8",
    ("ha_filler_lips", "Juvederm Volbella XC"): "2.6",
    ("ha_filler_lips", "Restylane Silk"): "1.5",
    ("ha_filler_chin", "Juvederm Voluma XC"): "1.85",
    ("ha_filler_jawline", "Juvederm Volux XC"): "6.8 3 9 20 60",
    ("ha_filler_nasolabial_fold", "Restylane"): "6",
    ("ha_filler_nasolabial_fold", "Juvederm Ultra Plus XC"): "20 60",
    ("calcium_hydroxylapatite", "calcium hydroxylapatite"): "3",
    ("poly_l_lactic_acid", "poly-L-lactic acid"): "4 3 4",
}
OFF_LABEL_DOSES = ("botulinum_toxin_masseter", "botulinum_toxin_lower_face")


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


@pytest.mark.parametrize(("name", "product"), DOSES)
def test_doses_are_those_of_the_sources(name: str, product: str) -> None:
    texts = [dose.text for dose in load_library().treatment(name).label_doses if dose.product == product]
    assert re.findall(r"\d+(?:\.\d+)?", " ".join(texts)) == DOSES[name, product].split()


@pytest.mark.parametrize("name", OFF_LABEL_DOSES)
def test_a_dose_off_label_says_so(name: str) -> None:
    assert all(dose.text.startswith("No label dose.") for dose in load_library().treatment(name).label_doses)
