"""Calibrates the apparent age: how far the estimate is off for people of known age, and how well that holds.

Faces of adults at rest or as they were met: London and Canada, whose ages are known to the year, and FairFace, where a
band of ten years is known. Within a band every year counts alike (ten draws of a tenth each; "70+" as 70 to 85), since
nothing more is known of it. Faces turned by more than 20° are left out, as the product leaves them out.

Coverage leaves one person out, makes the calibration anew of all others and asks whether that interval holds the
person's age. It is reported by set, band, sex, and third of skin tone (London alone has one).

    python tests/evaluation/apparent_age.py [--data DIR]

Writes vision/apparent_age/data/calibration.json and tests/evaluation/results/apparent_age.json.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))  # it is run as a file

from tests.evaluation.rows import Row, row, write_rows
from tests.evaluation.subjects import read_subjects
from vision.apparent_age import FEWEST, AgeEstimator, Calibration, parse_calibration
from vision.face import Face, FaceFinder
from vision.photo import decode_photo

MAX_TURN_DEG = 20.0
REACH_YEARS = 6.0  # estimates this far away still count as alike
_TAIL = 0.05
_DRAWS = 10
_OLDEST = 85
_PLACES = np.arange(18, 82, 2)
_ROOT = Path(__file__).parents[2]
_TARGET = _ROOT / "vision" / "apparent_age" / "data" / "calibration.json"


@dataclass(frozen=True, slots=True)
class Person:
    """A face, what is known of its age, and the estimate.

    Attributes:
        collection: set of photos.
        ages: (10,) years that count alike; all one where the age is known.
        band: decade.
        sex: as the set says.
        tone: third of London's skin tone, or None.
        estimate: years.
        smiling: the same person's estimate while smiling, or None.
    """

    collection: str
    ages: NDArray[np.float64]
    band: str
    sex: str
    tone: str | None
    estimate: float
    smiling: float | None = None


class Estimates:
    """Finds faces and asks the network; None for no face, or one turned too far."""

    def __init__(self) -> None:
        self._finder, self._estimator = FaceFinder.open(), AgeEstimator(calibration=Calibration((), MAX_TURN_DEG))

    def of(self, file: Path) -> float | None:
        photo = decode_photo(file.read_bytes())
        (face,) = self._finder.find([photo], choose="largest")
        if not isinstance(face, Face) or max(abs(face.pose.yaw_deg), abs(face.pose.pitch_deg)) > MAX_TURN_DEG:
            return None
        return float(self._estimator.look([photo], [face])[0])


def people(data: Path) -> Iterator[Person]:
    """Everybody whose age is known at all and whose face can be read."""
    estimates = Estimates()
    for each in read_subjects(data):
        estimate = estimates.of(each.photo)
        if each.age is None or estimate is None:
            continue
        smiling = estimates.of(each.smiling) if each.smiling else None
        ages = np.full(_DRAWS, each.age)
        yield Person(each.name.split("/")[0], ages, _decade(each.age), each.sex, each.tone, estimate, smiling)
    for label in json.loads((data / "fairface" / "labels.json").read_text()):
        estimate = estimates.of(data / "fairface" / label["filename"])
        if estimate is not None:
            yield Person("fairface", _ages(label["age"]), label["age"], label["gender"].lower(), None, estimate)


def _decade(age: float) -> str:
    return "under 20" if age < 20 else f"{int(age // 10) * 10}-{int(age // 10) * 10 + 9}"


def _ages(band: str) -> NDArray[np.float64]:
    """ "30-39" as ten ages spread evenly from 30 to just under 40."""
    low, _, high = band.replace("+", f"-{_OLDEST}").partition("-")
    return float(low) + (np.arange(_DRAWS) + 0.5) / _DRAWS * (float(high) + 1 - float(low))


def calibrate(known: list[Person]) -> Calibration:
    """Rows where enough faces stand around, each with its own two ranks."""
    rows = [line for place in _PLACES if (line := _row(float(place), known))]
    return parse_calibration({"max_turn_deg": MAX_TURN_DEG, "rows": rows})


def _row(place: float, known: list[Person]) -> dict[str, float] | None:
    near = [each for each in known if abs(each.estimate - place) <= REACH_YEARS]
    if len(near) < FEWEST:
        return None
    off = np.sort(np.concatenate([each.ages - each.estimate for each in near]))
    outside = int(_TAIL * (len(near) + 1) * _DRAWS)  # draws that may lie outside on either side
    low, high = off[outside - 1], off[-outside]
    return {"years": place, "low": round(float(low), 1), "high": round(float(high), 1), "n": len(near)}


@dataclass(frozen=True, slots=True)
class Told:
    """What a person would have been told by a calibration without them."""

    person: Person
    interval: tuple[float, float] | None
    smiling: tuple[float, float] | None

    @property
    def held(self) -> float | None:
        return _share_inside(self.person.ages, self.interval)

    @property
    def held_smiling(self) -> float | None:
        return _share_inside(self.person.ages, self.smiling)


def _share_inside(ages: NDArray[np.float64], interval: tuple[float, float] | None) -> float | None:
    return None if interval is None else float(np.mean((ages >= interval[0]) & (ages <= interval[1])))


def leave_one_out(known: list[Person]) -> list[Told]:
    return [_told(each, calibrate([other for other in known if other is not each])) for each in known]


def _told(person: Person, calibration: Calibration) -> Told:
    estimates = (person.estimate, person.smiling)
    first, smiling = (None if years is None else calibration.interval(years) for years in estimates)
    return Told(person, first and first[0], smiling and smiling[0])


def figures(told: list[Told]) -> Iterator[Row]:
    """The rows of the table."""
    yield from _figures("everybody", told)
    grouped: dict[str, Callable[[Person], str | None]] = {
        "set": lambda p: p.collection,
        "age": lambda p: p.band,
        "sex": lambda p: p.sex,
        "tone": lambda p: p.tone,
    }
    for kind, of in grouped.items():
        for name in sorted({name for each in told if (name := of(each.person))}):
            yield from _figures(f"{kind} {name}", [each for each in told if of(each.person) == name])
    smiles = [held for each in told if (held := each.held_smiling) is not None]
    yield _mean("apparent age coverage, set london smiling", smiles, 0.85)


def _figures(group: str, told: list[Told]) -> Iterator[Row]:
    # A few people cannot show a coverage of 0.9: only larger groups have a target.
    held = [share for each in told if (share := each.held) is not None]
    yield _mean(f"apparent age coverage, {group}", held, 0.85 if len(held) >= 30 else None)
    widths = [high - low for each in told if each.interval for low, high in [each.interval]]
    yield row(f"apparent age width in years, {group}", "all", float(np.median(widths)) if widths else None, len(widths))
    yield _mean(f"apparent age told, {group}", [float(each.interval is not None) for each in told], None)
    errors = [float(np.mean(np.abs(each.person.ages - each.person.estimate))) for each in told]
    yield _mean(f"apparent age mean error in years, {group}", errors, None)


def _mean(name: str, values: list[float], target: float | None) -> Row:
    return row(name, "all", float(np.mean(values)) if values else None, len(values), target)


def write(calibration: Calibration, known: list[Person], file: Path = _TARGET) -> None:
    sets = {name: sum(each.collection == name for each in known) for name in ("london", "canada", "fairface")}
    counted = ", ".join(f"{n} of {name.title()}" for name, n in sets.items())
    content = {
        "source": f"tests/evaluation/apparent_age.py on {len(known)} adults ({counted}): 0.05 and 0.95 ranks of age "
        f"minus estimate, among the n faces whose estimate lies within {REACH_YEARS:.0f} years.",
        "max_turn_deg": MAX_TURN_DEG,
        "rows": [{"years": r.years, "low": r.low, "high": r.high, "n": r.n} for r in calibration.rows],
    }
    file.write_text(json.dumps(content, indent=1) + "\n")


def main() -> None:
    """Runs the whole calibration and writes both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("COUNTENANCE_EVAL_DATA", str(_ROOT.parent / "shared" / "faces"))
    parser.add_argument("--data", type=Path, default=Path(default))
    known = list(people(parser.parse_args().data))
    rows = list(figures(leave_one_out(known)))
    write(calibrate(known), known)
    write_rows(rows, Path(__file__).parent / "results" / "apparent_age.json")
    for each in rows:
        print(f"{each.name:50s} {each.value!s:>8s}   n {each.n}")


if __name__ == "__main__":
    main()
