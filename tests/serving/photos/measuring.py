"""A stand-in for networks and measures whose documents have the form of real ones."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from tests.serving.fakes import FakeEngine

SECRET_PX = 496.34  # of a landmark in the example


def example() -> dict[str, Any]:
    document = json.loads(files("serving.analyses").joinpath("example.json").read_text())
    redness = {"zone": "nose", "concern": "redness", "severity": 31.0, "grade": 1, "interval": [25.0, 37.0]}
    document["findings"].append(document["findings"][0] | redness)
    return document


class MeasuringEngine(FakeEngine):
    """Counts what it compared, too. A photo is its bytes."""

    compared = 0
    projected = 0

    def measure(self, taken, form, animated) -> bytes:
        super().measure(taken, form, animated)
        document = example()
        document["photo"] |= {"view": form.view, "expression": form.expression}
        if animated is not None:
            same = {name: document[name] for name in ("photo", "capture", "zones", "marks")}
            document |= {"animated": same, "dynamic": []}
        return json.dumps(document).encode()

    def compare(self, before, after, taken) -> bytes:
        self.compared += 1
        said = {"schema": "countenance.comparison/1", "before": {"taken": taken[0]}, "after": {"taken": taken[1]}}
        return json.dumps(said | {"changes": [], "versions": {"chart": "2"}}).encode()

    def projector(self, find_again):
        from tests.serving.photos.projecting import OneFace  # its networks take seconds to load

        self.projected += 1
        return OneFace()
