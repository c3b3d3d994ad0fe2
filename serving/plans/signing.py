"""The client's document, typeset and signed: made without a transaction, kept before the row that names it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from planning.documents import Approval, DocumentRequest, client_pdf
from planning.library import load_library
from planning.plan import Tier
from planning.practice import Practice
from serving.database import new_id
from serving.desk import Desk
from serving.plans.content import Content, digest
from serving.settings import Settings
from serving.signing import practice_signer
from serving.signing.pdf import Approval as SignedBy
from serving.signing.pdf import signed_pdf
from serving.wording import Language
from simulation.provenance import Signer


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything that a signature needs, out of the transaction that checked it.

    Attributes:
        last: no other signature is due, so that the document is made.
        shown: who approved, as documents have it; `signed_by` as the signature has it.
        own: name and licence of the one who signs now.
    """

    practice_id: str
    client: str
    client_name: str
    language: Language
    content: Content
    sha256: str
    tier: Tier
    practice: Practice
    shown: Approval
    signed_by: SignedBy
    own: tuple[str, str]
    last: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A signature to be.

    Attributes:
        id: of its row.
        document: name in the object store, and the PDF's digest; None where another signature is due.
    """

    id: str
    document: tuple[str, str] | None


def made(ready: Ready, desk: Desk, settings: Settings) -> Made:
    """Typesets, signs and stores.

    Raises:
        ProvenanceError, SigningFolderError: there is no signer.
        ObjectsUnavailableError.
    """
    name = new_id("pls", desk.now)
    if not ready.last:
        return Made(name, None)
    pdf = document(ready, practice_signer(settings, ready.practice_id, ready.practice.location.title, desk.now))
    sealed = desk.office.sealing.seal(ready.client, where(name), pdf)
    return Made(name, (desk.office.objects.put(ready.practice_id, ready.client, sealed), digest(pdf)))


def document(ready: Ready, signer: Signer) -> bytes:
    """The client's PDF, approved and signed."""
    request = DocumentRequest(
        draft=ready.content.draft,
        practice=ready.practice,
        library=load_library(),
        tier=ready.tier,
        language=ready.language,
        client_name=ready.client_name,
        approval=ready.shown,
    )
    return asyncio.run(signed_pdf(client_pdf(request), signer, ready.signed_by))


def where(signature: str) -> str:
    return f"plan_signatures.document:{signature}"
