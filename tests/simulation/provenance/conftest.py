"""One signer for all, and a picture that has edges, color and noise to lose."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from simulation.provenance import ManifestFacts, Signer, TreatmentFact, private_signer

BEGINS = datetime(2024, 1, 1, tzinfo=UTC)
ENDS = datetime(2099, 1, 1, tzinfo=UTC)  # the library holds certificates against the clock of the machine
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ORIGINAL = "0123456789abcdef" * 4


@pytest.fixture(scope="session")
def signer() -> Signer:
    return private_signer("Clínica Ácme & Söhne <Dermatology>", BEGINS, ENDS, (1, 2))


@pytest.fixture(scope="session")
def facts() -> ManifestFacts:
    return ManifestFacts(
        original_sha256=ORIGINAL,
        original_format="heic",
        treatments=(
            TreatmentFact("fractional_laser", "Fractional laser", ("forehead", "left_mid_cheek")),
            TreatmentFact("filler", "Filler <HA>", ("left_tear_trough",), ("low", "high")),
        ),
        time_point="peak, day 30",
        days=(0, 30),
        date=date(2026, 11, 22),
        practice="Clínica Ácme & Söhne <Dermatology>",
        software_version="0.1.0",
        library_version="7",
        effects_version="3",
        safeguards={"untreated_unchanged": True, "largest_displacement_mm": 0.42, "subtlety": "subtle"},
    )


@pytest.fixture(scope="session")
def image_rgb() -> NDArray[np.uint8]:
    """(150, 220, 3) uint8."""
    rng = np.random.default_rng(5)
    ramp = np.add.outer(np.linspace(40, 180, 150), np.linspace(0, 60, 220))
    pixels = ramp[..., None] + np.array([15, 0, -15]) + rng.normal(0, 6, (150, 220, 1))
    return np.clip(pixels, 0, 255).astype(np.uint8)
