"""A model on this machine: nothing is sent out, so that no data agreement is asked for. Loaded once."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.store import require_folder
from serving.language_model.errors import Failure, LanguageModelFailedError

if TYPE_CHECKING:
    from models.local_language_model import Ended, LocalLanguageModel

_WHY: Mapping[Ended, Failure] = {
    "time": "timeout",
    "tokens": "too_large",
    "no_form": "not_an_answer",
    "question_too_long": "question_too_long",
}


class Local:
    """The model of a folder.

    Args:
        folder: as the settings name it; never downloaded.
        sha256: of the folder; empty for whatever it holds.
        device: `cpu` or `cuda`.
        max_tokens, timeout_s: of an answer. Loading is not counted, and a token that was begun is ended.
    """

    def __init__(self, folder: Path, sha256: str, device: str, max_tokens: int, timeout_s: float) -> None:
        self._folder, self._sha256, self._device = folder, sha256, device
        self._max_tokens, self._timeout_s = max_tokens, timeout_s
        self._model: LocalLanguageModel | None = None
        self._turn = threading.Lock()

    def answer(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], today: date) -> str:
        """See `LanguageModel`; one question at a time.

        Raises:
            ModelFileError: the folder holds no model, or is not the pinned one.
            DeviceUnavailableError: CUDA was asked for and is not there.
            LanguageModelFailedError: no whole answer in time and size.
        """
        with self._turn:
            said = self._opened().complete(messages, schema, self._max_tokens, self._timeout_s)
        if said.ended != "stop":
            raise LanguageModelFailedError(_WHY[said.ended])
        return said.text

    def _opened(self) -> LocalLanguageModel:
        """The networks are only loaded where they are asked."""
        if self._model is None:
            from models.local_language_model import LocalLanguageModel

            if self._sha256:
                require_folder(self._folder, self._sha256)
            self._model = LocalLanguageModel.open(self._folder, self._device)
        return self._model
