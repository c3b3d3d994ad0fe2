"""A model from a folder: held to the form whatever it would rather write, bounded, never fetched."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import DeviceUnavailableError, ModelFileError
from models.json_pattern import SchemaUnsupportedError, json_pattern
from models.local_language_model import LocalLanguageModel

from .small_language_models import ignorant, taught

ASKED = [{"role": "system", "content": "Answer in JSON."}, {"role": "user", "content": "Which color?"}]
SCHEMA = {
    "type": "object",
    "properties": {
        "colors": {"type": "array", "maxItems": 3, "items": {"enum": ["red", "blue"]}},
        "why": {"type": "string", "minLength": 1, "maxLength": 12},
    },
}
ANSWER = '{"colors": ["blue"], "why": "it’s déjà"}'


@pytest.fixture(scope="module")
def knows_nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ignorant(tmp_path_factory.mktemp("models") / "ignorant")


@pytest.fixture(scope="module")
def knows_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return taught(ASKED, ANSWER, tmp_path_factory.mktemp("models") / "taught")


def test_a_model_that_knows_the_answer_gives_it_and_ends(knows_one: Path) -> None:
    said = LocalLanguageModel.open(knows_one).complete(ASKED, SCHEMA, 120, 60)
    assert (said.text, said.ended) == (ANSWER, "stop")


def test_a_model_that_knows_nothing_is_held_to_the_form_all_the_same(knows_nothing: Path) -> None:
    said = LocalLanguageModel.open(knows_nothing).complete(ASKED, SCHEMA, 120, 60)
    read = json.loads(said.text)
    assert said.ended == "stop" and {*read["colors"]} <= {"red", "blue"} and 1 <= len(read["why"]) <= 12


def test_it_writes_the_same_twice(knows_nothing: Path) -> None:
    model = LocalLanguageModel.open(knows_nothing)
    first, again = (model.complete(ASKED, SCHEMA, 60, 60) for _ in range(2))
    assert first == again == LocalLanguageModel.open(knows_nothing).complete(ASKED, SCHEMA, 60, 60)


def test_tokens_and_time_are_bounded(knows_one: Path) -> None:
    model = LocalLanguageModel.open(knows_one)
    cut = model.complete(ASKED, SCHEMA, 5, 60)
    assert cut.ended == "tokens" and ANSWER.startswith(cut.text)
    assert model.complete(ASKED, SCHEMA, 120, 1e-6).ended == "time"


def test_a_question_longer_than_the_model_reads_is_not_put(knows_one: Path) -> None:
    long = [{"role": "user", "content": "Which color? " * 5000}]
    assert LocalLanguageModel.open(knows_one).complete(long, SCHEMA, 5, 60).ended == "question_too_long"


def test_chance_that_the_folder_asks_for_is_not_taken(knows_one: Path, tmp_path: Path) -> None:
    folder = tmp_path / "chancy"
    folder.mkdir()
    for file in knows_one.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "generation_config.json").write_text('{"do_sample": true, "temperature": 9.0, "max_new_tokens": 2}')
    assert LocalLanguageModel.open(folder).complete(ASKED, SCHEMA, 120, 60).text == ANSWER


@pytest.mark.parametrize("missing", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_folder_without_a_model_is_said(knows_nothing: Path, tmp_path: Path, missing: str) -> None:
    for file in knows_nothing.iterdir():
        if file.name != missing:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(ModelFileError):
        LocalLanguageModel.open(tmp_path)


def test_weights_that_are_none_are_said_and_a_pickle_is_not_read(knows_nothing: Path, tmp_path: Path) -> None:
    for file in knows_nothing.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelFileError):
        LocalLanguageModel.open(tmp_path)
    (tmp_path / "model.safetensors").rename(tmp_path / "pytorch_model.bin")
    with pytest.raises(ModelFileError):
        LocalLanguageModel.open(tmp_path)


def test_a_device_that_is_not_there_is_said(knows_nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(DeviceUnavailableError):
        LocalLanguageModel.open(knows_nothing, "cuda")


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=4)


@given(st.lists(st.sampled_from(["red", "blue"]), max_size=3), _TEXT)
@settings(max_examples=100, deadline=None)
def test_every_json_of_the_schema_fits_its_pattern_and_so_does_each_beginning(colors: list[str], why: str) -> None:
    text, form = json.dumps({"colors": colors, "why": why}, ensure_ascii=False), regex.compile(json_pattern(SCHEMA))
    assert form.fullmatch(text)
    assert all(form.fullmatch(text[:end], partial=True) for end in range(len(text)))


@pytest.mark.parametrize(
    "text",
    [
        '{"colors": ["green"], "why": "x"}',
        '{"why": "x"}',
        '{"colors": [], "why": ""}',
        '{"colors": [], "why": "x", "approved": "yes"}',
        '{"colors": ["red","red","red","red"], "why": "x"}',
        '{"colors": [], "why": "thirteen long"}',
        "Sure!",
    ],
)
def test_what_is_not_of_the_schema_does_not_fit(text: str) -> None:
    assert not regex.fullmatch(json_pattern(SCHEMA), text)


def test_a_schema_that_cannot_be_enforced_is_refused() -> None:
    with pytest.raises(SchemaUnsupportedError):
        json_pattern({"type": "object", "properties": {"count": {"type": "number"}}})


def test_its_card_says_whose_it_is() -> None:
    card = (files("models") / "cards" / "local_language_model.md").read_text()
    assert "local_language_model" in card and "never downloaded" in card
