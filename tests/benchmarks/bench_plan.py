"""How long one draft takes, and a plan of 50 visits once one of them is cancelled, as ratios to screening the menu
alone (`planning.screening.screen`) in the same run.

    python tests/benchmarks/bench_plan.py [--repetitions N] [--out FILE]

A typical draft: 20 findings and two goals, a menu of 22 treatments, one provider with bookings, and no budget,
so that all three options are drafted, with six visits in the largest. Everything from selection to price is in it, and
no document. The 50 visits are the same client's, with series added by hand until there are so many; a visit in the
middle is cancelled, and the next version is made, with price, checks and the other options. The three take turns;
beside the time on the clock stands the processor's, for a machine that does other things meanwhile.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # it is run as a file

from planning.drafting import DraftRequest, draft
from planning.findings import Finding
from planning.library import load_library
from planning.medicines import Dictionary
from planning.plan import PlanDraft
from planning.practice import MenuEntry, Practice, sample_practice
from planning.revision import AddItem, CancelVisit, Edit, RevisionRequest, revise
from planning.schedule import Busy
from planning.screening import Planned, screen
from tests.benchmarks.bench_analysis import describe_machine, figures_of, write_report
from tests.planning.cases import client

RESULTS = Path(__file__).resolve().parent / "results" / "plan.json"
TODAY = date(2026, 11, 23)
TARGET_S = {"draft": 1.0, "revise": 2.0}  # on two cores; what counts elsewhere is the ratio
WARM_UP = 2
HORIZON_DAYS = 730
ADDED = (
    *(("hydradermabrasion", "nose", 12), ("led_light", "chin", 12), ("vascular_laser", "nose", 10)),
    *(("superficial_peel", "chin", 12), ("microneedling", "mid_cheek", 8)),
)
PACKAGES = ("countenance", "ortools", "pydantic")
SEEN = (
    *(("forehead_lines", "forehead", 45), ("glabellar_lines", "glabella", 52), ("crows_feet", "crows_feet_left", 38)),
    *(("crows_feet", "crows_feet_right", 41), ("texture", "mid_cheek_left", 33), ("texture", "mid_cheek_right", 36)),
    *(("brown_spots", "malar_cheek_left", 48), ("brown_spots", "malar_cheek_right", 44), ("redness", "nose", 30)),
    *(("brown_spots", "forehead", 25), ("redness", "malar_cheek_left", 42), ("pores", "nose", 39)),
    *(("tear_trough", "tear_trough_left", 40), ("tear_trough", "tear_trough_right", 35), ("lip_volume", "lips", 28)),
    *(
        ("nasolabial_folds", "nasolabial_fold_left", 30),
        ("uneven_tone", "mid_cheek_left", 31),
        ("jowls", "prejowl", 24),
    ),
    *(("eye_bags", "lower_eyelid_left", 22), ("brow_position", "upper_eyelid_left", 30)),
)


def typical() -> DraftRequest:
    """The request."""
    found = tuple(Finding(zone=z, concern=c, assessable=True, severity=s, grade=2) for c, z, s in SEEN)
    goals = {"goals": [{"codes": ["fewer_spots"]}, {"codes": ["brighter_eyes"], "zones": ["tear_trough"]}]}
    wishes = {**goals, "downtime_days": 3}
    practice = _one_provider()
    busy = tuple(_booked(practice, TODAY + timedelta(day)) for day in range(1, 60))
    library = load_library()
    return DraftRequest(client(wishes), practice, library, Dictionary.load().classes_of, TODAY, found, busy=busy)


def _one_provider() -> Practice:
    here = sample_practice().at("oakland")
    chin = MenuEntry(treatment="ha_filler_chin", price=Decimal("900.00"), per="syringe", revenue_tag="injectables")
    return here.model_copy(update={"menu": (*here.menu, chin), "providers": here.providers[:1]})


def _booked(practice: Practice, on: date) -> Busy:
    return Busy("provider", practice.providers[0].id, on, clock(11, 0), clock(15, 0))


def under_way() -> tuple[DraftRequest, PlanDraft]:
    """A plan of so many visits, and what it was asked with."""
    request = replace(typical(), horizon_days=HORIZON_DAYS)
    added = tuple(AddItem(treatment=name, zones=(zone,), visits=visits) for name, zone, visits in ADDED)
    return request, revise(_asked(request, draft(request), *added)).draft


def _asked(request: DraftRequest, plan: PlanDraft, *edits: Edit) -> RevisionRequest:
    when = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    return RevisionRequest(request, plan, plan.recommended, "provider", when, "As asked.", edits)


def cancelled(request: DraftRequest, plan: PlanDraft) -> RevisionRequest:
    """Of the visit in the middle."""
    return _asked(request, plan, CancelVisit(visit=len(plan.visits) // 2))


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """On the clock, and of the processor."""
    start, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - used


def measure(repetitions: int) -> dict[str, Any]:
    """Repetitions in turns; medians, quartiles and the ratio."""
    request = typical()
    lines = [Planned(treatment=entry.treatment) for entry in request.practice.menu]
    asked = {"library": request.library, "classes": request.classes, "today": TODAY, "findings": request.findings}
    cancellation = cancelled(*under_way())
    samples: dict[str, list[float]] = {}
    for repetition in range(WARM_UP + repetitions):
        screened = _seconds(lambda: screen(request.profile, lines, **asked))
        drafted = _seconds(lambda: draft(request))
        revised = _seconds(lambda: revise(cancellation))
        if repetition >= WARM_UP:
            for name, (wall, cpu) in (("screen", screened), ("draft", drafted), ("revise", revised)):
                samples.setdefault(name, []).append(wall)
                samples.setdefault(f"{name}, processor", []).append(cpu)
    figures = {name: figures_of(values) for name, values in samples.items()}
    peer = figures["screen, processor"]["median_ms"]
    ratio = {name: round(figures[f"{name}, processor"]["median_ms"] / peer, 2) for name in TARGET_S}
    visits = len(cancellation.made.visits)
    return {"visits_revised": visits, "ratio": ratio, "repetitions": repetitions, "stages_ms": figures}


def main() -> None:
    parser = argparse.ArgumentParser(description="Time of one draft, and of one revision, against screening the menu.")
    parser.add_argument("--repetitions", type=int, default=20)
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    machine = describe_machine()
    made = draft(typical())
    report = {
        "benchmark": "a draft with three options, and 50 visits after a cancellation, against screening the menu once",
        "findings": len(SEEN),
        "treatments": len(typical().practice.menu),
        "options": {option.tier: len(option.timeline) for option in made.options},
        "machine": machine,
        "versions": {package: version(package) for package in PACKAGES},
        "target_s": TARGET_S,
        **measure(options.repetitions),
    }
    write_report(report, options.out)


if __name__ == "__main__":
    main()
