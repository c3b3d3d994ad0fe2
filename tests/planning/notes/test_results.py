"""What was suspected, and what came of it; what has healed, and what has not stopped."""

from __future__ import annotations

from datetime import date

import pytest

from planning.notes import read_notes
from tests.planning.notes.scoring import told

DAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Lupus was suspected in 2018 but the tests came back negative.", ["health lupus no"]),
        ("Her doctor is testing her for lupus.", ["health lupus unknown ~uncertain"]),
        ("She took a pregnancy test this morning and it was negative.", ["health pregnancy no"]),
        ("There is no possibility of pregnancy.", ["health pregnancy no"]),
        ("She has not stopped breastfeeding yet.", ["health lactation yes"]),
        ("The infection on her chin has cleared up.", ["health skin_infection no"]),
        ("Has not quit smoking.", ["health tobacco yes"]),
        ("Lidocaine made her throat swell.", ["health lidocaine_allergy yes"]),
        ("She has had lidocaine many times without a reaction.", ["health lidocaine_allergy no"]),
        ("Tret 0.05% qhs, last applied 2 nights ago.", ["medicine tretinoin yes taking"]),
        ("Has not used tret in a month.", ["medicine tretinoin yes stopped"]),
        ("10 wks pregnant. No tox today.", ["health pregnancy yes"]),
        ("Juvederm lip filler.", ["treatment ha_filler yes"]),
    ],
)
def test_what_came_of_it_is_read(text: str, facts: list[str]) -> None:
    assert [told(fact) for fact in read_notes(text, DAY).facts] == facts


def test_a_cold_sore_now_and_every_winter_are_two_facts() -> None:
    read = {told(fact) for fact in read_notes("Gets a cold sore every winter, and can feel one coming.", DAY).facts}
    assert read == {"health active_herpes yes", "health herpes_history yes"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The rheumatologist has excluded lupus.", ["health lupus no"]),
        ("Last breastfed in September 2026.", ["health lactation no"]),
        ("Three months into a course of Roaccutane, 30 mg a day.", ["medicine isotretinoin yes taking"]),
        ("Both of her parents form keloids. She does not.", ["health keloid yes family", "health keloid no"]),
        ("Her daughter takes Accutane, the client herself doesn't.", None),
        ("EMLA brought her out in wheals, so no numbing cream for her.", ["health anesthetic_allergy yes"]),
    ],
)
def test_whose_and_whether_it_is_over(text: str, facts: list[str] | None) -> None:
    read = [told(fact) for fact in read_notes(text, DAY).facts]
    assert "medicine isotretinoin no" in read if facts is None else read == facts


@pytest.mark.parametrize("text", ["Off Accutane since 23 August 2026.", "Off Accutane since August 23, 2026."])
def test_the_day_may_stand_before_its_month(text: str) -> None:
    (fact,) = read_notes(text, DAY).facts
    assert fact.stopped is not None
    assert fact.stopped.last == date(2026, 8, 23)
