"""What is done with consent, in a transaction of the desk."""

from __future__ import annotations

from sqlalchemy import func, select

from serving.access import Resource
from serving.clients import Client, find_client, resource_of
from serving.consents.errors import ConsentTextUnknownError, ConsentWithdrawnError
from serving.consents.refusals import declined, refusals_of
from serving.consents.schemas import (
    ConsentShown,
    ConsentsShown,
    NewConsent,
    NewRefusal,
    NewText,
    RefusalShown,
    Signature,
    TextShown,
)
from serving.consents.scopes import SCOPES, TERMS
from serving.consents.standing import standing
from serving.consents.tables import Consent, PublishedText
from serving.consents.texts import ConsentText, Wording, in_force
from serving.desk import Answer, Work
from serving.retention.ending import RESTS_ON, end_now


def may_publish(work: Work) -> None:
    work.may("consent_text.publish", Resource("consent_text", work.caller.practice))


def publish(work: Work, new: NewText) -> Answer:
    """The practice's next version: from now on it is what clients read and sign."""
    same = (
        (PublishedText.practice == work.caller.practice)
        & (PublishedText.scope_name == new.scope)
        & (PublishedText.language == new.language)
    )
    last = work.session.scalar(select(func.max(PublishedText.number)).where(same)) or 1
    wording = Wording(title=new.title, purpose=new.purpose, term=new.term, body=new.body)
    row = PublishedText(
        id=work.new_id("ctx"),
        practice=work.caller.practice,
        scope_name=new.scope,
        language=new.language,
        number=last + 1,
        body=wording.model_dump_json(),
        published_at=work.now,
        published_by=work.caller.id,
    )
    work.session.add(row)
    work.session.flush()
    work.record("consent_text.published", row.id, scope=new.scope, number=row.number, sha256=wording.sha256)
    return Answer.of(TextShown.of(ConsentText.published(row)), row.practice, status=201)


def may_give(work: Work, client: str) -> None:
    work.may("consent.create", resource_of(work, find_client(work, client), "consent"))


def give(work: Work, client: str, new: NewConsent) -> Answer:
    """One signature, under the very words that are in force.

    Raises:
        ConsentTextUnknownError: the client read another text.
    """
    row = find_client(work, client, changing=True)
    _check_read(work, new)
    consent = _signed(work, row, new)
    work.session.add(consent)
    work.session.flush()
    facts = {"scope": new.scope, "text": new.text, "text_sha256": new.text_sha256, "method": new.signature.method}
    work.record("consent.given", consent.id, client=row.id, location=row.location, **facts)
    work.emit("consent.given", consent.id, client=row.id, scope=new.scope)
    return Answer.of(ConsentShown.of(consent, work.now), row.id, status=201, at=f"/v1/consents/{consent.id}")


def may_decline(work: Work, client: str) -> None:
    """It ends what was agreed to before, so that both are asked for."""
    resource = resource_of(work, find_client(work, client), "consent")
    work.may("consent.create", resource)
    work.may("consent.withdraw", resource)


def decline(work: Work, client: str, new: NewRefusal) -> Answer:
    """On record as a signature is. What the client had agreed to before is taken back with it.

    Raises:
        ConsentTextUnknownError: the client read another text.
    """
    row = find_client(work, client, changing=True)
    _check_read(work, new)
    refusal = declined(work, row, new)
    work.session.add(refusal)
    work.session.flush()
    facts = {"scope": new.scope, "text": new.text, "text_sha256": new.text_sha256, "method": new.said.method}
    work.record("consent.declined", refusal.id, client=row.id, location=row.location, **facts)
    work.emit("consent.declined", refusal.id, client=row.id, scope=new.scope)
    _end_standing(work, row, new.scope)
    return Answer.of(RefusalShown.of(refusal), row.id, status=201)


def consents_of(work: Work, client: str) -> ConsentsShown:
    row = find_client(work, client)
    work.may("consent.read", resource_of(work, row, "consent"))
    mine = (Consent.practice == row.practice) & (Consent.client == row.id)
    rows = work.session.scalars(select(Consent).where(mine).order_by(Consent.id)).all()
    given = standing(work.session, row.practice, row.id, work.now).given
    said_no = refusals_of(work.session, row.id)
    return ConsentsShown(
        consents=[ConsentShown.of(each, work.now) for each in rows],
        in_force=sorted(given),
        refusals=[RefusalShown.of(each) for each in said_no],
        declined=[scope for scope in SCOPES if scope in {each.scope_name for each in said_no} - given.keys()],
    )


def signature_of(work: Work, consent: Consent) -> Signature:
    return Signature.model_validate_json(work.unseal(consent.client, where(consent.id), consent.sealed))


def may_withdraw(work: Work, consent: str) -> None:
    _found(work, consent)


def withdraw(work: Work, consent: str) -> Answer:
    """Takes back the agreement to its scope, however often it was signed.

    Raises:
        ConsentWithdrawnError: it has ended already.
    """
    row, client = _found(work, consent)
    if not row.stands(work.now):
        raise ConsentWithdrawnError()
    _end_standing(work, client, row.scope_name, row.id)
    return Answer.of(ConsentShown.of(row, work.now), row.client)


def _end_standing(work: Work, client: Client, scope: str, asked: str = "") -> None:
    """Takes back what stands of a scope, and what rests on it; the client is locked. Nothing, where nothing stands.

    Args:
        asked: the consent that was named; else the newest is on record.
    """
    same = (Consent.client == client.id) & (Consent.scope_name == scope)
    rows = work.session.scalars(select(Consent).where(same).order_by(Consent.id).with_for_update()).all()
    standing_now = [each for each in rows if each.stands(work.now)]
    for each in standing_now:
        each.withdrawn_at, each.withdrawn_by = work.now, work.caller.id
    work.session.flush()
    if standing_now:
        name = asked or standing_now[-1].id
        work.record("consent.withdrawn", name, client=client.id, location=client.location, scope=scope)
        rests = RESTS_ON.get(scope, ())  # type: ignore[call-overload]
        end_now(work, client, dict.fromkeys(rests, f"{scope}_withdrawn"))
        work.emit("consent.withdrawn", name, client=client.id, scope=scope)


def _found(work: Work, consent: str) -> tuple[Consent, Client]:
    """A consent, and its client, locked: whoever writes about the client meanwhile finds it taken back."""
    row = work.one(select(Consent).where(Consent.id == consent), Consent)
    client = find_client(work, row.client, changing=True)
    work.may("consent.withdraw", resource_of(work, client, "consent"))
    return row, client


def _check_read(work: Work, new: NewConsent | NewRefusal) -> None:
    """Raises ConsentTextUnknownError: the client read another text than the one in force."""
    text = in_force(work, new.language).get(new.scope)
    if text is None or (text.id, text.wording.sha256) != (new.text, new.text_sha256):
        raise ConsentTextUnknownError(scope=new.scope, language=new.language)


def _signed(work: Work, client: Client, new: NewConsent) -> Consent:
    name = work.new_id("con")
    term = TERMS.get(new.scope)
    return Consent(
        id=name,
        practice=client.practice,
        client=client.id,
        scope_name=new.scope,
        language=new.language,
        text=new.text,
        text_sha256=new.text_sha256,
        given_at=work.now,
        ends_at=work.now + term if term else None,
        withdrawn_at=None,
        withdrawn_by="",
        taken_by=work.caller.id,
        sealed=work.seal(client.id, where(name), new.signature.model_dump_json().encode()),
    )


def where(consent: str) -> str:
    return f"consents.sealed:{consent}"
