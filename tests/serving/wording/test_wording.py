"""Problems in the language of who reads them."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from types import ModuleType

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import models
import planning
import serving
import serving.plans.errors
import serving.rollout.errors
import simulation
import vision
from models.errors import CountenanceError
from serving.problems import install_problem_handlers
from serving.wording import language_of, spanish_titles
from vision.face import NoFaceError

OF_HTTP = {"not_found", "invalid_request"}  # told by the handlers themselves


def every_code() -> Iterator[str]:
    for layer in (models, vision, simulation, planning, serving):
        for module in pkgutil.walk_packages(layer.__path__, f"{layer.__name__}."):
            if ".migrations." not in module.name:  # steps that are run by the tool alone, and raise nothing of ours
                import_module(module.name)
    kinds = [CountenanceError]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        yield kind.code


def test_every_title_is_of_a_code_that_exists() -> None:
    assert spanish_titles().keys() - set(every_code()) - OF_HTTP == set()


def test_no_title_is_left_empty() -> None:
    assert all(title.strip() for title in spanish_titles().values())


@pytest.mark.parametrize("errors", [serving.plans.errors, serving.rollout.errors])
def test_whatever_is_refused_about_plans_has_a_spanish_title(errors: ModuleType) -> None:
    own = [each for each in vars(errors).values() if getattr(each, "__module__", "") == errors.__name__]
    assert {each.code for each in own} <= spanish_titles().keys()


def test_no_code_is_told_twice() -> None:
    """Of two lines YAML keeps the last, and says nothing of the first."""
    text = files("serving.wording").joinpath("es.yaml").read_text(encoding="utf-8")
    codes = [line.split(":")[0] for line in text.splitlines() if not line.startswith("#")]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("es", "es"),
        ("es-MX", "es"),
        ("ES", "es"),
        ("de, es;q=0.8, en;q=0.7", "es"),
        ("en;q=0.5, es;q=0.9", "es"),
        ("es;q=0, *", "en"),
        ("es;q=nonsense", "en"),
        ("de", "en"),
        ("*", "en"),
        (",;q=,", "en"),
        ("est", "en"),
    ],
)
def test_the_language_that_is_preferred(header: str | None, language: str) -> None:
    assert language_of(header) == language


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    install_problem_handlers(app)

    @app.get("/faces")
    def faces(sentence: str | None = None) -> None:
        raise NoFaceError(sentence)

    @app.get("/bug")
    def bug() -> None:
        raise ZeroDivisionError

    return TestClient(app, raise_server_exceptions=False)


def test_a_problem_is_told_in_spanish_with_the_same_code(client: TestClient) -> None:
    told = client.get("/faces", headers={"Accept-Language": "es"})
    body = told.json()
    assert (body["code"], body["title"]) == ("no_face", spanish_titles()["no_face"])
    assert body["detail"] == body["title"]
    assert (told.headers["content-language"], told.headers["vary"]) == ("es", "Accept-Language")


def test_english_is_what_nobody_asked_for(client: TestClient) -> None:
    told = client.get("/faces")
    assert (told.json()["title"], told.headers["content-language"]) == (NoFaceError.title, "en")


@pytest.mark.parametrize(("path", "code"), [("/bug", "internal_error"), ("/nowhere", "not_found")])
def test_what_the_handlers_tell_by_themselves_is_translated(client: TestClient, path: str, code: str) -> None:
    assert client.get(path, headers={"Accept-Language": "es"}).json()["title"] == spanish_titles()[code]


def test_a_sentence_of_one_occurrence_stays(client: TestClient) -> None:
    told = client.get("/faces?sentence=Only+a+wall", headers={"Accept-Language": "es"}).json()
    assert (told["title"], told["detail"]) == (spanish_titles()["no_face"], "Only a wall")
