"""A stranger can use the API by its description alone; each promise holds for a route that somebody adds tomorrow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

import serving
from models.errors import CountenanceError
from serving.app import create_app
from serving.openapi import install_openapi
from serving.openapi.operations import Operation, operations_of
from serving.openapi.security import _SAID as SECURITY
from serving.settings import Settings
from tests.serving.desk.standing import Standing, key

API = create_app(Settings()).openapi()
OPERATIONS = list(operations_of(API))
SERVING = Path(serving.__file__).parent
JSON, PROBLEM = "application/json", "application/problem+json"
IN_BYTES = {"application/pdf", "application/zip", "image/jpeg", "image/png", "application/fhir+json"}
UNSHOWN = {"metrics"}  # Prometheus' own text
ALWAYS = {"401", "403", "422", "429"}


def by_id(operation: Operation) -> str:
    return operation.id


each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)


def wrong(schema: dict[str, Any], value: Any) -> list[str]:
    """What an example says that its schema does not allow."""
    validator = Draft202012Validator({**schema, "components": API["components"]})
    return [f"{'/'.join(map(str, each.path))}: {each.message[:200]}" for each in validator.iter_errors(value)]


def test_names_are_short_unique_and_those_of_methods() -> None:
    names = [each.id for each in OPERATIONS]
    assert len(names) == len(set(names)) > 110
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_]{3,31}", name)] == []


def test_schemas_have_names_as_somebody_outside_would_give_them() -> None:
    assert [name for name in API["components"]["schemas"] if not re.fullmatch(r"[A-Z][A-Za-z0-9]+", name)] == []


def test_every_reference_leads_somewhere() -> None:
    def references(part: Any) -> list[str]:
        if isinstance(part, list):
            return [found for each in part for found in references(each)]
        if not isinstance(part, dict):
            return []
        here = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return here + [found for each in part.values() for found in references(each)]

    known = {f"#/components/{kind}/{name}" for kind, parts in API["components"].items() for name in parts}
    assert set(references(API)) <= known


@each_operation
def test_it_has_one_tag_that_is_described_and_a_summary(operation: Operation) -> None:
    described = {tag["name"] for tag in API["tags"]}
    assert set(operation.told["tags"]) <= described and len(operation.told["tags"]) == 1
    assert 3 < len(operation.told["summary"]) < 60 and not operation.told["summary"].endswith(".")


@each_operation
def test_it_says_by_which_credentials(operation: Operation) -> None:
    schemes = {name for way in operation.told["security"] for name in way}
    assert schemes <= API["components"]["securitySchemes"].keys()
    assert bool(schemes) == ("401" in operation.responses) or operation.tag in ("sessions", "tablets")


def test_an_identity_provider_is_pointed_to_where_one_is_set() -> None:
    app = create_app(Settings())
    install_openapi(app, "https://login.example.com/realm/")
    scheme = app.openapi()["components"]["securitySchemes"]["identity_provider"]
    assert scheme["openIdConnectUrl"] == "https://login.example.com/realm/.well-known/openid-configuration"


def test_routes_that_ask_for_no_credentials_are_those_that_say_so(standing: Standing) -> None:
    nobody, found = TestClient(standing.app, raise_server_exceptions=False), {}
    for each in OPERATIONS:
        if {} not in each.told["security"]:
            path = re.sub(r"{(\w+)}", r"\1", each.path)
            found[each.id] = (nobody.request(each.method, path).status_code != 401, each.told["security"] == [])
    assert {name: told for name, told in found.items() if told[0] != told[1]} == {}
    assert {name for row in SECURITY["routes"] for name in row["for"]} - {"everything"} <= {
        name for each in OPERATIONS for name in (each.id, each.tag)
    }


@each_operation
def test_what_is_sent_has_an_example_that_is_valid(operation: Operation) -> None:
    for kind, content in operation.told.get("requestBody", {}).get("content", {}).items():
        assert "example" in content, f"{kind}: python -m tests.serving.client.recorded"
        if kind == JSON:
            assert wrong(content["schema"], content["example"]) == []


@each_operation
def test_what_is_answered_has_an_example_that_is_valid(operation: Operation) -> None:
    assert len(operation.successes) == 1
    (answer,) = operation.successes.values()
    for kind, content in answer.get("content", {}).items():
        if kind not in IN_BYTES and operation.id not in UNSHOWN:
            assert "example" in content, f"{kind}: python -m tests.serving.client.recorded"
            assert wrong(content.get("schema", {}), content["example"]) == []


def test_the_server_takes_every_example_for_what_it_asked_for(standing: Standing) -> None:
    """Of what the example names there may be nothing here, and that is another answer."""
    http, refused = standing.client(standing.caller("admin", strong=True)), {}
    sent = [each for each in OPERATIONS if JSON in each.told.get("requestBody", {}).get("content", {})]
    for each in sent:
        path = re.sub(r"{number}", "1", each.path)
        headers = key() | {"If-Match": '"1"'}
        body = each.told["requestBody"]["content"][JSON]["example"]
        answer = http.request(each.method, re.sub(r"{(\w+)}", r"\1", path), json=body, headers=headers)
        if answer.status_code >= 400 and answer.json()["code"] in ("invalid_request", "bad_request"):
            refused[each.id] = answer.text
    assert refused == {}
    assert len(sent) > 40


@each_operation
def test_problems_are_told_by_code(operation: Operation) -> None:
    if operation.told["security"]:
        assert operation.responses.keys() >= ALWAYS
        assert "404" in operation.responses or "{" not in operation.path
    if operation.takes_body:
        assert "413" in operation.responses
    for status, answer in operation.responses.items():
        if status >= "400":
            examples = answer["content"][PROBLEM]["examples"]
            shown = [API["components"]["examples"][name]["value"] for name in examples]
            assert shown and {each["status"] for each in shown} == {int(status)}, status
            assert [wrong(answer["content"][PROBLEM]["schema"], each) for each in shown] == [[]] * len(shown)


@each_operation
def test_headers_are_described(operation: Operation) -> None:
    headers = [each for each in operation.told.get("parameters", ()) if each["in"] == "header"]
    assert [each["name"] for each in headers if not each.get("description")] == []
    (answer,) = operation.successes.values()
    if operation.parameter("idempotency-key"):
        assert operation.parameter("idempotency-key")["required"]
        assert "Idempotency-Replayed" in answer["headers"]
    if operation.parameter("if-match") or operation.parameter("if-none-match"):
        assert "ETag" in answer["headers"]
    for status, problem in operation.responses.items():
        if status >= "400":
            asked = {"401": "WWW-Authenticate", "429": "Retry-After", "503": "Retry-After"}.get(status)
            assert {"Content-Language", *([asked] if asked else [])} <= problem["headers"].keys()


@each_operation
def test_a_name_in_a_path_has_a_form(operation: Operation) -> None:
    """What no id looks like is refused at the door: a database does not take every character."""
    named = [each for each in operation.told.get("parameters", ()) if each["in"] == "path"]
    forms = {each["name"]: {"pattern", "enum", "const"} & set(each["schema"]) for each in named}
    numbers = {each["name"] for each in named if each["schema"].get("type") == "integer"}
    assert {name for name, form in forms.items() if not form} <= numbers


# They stop a command or the start of a server, or are a line of `/readyz`.
NOT_OF_ROUTES = {"audit_key_unusable", "practice_exists", "disk_full"}


def test_whatever_stands_beside_routes_and_is_refused_is_told_by_one() -> None:
    """An error of a folder that has endpoints, and that nobody wrote into the table, is an answer nobody expects."""
    told = set(API["components"]["examples"])
    folders = {
        f"serving.{each.parent.relative_to(SERVING)}".replace("/", ".") for each in SERVING.rglob("endpoints.py")
    }
    owed = {error.code for error in _errors(CountenanceError) if error.__module__.rpartition(".")[0] in folders}
    assert owed - told - NOT_OF_ROUTES == set()


def _errors(error: type[CountenanceError]) -> Iterator[type[CountenanceError]]:
    for each in error.__subclasses__():
        yield each
        yield from _errors(each)
