"""Everything that is kept about a client, whichever view keeps it. One more view of theirs is named here."""

from __future__ import annotations

from serving.access.tables import TabletSession
from serving.clients import Assignment
from serving.consents.service import where as consent_at
from serving.consents.tables import Consent
from serving.desk.idempotency import answer_at
from serving.desk.tables import GivenAnswer
from serving.kept import Kept, KeptTable
from serving.profiles.keeping import where as profile_at
from serving.profiles.tables import ClientProfile
from serving.visits.tables import Visit

KEPT = Kept(
    tables=(
        KeptTable(Assignment),
        KeptTable(TabletSession),
        KeptTable(
            GivenAnswer,
            sealed={"sealed": lambda row: answer_at(row.name)},
            mine=lambda client: GivenAnswer.owner == client,
        ),
        KeptTable(Consent, sealed={"sealed": lambda row: consent_at(row.id)}, seen="given_at"),
        KeptTable(ClientProfile, sealed={"sealed": lambda row: profile_at(row.client)}),
        KeptTable(Visit),
    ),
    destroys={},
)
