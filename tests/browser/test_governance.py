"""The page at /governance in a real browser: signing in by keyboard, what is told, and on which screens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from serving.access import Grant
from serving.access.profile import Profile
from serving.app import create_app
from serving.governance.words import words
from serving.settings import Settings
from tests.serving.access.grounds import PASSWORD
from tests.serving.desk.standing import founded
from tests.serving.fakes import FakeEngine
from tests.serving.live import serve

pytestmark = pytest.mark.browser


@pytest.fixture
def url(chromium, tmp_path: Path):
    app = create_app(Settings(data_dir=tmp_path / "data", port=0), lambda _: FakeEngine())
    with serve(app) as url:
        services = app.state.services
        practice, _ = founded(services.office, "linden_aesthetics")
        for name, role in (("ada", "medical_director"), ("cyd", "coordinator")):
            profile = Profile(name=f"<b>{name}</b>", login=name)
            services.access.accounts.create_first(practice, profile, [Grant(role)], PASSWORD, services.office.now())
        yield url


def signed_in(page, login: str):
    """By keyboard alone."""
    page.get_by_label("Name").focus()
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page


def test_a_director_signs_in_and_reads_five_answers(open_page, url) -> None:
    page = signed_in(open_page(f"{url}/governance", expected="401"), "ada")
    expect(page.get_by_role("heading", level=1)).to_have_text(words()["title"])
    expect(page.get_by_role("heading", level=2)).to_have_text(list(words()["questions"].values()))
    expect(page.get_by_role("main")).to_contain_text(words()["missing"]["no_backup"])
    expect(page.get_by_role("table", name="Who oversees").get_by_role("rowheader")).to_have_text(["<b>ada</b>"])
    assert page.locator("th:not([scope])").count() == 0
    with page.expect_response(re.compile("document.pdf")) as answer:
        page.evaluate("fetch('/v1/governance/document.pdf')")
    assert answer.value.status == 200
    for width, height in ((768, 1024), (1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_a_reader_by_keyboard_gets_to_the_answers(open_page, url) -> None:
    page = signed_in(open_page(f"{url}/governance", expected="401"), "ada")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the answers")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_whoever_may_not_is_told_so_and_sees_nothing(open_page, url) -> None:
    page = signed_in(open_page(f"{url}/governance", expected="40"), "cyd")
    expect(page.get_by_role("status")).to_have_text("This account may not do that")
    assert page.get_by_role("table").count() == 0


def test_a_wrong_password_is_told(open_page, url) -> None:
    page = open_page(f"{url}/governance", expected="401")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill("wrong-wrong-wrong")
    page.get_by_role("button", name="Sign in").tap()
    expect(page.get_by_role("status")).to_have_text("These credentials are not valid")


def test_a_short_page_is_not_stretched_over_a_tall_screen(open_page, url) -> None:
    page = open_page(f"{url}/governance", expected="401")
    page.set_viewport_size({"width": 820, "height": 1400})
    for path, first in (("governance", "#sign-in"), ("retention", "h1 + p")):
        page.goto(f"{url}/{path}")
        heading, below = (page.locator(each).bounding_box() for each in ("h1", first))
        assert below["y"] - heading["y"] - heading["height"] < 60, path
    assert page.goto(f"{url}/governance").status == 401
    assert page.get_by_role("button", name="Sign in").bounding_box()["height"] < 80
