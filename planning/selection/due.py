"""How much asks for what: mild findings that nobody asked about ask for no needle and no device."""

from __future__ import annotations

from planning.library import Treatment
from planning.selection.needs import Need

# Ours: two grades of the scale, moderate. Below it what nobody asked for gets care at home or a facial
# at most. A goal makes any finding from `LEAST_SEVERITY` on worth treating.
UNASKED_SEVERITY = 40.0
_GENTLE = frozenset({"facial", "home_care"})


def due(treatment: Treatment, need: Need) -> bool:
    """Whether a need is reason enough for a treatment that serves it."""
    return gentle(treatment) or not mild(need)


def gentle(treatment: Treatment) -> bool:
    """It leaves the skin whole."""
    return bool(treatment.called & _GENTLE)


def mild(need: Need) -> bool:
    """Little, and not asked for."""
    return not need.goals and need.severity < UNASKED_SEVERITY
