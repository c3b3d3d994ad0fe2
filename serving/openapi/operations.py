"""One operation of the description, and what is asked of it here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Operation:
    """Attributes:
    told: its part of the description; what is changed in it is changed there.
    """

    path: str
    method: str
    told: dict[str, Any]

    @property
    def id(self) -> str:
        name: str = self.told["operationId"]
        return name

    @property
    def tag(self) -> str:
        name: str = self.told["tags"][0]
        return name

    @property
    def takes_body(self) -> bool:
        return "requestBody" in self.told

    @property
    def responses(self) -> dict[str, Any]:
        by_status: dict[str, Any] = self.told["responses"]
        return by_status

    @property
    def successes(self) -> dict[str, Any]:
        return {status: answer for status, answer in self.responses.items() if status.startswith("2")}

    def parameter(self, name: str, place: str = "header") -> dict[str, Any] | None:
        """A parameter's description, if it has that one; a header's name in lower case."""
        said: list[dict[str, Any]] = self.told.get("parameters", [])
        return next((each for each in said if each["in"] == place and each["name"].lower() == name), None)


def operations_of(api: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in api["paths"].items():
        for method, told in methods.items():
            yield Operation(path, method, told)
