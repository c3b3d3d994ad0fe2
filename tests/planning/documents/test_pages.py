"""What every page of every PDF must say, and what none may say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from planning.documents import (
    Approval,
    DocumentRequest,
    OptionUnknownError,
    PlanNotApprovableError,
    client_pdf,
    consent_forms,
    provider_pdf,
)
from planning.documents.provider_checks import readable
from planning.wording.words import Language
from tests.planning.documents.drafted import MADE_ON, checks, draft, option, request
from tests.planning.documents.pages import pages

SECTIONS = (
    "Primary Recommendation",
    "Supporting Treatments",
    "Retail Regimen",
    "Contraindication Check",
    "Timeline & Investment",
)
Make = Callable[[DocumentRequest], bytes]


def _form(asked: DocumentRequest) -> bytes:
    return consent_forms(asked)["tear_trough"]


def approved(**changes: object) -> DocumentRequest:
    settled = draft(options=(option(checks=checks(held=False)),))
    by = Approval("Dr. Amara Okafor (sample)", date(2026, 11, 24), "better")
    return request(draft=settled, approval=by, **changes)


@cache
def read(make: Make, language: Language = "en") -> list[str]:
    return pages(make(request(language=language)))


@pytest.mark.parametrize("make", [client_pdf, provider_pdf, _form])
def test_every_page_of_a_draft_says_so_and_that_it_is_no_diagnosis_and_is_numbered(make: Make) -> None:
    all_pages = read(make)
    assert len(all_pages) >= 2
    for number, text in enumerate(all_pages, 1):
        assert "AI-generated draft" in text
        assert "Not a diagnosis" in text
        assert f"Page {number} of {len(all_pages)}" in text


@pytest.mark.parametrize("make", [client_pdf, _form])
def test_every_page_says_so_in_spanish(make: Make) -> None:
    for text in read(make, "es"):
        assert "Borrador generado por IA" in text
        assert "No es un diagnóstico" in text
    assert "solo en inglés" in read(make, "es")[0]


@pytest.mark.parametrize("make", [client_pdf, provider_pdf, _form])
def test_an_approved_plan_is_no_draft_and_still_no_diagnosis(make: Make) -> None:
    for text in pages(make(approved())):
        assert "AI-generated draft" not in text
        assert "Approved by Dr. Amara Okafor (sample), November 24, 2026" in text
        assert "Not a diagnosis" in text


@pytest.mark.parametrize("make", [provider_pdf, _form])
def test_every_page_says_that_a_plan_has_ended(make: Make) -> None:
    for text in pages(make(approved(ended="superseded"))):
        assert "Approved by Dr. Amara Okafor (sample), November 24, 2026, no longer current" in text
    for text in pages(make(request(ended="declined"))):
        assert "AI-generated draft, declined" in text and "Not a diagnosis" in text


@pytest.mark.parametrize("make", [client_pdf, provider_pdf, _form])
def test_what_a_person_made_is_not_called_softwares(make: Make) -> None:
    for ended, mark in ((None, "Draft made by hand"), ("declined", "Draft made by hand, declined")):
        for text in pages(make(request(by_hand=True, ended=ended))):
            assert mark in text and "AI-generated" not in text


def test_what_is_on_hold_is_never_shown_as_approved() -> None:
    by = Approval("Dr. Amara Okafor (sample)", MADE_ON, "better")
    with pytest.raises(PlanNotApprovableError):
        request(approval=by)
    with pytest.raises(PlanNotApprovableError):  # the approval is of another option
        request(approval=by, tier="good")


def test_only_options_of_the_draft_are_documented() -> None:
    with pytest.raises(OptionUnknownError):
        _ = request(tier="best").option


@pytest.mark.parametrize("make", [client_pdf, provider_pdf])
def test_the_five_sections_come_in_their_order(make: Make) -> None:
    text = " ".join(read(make)[1:] if make is client_pdf else read(make))
    places = [text.index(f"{number} {title}") for number, title in enumerate(SECTIONS, 1)]
    assert places == sorted(places)


def test_on_hold_is_worded_as_such_and_asks_its_question() -> None:
    text = " ".join(read(client_pdf))
    assert "Approved" not in text
    assert text.count("On hold") >= 5
    assert "On hold until this is answered: Has the prescriber of your blood thinner been asked" in text
    assert "Parts of this plan are on hold. It can't be approved until they are settled." in text
    assert "Do not sign until your provider has settled the open points." in " ".join(read(_form))


def test_a_client_is_not_shown_what_is_for_the_provider() -> None:
    text = " ".join(read(client_pdf))
    for private in ("Eliquis", "doxycycline", "photosensitizer", "severe (71", "library file", "Phototype"):
        assert private not in text


def test_a_client_reads_visits_prices_and_savings() -> None:
    text, paid = " ".join(read(client_pdf)), option().investment
    for visit in ("Tue, December 1", "9:30 am", "Julia Reyes, RN", "Wed, April 28", "Time to be agreed"):
        assert visit in text
    for amount in (paid.total, paid.a_la_carte, paid.saves, *(each.amount for each in paid.payments)):
        assert f"${amount:,.2f}" in text
    for sentence in (*paid.explanation, *paid.assumed):
        assert sentence in text


def test_a_client_reads_care_warning_signs_and_consent_that_awaits_counsel() -> None:
    text = " ".join(read(client_pdf))
    assert "Call an ambulance: Your sight changes" in text
    assert "Template, awaiting counsel · filler@1" in text
    assert "Stop retinol and acids on your face 5 days before." in text


def test_a_provider_reads_every_reason_verdict_and_gap() -> None:
    asked, text = request(), " ".join(read(provider_pdf))
    for item in asked.option.items:
        assert item.title in text
        for why in item.why:
            assert why.text in text
    for check in asked.option.checks:
        for verdict in check.verdicts:
            for said in (verdict.message, verdict.ask, verdict.rule, verdict.source.cite, verdict.source.strength):
                assert said in text
            for fact in verdict.facts:
                assert readable(fact, asked) in text
    for left in (*asked.option.left_out, *asked.draft.left_out):
        assert left.text in text
    for sentence in (*asked.draft.not_seen, *asked.option.schedule_notes):
        assert sentence in text
    assert "at most 3.1% of the objective" in text
    assert "We keep to the device manual" in text


def test_there_is_a_form_for_each_treatment_of_the_visits() -> None:
    asked = request()
    forms = consent_forms(asked)
    assert list(forms) == [item.id for item in asked.option.items]
    last = " ".join(pages(forms["needling"]))
    assert last.count("Signature") == 2
    assert "Microneedling" in last


@pytest.mark.parametrize("make", [client_pdf, provider_pdf, _form])
def test_the_same_request_gives_the_same_bytes(make: Make) -> None:
    assert make(request()) == make(request())
