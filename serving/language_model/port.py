"""What a plan's summary and a note's proposals ask of a language model, wherever it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol


class LanguageModel(Protocol):
    """Answers in JSON of a schema, or says why not."""

    def answer(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], today: date) -> str:
        """What the model says, unread.

        Raises:
            AgreementMissingError: it is not on this machine, and no data agreement holds; nothing was sent.
            LanguageModelFailedError: no whole answer in time and size.
        """
