"""A Chromium of this machine, driven by Playwright. Without one, these tests are skipped by name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")  # not longer: while Playwright is open, no test can run an event loop
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens pages; afterwards none may have raised an error, logged one or been refused some content.

    `expected` is a part of the lines to forgive, for tests of a failing server.
    """
    complaints: list[str] = []
    contexts = []

    def open_at(url: str, width: int = 1024, height: int = 1366, *, expected: str | None = None) -> Page:
        def complain(line: str) -> None:
            if expected is None or expected not in line:
                complaints.append(line)

        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, has_touch=True))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complain(str(error)))
        page.on("console", lambda line: complain(line.text) if line.type == "error" else None)
        page.goto(url)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert not complaints
