"""The one error of the client: the server said no, and why."""

from __future__ import annotations

from typing import Any

import httpx

PROBLEM = "application/problem+json"


class ProblemError(Exception):
    """An answer of 400 and more (RFC 9457).

    Attributes:
        status: of the answer.
        code: stable; what to branch on. `no_problem_document` where something else than the server answered.
        title: constant for the code, in the language that was asked for.
        details: facts that help: a limit, what is missing.
        instance: names this occurrence in the server's log.
    """

    def __init__(self, status: int, told: dict[str, Any]) -> None:
        self.status = status
        self.code: str = told.get("code", "no_problem_document")
        self.title: str = told.get("title", "")
        self.details: dict[str, Any] = told.get("details", {})
        self.instance: str = told.get("instance", "")
        super().__init__(f"{status} {self.code}: {told.get('detail', '')}")

    @property
    def retry_after_s(self) -> float | None:
        """Seconds until another try may do better; None where nothing is said."""
        said = self.details.get("retry_after_s")
        return float(said) if isinstance(said, int | float) else None


def problem_of(answer: httpx.Response) -> ProblemError:
    told = answer.json() if answer.headers.get("content-type", "").startswith(PROBLEM) else {}
    return ProblemError(answer.status_code, told)
