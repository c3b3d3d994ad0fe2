"""Measures repeatability: how far severities scatter when the same face is photographed again.

Two kinds of "again". Re-shot: the same photo through another camera's habits (RESHOTS). Re-taken: another photo of the
person minutes later; the pairs at hand are neutral and smiling, so they serve for the concerns that a smile leaves
alone (a little of the smile stays in, which errs on the wide side). Lines that a smile moves, and pores, for which the
pairs are too coarse, get the re-taken scatter of the forehead's lines, which it does not move, in proportion to their
own re-shot scatter. Intervals are made of the
re-taken figure, since that is what a clinic's next visit is.

    python tests/evaluation/repeatability.py [--data DIR]

Writes the figures that every finding's interval is made of (vision/findings/data/repeatability.json) and a table
(tests/evaluation/results/repeatability.json). Run it again whenever a measure's version is raised.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))  # it is run as a file

from tests.evaluation.reshots import RESHOTS, original_zone
from vision.analysis import Analyzer
from vision.concerns import CONCERNS
from vision.face import Face, FaceFinder
from vision.photo import Photo, decode_photo

Pixels = NDArray[np.uint8]
SMILE_LEAVES_ALONE = ("forehead_lines", *sorted(c.name for c in CONCERNS if not c.moves_with_expression))
_ANCHORS = {concern.name: concern.anchors for concern in CONCERNS}
_ROOT = Path(__file__).parents[2]


def _severities(
    finder: FaceFinder, analyzer: Analyzer, pixels: Pixels, reshot: str = ""
) -> dict[tuple[str, str], float]:
    photo = Photo.from_array(np.ascontiguousarray(pixels))
    (face,) = finder.find([photo], choose="largest")
    if not isinstance(face, Face):
        return {}
    found = analyzer.measure(photo, face).findings
    return {
        (original_zone(f.zone, reshot), f.concern): _unclipped(f.concern, f.quantity)
        for f in found
        if f.quantity is not None
    }


def _unclipped(concern: str, quantity: float) -> float:
    """Severity without its ends at 0 and 100: two photos that both read 0 say nothing of the scatter of higher ones."""
    low, high = _ANCHORS[concern]
    return (quantity - low) / (high - low) * 100


def _reshot(portraits: list[Path], finder: FaceFinder, analyzer: Analyzer) -> Iterator[tuple[str, str, float]]:
    """(re-shot, concern, severity change) for every finding that both photos carry."""
    for number, path in enumerate(portraits, 1):
        pixels = decode_photo(path.read_bytes()).image_rgb
        before = _severities(finder, analyzer, pixels)
        for name, reshoot in RESHOTS.items():
            after = _severities(finder, analyzer, reshoot(pixels), name)
            for key in before.keys() & after.keys():
                yield name, key[1], after[key] - before[key]
        print(f"\r{number}/{len(portraits)} portraits", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _retaken(portraits: list[Path], finder: FaceFinder, analyzer: Analyzer) -> Iterator[tuple[str, float]]:
    """(concern, severity change) from the neutral to the smiling photo of each person."""
    for path in portraits:
        takes = [decode_photo(p.read_bytes()) for p in (path, path.parents[1] / "smiling" / path.name)]
        before, after = (_severities(finder, analyzer, photo.image_rgb) for photo in takes)
        for key in before.keys() & after.keys():
            yield key[1], after[key] - before[key]


def _sd_of_one(changes: list[float]) -> float:
    """A change is the difference of two takes, each with its own error: hence the square root of two."""
    return float(np.std(changes) / np.sqrt(2))


def main() -> None:
    """Runs the whole measurement and writes both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("COUNTENANCE_EVAL_DATA", str(_ROOT.parent / "shared" / "faces"))
    parser.add_argument("--data", type=Path, default=Path(default))
    data = parser.parse_args().data
    portraits = sorted((data / "london" / "neutral").glob("*.jpg"))
    finer = sorted((data / "canada").glob("*.jpg"))  # the only ones that show pores
    finder, analyzer = FaceFinder.open(), Analyzer()
    reshot: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name, concern, change in _reshot([*portraits, *finer], finder, analyzer):
        reshot[concern][name].append(change)
    retaken: dict[str, list[float]] = defaultdict(list)
    for concern, change in _retaken(portraits, finder, analyzer):
        retaken[concern].append(change)
    rows = [_row("reshot_sd " + name, c, v) for c, kinds in sorted(reshot.items()) for name, v in kinds.items()]
    pooled = {c: _sd_of_one([x for v in kinds.values() for x in v]) for c, kinds in reshot.items()}
    sd = {c: _sd_of_one(retaken[c]) for c in SMILE_LEAVES_ALONE if retaken[c]}
    per_reshot = sd["forehead_lines"] / pooled["forehead_lines"]
    sd |= {c: per_reshot * pooled[c] for c in sorted(pooled) if c not in sd}
    rows += [_row("retaken_sd", c, retaken[c]) for c in SMILE_LEAVES_ALONE if retaken[c]]
    _write(sd, rows, len(portraits) + len(finer))
    for concern, value in sorted(sd.items()):
        print(f"{concern:18s} re-shot {pooled[concern]:5.2f}   re-taken {value:5.2f} points")


def _row(name: str, concern: str, changes: list[float]) -> dict[str, object]:
    return {"name": name, "concern": concern, "value": round(_sd_of_one(changes), 3), "target": 4.0, "n": len(changes)}


def _write(sd: dict[str, float], rows: list[dict[str, object]], portraits: int) -> None:
    source = (
        f"tests/evaluation/repeatability.py on {portraits} people: standard deviation of one severity between two "
        "photos of a person, in points."
    )
    rounded = {concern: float(np.ceil(value * 10) / 10) for concern, value in sorted(sd.items())}
    target = _ROOT / "vision" / "findings" / "data" / "repeatability.json"
    target.write_text(json.dumps({"source": source, "severity_sd": rounded}, indent=2) + "\n")
    results = Path(__file__).parent / "results"
    results.mkdir(exist_ok=True)
    (results / "repeatability.json").write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
