"""The sentence network: unit vectors, the same alone as in a batch, near where meaning is near."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from models.errors import ModelFileError
from models.registry import SENTENCE_ENCODER
from models.sentence_encoder import DIMENSIONS, SentenceEncoder
from models.store import ModelStore

TEXTS = [
    "Stop retinoids before a peel.",
    "Tretinoin is paused ahead of chemical resurfacing.",
    "The invoice is overdue.",
]
BATCH_TOLERANCE = 1e-5  # padding moves the last bits


@cache
def encoder() -> SentenceEncoder:
    return SentenceEncoder.open(ModelStore())


def test_vectors_have_length_one_and_come_in_order() -> None:
    vectors = encoder().encode(TEXTS)
    assert (vectors.shape, vectors.dtype) == ((3, DIMENSIONS), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[::-1] == pytest.approx(encoder().encode(TEXTS[::-1]), abs=BATCH_TOLERANCE)


def test_a_batch_gives_what_each_gives_alone() -> None:
    many = [*TEXTS, *(f"{text} {n}" for n in range(12) for text in TEXTS)]
    alone = np.concatenate([encoder().encode([text]) for text in many[:5]])
    assert encoder().encode(many)[:5] == pytest.approx(alone, abs=BATCH_TOLERANCE)


def test_near_meanings_lie_nearer_than_far_ones() -> None:
    peel, resurfacing, invoice = encoder().encode(TEXTS)
    assert peel @ resurfacing > peel @ invoice + 0.2


def test_nothing_gives_nothing_and_a_long_text_is_cut() -> None:
    assert encoder().encode([]).shape == (0, DIMENSIONS)
    long = "peel " * 400
    assert encoder().encode([long]) == pytest.approx(encoder().encode([f"{long} invoice"]), abs=BATCH_TOLERANCE)


def test_another_file_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"something else")
    with pytest.raises(ModelFileError, match="not the pinned"):
        SentenceEncoder.open(ModelStore(resource_paths={SENTENCE_ENCODER.resource.split("/")[-1]: path}))
