"""A hundred kills of a server under load on each database, and what became of everything that was acknowledged.

    python -m tests.evaluation.kill [--kinds sqlite postgresql] [--seeds N …] [--rounds N] [--out FILE]

Legs begin on new data; what a round kills, and what is looked at after it, `tests/serving/killed/` says. Each leg is
added to the file, under its database.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_analysis import describe_machine
from tests.serving.database.fixtures import KINDS
from tests.serving.killed.rounds import Report, killed, nursery

RESULTS = Path(__file__).resolve().parent / "results" / "kill.json"


def figures(report: Report) -> dict[str, Any]:
    return {
        "kills": dict(report.rounds),
        "acknowledged": dict(report.acknowledged),
        "lost_or_half_written": len(report.wrong),
        "requests_under_way_at_kills": report.interrupted,
        "requests_repeated": report.repeated,
        "events_acknowledged": report.events,
        "events_delivered": report.delivered,
        "names_lost_with_power": report.cut,
        "objects_without_a_row_swept": report.swept,
        "audit_found_whole": report.audited,
    }


def added(before: dict[str, Any], leg: dict[str, Any]) -> dict[str, Any]:
    """Sums, name by name."""
    sums: dict[str, Any] = {}
    for name, value in leg.items():
        was = before.get(name, {} if isinstance(value, dict) else 0)
        sums[name] = dict(Counter(was) + Counter(value)) if isinstance(value, dict) else was + value
    return sums


def keep(out: Path, kind: str, leg: dict[str, Any]) -> None:
    """Two databases may be at work at once."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        said = json.loads(file.read() or "{}") or {"machine": describe_machine(), "databases": {}}
        said["databases"][kind] = added(said["databases"].get(kind, {}), leg)
        file.truncate(0)
        file.write(json.dumps(said, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Kills servers, and looks for what was lost.")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--seeds", nargs="+", type=int, default=[0, 1, 2, 3], help="one leg each")
    parser.add_argument("--rounds", type=int, default=25, help="of a leg")
    parser.add_argument("--together", type=int, default=5, help="kills that one look is for")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # nobody vouches for a private signer
    with nursery() as servers:
        for kind in options.kinds:
            for seed in options.seeds:
                with tempfile.TemporaryDirectory() as folder:
                    report = killed(kind, Path(folder), options.rounds, servers, seed, options.together)
                print(kind, seed, report, file=sys.stderr)
                keep(options.out, kind, figures(report))


if __name__ == "__main__":
    main()
