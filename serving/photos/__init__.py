"""Photos, what was measured on them, and what providers say of it.

For what rests on them: `corrected_findings` (what plans are drafted from), `analysis_of` (a client's, also for those
who may not read it), `open_file` (a photo's bytes), and, when an agreement or a term ends, `destroy_geometry`,
`destroy_photos`. Documents are kept without geometry; each photo and each geometry has a key of its own (`ending.py`),
and `finish_endings` follows the ledger.
"""

from serving.photos.analyses import corrected_findings, findings_of
from serving.photos.destroying import destroy_geometry, destroy_photos, finish_endings
from serving.photos.files import open_file
from serving.photos.finding import analysis_of, client_of, find_analysis, find_photo
from serving.photos.tables import Analysis, Comparison, Photo

__all__ = [
    "Analysis",
    "Comparison",
    "Photo",
    "analysis_of",
    "client_of",
    "corrected_findings",
    "destroy_geometry",
    "destroy_photos",
    "find_analysis",
    "find_photo",
    "findings_of",
    "finish_endings",
    "open_file",
]
