"""How far the measurements of the face miss what people marked by hand: writes vision/proportions/data/accuracy.json.

    python -m tests.evaluation.proportions_accuracy

Ours are the network's landmarks with the pose taken out; theirs the 189 marked points of the same photo, in the same
millimeters, with the pupils level. So the sd holds the network's scatter, the marking's, and what is left of the pose,
but not the ruler's, which is added where an interval is made.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.canonical_face import load_canonical_face
from models.store import ModelStore
from tests.evaluation.subjects import Subject, points_of, read_pixels, read_subjects
from vision.face import Face, FaceFinder, Form, read_form
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER
from vision.photo import Photo
from vision.proportions import Row, level, load_rows, values_of

_ROOT = Path(__file__).parents[2]
_TARGET = _ROOT / "vision" / "proportions" / "data" / "accuracy.json"
_CENTER = 0.5  # marked points are pixel centers, ours count from the photo's edge
_IRISES, _MARKED_PUPILS = (RIGHT_IRIS_CENTER, LEFT_IRIS_CENTER), (0, 1)
_NINETY_PERCENT = 1.645
_PUPILS = "interpupillary_distance"
Pair = tuple[dict[str, float], dict[str, float]]  # ours, theirs


def compare(form: Form, marked_px: NDArray[np.float64]) -> Pair:
    """Every measurement of one face, by our landmarks and by marked points.

    Args:
        marked_px: (189, 2) photo pixels, pixel centers.
    """
    theirs = (marked_px + _CENTER) * form.mm_per_px
    return (
        values_of(load_rows(), level(form.points_mm, _IRISES), lambda row: row.span),
        values_of(load_rows(), level(theirs, _MARKED_PUPILS), lambda row: row.marked),
    )


def entry(row: Row, pairs: Sequence[Pair]) -> dict[str, float]:
    """One measurement's figures. Every mirrored face is a face: both sides have one entry's figures, a difference's
    bias is 0."""
    ours, theirs = (np.array([pair[which][name] for name in _sides(row) for pair in pairs]) for which in (0, 1))
    size = np.array([_size(row, theirs) for _ in _sides(row) for _, theirs in pairs])
    bias = 0.0 if row.kind == "difference" else float((ours - theirs).mean())
    known = row.kind != "difference"  # one degree of freedom
    sd = float(np.sqrt(((ours - theirs - bias) ** 2).sum() / (len(ours) - known)))
    correlation = float(np.corrcoef(ours / size, theirs / size)[0, 1])
    return {"n": len(pairs), "bias": round(bias, 3), "sd": round(sd, 3), "correlation": round(correlation, 3)}


def _size(row: Row, theirs: dict[str, float]) -> float:
    """What a length is compared in proportion to: both are in mm of one ruler, whose error would else be agreement."""
    return theirs[_PUPILS] if row.kind == "distance" and row.name != _PUPILS else 1.0


def _sides(row: Row) -> list[str]:
    """The row and the same of the other side, where there is one."""
    swapped = {"right": "left", "left": "right"}
    other = "_".join(swapped.get(word, word) for word in row.name.split("_"))
    return sorted({row.name, other})


def coverage(row: Row, pairs: Sequence[Pair]) -> float:
    """Share of people inside 90 % intervals that were made without them, of the landmarks alone."""
    inside = []
    for place, (ours, theirs) in enumerate(pairs):
        known = entry(row, [*pairs[:place], *pairs[place + 1 :]])
        missed = ours[row.name] - theirs[row.name] - known["bias"]
        inside.append(abs(missed) <= _NINETY_PERCENT * known["sd"])
    return float(np.mean(inside))


def look(people: Sequence[Subject]) -> list[Pair]:
    """One at a time; a photo without one face is an error, for these have one."""
    finder, canonical = FaceFinder.open(), load_canonical_face(ModelStore())
    pairs = []
    for person in people:
        (face,) = finder.find([Photo.from_array(read_pixels(person.photo))])
        if not isinstance(face, Face):
            raise SystemExit(f"{person.name}: {face}")
        pairs.append(compare(read_form(face, canonical.vertices_cm), points_of(person.photo)))
    return pairs


def write(entries: dict[str, dict[str, float]], file: Path = _TARGET) -> None:
    """An entry a line."""
    source = (
        "tests/evaluation/proportions_accuracy.py on the neutral portraits of the Face Research Lab London Set and "
        "Canada Set (DeBruine and Jones 2017, CC BY 4.0) and the points that people marked on them: ours minus theirs, "
        "mm or percent, without what the ruler is off. Correlations of lengths are of their "
        "proportion to the marked distance of the pupils."
    )
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(figures)}" for name, figures in entries.items())
    file.write_text(f'{{\n "source": {json.dumps(source)},\n "accuracy": {{\n{lines}\n }}\n}}\n')


def main() -> None:
    """Looks at everybody once and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("COUNTENANCE_EVAL_DATA", str(_ROOT.parent / "shared" / "faces"))
    parser.add_argument("--data", type=Path, default=Path(default))
    pairs = look(read_subjects(parser.parse_args().data))
    rows = [row for row in load_rows() if row.name in pairs[0][1]]
    entries = {row.name: entry(row, pairs) for row in rows}
    write(entries)
    for row in rows:
        found = entries[row.name]
        figures = f"bias {found['bias']:6.2f}  sd {found['sd']:5.2f}  r {found['correlation']:5.2f}"
        print(f"{row.name:28s} n {found['n']}  {figures}  90 % interval holds {coverage(row, pairs):.0%}")


if __name__ == "__main__":
    main()
