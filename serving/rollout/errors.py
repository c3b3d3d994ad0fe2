"""What is refused about rollout."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import CountenanceError


class RolloutNamesUnknownError(CountenanceError):
    """A line names a location, provider or reviewer that the practice does not have. Nothing was set."""

    code = "rollout_names_unknown"
    status = 422
    title = "The practice has no such location, provider or reviewer"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"Not of this practice: {', '.join(names)}.", names=list(names))
