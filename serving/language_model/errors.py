"""Why no language model is asked, or why its answer did not come."""

from __future__ import annotations

from typing import Literal

from models.errors import CountenanceError

Failure = Literal["timeout", "too_large", "http_status", "unreachable", "not_an_answer", "question_too_long"]


class AgreementMissingError(CountenanceError):
    """An endpoint is set, and no data agreement that holds by now. Nothing was sent."""

    code = "data_agreement_missing"
    status = 403
    title = "No data agreement is recorded for the language model"


class LanguageModelFailedError(CountenanceError):
    """The model gave no answer. Its own words are not passed on."""

    code = "language_model_failed"
    status = 502
    title = "The language model gave no answer"

    def __init__(self, why: Failure, http_status: int = 0) -> None:
        super().__init__(f"{self.title}: {why}", why=why)
        self.why, self.http_status = why, http_status
