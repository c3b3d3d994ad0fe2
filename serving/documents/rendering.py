"""A plan's documents by name, made from what one transaction read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planning.documents import (
    Approval,
    DocumentRequest,
    Ended,
    care_plan,
    client_pdf,
    consent_forms,
    note_html,
    note_text,
    provider_pdf,
    visits_ics,
)
from planning.library import load_library
from planning.plan import Tier
from serving.clients import find_client
from serving.clients.person import person_of
from serving.database import is_id
from serving.desk import NotFoundError, Work
from serving.plans.approving import document_of, signatures_of
from serving.plans.errors import PlanNotSharedError
from serving.plans.finding import Found, check_readable, content_of, find_plan, newest
from serving.plans.inputs import day_at, findings_of, practice_then
from serving.plans.let_in import check_client_documents
from serving.plans.signing import where
from serving.plans.tables import Plan
from serving.practices.tables import Location
from serving.profiles import profile_of

SIGNED = frozenset({"approved", "shared", "superseded"})
_ENDED: Mapping[str, Ended] = {"declined": "declined", "superseded": "superseded"}
FOR_CLIENTS = frozenset({"client.pdf", "visits.ics"})


@dataclass(frozen=True, slots=True)
class Kind:
    """Attributes:
    make: bytes of a request; the client's document of an approved plan is the one that was signed.
    """

    media_type: str
    make: Callable[[DocumentRequest], bytes]


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "client.pdf": Kind("application/pdf", client_pdf),
        "provider.pdf": Kind("application/pdf", provider_pdf),
        "note.txt": Kind("text/plain; charset=utf-8", lambda request: note_text(request).encode()),
        "note.html": Kind("text/html; charset=utf-8", lambda request: note_html(request).encode()),
        "careplan.json": Kind("application/fhir+json", lambda request: care_plan(request).encode()),
        "visits.ics": Kind("text/calendar; charset=utf-8", visits_ics),
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a document is made from, once nothing of the database is needed any more.

    Attributes:
        signed: the file that was signed, in place of a request.
    """

    request: DocumentRequest | None
    signed: bytes | None = None

    def made(self, name: str) -> bytes:
        if self.signed is not None:
            return self.signed
        assert self.request is not None
        return KINDS[name].make(self.request)

    def form(self, item: str) -> bytes:
        """A consent form.

        Raises:
            NotFoundError: nothing of that name is planned.
        """
        assert self.request is not None
        form = consent_forms(self.request).get(item)
        if form is None:
            raise NotFoundError()
        return form


def asked(work: Work, plan: str, name: str, tier: Tier | None = None) -> Asked:
    """For who may read it; reading is on record.

    Raises:
        NotFoundError, NotAllowedError, PlanNotSharedError, ConsentMissingError, ClientDocumentsOffError.
    """
    found = _for_tablet(work, plan, name) if work.caller.kind == "tablet" else find_plan(work, plan)
    row = found.plan
    if work.caller.kind != "tablet":
        work.may("document.read", found.resource(work))
        check_readable(work, row)
    if name in FOR_CLIENTS or name.startswith("consent-forms/"):
        _check_switched_on(work, row, tier)
    facts = {"client": row.client, "location": row.location, "number": row.number}
    work.record("document.read", row.id, name=name, state=row.state, **facts)
    if name == "client.pdf" and row.state in SIGNED:
        return Asked(None, _signed(work, row))
    return Asked(_request(work, found, tier))


def _for_tablet(work: Work, plan: str, name: str) -> Found:
    """In a client's own hands: the document that was signed for them, once a person has shared it with them.

    Raises:
        NotFoundError: for everything else there is; a tablet is not told of drafts.
    """
    row = work.session.get(Plan, plan) if is_id(plan, "pln") else None
    if row is None or row.practice != work.caller.practice or name != "client.pdf":
        raise NotFoundError()
    found = Found(row, find_client(work, row.client))
    work.may("document.read_shared", found.resource(work))
    try:
        check_readable(work, row)
    except PlanNotSharedError:
        raise NotFoundError() from None
    return found


def _check_switched_on(work: Work, plan: Plan, tier: Tier | None) -> None:
    """Raises ClientDocumentsOffError."""
    signed = signatures_of(work, plan) if plan.state in SIGNED else []
    option = content_of(work, newest(work, plan)).option(signed[-1][1].tier if signed else tier)
    if option is not None:
        check_client_documents(work, plan, option)


def _signed(work: Work, plan: Plan) -> bytes:
    signature = document_of(work, plan)
    assert signature is not None and signature.document is not None  # the last signature makes it
    return work.unseal(plan.client, where(signature.id), work.office.objects.get(signature.document))


def _request(work: Work, found: Found, tier: Tier | None) -> DocumentRequest:
    content = content_of(work, newest(work, found.plan))
    location = work.session.get_one(Location, found.plan.location)
    person, approval = person_of(work, found.client), _approval(work, found.plan, location)
    return DocumentRequest(
        draft=content.draft,
        practice=practice_then(work, location, content.made_from.catalogue),
        library=load_library(),
        tier=approval.tier if approval else tier,
        language=person.language,
        client_name=person.name,
        profile=profile_of(work, found.client).profile,
        findings=findings_of(work, found.client, content.made_from.analysis)[0],
        approval=approval,
        by_hand=found.plan.by_hand,
        ended=_ENDED.get(found.plan.state),
        replaces=found.plan.supersedes or "",
        earlier=sum(_editions(work, found.plan)),
    )


def _editions(work: Work, plan: Plan) -> Iterator[int]:
    """Of each plan before it in whose place the next came: its versions, and one more that says it has ended."""
    while plan.supersedes is not None:
        plan = work.session.get_one(Plan, plan.supersedes)
        yield plan.number + 1


def _approval(work: Work, plan: Plan, location: Location) -> Approval | None:
    """None for as long as it is a draft."""
    if plan.state not in SIGNED:
        return None
    signed = [each for row, each in signatures_of(work, plan) if row.number == plan.number]
    names = " and ".join(dict.fromkeys(each.name for each in signed))
    assert plan.signed_at is not None
    return Approval(by=names, on=day_at(plan.signed_at, location), tier=signed[-1].tier)
