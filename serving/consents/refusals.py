"""That somebody said no is on record, as a signature is: a practice can show that it asked, and went on without."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.clients import Client
from serving.consents.schemas import NewRefusal
from serving.consents.tables import ConsentRefusal
from serving.desk import Work


def refusals_of(session: Session, client: str) -> Sequence[ConsentRefusal]:
    """A client's, the newest last."""
    mine = ConsentRefusal.client == client
    return session.scalars(select(ConsentRefusal).where(mine).order_by(ConsentRefusal.id)).all()


def declined(work: Work, client: Client, new: NewRefusal) -> ConsentRefusal:
    """The row of a refusal at this moment."""
    name = work.new_id("ref")
    return ConsentRefusal(
        id=name,
        practice=client.practice,
        client=client.id,
        scope_name=new.scope,
        language=new.language,
        text=new.text,
        text_sha256=new.text_sha256,
        declined_at=work.now,
        taken_by=work.caller.id,
        sealed=work.seal(client.id, refusal_at(name), new.said.model_dump_json().encode()),
    )


def refusal_at(refusal: str) -> str:
    return f"consent_refusals.sealed:{refusal}"
