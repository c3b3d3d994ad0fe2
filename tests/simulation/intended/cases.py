"""A treatment made up for tests: lines on two kinds of zones, a shape on one, and places where nothing is shown."""

from __future__ import annotations

from simulation.course import Course
from simulation.effects import Effect
from simulation.intended import TreatmentEffects

LINES = Effect(
    layer="static_lines",
    concerns=("forehead_lines",),
    zones=("forehead", "crows_feet"),
    unit="grades",
    low=-0.25,
    expected=-0.5,
    high=-1.0,
    cap=-1.0,
    scale="own_grade",
    course=Course(onset_days=0, peak_days=30, fades_days=90),
    source="trial",
)
LIFT = Effect(
    layer="shape",
    zones=("forehead",),
    unit="mm",
    low=0.2,
    expected=0.5,
    high=1.0,
    cap=1.0,
    scale="millimeters",
    course=Course(onset_days=10, peak_days=60),
    source="trial",
)
FACTS = TreatmentEffects(
    id="made_up",
    title="Made up",
    zones=("forehead", "crows_feet", "nasolabial_fold", "neck"),
    effects=(LINES, LIFT),
    sources={"trial": "A trial of nobody"},
)
