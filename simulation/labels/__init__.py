"""The label that every projection carries in its own pixels.

In:  a picture, its treated pixels, and `LabelFacts`.
Out: `Labelled`, which cannot be had without the label.

`wording` has the words (`data/words.json`), `setting` turns text into coverage, `band` and `foot` set the main band,
`crops` finds which crops would not read, `marks` and `stamp` repeat the word until every one does.
"""

from simulation.labels.burning import Labelled, burn
from simulation.labels.errors import LabelFactsError, LabelMaskError, LabelRoomError
from simulation.labels.facts import LabelFacts, Language, TimePoint
from simulation.labels.foot import band_height

__all__ = [
    "LabelFacts",
    "LabelFactsError",
    "LabelMaskError",
    "LabelRoomError",
    "Labelled",
    "Language",
    "TimePoint",
    "band_height",
    "burn",
]
