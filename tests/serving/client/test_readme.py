"""The example of the client's README runs as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import serving.client
from serving.access import Grant
from serving.access.profile import Profile
from tests.serving.access.grounds import PASSWORD
from tests.serving.client.place import Place

README = Path(serving.client.__file__).parent / "README.md"


def test_the_example_runs(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    nia = Profile(name="Nia Provider", login="nia@linden.example")
    place.people.create_first(place.practice, nia, (Grant("provider"),), PASSWORD, place.clock())
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    exec(example.replace("http://127.0.0.1:8000", place.url), {})
    assert capsys.readouterr().out.splitlines() == ['Ann Example "2"', "403 consent_missing"]
