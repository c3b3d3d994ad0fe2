"""Pictures of an analysis that can be shown to a client: arrays in, arrays out.

In:  an `Analysis`. Everything that is shown comes from it, the wording of grades and zones included.
Out: `draw_face_map`, every zone in the color of its grade, with the drivers of each third; `draw_evidence`, where one
     concern was seen; `draw_dynamic`, its lines at rest and animated; of a `Comparison`, `draw_side_by_side` and
     `draw_difference`. All are (H, W, 3) uint8 sRGB, 1000 to 1600 pixels
     high: the head (`crop`) or a part of it (`closeup`) cut out of the photo, drawn on (`overlay`, `marking`,
     `backprojection`), with a panel beside it (`panel`, `composition`).

Colors are in `palette`, sentences in `words`. Type is the TrueType face that Pillow carries (`lettering`), so that
a picture looks the same on every machine. To add a picture: one file like `evidence`, its tests.
"""

from vision.pictures.comparing import difference_concerns, draw_difference, draw_side_by_side
from vision.pictures.dynamic import draw_dynamic, dynamic_concerns
from vision.pictures.evidence import draw_evidence
from vision.pictures.face_map import draw_face_map

__all__ = [
    "difference_concerns",
    "draw_difference",
    "draw_dynamic",
    "draw_evidence",
    "draw_face_map",
    "draw_side_by_side",
    "dynamic_concerns",
]
