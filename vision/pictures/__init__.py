"""Pictures of an analysis that can be shown to a client: arrays in, arrays out.

In:  an `Analysis`. Everything that is shown comes from it, the wording of grades and zones included.
Out: `draw_face_map`, every zone in the color of its grade; `draw_evidence`, where one concern was seen. Both are
     (H, W, 3) uint8 sRGB, 1000 to 1600 pixels high: the head cut out of the photo (`crop`), drawn on (`overlay`,
     `backprojection`), with a panel beside it (`panel`, `composition`).

Colors are in `palette`, sentences in `words`. Type is the TrueType face that Pillow carries (`lettering`), so that
a picture looks the same on every machine. To add a picture: one file like `evidence`, its tests.
"""

from vision.pictures.evidence import draw_evidence
from vision.pictures.face_map import draw_face_map

__all__ = ["draw_evidence", "draw_face_map"]
