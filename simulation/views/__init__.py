"""What a client is shown of projections: sheets of paper with pictures, captions and the label.

In:  today's photo, projections with their treated pixels, the label's facts.
Out: labelled sheets: `single`, `side_by_side`, `over_time`, `levels`, `change_map`. None comes without the label, which
     is burned into the whole sheet: crops of it read "Projection" as crops of a single picture do.
"""

from simulation.views.captions import Level
from simulation.views.change_map import change_map, color_difference
from simulation.views.errors import ViewError
from simulation.views.portraits import Stage, levels, over_time, side_by_side, single

__all__ = [
    "Level",
    "Stage",
    "ViewError",
    "change_map",
    "color_difference",
    "levels",
    "over_time",
    "side_by_side",
    "single",
]
