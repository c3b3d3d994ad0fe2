"""The cookie of the pages in a real browser: kept without encryption on one's own machine, seen by no script."""

from __future__ import annotations

from pathlib import Path

import pytest

from serving.access import Grant
from serving.access.profile import Profile
from serving.app import create_app
from serving.settings import Settings
from tests.serving.access.grounds import PASSWORD
from tests.serving.desk.standing import founded
from tests.serving.fakes import FakeEngine
from tests.serving.live import serve

pytestmark = pytest.mark.browser

SIGN_IN = """async ([login, password]) => {
    const said = JSON.stringify({login, password, deliver: "cookie"});
    const headers = {"Content-Type": "application/json"};
    const opened = await fetch("/v1/sessions", {method: "POST", headers, body: said});
    return {status: opened.status, token: (await opened.json()).token, seen: document.cookie};
}"""
WHO = """async () => (await fetch("/v1/sessions/current")).status"""
SIGN_OUT = """async () => (await fetch("/v1/sessions/current", {method: "DELETE"})).status"""


def test_a_page_signs_in_stays_signed_in_and_signs_out(open_page, tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path / "data", port=0), lambda _: FakeEngine())
    with serve(app) as url:
        services = app.state.services
        practice, _ = founded(services.office, "linden_aesthetics")
        profile = Profile(name="Ada", login="ada")
        services.access.accounts.create_first(practice, profile, [Grant("provider")], PASSWORD, services.office.now())
        page = open_page(url, expected="401")
        assert page.evaluate(WHO) == 401
        assert page.evaluate(SIGN_IN, ["ada", PASSWORD]) == {"status": 201, "token": None, "seen": ""}
        assert page.evaluate(WHO) == 200
        page.reload()
        assert page.evaluate(WHO) == 200
        assert page.evaluate(SIGN_OUT) == 204
        assert page.evaluate(WHO) == 401
