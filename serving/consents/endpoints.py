"""Routes of consent."""

from __future__ import annotations

from fastapi import APIRouter, Response

from serving.access import Resource
from serving.consents import service
from serving.consents.schemas import (
    ConsentShown,
    ConsentsShown,
    NewConsent,
    NewRefusal,
    NewText,
    RefusalShown,
    TextShown,
    TextsShown,
)
from serving.consents.texts import in_force
from serving.desk import AtDesk, Creating
from serving.desk.described import creating_responses, listing_responses
from serving.desk.names import PathName
from serving.kept.doomed import delete_doomed_soon
from serving.wording import Language

router = APIRouter(prefix="/v1", tags=["consents"])


@router.get("/consent-texts", summary="What clients are asked to sign", responses=listing_responses())
def list_consent_texts(desk: AtDesk, language: Language = "en") -> TextsShown:
    """One text for each scope: the practice's own where its director published one, else the template that ships."""
    with desk.reading() as work:
        work.may("consent_text.read", Resource("consent_text", work.caller.practice))
        return TextsShown(texts=[TextShown.of(text) for text in in_force(work, language).values()])


@router.post(
    "/consent-texts",
    summary="Publish a text",
    status_code=201,
    response_model=TextShown,
    responses=creating_responses(),
)
def publish_consent_text(body: NewText, desk: Creating) -> Response:
    """By a medical director, after the practice's counsel. What was signed before stays as it was signed."""
    return desk.once(body, service.may_publish, lambda work: service.publish(work, body))


@router.get("/clients/{client}/consents", summary="A client's consents", responses=listing_responses(410))
def list_consents(client: PathName, desk: AtDesk) -> ConsentsShown:
    with desk.reading() as work:
        return service.consents_of(work, client)


@router.post(
    "/clients/{client}/consents",
    summary="Sign",
    status_code=201,
    response_model=ConsentShown,
    responses=creating_responses(409, 410),
)
def give_consent(client: PathName, body: NewConsent, desk: Creating) -> Response:
    """One scope, one signature, under the words in force: `text` and `text_sha256` say which were read.

    Who does not agree declines, or signs nothing: neither blocks any care.
    """
    return desk.once(body, lambda work: service.may_give(work, client), lambda work: service.give(work, client, body))


@router.post(
    "/clients/{client}/consents/refusals",
    summary="Decline",
    status_code=201,
    response_model=RefusalShown,
    responses=creating_responses(409, 410),
)
def decline_consent(client: PathName, body: NewRefusal, desk: Creating) -> Response:
    """That the client read the words in force and said no. It stays on record, and what was agreed to before ends.

    Declining never blocks care: a plan is drafted without a photo, and by hand where software may not shape it.
    """
    answer = desk.once(
        body, lambda work: service.may_decline(work, client), lambda work: service.decline(work, client, body)
    )
    delete_doomed_soon(desk.office)
    return answer


@router.post(
    "/consents/{consent}/withdrawal",
    summary="Take an agreement back",
    response_model=ConsentShown,
    responses=creating_responses(409, 410),
)
def withdraw_consent(consent: PathName, desk: Creating) -> Response:
    """At once: what rests on it stops, also what is being computed now, and what was kept on it alone is destroyed."""
    answer = desk.once(
        b"", lambda work: service.may_withdraw(work, consent), lambda work: service.withdraw(work, consent)
    )
    delete_doomed_soon(desk.office)
    return answer
