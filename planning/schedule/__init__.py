"""Visits as days, times, people, rooms and devices: `schedule(request)`, and `resolve` where days have slipped.

Solved in two stages by OR-Tools CP-SAT, with a fixed seed, one worker and a deterministic limit, so that one request
always has one answer. First the days of all visits; then, day by day, times, providers, rooms and devices. What does
not fit into its day is forbidden there, and the days are solved again. In the end `planning.screening` judges the plan;
a hold or block that another day would avoid takes that day away.

What is made as small as can be, one after the other: visits without a day (primary items' before others); days changed
against a former plan; days of waiting (beyond a series' longest interval, and until the primary items begin); days on
which the client comes; days to the last visit; days to each visit.
"""

from planning.schedule.request import Busy, Link, ScheduleRequest, template_links
from planning.schedule.resolve import Changes, resolve
from planning.schedule.schedule import schedule
from planning.schedule.scheduled import Moved, Objective, Scheduled, Unplaced

__all__ = [
    "Busy",
    "Changes",
    "Link",
    "Moved",
    "Objective",
    "ScheduleRequest",
    "Scheduled",
    "Unplaced",
    "resolve",
    "schedule",
    "template_links",
]
