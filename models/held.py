"""Decoding that cannot leave a form: of the tokens a model would write next, the likeliest that the form allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import regex
import torch
from transformers import LogitsProcessor

from models.json_pattern import json_pattern

_TRIED = 512  # tokens, likeliest first; where none of them fits, the answer ends there and is not whole
_HALF = "\ufffd"  # a byte that is no character yet
_LETTER = "é"  # what it may become, and what it counts as


class Held(LogitsProcessor):  # type: ignore[misc]
    """For greedy decoding of one text.

    Args:
        pieces: the model's tokenizer.
        schema: JSON schema of the answer.
        start: tokens of the question, behind which the answer begins.
    """

    def __init__(self, pieces: Any, schema: Mapping[str, Any], start: int) -> None:
        self._pieces, self._start = pieces, start
        self._form = regex.compile(json_pattern(schema))
        self._special = frozenset(pieces.all_special_ids)

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Scores of the next token, (1, vocabulary): all but one are ruled out."""
        kept = torch.full_like(scores, -torch.inf)
        kept[0, self._next(input_ids[0, self._start :].tolist(), scores[0])] = 0
        return kept

    def whole(self, text: str) -> bool:
        """Is nothing missing?"""
        return self._form.fullmatch(text) is not None

    def _next(self, written: list[int], scores: torch.Tensor) -> int:
        end = int(self._pieces.eos_token_id)
        if self.whole(self._text(written)):
            return end
        likeliest = torch.topk(scores, min(_TRIED, scores.numel())).indices.tolist()
        return next((token for token in likeliest if self._fits(written, token)), end)

    def _fits(self, written: list[int], token: int) -> bool:
        if token in self._special:
            return False
        text = self._text([*written, token])
        known = text.rstrip(_HALF)
        return self._form.fullmatch(known + _LETTER * (len(text) - len(known)), partial=True) is not None

    def _text(self, tokens: list[int]) -> str:
        return str(self._pieces.decode(tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False))
