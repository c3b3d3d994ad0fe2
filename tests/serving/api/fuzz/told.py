"""What was asked and answered, counted."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Told:
    """Attributes:
    answers: by operation, how often each status was answered.
    lanes: how often each way was asked.
    broken: by operation and promise, the first case each.
    """

    answers: dict[str, Counter[int]] = field(default_factory=dict)
    lanes: Counter[str] = field(default_factory=Counter)
    broken: dict[tuple[str, str], str] = field(default_factory=dict)

    def note(self, operation: str, lane: str, status: int) -> None:
        self.answers.setdefault(operation, Counter())[status] += 1
        self.lanes[lane] += 1

    def breaks(self, operation: str, promise: str, how: str) -> None:
        """Only the first of each is kept, and told at once: a whole run takes long."""
        if (operation, promise) not in self.broken:
            self.broken[operation, promise] = how
            print(f"{operation}: {promise}: {how[:1500]}", file=sys.stderr, flush=True)

    @property
    def cases(self) -> int:
        return self.lanes.total()

    @property
    def statuses(self) -> Counter[int]:
        return sum(self.answers.values(), Counter())

    @property
    def successes(self) -> float:
        """Share of 2xx."""
        return _classes(self.statuses)["2xx"] / self.cases

    def never_done(self) -> list[str]:
        """Operations that were never answered with success."""
        return [name for name, answers in self.answers.items() if not _classes(answers)["2xx"]]

    def document(self) -> dict[str, Any]:
        """For whoever did not see it."""
        return {
            "cases": self.cases,
            "share_of_2xx": round(self.successes, 3),
            "server_errors": _classes(self.statuses)["5xx"],
            "broken_promises": len(self.broken),
            "statuses": {str(status): count for status, count in sorted(self.statuses.items())},
            "ways": dict(sorted(self.lanes.items())),
            "operations": {name: dict(_classes(answers)) for name, answers in self.answers.items()},
        }

    def table(self) -> str:
        """A line for each operation: how many answers of each class."""
        classes = ("2xx", "3xx", "4xx", "5xx")
        rows = [f"{'':58}" + "".join(f"{each:>6}" for each in classes)]
        for name, answers in [*self.answers.items(), ("all", self.statuses)]:
            rows.append(f"{name:58}" + "".join(f"{_classes(answers)[each]:6}" for each in classes))
        return "\n".join(rows)


def _classes(answers: Counter[int]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for status, count in sorted(answers.items()):
        counted[f"{status // 100}xx"] += count
    return counted
