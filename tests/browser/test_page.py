"""The page at /, used as a person would: touch, keyboard, several screens. The engine is a fixture."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from serving.app import create_app
from serving.settings import Settings
from tests.serving.fakes import wait_until
from tests.serving.live import serve

from .document import DocumentEngine, jpeg

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(chromium):
    with serve(create_app(Settings(), lambda _: DocumentEngine())) as url:
        yield url


def choose(page: Page, data: bytes, name: str = "portrait.jpg", mime: str = "image/jpeg") -> None:
    page.set_input_files("#file", {"name": name, "mimeType": mime, "buffer": data})


def analyzed(page: Page, data: bytes | None = None, **named: str) -> Page:
    choose(page, data or jpeg(), **named)
    page.get_by_role("button", name="Analyze photo").tap()
    expect(page.locator("#result")).to_be_visible()
    return page


def zone(page: Page, name: str):
    return page.locator(f"[data-zone={name}]")


@pytest.mark.parametrize("size", [(1024, 1366), (768, 1024), (1366, 1024), (390, 844)])
def test_touching_a_zone_shows_its_findings(open_page, url, size):
    page = analyzed(open_page(url, *size))
    zone(page, "forehead").tap()
    expect(page.locator("#findings h2")).to_have_text("Forehead")
    lines = page.locator("[data-concern=forehead_lines]")
    expect(lines).to_contain_text("Forehead lines")
    expect(lines).to_contain_text("Moderate")
    expect(lines).to_contain_text("Severity 47 of 100, 90 % interval 41 to 53")
    expect(lines).to_contain_text("Measured: 0.123 mm")
    expect(lines).to_contain_text("count 4, length 131 mm, depth 4.9 %")
    expect(page.locator("[data-concern=redness] .grade")).to_have_text("None")


def test_a_percentile_is_told_with_the_people_behind_it_and_only_where_there_are_any(open_page, url):
    page = analyzed(open_page(url))
    zone(page, "forehead").tap()
    told = page.locator("[data-concern=forehead_lines] .percentile")
    expect(told).to_have_text("Percentile 62 of 33 adults of 18 to 54, studio portraits")
    expect(page.locator("[data-concern=redness] .percentile")).to_have_count(0)


def test_a_zone_that_cannot_be_assessed_says_why(open_page, url):
    page = analyzed(open_page(url))
    expect(zone(page, "crows_feet_left")).to_have_class(re.compile("unknown"))
    zone(page, "crows_feet_left").tap()
    expect(page.locator("#findings h2")).to_have_text("Crow's feet, left")
    expect(page.locator("#findings .grade")).to_have_text("Not assessable")
    expect(page.locator("#findings .reason")).to_have_text("Hair covers it.")


def test_the_map_is_colored_by_the_worst_finding_or_by_the_chosen_concern(open_page, url):
    page = analyzed(open_page(url))
    expect(zone(page, "forehead")).to_have_class(re.compile("grade-2"))
    expect(zone(page, "lips")).to_have_class(re.compile("unmeasured"))
    page.get_by_role("radio", name="Redness").check()
    expect(zone(page, "forehead")).to_have_class(re.compile("grade-0"))
    expect(zone(page, "nose")).to_have_class(re.compile("grade-4"))
    expect(zone(page, "crows_feet_right")).to_have_class(re.compile("unmeasured"))
    names = page.locator(".zone-list .name").all_text_contents()
    assert names == ["Nose", "Forehead"]


def test_a_group_can_be_narrowed_to_a_concern(open_page, url):
    page = analyzed(open_page(url))
    expect(page.locator("#concerns")).to_be_hidden()
    page.get_by_role("radio", name="Lines").check()
    expect(zone(page, "nose")).to_have_class(re.compile("unmeasured"))
    expect(zone(page, "crows_feet_right")).to_have_class(re.compile("grade-1"))
    page.get_by_role("radio", name="Forehead lines").check()
    expect(zone(page, "crows_feet_right")).to_have_class(re.compile("unmeasured"))
    page.get_by_role("radio", name="Overall").check()
    expect(page.locator("#concerns")).to_be_hidden()


def test_a_group_of_one_concern_offers_no_choice(open_page, url):
    page = analyzed(open_page(url))
    page.get_by_role("radio", name="Redness").check()
    expect(page.locator("#concerns")).to_be_hidden()


def test_what_was_found_is_drawn_where_it_lies(open_page, url):
    page = analyzed(open_page(url))
    expect(page.locator("#map .mark")).to_have_count(0)
    page.get_by_role("radio", name="Lines").check()
    expect(page.locator("#map .mark.line")).to_have_count(2)
    photo, line = (page.locator(which).first.bounding_box() for which in ("#map img", "#map .mark.line"))
    scale = photo["width"] / 300
    assert line["x"] - photo["x"] == pytest.approx(100 * scale, abs=3.0)
    assert line["width"] == pytest.approx(100 * scale, abs=6.0)
    expect(page.locator("#found")).to_be_visible()
    page.get_by_role("radio", name="Redness").check()
    expect(page.locator(".mark.area")).to_have_count(1)
    page.get_by_role("radio", name="Overall").check()
    expect(page.locator("#found")).to_have_count(0)


def test_marks_do_not_keep_a_finger_from_its_zone(open_page, url):
    page = analyzed(open_page(url))
    page.get_by_role("radio", name="Lines").check()
    box = page.locator(".mark.line").first.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#findings h2")).to_have_text("Forehead")


def test_what_leads_is_told_for_each_third(open_page, url):
    card = analyzed(open_page(url)).locator("#thirds")
    expect(card.locator("[data-third=upper]")).to_contain_text("Dominant: lines, clear of redness.")
    expect(card.locator("[data-third=upper] .name")).to_have_text(["Lines", "Redness"])
    expect(card.locator("[data-third=lower]")).to_contain_text("Nothing could be assessed here.")


def test_skin_quality_is_summed_up(open_page, url):
    page = analyzed(open_page(url))
    summary = page.locator("[data-summary=skin_quality]")
    expect(summary.locator(".name").first).to_have_text("Loss of skin quality")
    expect(summary).to_contain_text("90 % interval 19 to 29; 67 % skin surface, 33 % redness")
    expect(summary.get_by_text("T zone")).to_be_hidden()
    summary.get_by_text("By region").tap()
    expect(summary.locator("details .name")).to_have_text(["Lower third", "T zone"])
    expect(summary.locator("details")).to_contain_text("Only 40 % of what counts here")


def test_a_driver_shows_its_group(open_page, url):
    page = analyzed(open_page(url))
    page.locator("[data-third=middle]").get_by_role("button", name="Redness").tap()
    expect(page.get_by_role("radio", name="Redness")).to_be_checked()
    expect(zone(page, "crows_feet_right")).to_have_class(re.compile("unmeasured"))


def test_what_a_choice_adds_up_to_is_told(open_page, url):
    page = analyzed(open_page(url))
    page.get_by_role("radio", name="Lines").check()
    rows = page.locator("#findings .composite-row")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Whole face")
    expect(rows.first).to_contain_text("90 % interval 35 to 45, of 90 % of its area")
    page.get_by_role("radio", name="Crow's feet").check()
    expect(page.locator("#findings .composite-row")).to_contain_text("Only 40 % of what counts here")


def test_the_capture_check_is_shown(open_page, url):
    card = analyzed(open_page(url)).locator("#capture")
    expect(card).to_contain_text("Usable")
    expect(card.locator("li")).to_have_text("Hold the head upright.")
    expect(card).to_contain_text("62 px between the pupils")


def test_keyboard_alone_is_enough(open_page, url):
    page = open_page(url)
    choose(page, jpeg())
    page.locator("#analyze").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#result-heading")).to_be_focused()
    page.get_by_role("radio", name="Overall").focus()
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.dataset.zone")
    assert focused
    page.keyboard.press("ArrowRight")
    moved = page.evaluate("document.activeElement.dataset.zone")
    assert moved != focused
    page.keyboard.press("Enter")
    expect(zone(page, moved)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#findings")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#findings h2")).to_have_text("Areas")


@pytest.mark.parametrize("orientation", [1, 6])
def test_the_zones_lie_on_the_upright_photo(open_page, url, orientation):
    page = analyzed(open_page(url), jpeg(orientation))
    photo = page.locator("#map img").bounding_box()
    nose = zone(page, "nose").locator(".area").bounding_box()
    scale = photo["width"] / 300
    assert photo["height"] == pytest.approx(400 * scale, abs=1.0)
    assert nose["x"] - photo["x"] == pytest.approx(130 * scale, abs=3.0)  # 3 px: half the outline
    assert nose["y"] - photo["y"] == pytest.approx(150 * scale, abs=3.0)
    assert nose["width"] == pytest.approx(40 * scale, abs=6.0)


def test_a_photo_the_browser_cannot_show_leaves_the_zones_on_a_neutral_ground(open_page, url):
    page = analyzed(open_page(url), b"heic bytes", name="portrait.heic", mime="image/heic")
    expect(page.locator("#map-note")).to_contain_text("cannot show this kind of photo")
    expect(page.locator("#map img")).to_have_count(0)
    zone(page, "nose").tap()
    expect(page.locator("#findings h2")).to_have_text("Nose")


def test_an_error_is_told_in_its_own_words_and_the_form_stays_usable(open_page, url):
    page = open_page(url, expected="415")
    choose(page, b"text")
    page.get_by_role("button", name="Analyze photo").tap()
    expect(page.get_by_role("alert")).to_contain_text("This file is not a photo")
    analyzed(page)


def test_several_faces_offers_the_largest(open_page, url):
    page = open_page(url, expected="422")
    choose(page, b"crowd")
    page.get_by_role("button", name="Analyze photo").tap()
    expect(page.get_by_role("alert")).to_contain_text("More than one face")
    page.get_by_role("radio", name="Use the largest face").check()
    page.get_by_role("button", name="Analyze photo").tap()
    expect(page.locator("#result")).to_be_visible()


def pair(page: Page) -> Page:
    choose(page, jpeg())
    second = {"name": "smile.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    page.set_input_files("#second-file", second)
    page.get_by_role("button", name="Analyze photo").tap()
    expect(page.locator("#result")).to_be_visible()
    return page


def test_without_a_second_photo_there_are_no_dynamic_lines(open_page, url):
    page = analyzed(open_page(url))
    expect(page.locator("#dynamic")).to_be_hidden()
    expect(page.locator("#shown-photo")).to_be_hidden()


@pytest.mark.parametrize("size", [(1024, 1366), (390, 844)])
def test_a_second_photo_tells_what_moves(open_page, url, size):
    page = pair(open_page(url, *size))
    card = page.locator("#dynamic")
    expect(card).to_contain_text("Dynamic lines: smile")
    row = card.locator("[data-dynamic='crows_feet crows_feet_right']")
    expect(row).to_contain_text("+31")
    expect(row).to_contain_text("27 at rest, 58 animated, 90 % interval 22 to 40")
    expect(card.locator("summary")).to_have_text("Not compared: 1")
    card.locator("summary").tap()
    expect(card.locator("details li")).to_contain_text("not folded by a smile")


def test_a_dynamic_line_leads_to_its_zone(open_page, url):
    page = pair(open_page(url))
    page.locator("[data-dynamic='crows_feet crows_feet_right']").tap()
    expect(page.locator("#findings h2")).to_have_text("Crow's feet, right")
    expect(page.locator("#findings .dynamic")).to_contain_text("With the expression +31")


def test_the_animated_photo_can_be_shown_with_its_lines(open_page, url):
    page = pair(open_page(url))
    page.get_by_role("radio", name="Lines").check()
    expect(page.locator(".mark.line")).to_have_count(2)
    page.get_by_role("radio", name="Smile").check()
    expect(page.locator(".mark.line")).to_have_count(1)
    expect(page.locator("#legend li").first).to_be_hidden()
    expect(page.locator("#found")).to_be_visible()
    page.get_by_role("radio", name="At rest").check()
    expect(page.locator(".mark.line")).to_have_count(2)


def test_a_second_photo_is_compared_with_one_at_rest(open_page, url):
    page = open_page(url)
    choose(page, jpeg())
    page.get_by_role("radio", name="Frown").first.check()
    page.set_input_files("#second-file", {"name": "smile.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    expect(page.locator("#expression")).to_be_hidden()
    assert page.locator("#expression input:checked").get_attribute("value") == "rest"
    page.get_by_role("button", name="Remove it").tap()
    expect(page.locator("#expression")).to_be_visible()
    analyzed(page)
    expect(page.locator("#dynamic")).to_be_hidden()


def test_a_server_that_is_gone_is_told(chromium, open_page):
    with serve(create_app(Settings(), lambda _: DocumentEngine())) as url:
        page = open_page(url, expected="ERR_CONNECTION_REFUSED")
        choose(page, jpeg())
    page.get_by_role("button", name="Analyze photo").tap()
    expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached")


def test_an_analysis_can_be_canceled(open_page):
    engine = DocumentEngine(held=True)
    app = create_app(Settings(), lambda _: engine)
    with serve(app) as url:
        page = open_page(url)
        choose(page, jpeg())
        page.get_by_role("button", name="Analyze photo").tap()
        assert wait_until(lambda: app.state.services.analyses.analyses.taken == 1)
        page.get_by_role("button", name="Cancel").tap()
        expect(page.get_by_role("button", name="Analyze photo")).to_be_visible()
        expect(page.locator("#problem")).to_be_hidden()
        assert wait_until(lambda: app.state.services.analyses.analyses.taken == 0)
        engine.faces.release()


def test_proportions_stand_in_a_table_with_intervals_and_the_rest_with_its_reason(open_page, url):
    card = analyzed(open_page(url)).locator("#proportions")
    told = {name: card.locator(f"[data-proportion={name}]") for name in ("face_width", "lower_to_middle_third")}
    expect(told["face_width"]).to_have_text("Face width at the ears135.4 mm125.2 to 145.7")
    expect(told["lower_to_middle_third"]).to_have_text("Lower third over middle third122 %109 to 134")
    expect(card.locator("[data-proportion=brow_difference]")).to_contain_text("-0.4 mminterval unknown")
    expect(card.locator("[data-proportion=chin_projection]")).to_have_count(0)
    card.get_by_text("Not assessable: 2").tap()
    expect(card.get_by_role("listitem")).to_have_text(
        "Chin projection; Lip projection: It takes a photo from the side."
    )


def test_a_new_photo_forgets_the_last_one(open_page, url):
    page = analyzed(open_page(url))
    page.get_by_role("button", name="New photo").tap()
    expect(page.locator("#intake")).to_be_visible()
    expect(page.locator("#map *")).to_have_count(0)
    expect(page.locator("#thirds *")).to_have_count(0)
    expect(page.locator("#proportions *")).to_have_count(0)
    assert page.locator("#second-photo").get_attribute("src") is None
    expect(page.locator("#analyze")).to_be_disabled()
    assert page.locator("#preview-photo").get_attribute("src") is None


def test_the_page_talks_to_its_own_server_only(chromium, open_page, url):
    page = open_page(url)
    elsewhere: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((url, f"blob:{url}")) else elsewhere.append(r.url))
    analyzed(page)
    page.goto(f"{url}/docs")
    expect(page.locator(".operation").first).to_be_visible(timeout=30_000)  # the description is made on first demand
    assert not elsewhere


@pytest.mark.parametrize("size", [(360, 740), (390, 844), (768, 1024), (1024, 1366), (1440, 900)])
def test_every_screen_fits_fingers_and_shows_what_this_is_for(open_page, url, size):
    page = open_page(url, *size)
    lines = page.get_by_role("radio", name="Lines")
    for show in (lambda: None, lambda: pair(page), lambda: lines.check(), lambda: page.goto(f"{url}/docs")):
        show()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        expect(page.locator(".footer")).to_be_in_viewport(ratio=1)
        expect(page.locator(".footer")).to_contain_text("not a diagnosis")
        low = "b => b.getClientRects().length && b.getBoundingClientRect().height < 44 && b.outerHTML"
        selector = "button, .button, .choices label, nav a, summary"
        assert not [b for b in (each.evaluate(low) for each in page.locator(selector).all()) if b]
