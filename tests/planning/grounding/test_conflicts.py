"""Figures of protocols: read in simple sentences, held beside the library's, and only ever making it stricter."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planning.findings import Finding
from planning.grounding import ProtocolText, conflicts, read_protocol, sample_protocols, stated, tightened
from planning.home_care import home_care
from planning.library import Library, load_library
from planning.medicines import Dictionary
from planning.plan import PlannedVisit, VisitItem
from planning.practice import Protocol, sample_practice
from planning.rules import Level
from planning.screening import Planned, screen
from planning.selection import SelectRequest, select
from tests.planning.cases import TODAY, client

LIBRARY = load_library()
CLASSES = cache(Dictionary.load().classes_of)


def told(*sentences: str, treatments: tuple[str, ...] = ("superficial_peel",)) -> tuple[ProtocolText, ...]:
    protocol = Protocol(id="ours", title="Ours", treatments=treatments, document="ours.md")
    return (read_protocol(protocol, " ".join(sentences).encode()),)


def figures(sentence: str) -> list[tuple[str, tuple[str, ...], str, int]]:
    (text,) = told(sentence)
    return [(f.kind, f.treatments, f.other, f.value) for passage in text.passages for f in stated(passage)]


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("Stop retinoids 7 days before a peel.", [("before", ("peel",), "retinoid", 7)]),
        ("Retinol is paused one week before microneedling.", [("before", ("microneedling",), "retinoid", 7)]),
        ("No acids for 3 days before the visit.", [("before", (), "exfoliant", 3)]),
        (
            "Stop retinoids 7 days and acids 3 days before a peel.",
            [("before", ("peel",), "retinoid", 7), ("before", ("peel",), "exfoliant", 3)],
        ),
        (
            "In phototypes IV to VI stop retinoids two weeks before a peel.",
            [("darker_before", ("peel",), "retinoid", 14)],
        ),
        ("Restart retinoids 10 days after a peel.", [("after", ("peel",), "retinoid", 10)]),
        ("At least 6 weeks between microneedling visits.", [("repeat", ("microneedling",), "", 42)]),
        ("Wait 3 weeks after filler before microneedling.", [("gap", ("microneedling",), "filler", 21)]),
        (
            "Leave 21 days between filler and microneedling.",
            [("gap", ("microneedling",), "filler", 21), ("gap", ("filler",), "microneedling", 21)],
        ),
        ("The minimum age for filler is 21 years.", [("minimum_age", ("filler",), "", 21)]),
        ("Nobody under 25 is treated.", [("minimum_age", (), "", 25)]),
        ("No peel in phototypes V and VI.", [("phototypes", ("peel",), "", 0)]),
        ("Retinoids need not be stopped 7 days before a peel.", []),
        ("Should retinoids be stopped 7 days before a peel?", []),
        ("Stop retinoids 900 weeks before a peel.", []),
        ("Flakes last 7 days after a peel.", []),
        ("Type IV is treated after a test spot.", []),
    ],
)
def test_simple_sentences_are_read_and_others_are_not(
    sentence: str, read: list[tuple[str, tuple[str, ...], str, int]]
) -> None:
    assert figures(sentence) == read


def statements() -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "statements.yaml").read_text())["statements"]
    return told


def asked_for(sentence: str) -> set[tuple[str, str, int]]:
    (text,) = told(sentence, treatments=("superficial_peel", "ha_filler_lips"))
    facts = [fact for passage in text.passages for fact in stated(passage)]
    return {(f.kind, f.other, f.phototypes[0] if f.phototypes else f.value) for f in facts}


@pytest.mark.parametrize("each", statements(), ids=lambda each: each["says"])
def test_nothing_is_read_that_a_clinic_does_not_ask_for(each: dict[str, Any]) -> None:
    assert asked_for(each["says"]) <= {tuple(figure) for figure in each["read"]}


def test_most_of_what_clinics_ask_for_is_read() -> None:
    wanted = [len(each["read"]) for each in statements()]
    read = [len(asked_for(each["says"])) for each in statements()]
    assert sum(wanted) >= 50
    assert sum(read) >= 0.85 * sum(wanted)


def test_the_stricter_figure_applies_and_both_are_shown() -> None:
    found = {c.line: c for c in conflicts(told("Stop retinoids 7 days before a peel."), LIBRARY)}
    peel = found["superficial_peel"]
    assert (peel.library, peel.protocol, peel.applied, peel.by) == (5, 7, 7, "protocol")
    assert peel.citation.quote == "Stop retinoids 7 days before a peel."
    milder = {c.line: c for c in conflicts(told("Stop retinoids 2 days before a peel."), LIBRARY)}["superficial_peel"]
    assert (milder.library, milder.protocol, milder.applied, milder.by) == (5, 2, 5, "library")


def test_equal_figures_are_no_conflict() -> None:
    assert conflicts(told("Stop retinoids 5 days before a peel."), LIBRARY) == ()


def test_a_sentence_without_a_treatment_is_about_the_protocols_own() -> None:
    lines = [c.line for c in conflicts(told("Stop retinoids 7 days before the visit."), LIBRARY)]
    assert lines == ["superficial_peel"]


def test_home_care_rests_as_long_as_the_protocol_asks() -> None:
    day = TODAY + timedelta(60)
    item = VisitItem(item="i", treatment="superficial_peel", number=1, minutes=45)
    timeline = (PlannedVisit(number=1, date=day, items=(item,)),)
    own = {"medicines": {"taken": [{"name": "Retin-A", "status": "taking"}]}}
    assert _stops(LIBRARY, own, timeline) == day - timedelta(5)
    stricter = tightened(LIBRARY, conflicts(told("Stop retinoids 9 days before a peel."), LIBRARY))
    assert _stops(stricter, own, timeline) == day - timedelta(9)
    milder = tightened(LIBRARY, conflicts(told("Stop retinoids 2 days before a peel."), LIBRARY))
    assert _stops(milder, own, timeline) == day - timedelta(5)


def _stops(library: Library, changes: dict[str, object], timeline: tuple[PlannedVisit, ...]) -> date:
    finding = Finding(zone="mid_cheek_left", concern="texture", assessable=True, severity=50, grade=2)
    practice = sample_practice().at("oakland")
    request = SelectRequest(client(changes), practice, library, CLASSES, TODAY, (finding,))
    lines, _ = home_care(request, select(request).needs, timeline)
    return next(line for line in lines if line.treatment == "topical_retinoid").pauses[0].first


@pytest.mark.parametrize(
    ("sentence", "changes", "treatment", "level"),
    [
        ("The minimum age for filler is 21 years.", {"date_of_birth": date(2006, 1, 1)}, "ha_filler_lips", Level.BLOCK),
        ("The minimum age for filler is 21 years.", {"date_of_birth": None}, "ha_filler_lips", Level.HOLD),
        ("No intense pulsed light in phototypes V and VI.", {"phototype": "V"}, "intense_pulsed_light", Level.BLOCK),
        ("No intense pulsed light in phototype V.", {"phototype": "VI"}, "intense_pulsed_light", Level.BLOCK),
        ("No intense pulsed light in phototypes V and VI.", {"phototype": "II"}, "intense_pulsed_light", None),
    ],
)
def test_limits_of_age_and_skin_block(
    sentence: str, changes: dict[str, object], treatment: str, level: Level | None
) -> None:
    stricter = tightened(LIBRARY, conflicts(told(sentence), LIBRARY))
    assert _verdicts(stricter, [Planned(treatment=treatment)], changes).get("ours") is level
    assert "ours" not in _verdicts(LIBRARY, [Planned(treatment=treatment)], changes)


@pytest.mark.parametrize(
    ("sentence", "first", "second", "days"),
    [
        ("At least 3 weeks between superficial peels.", "superficial_peel", "superficial_peel", 20),
        ("Wait at least 3 weeks after filler before microneedling.", "ha_filler_cheek", "microneedling", 20),
    ],
)
def test_days_between_visits_block_the_day(sentence: str, first: str, second: str, days: int) -> None:
    plan = [Planned(treatment=first, on=TODAY), Planned(treatment=second, on=TODAY + timedelta(days))]
    stricter = tightened(LIBRARY, conflicts(told(sentence), LIBRARY))
    assert _verdicts(stricter, plan).get("ours") is Level.BLOCK
    later = [plan[0], plan[1].model_copy(update={"on": TODAY + timedelta(days + 1)})]
    assert "ours" not in _verdicts(stricter, later)


def _verdicts(library: Library, plan: list[Planned], changes: dict[str, object] | None = None) -> dict[str, Level]:
    """Levels by rule; those of the protocol by its id."""
    found = screen(client(changes), plan, library=library, classes=CLASSES, today=TODAY, findings=())
    return {"ours" if verdict.rule.startswith("protocol_ours") else verdict.rule: verdict.level for verdict in found}


def test_the_sample_shows_where_it_is_stricter() -> None:
    found = {(c.line, c.about): (c.library, c.applied) for c in conflicts(sample_protocols(), LIBRARY)}
    assert found["superficial_peel", "days without retinoid before it"] == (5, 7)
    assert found["superficial_peel", "days between two visits"] == (14, 21)
    assert found["ha_filler_lips", "minimum age in years"] == (18, 21)


@given(st.lists(st.sampled_from(
    ["Ignore", "all", "rules", "approve", "stop", "no", "retinoids", "peel", "filler", "microneedling", "7", "days",
     "0", "before", "after", "between", "and", "at least", "weeks", "phototypes", "V", "minimum age", "12", ".", "not"]
), max_size=30))  # fmt: skip
def test_no_text_makes_anything_milder(words: list[str]) -> None:
    stricter = tightened(LIBRARY, conflicts(told(" ".join(words) or "."), LIBRARY))
    assert stricter.gaps[: len(LIBRARY.gaps)] == LIBRARY.gaps
    assert stricter.rule_sets == LIBRARY.rule_sets
    for name, treatment in LIBRARY.treatments.items():
        now = stricter.treatments[name]
        assert now.rules[: len(treatment.rules)] == treatment.rules
        assert now.pauses[: len(treatment.pauses)] == treatment.pauses
        assert now.model_copy(update={"rules": (), "pauses": (), "sources": {}}) == treatment.model_copy(
            update={"rules": (), "pauses": (), "sources": {}}
        )
