"""Two photos of one client: what changed, and what may be said of it.

In:  two `Analysis` values of one analyzer, the earlier photo first.
Out: a `Comparison`, and `ComparisonDocument`, which is comparison.json. `matching` brings both photos to one light, one
     resolution and one ruler; `registration` lays the later chart closely over the earlier one; `compare` measures both
     again and takes the difference; `conditions` says what differs in how they were taken (`data/limits.json`), and so
     how much may be said: the size of a change, its sign, or nothing. `scatter` knows how far severities differ when
     nothing changed (`data/repeatability.json`, written by tests/evaluation/comparison_repeatability.py); below that
     there is no measurable change.
"""

from vision.comparison.change import Caveat, Change, Label, Outcome
from vision.comparison.compare import Comparer, Comparison
from vision.comparison.conditions import Conditions, depends_on_expression
from vision.comparison.document import SCHEMA, ComparisonDocument
from vision.comparison.scatter import Scatter, load_scatter

__all__ = [
    "SCHEMA",
    "Caveat",
    "Change",
    "Comparer",
    "Comparison",
    "ComparisonDocument",
    "Conditions",
    "Label",
    "Outcome",
    "Scatter",
    "depends_on_expression",
    "load_scatter",
]
