"""The sentence network: texts in, one unit vector each out, near where meaning is near.

Source: sentence-transformers all-MiniLM-L6-v2, read by transformers from the files the package carries; nothing is ever
fetched. As its publisher pools: the mean over the tokens of the last layer, scaled to length 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

from models.registry import SENTENCE_ENCODER, SENTENCE_PIECES
from models.store import ModelStore

DIMENSIONS = 384
_LONGEST = 256  # tokens, as it was published; what is longer is cut
_BATCH = 32


class SentenceEncoder:
    """Wraps the network; float32 on the CPU."""

    def __init__(self, network: Any, pieces: Any) -> None:
        self._network, self._pieces = network, pieces

    @classmethod
    def open(cls, store: ModelStore) -> SentenceEncoder:
        """From the pinned files.

        Raises:
            ModelFileError: one of them is missing or another.
        """
        for spec in (SENTENCE_ENCODER, SENTENCE_PIECES):
            store.read(spec)
        pieces = AutoTokenizer.from_pretrained(store.path(SENTENCE_PIECES).parent, local_files_only=True)
        folder = store.path(SENTENCE_ENCODER).parent
        network = AutoModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
        return cls(network.eval(), pieces)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Runs any number of texts; returns (N, 384) float32 of length 1, in the order given."""
        by_length = sorted(range(len(texts)), key=lambda n: len(texts[n]))  # so that little of a batch is padding
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        for start in range(0, len(texts), _BATCH):
            rows = by_length[start : start + _BATCH]
            vectors[rows] = self._batch([texts[n] for n in rows])
        return vectors

    def _batch(self, texts: list[str]) -> NDArray[np.float32]:
        tokens = self._pieces(texts, padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt")
        with torch.inference_mode():
            last = self._network(**tokens).last_hidden_state
        kept = tokens["attention_mask"].unsqueeze(-1).to(last.dtype)
        means = (last * kept).sum(1) / kept.sum(1).clamp(min=1e-9)
        return np.asarray(torch.nn.functional.normalize(means, dim=1).numpy(), np.float32)
