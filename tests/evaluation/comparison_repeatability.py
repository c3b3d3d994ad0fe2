"""Measures how far two severities of one face differ after a comparison matched the photos, when nothing changed.

Every other portrait is compared with itself through cameras chosen by chance (`reshot_at_random`): camera, resolution,
exposure, color of light and a small rotation, not another day's light, pose or skin. So what counts as a change is the
least that a comparison must ask for.

    python tests/evaluation/comparison_repeatability.py [--data DIR] [--cameras N]

Writes vision/comparison/data/repeatability.json. Run it again whenever a measure's version is raised, or the matching
changes. The comparison study looks at other faces and other cameras.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))  # it is run as a file

from tests.evaluation.comparisons import calibrating, compare_reshot
from tests.evaluation.looks import Workers
from tests.evaluation.subjects import read_subjects

_ROOT = Path(__file__).parents[2]
_FEWEST = 20
_COUNTS, _DEVIATIONS = 96.0, 1.8  # percentile, and deviations, of differences without a change beyond which one counts
_LEAST = 5.0  # points; less than a quarter of a grade is not worth telling


def main() -> None:
    """Runs the measurement and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("COUNTENANCE_EVAL_DATA", str(_ROOT.parent / "shared" / "faces"))
    parser.add_argument("--data", type=Path, default=Path(default))
    parser.add_argument("--cameras", type=int, default=6)
    asked = parser.parse_args()
    subjects = calibrating(read_subjects(asked.data))
    jobs = [
        (subject, 100 * number + camera) for number, subject in enumerate(subjects) for camera in range(asked.cameras)
    ]
    moved: dict[str, list[float]] = defaultdict(list)
    with Workers(notice=_say) as workers:
        for one in workers.each("re-shot", compare_reshot, jobs):
            for (_, concern), points in one.moved.items() if one else ():
                moved[concern].append(points)
    print(file=sys.stderr)
    known = {concern: points for concern, points in sorted(moved.items()) if len(points) >= _FEWEST}
    _write({concern: _row(points) for concern, points in known.items()}, len(subjects), asked.cameras)
    for concern, points in known.items():
        print(f"{concern:22s} {_row(points)}  mean {np.mean(points):6.2f}  n {len(points)}")


def _row(points: Sequence[float]) -> dict[str, float]:
    """`sd` about 0, for a shift in common is no less wrong; `least` what counts as a change."""
    sd = float(np.sqrt(np.mean(np.square(points))))
    least = max(float(np.percentile(np.abs(points), _COUNTS)), _DEVIATIONS * sd, _LEAST)
    return {"sd": float(np.ceil(sd * 10) / 10), "least": float(np.ceil(least * 10) / 10)}


def _write(rows: Mapping[str, Mapping[str, float]], people: int, cameras: int) -> None:
    source = (
        f"tests/evaluation/comparison_repeatability.py on {people} people, {cameras} cameras each: points by which two "
        "matched photos of a face differ without a change; sd about 0, and the least difference that counts."
    )
    target = _ROOT / "vision" / "comparison" / "data" / "repeatability.json"
    target.write_text(json.dumps({"source": source, "difference": rows}, indent=2) + "\n")


def _say(label: str, done: int, total: int) -> None:
    print(f"\r{label} {done}/{total}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
