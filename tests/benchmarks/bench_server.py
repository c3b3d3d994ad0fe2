"""Whether a server that has answered thousands of requests of every kind is as small as it was, and how fast it takes
photos in: as a ratio to a bare endpoint that takes the same upload and hashes it, in the same run.

    python tests/benchmarks/bench_server.py [--kinds sqlite postgresql] [--requests N] [--out FILE]

A real `countenance serve` in a process of its own, with its face networks, on a data folder of its own; four people at
once. Its footprint is taken after the first thousand requests and at the end, while nobody asks for anything, each time
after as many people came at the same moment. Photos are then sent to both servers in turns: one is decoded, sealed
twice, kept, put on record and told to systems, the other one hashed.
"""

from __future__ import annotations

import argparse
import hashlib
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # it is run as a file

from fastapi import FastAPI, UploadFile

from tests.benchmarks.bench_analysis import describe_machine, figures_of, write_report
from tests.serving.database.fixtures import KINDS
from tests.serving.desk.standing import key
from tests.serving.fakes import wait_until
from tests.serving.killed.nursery import ROOT, Nursery
from tests.serving.killed.pictures import picture
from tests.serving.leaks.mix import PATIENCE_S
from tests.serving.leaks.served import Served, served

RESULTS = Path(__file__).resolve().parent / "results" / "server.json"
REQUESTS, FIRST, PEOPLE = 5000, 1000, 12
TARGET_GROWTH = 0.05  # of memory, after the first thousand
UPLOADS = 100  # to each of the two servers
PACKAGES = ("countenance", "fastapi", "uvicorn", "sqlalchemy")

bare = FastAPI()


@bare.post("/photos", status_code=201)
def hash_photo(photo: UploadFile) -> dict[str, str]:
    """The peer."""
    return {"sha256": hashlib.sha256(photo.file.read()).hexdigest()}


def grown(found: Served, requests: int) -> dict[str, Any]:
    """What it held after the first thousand, and at the end."""
    found.mix.at_once(PEOPLE)
    began = time.perf_counter()
    found.mix.ask(min(FIRST, requests // 2))
    first = found.footprint()
    found.mix.ask(requests - min(FIRST, requests // 2))
    found.mix.at_once(PEOPLE)
    took = time.perf_counter() - began
    last = found.footprint()
    return {
        "requests": dict(found.mix.asked),
        "statuses": {str(status): count for status, count in sorted(found.mix.statuses.items())},
        "unexpected": found.mix.unexpected[:20],
        "requests_per_s": round(requests / took, 1),
        "first": first.told(),
        "last": last.told(),
        "growth": round(last.rss_mib / first.rss_mib - 1, 4),
    }


def beside_a_bare_one(found: Served, folder: Path) -> dict[str, Any]:
    """Photos to both servers, in turns; medians and their ratio."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "tests.benchmarks.bench_server:bare", "--port", str(port)]
    with (folder / "bare").open("w") as log:
        peer = subprocess.Popen([*command, "--log-level", "warning"], cwd=ROOT, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        assert wait_until(lambda: _answers(url), 600.0), (folder / "bare").read_text()
        return _in_turns(found, url)
    finally:
        peer.terminate()
        peer.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/openapi.json").status_code == 200
    except httpx.TransportError:
        return False


def _in_turns(found: Served, url: str) -> dict[str, Any]:
    samples: dict[str, list[float]] = {"countenance": [], "bare": []}
    token = found.house.staff["provider"].token
    ours = f"{found.mix.url}/v1/clients/{found.mix.clients[0]}/photos"
    with httpx.Client(timeout=PATIENCE_S) as client:
        for number in range(UPLOADS):
            files = {"photo": ("p.jpg", picture(number % 4))}
            for name, address in (("countenance", ours), ("bare", f"{url}/photos")):
                headers = {"Authorization": f"Bearer {token}"} | key()
                began = time.perf_counter()
                answer = client.post(address, files=files, headers=headers)
                samples[name].append(time.perf_counter() - began)
                assert answer.status_code == 201, answer.text
    figures = {name: figures_of(values) for name, values in samples.items()}
    ratio = figures["countenance"]["median_ms"] / figures["bare"]["median_ms"]
    return {"uploads_each": UPLOADS, "ratio": round(ratio, 2), "upload_ms": figures}


def measured(kind: str, requests: int, servers: Nursery) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name, served(kind, Path(name), servers) as found:
        return {"target_growth": TARGET_GROWTH, **grown(found, requests), **beside_a_bare_one(found, Path(name))}


def main() -> None:
    parser = argparse.ArgumentParser(description="Memory and open things of a server after thousands of requests.")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    machine = describe_machine()
    with closing(Nursery("tests.serving.leaks.started")) as servers:
        databases = {kind: measured(kind, options.requests, servers) for kind in options.kinds}
    report = {
        "benchmark": "mixed requests to a real server: what it holds on to, and uploads against a bare endpoint",
        "machine": machine,
        "versions": {package: version(package) for package in PACKAGES},
        "databases": databases,
    }
    write_report(report, options.out)


if __name__ == "__main__":
    main()
