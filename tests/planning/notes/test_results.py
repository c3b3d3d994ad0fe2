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
