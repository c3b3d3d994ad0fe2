"""What is kept about a client, wherever it is kept: named once by each view, so that what ends it reaches all of it.

A view names its tables (`KeptTable`) and what it destroys when a purpose or a term ends. Erasure, retention, export
and merging know nothing else about views. `serving/every_kept.py` puts the names together; the office hands them out.
"""

from serving.kept.registry import Destroy, Kept, KeptTable, What
from serving.kept.tables import DoomedObject

__all__ = ["Destroy", "DoomedObject", "Kept", "KeptTable", "What"]
