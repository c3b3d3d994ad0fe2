"""Plans with nothing in them, plans with a block, brands of any color."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planning.documents import (
    Approval,
    DocumentRequest,
    PlanNotApprovableError,
    care_plan,
    client_pdf,
    consent_forms,
    note_html,
    note_text,
    provider_pdf,
    visits_ics,
)
from planning.plan import Check, Investment, PlanOption
from tests.planning.documents.drafted import NEEDLING, checks, draft, option, practice, request, verdict
from tests.planning.documents.pages import pages

NOTHING = PlanOption(
    tier="nothing_now",
    title="Nothing now",
    investment=Investment(currency="USD", a_la_carte=Decimal(0), total=Decimal(0), saves=Decimal(0)),
)


def _nothing(**changes: Any) -> DocumentRequest:
    return request(draft=draft(options=(NOTHING,), recommended="nothing_now", client="", **changes))


def _blocked() -> DocumentRequest:
    said = verdict("block", NEEDLING, "needling_keloid", "Keloids rule it out.", facts=("Keloid: yes",))
    barred = Check(item="needling", level="block", approvable=False, verdicts=(said,))
    others = tuple(check for check in checks(held=False) if check.item != "needling")
    return request(draft=draft(options=(option(checks=(*others, barred)),)))


def test_a_plan_of_nothing_is_a_document_that_says_so() -> None:
    asked = _nothing()
    text = " ".join(pages(client_pdf(asked)))
    for said in ("Nothing is due now.", "No treatment is put forward.", "No visit is proposed.", "$0.00"):
        assert said in text
    assert "Consent language" not in text
    assert "Nothing is scheduled." in " ".join(pages(provider_pdf(asked)))
    assert consent_forms(asked) == {}
    assert "Timeline & Investment" in note_text(asked).replace("TIMELINE & INVESTMENT", "Timeline & Investment")
    assert "Nothing is on hold or blocked." in note_html(asked)
    assert '"activity"' not in care_plan(asked)
    assert b"VEVENT" not in visits_ics(asked)


def test_what_is_blocked_is_said_to_be_and_never_approved() -> None:
    asked = _blocked()
    text = " ".join(pages(client_pdf(asked)))
    assert "Not possible" in text
    assert "It must not be done, by what you told us." in text
    assert "Keloid" not in text.replace("keloid scars", "")
    assert "Blocked" in " ".join(pages(provider_pdf(asked)))
    assert "This treatment must not be given. Do not sign." in " ".join(pages(consent_forms(asked)["needling"]))
    assert "Microneedling (Malar cheek, Mid cheek, Chin): 3 visits (Visits 3, 4 and 6). Blocked." in note_text(asked)
    assert '"doNotPerform": true' in care_plan(asked)
    with pytest.raises(PlanNotApprovableError):
        request(draft=asked.draft, approval=Approval("Dr. Amara Okafor (sample)", date(2026, 11, 24), "better"))


@pytest.mark.parametrize("color", ["#ffffff", "#000000", "#f7e7a1", "#ff0055"])
def test_any_brand_color_makes_a_page(color: str) -> None:
    brand = practice().brand
    assert brand
    painted = practice().model_copy(update={"brand": brand.model_copy(update={"primary_color": color})})
    assert "Linden Aesthetics" in pages(client_pdf(request(practice=painted)))[0]


def test_a_practice_without_a_brand_is_called_by_its_location() -> None:
    plain = practice().model_copy(update={"brand": None})
    assert "Linden Oakland (sample)" in pages(client_pdf(request(practice=plain)))[0]


def test_a_note_says_what_the_provider_reads() -> None:
    asked, text = request(), note_text(request())
    assert text.startswith("Treatment plan, November 22, 2026\n\nAI-generated draft. No licensed provider")
    assert "Not a diagnosis." in text
    for heading in ("PRIMARY RECOMMENDATION", "SUPPORTING TREATMENTS", "RETAIL REGIMEN", "CONTRAINDICATION CHECK"):
        assert heading in text
    for item in asked.option.items:
        for why in item.why:
            assert why.text in text
    assert "Hyaluronic acid, tear trough: On hold." in text
    assert "<script" not in note_html(asked)
    assert "http" not in note_html(asked)
