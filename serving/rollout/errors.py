"""What is refused about rollout."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import CountenanceError


class ReviewerUnlicensedError(CountenanceError):
    """A reviewer signs, which takes an account in use and a licence that is valid today. Nothing was set."""

    code = "rollout_reviewer_unlicensed"
    status = 422
    title = "A reviewer has no valid licence, or has left"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"Cannot review: {', '.join(names)}.", names=list(names))


class RolloutNamesUnknownError(CountenanceError):
    """A line names a location, provider or reviewer that the practice does not have. Nothing was set."""

    code = "rollout_names_unknown"
    status = 422
    title = "The practice has no such location, provider or reviewer"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"Not of this practice: {', '.join(names)}.", names=list(names))
