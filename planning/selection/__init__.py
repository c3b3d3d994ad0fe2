"""What to treat: the whole face and the client's goals, conservatively, and only what the rules let in.

Needs are findings from a fifth of the scale on, weighted by severity and doubled where a goal names them, and goals
that no finding answers. Candidates serve a need in its zone, are on the menu, and have a provider, a device and a room;
each is screened alone, and what is blocked never enters. What each adds is counted in points of severity with
diminishing returns, less visits, downtime, price, off-label use and open questions. See `worth` and `choose` for the
figures, all of them ours.
"""

from planning.selection.needs import GOAL_SEVERITY, LEAST_SEVERITY, Need
from planning.selection.request import SelectRequest
from planning.selection.selection import Chosen, Selection, select

__all__ = ["GOAL_SEVERITY", "LEAST_SEVERITY", "Chosen", "Need", "SelectRequest", "Selection", "select"]
