"""What to treat: the whole face and the client's goals, conservatively, and only what the rules let in.

Needs are findings from a fifth of the scale on, weighted by severity and doubled where a goal names them, and goals
that no finding answers. Candidates serve a need in its zone, are on the menu, and have a provider, a device and a room;
each is screened alone, and what is blocked never enters. What each adds is counted in points of severity with
diminishing returns, less visits, downtime, price, off-label use and open questions.

It errs towards less, as a careful colleague would. Mild findings (below 40 of 100) that nobody asked for get no needle
and no device (`due`). What nobody asked for is left where a rule warns of its treatment, and what was asked for where
several do (`cautions`). Of two that do about as much the gentler one goes first, and the one nobody warns of (`worth`).
What works on the surface is given to a whole field, and folds on both sides unless the sides differ by a grade
(`extent`). All figures are ours.
"""

from planning.selection.choose import on_surface
from planning.selection.needs import GOAL_SEVERITY, LEAST_SEVERITY, Need
from planning.selection.request import PATIENCE_DAYS, SelectRequest
from planning.selection.selection import Chosen, Selection, select
from planning.selection.worth import steps

__all__ = [
    "GOAL_SEVERITY",
    "LEAST_SEVERITY",
    "PATIENCE_DAYS",
    "Chosen",
    "Need",
    "SelectRequest",
    "Selection",
    "on_surface",
    "select",
    "steps",
]
