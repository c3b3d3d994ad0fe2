"""Where pages end: nothing left alone, no heading without what it heads, nothing cut, in drafts of every size."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from planning.documents import Approval, DocumentRequest, Pictures, client_pdf, consent_forms, provider_pdf
from planning.plan import PlannedVisit
from planning.profile import health_catalogue
from tests.planning.documents.drafted import TIMELINE, checks, draft, option, practice, request
from tests.planning.documents.pages import pages
from tests.planning.documents.sampled import sample, sampled

FEWEST_LINES = 6
LONG = "Dr. Maximiliana Featherstonehaugh-Vandersteen"
GOAL = (
    "I would like to look less tired in the morning, and I do not want anybody to notice that something was done. " * 3
)
HEADINGS = (
    *("Primary Recommendation", "Supporting Treatments", "Retail Regimen", "Contraindication Check"),
    *("Timeline & Investment", "Investment", "All options", "Left out, and why", "What the lines rest on"),
    *("Other ways to go", "Before and after your visits", "About your treatments", "Consent language"),
    *(
        "Findings that are treated",
        "Open before anyone approves",
        "Your face map",
        "Projected results",
        "In plain words.",
    ),
)


def _bare(text: str) -> str:
    """Without spaces, for spaced capitals are read with some."""
    return "".join(text.split()).upper()


def _picture(width: int, height: int) -> bytes:
    data = BytesIO()
    Image.new("RGB", (width, height), "teal").save(data, "JPEG")
    return data.getvalue()


def _three() -> DocumentRequest:
    shown = tuple((_picture(800, 1000), f"Microneedling · {weeks} weeks") for weeks in (4, 8, 12))
    return sampled(pictures=Pictures(_picture(1300, 1000), shown))


def _thirty() -> DocumentRequest:
    def moved(number: int) -> PlannedVisit:
        day = date(2026, 12, 1) + timedelta(days=14 * number)
        return TIMELINE[number % 6].model_copy(update={"number": number + 1, "date": day, "downtime_until": None})

    return request(draft=draft(options=(option(timeline=tuple(map(moved, range(30)))),)))


def _long() -> DocumentRequest:
    people = tuple(person.model_copy(update={"name": LONG}) for person in practice().providers)
    named = [
        item.model_copy(update={"title": f"{item.title}, of the forehead, both cheeks and the chin, with a review"})
        for item in option().primary
    ]
    return request(
        draft=draft(options=(option(primary=tuple(named)),)),
        practice=practice().model_copy(update={"providers": people}),
    )


def _well() -> DocumentRequest:
    return sampled(
        {
            "health": dict.fromkeys(health_catalogue(), "no"),
            "budget": {"amount": "8000", "currency": "USD"},
            "medicines": {"complete": True, "taken": []},
            "downtime_days": None,
            "away": [],
            "events": [],
            "goals": [{"words": GOAL, "codes": ["brighter_eyes", "even_tone"]}],
        }
    )


def _nothing() -> DocumentRequest:
    tomorrow = [{"name": "gala", "on": "2026-11-23"}]
    return sampled({"budget": {"amount": "1", "currency": "USD"}, "events": tomorrow, "downtime_days": 0})


def _approved() -> DocumentRequest:
    settled = draft(options=(option(checks=checks(held=False)),))
    return request(draft=settled, approval=Approval(LONG, date(2026, 11, 24), "better"))


MADE: dict[str, Callable[[], DocumentRequest]] = {
    "sample": sample,
    "no photo": lambda: sampled(photo=False),
    "nothing due": _nothing,
    "well": _well,
    "three projections": _three,
    "thirty visits": _thirty,
    "long names": _long,
    "approved": _approved,
}


@cache
def _lines(name: str, kind: str) -> list[list[str]]:
    """Of each page, without its head and foot."""
    pdf = (client_pdf if kind == "client" else provider_pdf)(MADE[name]())
    read = ([line.strip() for line in page.extract_text().splitlines()] for page in PdfReader(BytesIO(pdf)).pages)
    return [[line for line in lines if line] for lines in read]


def _own(lines: list[str]) -> list[str]:
    marks = [n for n, line in enumerate(lines) if line.startswith(("AI-generated draft", "Approved by"))]
    return lines[1 : marks[-1]]


@pytest.mark.parametrize("kind", ["client", "provider"])
@pytest.mark.parametrize("name", MADE)
def test_no_page_holds_but_a_few_lines(name: str, kind: str) -> None:
    for lines in _lines(name, kind)[1:]:
        assert len(_own(lines)) >= FEWEST_LINES or {"Your face map", "Projected results"} & set(lines)


@pytest.mark.parametrize("kind", ["client", "provider"])
@pytest.mark.parametrize("name", MADE)
def test_no_heading_ends_a_page(name: str, kind: str) -> None:
    for lines in _lines(name, kind)[1:]:
        assert not _own(lines)[-1].endswith(HEADINGS)


@pytest.mark.parametrize(("name", "most"), [("sample", 5), ("well", 5), ("thirty visits", 5), ("nothing due", 3)])
def test_the_provider_reads_few_pages(name: str, most: int) -> None:
    assert len(_lines(name, "provider")) <= most


def test_a_goal_of_300_signs_and_long_names_are_whole() -> None:
    assert GOAL.strip() in " ".join(pages(provider_pdf(_well())))
    text = " ".join(pages(client_pdf(_long())))
    assert LONG in text and "Microneedling, of the forehead, both cheeks and the chin, with a review" in text


def test_three_projections_stand_side_by_side_below_the_face_map() -> None:
    (page,) = [lines for lines in _lines("three projections", "client")[1:] if "Your face map" in lines]
    assert "Projected results" in page
    assert all(f"{weeks} weeks" in " ".join(page) for weeks in (4, 8, 12))


def test_what_is_signed_stands_on_one_page_with_its_warnings() -> None:
    for form in consent_forms(request()).values():
        last = pages(form)[-1]
        assert last.count("Signature") == 2 and "DONOTWAITWITHTHESE" in _bare(last)
        assert all("Signature" not in page for page in pages(form)[:-1])


def test_a_short_form_is_one_page() -> None:
    assert len(pages(consent_forms(sample())["superficial_peel"])) == 1


def test_where_nothing_is_bought_no_saving_is_explained() -> None:
    text = " ".join(pages(client_pdf(_nothing())))
    assert "No package" not in text
    assert "QTY" not in _bare(text) and "HOWYOUSAVE" not in _bare(text)


def test_where_nothing_is_saved_the_price_is_explained_as_it_is() -> None:
    text = _bare(" ".join(pages(client_pdf(sampled(photo=False)))))
    assert "ABOUTTHISPRICE" in text and "HOWYOUSAVE" not in text
