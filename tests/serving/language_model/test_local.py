"""A model of this machine words a summary: under the same checks, without an agreement, and with nothing sent out."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from pydantic import ValidationError

from models.errors import ModelFileError
from models.local_language_model import LocalLanguageModel
from planning.wording import asked
from serving.language_model import LanguageModelFailedError, Local, Rewording, configured, reworded
from serving.settings import Settings
from tests.models.small_language_models import ignorant, taught

from .test_misbehaving import BUILT_IN, GOOD, TODAY, made, text

ANSWER = f'{{"sentences": ["{GOOD}"]}}'


@pytest.fixture(scope="module")
def knows_the_answer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Trained on exactly what is asked of this draft."""
    return taught(asked(made().options[0]), ANSWER, tmp_path_factory.mktemp("models") / "taught")


@pytest.fixture(scope="module")
def knows_nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ignorant(tmp_path_factory.mktemp("models") / "ignorant")


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> NoReturn:
        raise AssertionError("a model of this machine reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def local(folder: Path, max_tokens: int = 200, timeout_s: float = 60.0, sha256: str = "") -> Local:
    return Local(folder, sha256, "cpu", max_tokens, timeout_s)


def answered(model: Local) -> Rewording:
    return reworded(made(), model, TODAY)


@pytest.mark.usefixtures("offline")
def test_a_good_answer_is_used_with_no_agreement_and_nothing_sent(knows_the_answer: Path) -> None:
    result = answered(local(knows_the_answer))
    assert (result.fallbacks, result.dropped) == ({}, {})
    assert "You asked for softer lines of expression" in text(result) and text(result) != BUILT_IN


@pytest.mark.usefixtures("offline")
def test_words_of_chance_leave_the_built_in_wording(knows_nothing: Path) -> None:
    result = answered(local(knows_nothing, max_tokens=120))
    assert text(result) == BUILT_IN and set(result.fallbacks) == {"better"}


@pytest.mark.parametrize(
    ("max_tokens", "timeout_s", "why"),
    [(4, 60.0, "too_large"), (200, 1e-6, "timeout"), (5999, 60.0, "question_too_long")],
)
def test_out_of_bounds_leaves_the_built_in_wording(
    knows_the_answer: Path, max_tokens: int, timeout_s: float, why: str
) -> None:
    result = answered(local(knows_the_answer, max_tokens, timeout_s))
    assert (text(result), result.fallbacks) == (BUILT_IN, {"better": f"language_model_failed:{why}"})


def test_it_is_loaded_once(knows_nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    real = LocalLanguageModel.open

    def counted(folder: Path, device: str) -> LocalLanguageModel:
        opened.append(folder)
        return real(folder, device)

    monkeypatch.setattr(LocalLanguageModel, "open", counted)
    model = local(knows_nothing, max_tokens=2)
    assert opened == []
    for _ in range(2):
        with pytest.raises(LanguageModelFailedError):
            model.answer(asked(made().options[0]), {"type": "string"}, TODAY)
    assert opened == [knows_nothing]


def test_a_pinned_folder_is_opened_and_another_is_not(knows_nothing: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="not the pinned") as refused:
        answered(local(knows_nothing, sha256="0" * 64))
    pinned = str(refused.value.details["found"])
    assert text(answered(local(knows_nothing, max_tokens=20, sha256=pinned))) == BUILT_IN
    for file in knows_nothing.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "config.json").write_text((tmp_path / "config.json").read_text() + " ")
    with pytest.raises(ModelFileError, match="not the pinned"):
        answered(local(tmp_path, sha256=pinned))


def test_the_settings_name_a_folder_or_an_endpoint_and_never_both(tmp_path: Path) -> None:
    assert configured(Settings()) is None
    assert isinstance(configured(Settings(language_model_folder=tmp_path)), Local)
    with pytest.raises(ValidationError, match="not two"):
        Settings(language_model_folder=tmp_path, language_model_url="https://model/v1")
    with pytest.raises(ValidationError):
        Settings(language_model_folder=tmp_path / "none")
