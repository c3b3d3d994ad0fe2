"""What is over, what is ordered, what is still to come, and of whom."""

from __future__ import annotations

from datetime import date

import pytest

from planning.notes import read_notes
from tests.planning.notes.scoring import told

DAY = date(2026, 10, 22)


def _read(text: str) -> list[str]:
    return [told(fact).removeprefix("health ") for fact in read_notes(text, DAY).facts]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Pacemaker was removed in 2022.", ["active_implant no"]),
        ("Her braces came out in May.", ["dental_metal no"]),
        ("Pacemaker, battery replaced in 2022.", ["active_implant yes"]),
        ("Plate in jaw, wants it removed.", ["metal_in_face_or_neck yes"]),
        ("Fever blister is all healed up.", ["herpes_history yes", "active_herpes no"]),
        ("Gets cold sores in winter, none right now.", ["herpes_history yes", "active_herpes no"]),
        ("Cellulitis on chin, call us once it has cleared.", ["skin_infection yes"]),
        ("Done breastfeeding since June.", ["lactation no"]),
        ("Moles: nothing new or changing.", ["changing_lesion no"]),
    ],
)
def test_what_is_over_is_no_yes_and_what_is_not_over_is_no_no(text: str, facts: list[str]) -> None:
    assert _read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Her 12yo sister has vitiligo, she doesnt.", ["vitiligo yes family", "vitiligo no"]),
        ("Dad has psoriasis and lupus; pt herself has neither.", None),
        ("Brother takes isotretinoin, not her.", None),
        ("Came with her husband, who has lupus.", ["lupus yes family"]),
        ("FHx: neg for skin cancer.", ["skin_cancer no family"]),
        ("Brought her pregnant sister.", ["pregnancy yes family"]),
        ("Her baby has eczema.", ["active_rash yes family"]),
        ("Hubby has rosacea.", ["rosacea yes family"]),
        ("Sister is pregnant and pt is flying to see her, it is a long trip.", ["pregnancy yes family"]),
    ],
)
def test_a_relative_is_not_the_client(text: str, facts: list[str] | None) -> None:
    read = _read(text)
    assert facts is None or read == facts
    assert all("family" in fact or " no" in fact for fact in read)
    assert any("family" in fact for fact in read)


@pytest.mark.parametrize(
    "text",
    [
        "Has epilepsy - no IPL!",
        "NO RF for this one.",
        "Told no microneedling.",
        "Radiofrequency is contraindicated.",
        "Gave brochure on Sculptra and Radiesse.",
        "No filler until she has talked to her doctor.",
        "Laser series cancelled.",
    ],
)
def test_orders_and_paper_are_no_history(text: str) -> None:
    assert not [fact for fact in _read(text) if fact.startswith("treatment")]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Mohs 11/3.", ["facial_surgery unknown ~planned"]),
        ("ICD to be implanted 11/20.", ["active_implant unknown ~planned"]),
        (
            "Microneedling + PRP booked for 11/18.",
            ["treatment microneedling unknown ~planned", "treatment prp unknown ~planned"],
        ),
        ("Derm mentioned Accutane as an option.", ["medicine isotretinoin unknown ~hypothetical"]),
        ("If she gets a cold sore she will call.", ["active_herpes unknown ~hypothetical"]),
    ],
)
def test_what_is_to_come_is_no_history(text: str, facts: list[str]) -> None:
    assert _read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Can't have milk because of a cow milk allergy.", ["cow_milk_allergy yes"]),
        ("Cant wear earrings bc nickel allergy.", ["metal_allergy yes"]),
        ("Gets cold sores maybe twice a year.", ["herpes_history yes"]),
        ("+ melasma, - keloids", ["melasma yes", "keloid no"]),
        ("Can't be pregnant, had a tubal.", ["pregnancy no"]),
        ("Never without her pacemaker card.", ["active_implant yes"]),
        ("Doesn't smoke, vapes on weekends.", ["tobacco yes"]),
        ("Still smoking, wants to quit.", ["tobacco yes"]),
        ("No allergies other than nickel.", ["metal_allergy yes"]),
        ("NKDA except lidocaine.", ["lidocaine_allergy yes"]),
        ("ROS: negative for melasma, psoriasis.", ["melasma no", "psoriasis no"]),
        ("Declines accutane.", []),
        ("Declined to stop tretinoin.", ["medicine tretinoin yes taking"]),
        ("Botox newbie, never had it.", ["treatment toxin no"]),
        ("Hx of melasma but no keloids, doesnt have lupus.", ["melasma yes", "keloid no", "lupus no"]),
        ("There is no pacemaker and no other implanted device.", ["active_implant no"]),
    ],
)
def test_a_no_reaches_what_it_denies_and_no_further(text: str, facts: list[str]) -> None:
    assert _read(text) == facts


@pytest.mark.parametrize(
    ("text", "code", "answer"),
    [
        ("Asymmetric two-toned patch on the temple.", "changing_lesion", "yes"),
        ("Mole by her ear has grown larger over a year.", "changing_lesion", "yes"),
        ("Fresh cut on the chin from shaving.", "open_wound", "yes"),
        ("Vesicular rash at the lip edge.", "active_herpes", "yes"),
        ("Used to smoke half a pack and quit years ago.", "tobacco", "no"),
    ],
)
def test_what_is_seen_and_what_was_given_up(text: str, code: str, answer: str) -> None:
    facts = read_notes(text, DAY).facts
    assert {fact.answer.value for fact in facts if fact.code == code} == {answer}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Any allergies? Penicillin and nickel.", ["metal_allergy yes"]),
        ("EpiPen in purse for her daughter's peanut allergy.", ["anaphylaxis yes family"]),
        ("Her husband noticed that the mole behind her ear is getting bigger.", ["changing_lesion yes"]),
        (
            "Metal crown on a back tooth but no other metal in her face.",
            ["dental_metal yes", "metal_in_face_or_neck no"],
        ),
        ("Pacemaker/AICD (-).", ["active_implant no"]),
        ("Any active infections or cold sores? No", ["skin_infection no", "active_herpes no"]),
        ("Has not weaned yet.", ["lactation yes"]),
        ("Not hemodynamically stable.", ["hemodynamic_instability yes"]),
        ("Visudyne in the left eye last week.", ["medicine verteporfin yes stopped"]),
        ("Her lupus is quiet, rash on the arms each summer.", ["lupus yes"]),
        ("Pre-cancerous lesion frozen off her nose.", []),
    ],
)
def test_whose_it_is_and_what_the_words_beside_it_make_of_it(text: str, facts: list[str]) -> None:
    assert _read(text) == facts
