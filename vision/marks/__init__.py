"""Evidence as shapes that can be pointed at: lines as lines, spots as outlines, areas as patches, in photo pixels.

In:  a concern's reading in a zone (its evidence on the chart), and how the chart lies on the photo.
Out: `Mark`s. Pictures draw them, and analysis.json carries them, so that a page can draw them over the photo itself.
"""

from vision.marks.mark import Mark, Shape, shape_of
from vision.marks.place import mark_zone

__all__ = ["Mark", "Shape", "mark_zone", "shape_of"]
