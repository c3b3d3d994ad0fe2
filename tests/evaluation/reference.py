"""Makes the reference population: how severe each concern is among the people of the London set, by kind of zone.

Their neutral photos are taken as the product takes any: what is not assessable on one, or unsettled by what the capture
check says of it, is left out. Severities alone are kept, sorted, so that no row is a person.

    python tests/evaluation/reference.py [--data DIR]      # a minute or two

Writes vision/findings/data/reference.json. Run it again whenever a measure's version is raised: until then its findings
have no percentile.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))  # it is run as a file

from tests.evaluation.looks import Look, Workers, look_at
from tests.evaluation.subjects import Subject, read_subjects
from vision.concerns import CONCERNS
from vision.zones import load_zones

_ROOT = Path(__file__).parents[2]
_TARGET = _ROOT / "vision" / "findings" / "data" / "reference.json"
Severities = dict[tuple[str, str], list[list[float]]]  # by concern and kind of zone: each person's


def gather(looks: Sequence[Look]) -> Severities:
    """Each person's one or two severities, where their photo carries them."""
    kinds = {zone.name: zone.kind for zone in load_zones()}
    unsettled = {concern.name: set(concern.unsettled_by) for concern in CONCERNS}
    gathered: Severities = defaultdict(list)
    for look in looks:
        own: dict[tuple[str, str], list[float]] = defaultdict(list)
        for (zone, concern), score in look.scores.items():
            if score.severity is not None and not unsettled[concern] & set(look.issues):
                own[concern, kinds[zone]].append(score.severity)
        for key, values in own.items():
            gathered[key].append(values)
    return gathered


def describe(people: Sequence[Subject]) -> str:
    """Who they are, for people to read: the number stands before it."""
    ages = sorted(each.age for each in people if each.age is not None)
    return f"adults of {ages[0]:.0f} to {ages[-1]:.0f} (median {np.median(ages):.0f}), studio portraits"


def entries(gathered: Severities) -> list[dict[str, object]]:
    """In the order of the registry."""
    versions = {concern.name: concern.version for concern in CONCERNS}
    order = {name: place for place, name in enumerate(versions)}
    return [
        {
            "concern": concern,
            "version": versions[concern],
            "zone_kind": kind,
            "n": len(people),
            "severities": sorted(value for own in people for value in own),
        }
        for (concern, kind), people in sorted(gathered.items(), key=lambda item: (order[item[0][0]], item[0][1]))
    ]


def write(found: list[dict[str, object]], people: Sequence[Subject], file: Path = _TARGET) -> None:
    """An entry a line."""
    ages = sorted(each.age for each in people if each.age is not None)
    head = {
        "source": "tests/evaluation/reference.py on the neutral portraits of the Face Research Lab London Set "
        "(DeBruine and Jones 2017, CC BY 4.0): severities by concern and kind of zone, of both sides of paired zones.",
        "population": describe(people),
        "people": len(people),
        "ages": [ages[0], ages[-1]],
    }
    lines = ",\n".join("  " + json.dumps(entry) for entry in found)
    body = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
    file.write_text(f'{{\n{body},\n "entries": [\n{lines}\n ]\n}}\n')


def main() -> None:
    """Looks at everybody once and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("COUNTENANCE_EVAL_DATA", str(_ROOT.parent / "shared" / "faces"))
    parser.add_argument("--data", type=Path, default=Path(default))
    people = [each for each in read_subjects(parser.parse_args().data) if each.name.startswith("london/")]
    with Workers() as workers:
        looks = [look for look in workers.each("reference", look_at, [p.photo for p in people]) if look is not None]
    found = entries(gather(looks))
    write(found, people)
    for entry in found:
        print(f"{entry['concern']:22s} {entry['zone_kind']:16s} n {entry['n']}")


if __name__ == "__main__":
    main()
