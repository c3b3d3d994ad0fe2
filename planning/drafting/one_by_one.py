"""Series on the same skin follow one another: the gentler first, the next when it is done.

Ours: the library's gaps say how near two visits may be; skin that is peeled and lit in turn for months has no rest
between them, and nobody could tell what did it good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from planning.library import Library
from planning.plan import PlanItem
from planning.practice import SeriesTemplate
from planning.rules import zones_meet
from planning.schedule import Link
from planning.selection import on_surface, steps


def one_by_one(items: Sequence[PlanItem], series: Sequence[SeriesTemplate], library: Library) -> Iterator[Link]:
    """Links from the last visit of one series to the first of the next; a vetted series keeps its own order."""
    together = [{name for visit in template.visits for name in visit.treatments} for template in series]
    surface = [item for item in items if on_surface(library.treatment(item.treatment))]
    for one, other in combinations(sorted(surface, key=lambda item: steps(library.treatment(item.treatment))), 2):
        apart = not any({one.treatment, other.treatment} <= names for names in together)
        if apart and one.treatment != other.treatment and zones_meet(one.zones, other.zones):
            yield Link((one.id, one.visits), (other.id, 1), 1, None, f"{other.title} follows {one.title}.")
