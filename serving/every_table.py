"""Every table of the database, whichever view keeps it. One more view with tables is one more import here."""

from __future__ import annotations

from serving.access import tables as _access
from serving.audit import tables as _audit
from serving.clients import tables as _clients
from serving.consents import tables as _consents
from serving.database import Base
from serving.desk import tables as _desk
from serving.erasure import tables as _erasure
from serving.kept import tables as _kept
from serving.merging import tables as _merging
from serving.notes import tables as _notes
from serving.photos import tables as _photos
from serving.plans import tables as _plans
from serving.practices import tables as _practices
from serving.profiles import tables as _profiles
from serving.projections.stored import tables as _projections
from serving.rollout import tables as _rollout
from serving.visits import tables as _visits
from serving.webhooks import tables as _webhooks

KEPT_BY = (
    *(_access, _audit, _clients, _consents, _desk, _erasure, _kept, _merging, _photos, _practices, _profiles, _visits),
    *(_notes, _plans, _projections, _rollout, _webhooks),
)
TABLES = tuple(Base.metadata.sorted_tables)
