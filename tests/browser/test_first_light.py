"""The whole line, as a person sees it: a portrait goes in, a touched zone tells its findings."""

from __future__ import annotations

from io import BytesIO
from math import floor

import httpx
import pytest
from PIL import Image
from playwright.sync_api import expect
from skimage.data import astronaut

from serving.app import create_app
from serving.settings import Settings
from tests.serving.live import serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def portrait() -> bytes:
    """A face of 129 px between the pupils, enlarged: this test is about the line, not about its numbers."""
    buffer = BytesIO()
    Image.fromarray(astronaut()).crop((110, 0, 340, 260)).resize((690, 780)).save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


def test_a_portrait_becomes_a_map_whose_zones_tell_their_findings(chromium, open_page, portrait):
    with serve(create_app(Settings())) as url:
        document = httpx.post(
            f"{url}/v1/analyses", files={"photo": portrait}, data={"expression": "smile"}, timeout=60
        ).json()
        page = open_page(url, 1024, 1366)
        page.set_input_files("#file", {"name": "portrait.jpg", "mimeType": "image/jpeg", "buffer": portrait})
        page.get_by_role("radio", name="Smile").check()
        page.get_by_role("button", name="Analyze photo").tap()
        expect(page.locator("#map [data-zone]")).to_have_count(len(document["zones"]))
        assert len(document["zones"]) >= 25
        for finding in [one_of(document, assessable=True), one_of(document, assessable=False)]:
            page.locator(f"[data-zone={finding['zone']}]").tap()
            shown = page.locator(f"#findings [data-concern={finding['concern']}]")
            expect(shown).to_contain_text(told(finding))


def one_of(document: dict, *, assessable: bool) -> dict:
    return next(finding for finding in document["findings"] if finding["assessable"] == assessable)


def told(finding: dict) -> str:
    if not finding["assessable"]:
        return finding["reason_message"]
    severity, *interval = (floor(number + 0.5) for number in (finding["severity"], *(finding["interval"] or ())))
    reach = "90 % interval {} to {}".format(*interval) if interval else "interval unknown"
    return f"Severity {severity} of 100, {reach}"
