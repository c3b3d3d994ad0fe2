"""Names that people mix up: each is its own medicine, and a spelling between two is left to a person."""

from __future__ import annotations

import pytest

from planning.medicines import Dictionary, Medicine, Unrecognized

PAIRS = [  # from the lists of confused drug names that patient-safety bodies keep
    *(("hydroxyzine", "hydralazine"), ("Celebrex", "Celexa"), ("Celebrex", "Cerebyx"), ("Celexa", "Cerebyx")),
    *(("prednisone", "prednisolone"), ("prednisone", "primidone"), ("Zantac", "Xanax"), ("Zantac", "Zyrtec")),
    *(("clonidine", "clonazepam"), ("tretinoin", "isotretinoin"), ("Lamictal", "Lamisil")),
    *(("methotrexate", "metolazone"), ("Accutane", "Accupril"), ("Accutane", "Accolate"), ("Plavix", "Paxil")),
    *(("Brilinta", "Brintellix"), ("Januvia", "Jantoven"), ("Coumadin", "Cardura"), ("Cordarone", "Cardura")),
    *(("Humira", "Humulin"), ("Humira", "Humalog"), ("Neoral", "Neurontin"), ("Prograf", "Prozac"), ("Lasix", "Losec")),
    *(("Aleve", "Alesse"), ("Flexeril", "Floxin"), ("Lioresal", "lisinopril"), ("Toradol", "tramadol")),
    *(("doxycycline", "dicyclomine"), ("penicillamine", "penicillin"), ("cyclosporine", "cycloserine")),
    *(("Premarin", "Provera"), ("Inderal", "Adderall"), ("Effient", "Effexor"), ("Tegretol", "Toradol")),
    *(("sulfadiazine", "sulfasalazine"), ("quinine", "quinidine"), ("hydroquinone", "hydroxychloroquine")),
    *(("Zovirax", "Zyvox"), ("Valtrex", "Valcyte"), ("metformin", "metronidazole"), ("tramadol", "trazodone")),
    *(("bupropion", "buspirone"), ("Cozaar", "Zocor"), ("Aldara", "Alesse"), ("tizanidine", "tranexamic acid")),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_confused_names_are_two_medicines(dictionary: Dictionary, one: str, other: str) -> None:
    first, second = dictionary.find(one), dictionary.find(other)
    assert isinstance(first, Medicine) and isinstance(second, Medicine)
    assert first.exact and second.exact
    assert first.ingredients != second.ingredients


@pytest.mark.parametrize("between", ["vitamin", "vitamin f", "celebyx", "hydrazine", "hydroxalazine", "cozor"])
def test_a_spelling_between_two_is_left_to_a_person(dictionary: Dictionary, between: str) -> None:
    found = dictionary.find(between)
    assert isinstance(found, Unrecognized)
    assert len(found.suggestions) >= 2


@pytest.mark.parametrize("short", ["tob", "som", "yas", "atr", "mtz", "asb"])
def test_a_short_name_is_exact_or_nothing(dictionary: Dictionary, short: str) -> None:
    assert isinstance(dictionary.find(short), Unrecognized)


@pytest.mark.parametrize("unknown", ["Zolgensma", "teprotumumab", "dihydroergotamine", "qwertyuiop", "foo"])
def test_what_is_not_known_is_not_guessed(dictionary: Dictionary, unknown: str) -> None:
    found = dictionary.find(unknown)
    assert isinstance(found, Unrecognized) and found.reason == "unknown" and not found.suggestions


def test_a_name_among_other_words_is_suggested_only(dictionary: Dictionary) -> None:
    found = dictionary.find("warfarin for a flutter")
    assert isinstance(found, Unrecognized) and found.suggestions[0] == "warfarin"
