"""Every name finds itself, however it is written; what is matched or suggested can be found again."""

from __future__ import annotations

import pytest

from planning.medicines import Dictionary, Medicine, Unrecognized

SAME = [str.upper, str.lower, lambda name: f"  {name} ", lambda name: name.replace(" ", "-")]


def test_every_name_is_found_or_asks_for_its_form(dictionary: Dictionary) -> None:
    for name in dictionary.names:
        found = dictionary.find(name)
        if isinstance(found, Unrecognized):
            assert found.reason == "route_needed", name
        else:
            assert found.exact and found.similarity == 1, name


@pytest.mark.parametrize("write", SAME)
def test_case_and_spaces_do_not_matter(dictionary: Dictionary, write: object) -> None:
    for name in dictionary.names:
        found, written = dictionary.find(name), dictionary.find(write(name))  # type: ignore[operator]
        assert type(found) is type(written), name
        if isinstance(found, Medicine) and isinstance(written, Medicine):
            assert (found.matched, found.classes) == (written.matched, written.classes)


def test_what_was_matched_is_found_again(dictionary: Dictionary) -> None:
    for name in dictionary.names:
        found = dictionary.find(name)
        for shown in [found.matched] if isinstance(found, Medicine) else found.suggestions:
            again = dictionary.find(shown)
            assert isinstance(again, Medicine) and again.exact and again.matched == shown
            if isinstance(found, Medicine):
                assert again.classes == found.classes


def test_a_brand_with_a_dose_is_the_brand(dictionary: Dictionary) -> None:
    for name in dictionary.names:
        found, dosed = dictionary.find(name), dictionary.find(f"{name} 20 mg once daily")
        if isinstance(found, Medicine):
            assert isinstance(dosed, Medicine) and dosed.classes == found.classes, name
