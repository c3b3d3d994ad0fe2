"""Everything that is kept about a client, whichever view keeps it. One more view of theirs is named here."""

from __future__ import annotations

from collections.abc import Mapping

from serving.access.tables import TabletSession
from serving.clients import Assignment
from serving.consents.refusals import refusal_at
from serving.consents.service import where as consent_at
from serving.consents.tables import Consent, ConsentRefusal
from serving.desk.idempotency import answer_at
from serving.desk.tables import GivenAnswer
from serving.kept import Kept, KeptTable
from serving.merging.tables import Merge, merge_at
from serving.notes.service import where as note_at
from serving.notes.tables import Note
from serving.photos.destroying import destroy_geometry, destroy_photos
from serving.photos.details import details_at
from serving.photos.files import file_at
from serving.photos.sealing import geometry_at, sealed_at
from serving.photos.tables import Analysis, Comparison, Correction, Photo
from serving.plans.approving import where as signature_at
from serving.plans.deciding import where as decision_at
from serving.plans.destroying import destroy_drafts
from serving.plans.finding import where as version_at
from serving.plans.given_out import was_given_out, was_signed
from serving.plans.shadow import where as shadow_at
from serving.plans.signing import where as signed_document_at
from serving.plans.tables import Plan, PlanDecision, PlanShadow, PlanShare, PlanSignature, PlanVersion
from serving.profiles.keeping import where as profile_at
from serving.profiles.tables import ClientProfile
from serving.projections.stored.destroying import destroy_projections
from serving.projections.stored.given_out import may_be_given_out
from serving.projections.stored.sealing import picture_at, shown_at
from serving.projections.stored.tables import ProjectionFile, StoredProjection
from serving.visits.tables import Visit
from serving.wording import Language

# What a client is told of a draft that nobody was shown.
UNSEEN: Mapping[Language, str] = {
    "en": "The software made a draft of this plan that your provider was not shown. The practice keeps it to judge the"
    " software by. It was no part of your care.",
    "es": "El programa hizo un borrador de este plan que su profesional no vio. La clínica lo guarda para evaluar el"
    " programa. No fue parte de su atención.",
}

KEPT = Kept(
    tables=(
        KeptTable(Assignment, one=("account",)),
        KeptTable(TabletSession, goes=True),
        KeptTable(
            GivenAnswer,
            sealed={"sealed": lambda row: answer_at(row.name)},
            owner="owner",
        ),
        KeptTable(
            Consent,
            sealed={"sealed": lambda row: consent_at(row.id)},
            seen="given_at",
            exported=True,
            signed=True,
        ),
        KeptTable(
            ConsentRefusal,
            sealed={"sealed": lambda row: refusal_at(row.id)},
            seen="declined_at",
            exported=True,
            signed=True,
        ),
        KeptTable(ClientProfile, sealed={"sealed": lambda row: profile_at(row.client)}, one=(), exported=True),
        KeptTable(Visit, exported=True, signed=True),
        KeptTable(Merge, sealed={"sealed": lambda row: merge_at(row.other)}),
        KeptTable(Note, sealed={"sealed": lambda row: note_at(row.id)}, exported=True),
        KeptTable(Plan, exported=True, leaves=was_given_out, signed=was_signed),
        KeptTable(PlanVersion, sealed={"sealed": lambda row: version_at(row.id)}, signed=was_signed, exact=True),
        KeptTable(PlanShadow, sealed={"sealed": lambda row: shadow_at(row.id)}, exported=True, words=UNSEEN),
        KeptTable(PlanDecision, sealed={"sealed": lambda row: decision_at(row.id)}, signed=was_signed),
        KeptTable(
            PlanSignature,
            sealed={"sealed": lambda row: signature_at(row.id)},
            objects={"document": lambda row: signed_document_at(row.id)},
            exported=True,
            leaves=was_given_out,
            signed=was_signed,
        ),
        KeptTable(PlanShare, signed=was_signed),
        KeptTable(
            Photo,
            sealed={"sealed": lambda row: details_at(row.id)},
            objects={"original": lambda row: file_at(row.id, "original"), "bare": lambda row: file_at(row.id, "bare")},
            key="key",
            seen="received_at",
            exported=True,
        ),
        KeptTable(Analysis, sealed={"sealed": sealed_at, "geometry": geometry_at}, key="key", exported=True),
        KeptTable(Correction, sealed={"sealed": sealed_at}, exported=True, signed=True),
        KeptTable(Comparison, sealed={"sealed": sealed_at}, exported=True),
        KeptTable(StoredProjection, sealed={"sealed": shown_at}, key="key", exported=True, leaves=may_be_given_out),
        KeptTable(
            ProjectionFile,
            objects={"object": lambda row: picture_at(row.id)},
            exported=True,
            leaves=may_be_given_out,
        ),
    ),
    destroys={
        "face_geometry": (destroy_geometry,),
        "photos": (destroy_photos,),
        "projections": (destroy_projections,),
        "drafts": (destroy_drafts,),
    },
)
