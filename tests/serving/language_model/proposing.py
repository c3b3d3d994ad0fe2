"""A note, our own reading of it, and what comes of asking an endpoint about it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from planning.notes import Reading, Source, read_notes
from serving.language_model import Endpoint, Proposing, with_proposals

from .fake_endpoint import Behavior, fake_endpoint, says

TODAY = date(2026, 11, 22)
NOTE = (
    "Her earlobes grew thick lumps after piercing. Denies hard patches on scars. Her mother has raised bumps.\n"
    "Stopped Accutane in March. Lupus: no.\n"
)
FACT = {"kind": "health", "code": "keloid", "quote": "grew thick lumps after piercing", "zones": []}


def endpoint(url: str, timeout_s: float = 20.0) -> Endpoint:
    return Endpoint(url, "any", agreement="dpa-7", agreed_on=TODAY, timeout_s=timeout_s, max_bytes=20_000)


def proposes(*facts: dict[str, Any], **more: Any) -> Behavior:
    return says(json.dumps({"proposals": facts} | more))


def proposed_by(behave: Behavior, note: str = NOTE, timeout_s: float = 20.0) -> tuple[Proposing, list[dict[str, Any]]]:
    """What came of it, and what was asked. Our own facts are there whatever comes, and only a model's stand behind."""
    ours = read_notes(note, TODAY)
    with fake_endpoint(behave) as fake:
        result = with_proposals(note, ours, endpoint(fake.url, timeout_s), TODAY, TODAY)
        asked = list(fake.asked)
    assert result.reading.facts[: len(ours.facts)] == ours.facts and result.reading.unread == ours.unread
    assert all(fact.source is Source.MODEL for fact in result.reading.facts[len(ours.facts) :])
    return result, asked


def codes(result: Proposing) -> list[str]:
    return [fact.code for fact in result.reading.facts if fact.source is Source.MODEL]


def alone(result: Proposing, note: str = NOTE) -> bool:
    """Is it our own reading, and nothing else?"""
    return result.reading == read_notes(note, TODAY) == replace(result.reading) and isinstance(result.reading, Reading)
