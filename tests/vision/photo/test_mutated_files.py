"""2,000 damaged files of all five formats: a result or a typed refusal each.

No crash, no other exception, none over ten seconds, and no growth in memory.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

COUNT = 2000
# What the allocator may keep in addition between the 500th file and the last. One leaked picture per file
# would be over 400 MiB.
GROWTH_LIMIT_MIB = 64
WORKER = Path(__file__).with_name("decode_mutants.py")
ROOT = Path(__file__).parents[3]


@dataclass
class Report:
    """What the worker said before it ended."""

    exit_code: int
    last_started: str = ""
    verdicts: dict[str, str] = field(default_factory=dict)
    resident_mib: list[float] = field(default_factory=list)
    stderr: str = ""


def seeds(studio) -> dict[str, bytes]:
    """Small real files that between them use every path: profiles, EXIF, alpha, palette, 16 bits, CMYK."""
    rgb = Image.fromarray(studio.scene())
    alpha = rgb.copy()
    alpha.putalpha(rgb.getchannel("R"))
    tagged = {"exif": studio.exif(6), "icc_profile": studio.rgb_profile(studio.p3)}
    return {
        "jpeg-plain": studio.write(rgb, "jpeg", quality=85, **tagged),
        "jpeg-progressive": studio.write(rgb, "jpeg", quality=85, progressive=True, **tagged),
        "jpeg-cmyk": studio.write(rgb.convert("CMYK"), "jpeg", quality=85, restart_marker_rows=2),
        "png-rgb": studio.write(rgb.resize((320, 288), Image.Resampling.NEAREST), "png", **tagged),
        "png-palette": studio.write(rgb.quantize(32), "png", transparency=3, **tagged),
        "png-gray16": studio.write(rgb.convert("L").convert("I;16"), "png"),
        "webp-lossy": studio.write(rgb, "webp", lossless=False, quality=80, **tagged),
        "webp-lossless": studio.write(alpha, "webp"),
        "webp-bare": studio.write(rgb, "webp", lossless=False, quality=80),
        "avif-tagged": studio.write(rgb, "avif", quality=70, **tagged),
        "avif-alpha": studio.write(alpha, "avif", quality=70),
        "avif-bare": studio.write(rgb, "avif", quality=50, subsampling="4:2:0"),
        "heic-tagged": studio.write(rgb, "heic", quality=70, **tagged),
        "heic-tiled": studio.write(rgb, "heic", quality=70, tile_size=128, **tagged),
        "heic-bare": studio.write(rgb, "heic", quality=50),
    }


@pytest.fixture(scope="module")
def report(studio, tmp_path_factory) -> Report:
    folder = tmp_path_factory.mktemp("seeds")
    for name, data in seeds(studio).items():
        (folder / name).write_bytes(data)
    command = [sys.executable, str(WORKER), str(folder), str(COUNT)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    return read_report(run)


def read_report(run: subprocess.CompletedProcess[str]) -> Report:
    report = Report(run.returncode, stderr=run.stderr[-2000:])
    for line in run.stdout.splitlines():
        word, _, rest = line.partition(" ")
        if word == "START":
            report.last_started = rest
        elif word == "DONE":
            report.verdicts[report.last_started] = rest
        elif word == "RSS":
            report.resident_mib.append(float(rest))
    return report


def test_no_crash_and_no_hang(report):
    """A crash or the ten-second watchdog ends the worker; the last file it started is the culprit."""
    assert report.exit_code == 0, f"the worker died at {report.last_started}:\n{report.stderr}"
    assert len(report.verdicts) == COUNT


def test_nothing_but_results_and_refusals(report):
    assert {name: v for name, v in report.verdicts.items() if v.startswith("FOREIGN")} == {}


def test_memory_does_not_grow(report):
    warm, end = report.resident_mib
    assert end - warm < GROWTH_LIMIT_MIB


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "avif", "heic"])
def test_the_damage_is_real_and_reaches_the_decoder(report, format):
    """Only refusals: a check in front hides the decoder. Only results: nothing was damaged."""
    verdicts = Counter(v for name, v in report.verdicts.items() if name.split(":")[1].startswith(format))
    assert verdicts["result"] > 10
    assert verdicts["photo_truncated"] > 20
    assert verdicts["photo_corrupt"] > 20
    assert verdicts["photo_decompression_bomb"] + verdicts["photo_too_many_pixels"] > 0
