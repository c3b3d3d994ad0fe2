"""A whole day at a practice through the typed client and a real server."""

from __future__ import annotations

import httpx

from serving.app import create_app
from serving.openapi.operations import operations_of
from serving.settings import Settings
from tests.serving.client.place import Place
from tests.serving.client.recorded import asked
from tests.serving.client.story import whole_day

NOT_TOLD = {"project_once"}  # it takes networks that look at a face; its example is of them


def test_a_day_uses_every_operation(place: Place) -> None:
    whole_day(place)
    answers = [each for each in place.seen if isinstance(each, httpx.Response)]
    assert {each.status_code for each in answers} <= {200, 201, 202, 204}
    operations = list(operations_of(create_app(Settings()).openapi()))
    assert {each.id for each in operations if not any(asked(each, answers))} == NOT_TOLD
