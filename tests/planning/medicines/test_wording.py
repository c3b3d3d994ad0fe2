"""Doses, forms, brackets and routes around a name."""

from __future__ import annotations

import pytest

from planning.medicines import Dictionary, Medicine, Unrecognized

SAME = {
    "doxycycline 100 mg bid": "doxycycline",
    "DOXYCYCLINE HYCLATE 50MG CAPS": "doxycycline",
    "Retin-A 0.05% cream": "Retin-A",
    "retin a micro 0.1% gel nightly": "Retin-A Micro",
    "St. John’s Wort 300 mg": "St. John's wort",
    "Isotretinoína 20 mg/día": "isotretinoin",
    "1/2 tab lisinopril once a day": "lisinopril",
    "Humira 40 mg/0.8 mL pen every other week": "Humira",
    "metoprolol succinate ER 25 mg": "metoprolol",
    "Plavix (clopidogrel) 75 mg": "Plavix",
    "clopidogrel [Plavix]": "clopidogrel",
    "omega-3 1000 mg softgels": "omega-3",
    "Vitamin D3 2,000 IU": "vitamin D3",
    "aspirin 81 mg EC daily": "aspirin",
    "Diane-35": "Diane-35",
    "fish oil daily": "fish oil",
    "taking green tea extract 500 mg": "green tea extract",
    "Tylenol #3": "Tylenol 3",
    "Tylenol 500 mg PRN": "Tylenol",
}


@pytest.mark.parametrize(("written", "meant"), SAME.items())
def test_words_around_a_name_do_not_matter(dictionary: Dictionary, written: str, meant: str) -> None:
    found, right = dictionary.find(written), dictionary.find(meant)
    assert isinstance(found, Medicine) and isinstance(right, Medicine)
    assert found.exact and found.name_given == written
    assert (found.ingredients, found.classes) == (right.ingredients, right.classes)


@pytest.mark.parametrize(
    ("written", "classes"),
    [
        ("hydrocortisone 1% cream", {"local_corticosteroid"}),
        ("hydrocortisone 20 mg tablets", {"systemic_corticosteroid", "immunosuppressant"}),
        ("tretinoin", {"topical_retinoid"}),
        ("tretinoin 10 mg capsules", {"oral_retinoid"}),
        ("isotretinoin gel", {"topical_retinoid"}),
        ("isotretinoin", {"isotretinoin", "oral_retinoid"}),
        ("isotretinoin 20 mg gel caps", {"isotretinoin", "oral_retinoid"}),
        ("clindamycin 1% lotion", set()),
        ("clindamycin 300 mg capsules", {"neuromuscular_drug"}),
        ("tobramycin eye drops", set()),
        ("minocycline foam", set()),
        ("fluticasone nasal spray", set()),
        ("Neosporin", set()),
        ("Tri-Luma cream", {"hydroquinone", "topical_retinoid", "local_corticosteroid"}),
    ],
)
def test_a_form_tells_the_route(dictionary: Dictionary, written: str, classes: set[str]) -> None:
    found = dictionary.find(written)
    assert isinstance(found, Medicine) and found.classes == classes


@pytest.mark.parametrize("name", ["hydrocortisone", "clindamycin 2x", "betamethasone", "gentamicin", "fluticasone"])
def test_a_bare_name_whose_classes_depend_on_the_form_is_asked_about(dictionary: Dictionary, name: str) -> None:
    found = dictionary.find(name)
    assert isinstance(found, Unrecognized) and found.reason == "route_needed"
    assert len({dictionary.find(shown) for shown in found.suggestions}) == len(found.suggestions) >= 2


def test_a_form_that_a_brand_does_not_have_is_asked_about(dictionary: Dictionary) -> None:
    found = dictionary.find("Retin-A capsules")
    assert isinstance(found, Unrecognized) and found.reason == "route_needed"


def test_two_ingredients_in_one_name_bring_the_classes_of_both(dictionary: Dictionary) -> None:
    found = dictionary.find("lisinopril/hydrochlorothiazide 10/12.5 mg")
    assert isinstance(found, Medicine)
    assert found.ingredients == ("lisinopril", "hydrochlorothiazide")
    assert found.classes == {"photosensitizer"}


@pytest.mark.parametrize(
    "name", ["hydrocodone-acetaminophen 5-325 mg", "buprenorphine-naloxone", "sacubitril/valsartan"]
)
def test_a_hyphen_or_slash_joins_ingredients(dictionary: Dictionary, name: str) -> None:
    found = dictionary.find(name)
    assert isinstance(found, Medicine) and len(found.ingredients) == 2 and found.classes == frozenset()


def test_an_unknown_part_makes_the_whole_unknown(dictionary: Dictionary) -> None:
    assert isinstance(dictionary.find("lisinopril/zyxwvutin"), Unrecognized)


@pytest.mark.parametrize("name", ["Dalacin 1", "Cleocin 1%", "adapaline/benzoyl peroxide"])
def test_what_may_be_a_slip_in_another_name_is_not_dropped(dictionary: Dictionary, name: str) -> None:
    assert isinstance(dictionary.find(name), Unrecognized)


def test_a_list_of_medicines_is_not_one_medicine(dictionary: Dictionary) -> None:
    assert isinstance(dictionary.find("aspirin, lisinopril"), Unrecognized)


@pytest.mark.parametrize("vague", ["blood thinner", "birth control pills", "Steroids", "antibiotic", "water pill"])
def test_a_vague_word_is_asked_about_with_examples(dictionary: Dictionary, vague: str) -> None:
    found = dictionary.find(vague)
    assert isinstance(found, Unrecognized) and len(found.suggestions) >= 2
    assert all(isinstance(dictionary.find(shown), Medicine) for shown in found.suggestions)


@pytest.mark.parametrize("nothing", ["", "  ", "100 mg", "tablet", "?", "20 mg once daily"])
def test_no_name_is_unknown(dictionary: Dictionary, nothing: str) -> None:
    assert isinstance(dictionary.find(nothing), Unrecognized)


def test_rules_get_the_classes_or_the_word_that_nobody_knows(dictionary: Dictionary) -> None:
    assert dictionary.classes_of("Eliquis 5 mg") == {"anticoagulant"}
    assert dictionary.classes_of("Synthroid") == frozenset()
    assert dictionary.classes_of("hydrocortisone") is None
