"""Reads a Dockerfile: as much of its grammar as ours uses, and no more."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = ROOT / "Dockerfile.gpu"
DOCKERIGNORE = ROOT / ".dockerignore"


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction, its lines joined: `RUN`, `make test`."""

    word: str
    rest: str

    @property
    def assignments(self) -> dict[str, str]:
        """Of an ENV or ARG."""
        return dict(part.partition("=")[::2] for part in shlex.split(self.rest))

    @property
    def exec_form(self) -> list[str]:
        """The JSON array that a CMD or a HEALTHCHECK ends in.

        Raises:
            ValueError: there is none; the shell form loses signals.
        """
        start = self.rest.find("[")
        if start < 0:
            raise ValueError(f"{self.word} is not in exec form: {self.rest}")
        return [str(part) for part in json.loads(self.rest[start:])]

    @property
    def sources(self) -> list[str]:
        """Of a COPY."""
        return [part for part in self.rest.split() if not part.startswith("--")][:-1]

    @property
    def target(self) -> str:
        return self.rest.split()[-1]


def read_steps(text: str) -> list[Step]:
    """The instructions in order; comments and blank lines left out, also between continued lines."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [Step(*line.split(maxsplit=1)) for line in joined.splitlines()]
