"""The library that ships: complete, consistent, and every problem of a file named with its line."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from planning.files import DocumentInvalidError
from planning.library import (
    RuleSet,
    Texts,
    Treatment,
    TreatmentUnknownError,
    load_library,
    read_library,
    shipped_rule_sets,
    shipped_treatments,
)
from planning.library.vocabulary import words
from planning.rules import Level

LIBRARY = load_library()
KINDS = {
    *("toxin", "filler", "biostimulator", "skin_booster", "needling", "regenerative", "peel", "light", "laser"),
    *("tightening", "facial", "hair_removal", "home_care"),
}
ASKED_FOR = {
    *("botulinum_toxin_upper_face", "ha_filler_lips", "poly_l_lactic_acid", "skin_booster", "microneedling"),
    *("rf_microneedling", "platelet_rich_plasma", "superficial_peel", "medium_peel", "intense_pulsed_light"),
    *("vascular_laser", "pigment_laser", "nonablative_fractional_laser", "ablative_fractional_laser"),
    *("focused_ultrasound", "hydradermabrasion", "led_light", "laser_hair_removal", "topical_retinoid", "sunscreen"),
}


def problems(treatments: Texts, rule_sets: Texts | None = None) -> list[str]:
    with pytest.raises(DocumentInvalidError) as caught:
        read_library(treatments, shipped_rule_sets() if rule_sets is None else rule_sets)
    return [str(problem) for problem in caught.value.problems]


def altered(name: str, old: str, new: str) -> Texts:
    """The shipped files with one place changed."""
    text = shipped_treatments()[name]
    assert old in text
    return {**shipped_treatments(), name: text.replace(old, new, 1)}


def test_every_kind_ships() -> None:
    assert {treatment.kind for treatment in LIBRARY.treatments.values()} == KINDS
    assert set(LIBRARY.treatments) >= ASKED_FOR
    assert len(LIBRARY.treatments) >= 22


@pytest.mark.parametrize("name", sorted(LIBRARY.treatments))
def test_no_file_claims_a_signature(name: str) -> None:
    assert LIBRARY.treatment(name).sign_off.state == "awaits the medical director"


@pytest.mark.parametrize("name", sorted(LIBRARY.treatments))
def test_an_effect_never_passes_its_cap(name: str) -> None:
    for effect in LIBRARY.treatment(name).effects:
        assert abs(effect.low) <= abs(effect.expected) <= abs(effect.high) <= abs(effect.cap)


@pytest.mark.parametrize("name", sorted(n for n, t in LIBRARY.treatments.items() if not t.home_care))
def test_whoever_treats_is_named_and_so_is_what_calls_for_care(name: str) -> None:
    treatment = LIBRARY.treatment(name)
    assert treatment.credentials and treatment.warning_signs and treatment.care.after


def test_every_tag_is_carried_by_some_treatment() -> None:
    carried = frozenset[str]().union(*(treatment.called for treatment in LIBRARY.treatments.values()))
    assert set(words().tags) - carried == set()


def test_every_set_of_rules_is_for_some_treatment() -> None:
    reached = {s.id for t in LIBRARY.treatments.values() for s in LIBRARY.rule_sets if t.called & set(s.tags)}
    assert {s.id for s in LIBRARY.rule_sets if s.tags} == reached


def test_a_rule_that_blocks_says_what_to_ask() -> None:
    assert [rule.id for rule in LIBRARY.all_rules() if rule.verdict is Level.BLOCK and not rule.ask] == []


def test_only_labels_and_statutes_make_label_blocks() -> None:
    owners = (*LIBRARY.rule_sets, *LIBRARY.treatments.values())
    strengths = {owner.sources[rule.source].strength for owner in owners for rule in owner.rules if rule.label}
    assert strengths <= {"label", "statute"}


def test_a_treatment_that_is_not_there_is_a_typed_error() -> None:
    with pytest.raises(TreatmentUnknownError) as caught:
        LIBRARY.treatment("lip_flip_deluxe")
    assert caught.value.code == "treatment_unknown"


# What is wrong with several fields together is named with the line of what holds them.
OF_THE_WHOLE = {
    *("no such source: box", "must have one sign", "signed needs by and on"),
    *("low, expected, high and cap must follow each other", "unknown on a block condition holds"),
}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("zones: [forehead]", "zones: [forhead]", "zones: no such word: 'forhead'"),
        ("concerns: [forehead_lines]", "concerns: [forehead_line]", "concerns: no such word: 'forehead_line'"),
        ("goals: [softer_lines]", "goals: [softer]", "goals: no such word: 'softer'"),
        ("tags: [injectable]", "tags: [injectible]", "tags: no such word: 'injectible'"),
        ("code: cow_milk_allergy", "code: milk", "code: no such word: 'milk'"),
        ("verdict: block", "verdict: forbid", "rules.0.verdict"),
        ("source: boxed_warning", "source: box", "no such source: box"),
        ("high: -1.5", "high: -2.5", "low, expected, high and cap must follow each other"),
        ("cap: -1.5", "cap: 1.5", "must have one sign"),
        ("scale: facial_wrinkle_scale", "scale: face_wrinkles", "scale: no such word: 'face_wrinkles'"),
        ("scale: facial_wrinkle_scale", "scale: millimeters", "scale: millimeters maps to mm, not to grades"),
        ("scale: facial_wrinkle_scale", "scale: face_q", "scale: face_q maps to nothing, not to grades"),
        ("kind: toxin", "kind: toxins", "kind: "),
        ("sign_off: awaits the medical director", "sign_off: signed", "signed needs by and on"),
        ("id: botulinum_toxin_upper_face", "id: toxin_upper", "id: must be the file's name"),
        ("minutes: [15, 30]", "minutes: [30, 15]", "the range ends before it begins"),
        ("    label: true", "    label: true\n    unknown: nothing", "unknown on a block condition holds"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_line(old: str, new: str, said: str) -> None:
    name = "botulinum_toxin_upper_face.yaml"
    found = problems(altered(name, old, new))
    text = shipped_treatments()[name]
    line = text[: text.index(old)].count("\n") + 1
    assert any(problem.startswith(f"{name}:") and said in problem for problem in found)
    if said not in OF_THE_WHOLE:
        assert any(abs(int(problem.split(":")[1]) - line) <= 1 for problem in found if said in problem)


def test_a_rule_that_stands_twice_is_named_in_both_files() -> None:
    twin = shipped_treatments()["pigment_laser.yaml"].replace("id: pigment_laser\n", "id: twin_laser\n")
    found = problems({**shipped_treatments(), "twin_laser.yaml": twin})
    named = {problem.split(":")[0] for problem in found if "pigment_laser_melasma stands 2 times" in problem}
    assert named == {"pigment_laser.yaml", "twin_laser.yaml"}


@pytest.mark.parametrize(
    ("model", "place"), [(Treatment, ("treatments", "treatment")), (RuleSet, ("rules", "sets", "rules"))]
)
def test_the_schema_that_ships_is_the_one_that_is_checked(
    model: type[Treatment | RuleSet], place: tuple[str, ...]
) -> None:
    written = files("planning").joinpath(*place[:-1], f"{place[-1]}.schema.json").read_text()
    assert json.loads(written) == model.model_json_schema(by_alias=True)
