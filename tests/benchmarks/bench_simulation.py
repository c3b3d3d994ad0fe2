"""How long one projection takes, as a ratio to measuring the same photo (`Analyzer.measure`) in the same run.

    python tests/benchmarks/bench_simulation.py [--repetitions N] [--photo FILE] [--out FILE]

A portrait of 1350 pixels that has been measured already, and three treatments as expected, everywhere they are offered:
lines, pigment and blood, and a change of shape. Measuring and projecting take turns on one photo, so that whatever else
the machine does meets both alike; what counts is the ratio of the medians. The whole is rendering, safeguards, label,
encoding, signature, and reading the signature back. Run it on a machine that is otherwise idle: the load at start is
written down.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # it is run as a file

from models.store import ModelStore
from planning.library import load_library
from planning.plan_visits import treatment_effects
from serving.memory import keep_freed_memory
from simulation.intended import Asked, intend
from simulation.labels import TimePoint
from simulation.projection import Projector
from simulation.projection.picture import picture
from tests.benchmarks.bench_analysis import describe_machine, figures_of, find_photo, seconds_of, write_report
from tests.evaluation.simulation.handing_out import terms
from vision.analysis import Analyzer
from vision.face import Face, FaceFinder
from vision.photo import PhotoLimits, decode_photo

RESULTS = Path(__file__).resolve().parent / "results" / "simulation.json"
TREATMENTS = ("botulinum_toxin_upper_face", "intense_pulsed_light", "botulinum_toxin_masseter")
TARGET_S = {"rendering": 0.4, "whole": 1.2}  # on two cores; what counts elsewhere is the ratio
WARM_UP = 3
PACKAGES = ("countenance", "openvino", "opencv-python", "numpy", "c2pa-python")


class Walk:
    """Both ways of one photo, with a clock on every stage."""

    def __init__(self, data: bytes) -> None:
        store = ModelStore()
        finder = FaceFinder.open("cpu", store)
        self._analyzer = Analyzer(store)
        self._projector = Projector(self._analyzer, finder.find_again)
        self._photo = decode_photo(data, PhotoLimits())
        (face,) = finder.find([self._photo])
        if not isinstance(face, Face):
            raise SystemExit(f"the benchmark's photo must hold one face: {face}")
        self._face = face
        self._subject = self._projector.subject(self._photo, face)
        library = load_library()
        self._intended = [intend(treatment_effects(library.treatment(name)), Asked(name)) for name in TREATMENTS]

    def run(self) -> dict[str, float]:
        """Seconds per stage."""
        measured = seconds_of(lambda: self._analyzer.measure(self._photo, self._face))
        rendered = seconds_of(lambda: picture(self._analyzer, self._subject, self._intended))
        marks = [time.perf_counter()]
        shown = self._projector.show(self._subject, self._intended)
        marks.append(time.perf_counter())
        self._projector.project(shown, TimePoint.peak(), terms())
        marks.append(time.perf_counter())
        show, hand_out = (b - a for a, b in itertools.pairwise(marks))
        return {
            "measure": measured,
            "rendering": rendered,
            "whole": marks[-1] - marks[0],
            "rendering and safeguards": show,
            "label, encoding, signature": hand_out,
        }


def measure(data: bytes, repetitions: int) -> dict[str, Any]:
    """Repetitions in turns; medians, quartiles and the ratios."""
    walk = Walk(data)
    samples: dict[str, list[float]] = {}
    for repetition in range(WARM_UP + repetitions):
        times = walk.run()
        if repetition >= WARM_UP:
            for name, seconds in times.items():
                samples.setdefault(name, []).append(seconds)
    figures = {name: figures_of(values) for name, values in samples.items()}
    peer = figures["measure"]["median_ms"]
    ratios = {name: round(figures[name]["median_ms"] / peer, 2) for name in TARGET_S}
    return {"ratio": ratios, "repetitions": repetitions, "stages_ms": figures}


def main() -> None:
    parser = argparse.ArgumentParser(description="Time of one projection against measuring the photo.")
    parser.add_argument("--repetitions", type=int, default=20)
    parser.add_argument("--photo", type=Path)
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    keep_freed_memory()  # as every command of ours does
    machine = describe_machine()
    name, data = find_photo(options.photo)
    report = {
        "benchmark": "a measured photo to a labelled, signed projection of three treatments, against Analyzer.measure",
        "photo": name,
        "treatments": TREATMENTS,
        "machine": machine,
        "versions": {package: version(package) for package in PACKAGES},
        "target_s": TARGET_S,
        **measure(data, options.repetitions),
    }
    write_report(report, options.out)
    slow = [stage for stage, limit in TARGET_S.items() if report["stages_ms"][stage]["median_ms"] > 1e3 * limit]
    if slow:
        sys.exit(f"missed: {', '.join(slow)}")


if __name__ == "__main__":
    main()
