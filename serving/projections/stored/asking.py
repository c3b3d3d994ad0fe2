"""By whose leave, of which photo and of what a projection is made: all on record, and asked anew each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planning.library import load_library
from planning.plan_visits import PlanVisits
from serving.clients import Client, find_client, resource_of
from serving.consents import standing
from serving.consents.tables import Consent as SignedConsent
from serving.desk import Work
from serving.photos.details import PhotoDetails, details_of
from serving.photos.finding import find_photo
from serving.photos.tables import Photo
from serving.plans.errors import PlanStateError
from serving.plans.finding import check_readable, content_of, find_plan, newest
from serving.plans.inputs import day_at
from serving.practices.catalogue import practice_at
from serving.practices.tables import Group, Location
from serving.profiles import profile_of
from serving.projections.job import Job
from serving.projections.leave import Leave
from serving.projections.outcomes import Outcomes, asked_outcomes, plan_outcomes
from serving.projections.practice import GivenBy
from serving.projections.stored.errors import PhotoNotFrontalError, PhotoOfAnotherError, PlanOfAnotherError
from serving.projections.stored.schemas import NewProjection
from serving.projections.stored.sealing import Shown
from simulation.authorization import PROJECTION, Authorization, Consent
from simulation.intended import Asked as AskedTreatment
from simulation.projection.errors import NothingToShowError

_ENDED = ("declined", "superseded")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a projection of a client rests on at a moment.

    Attributes:
        consents: ids, for the record.
        today: at the client's location.
        made_from: versions of profile and catalogue.
    """

    leave: Leave
    consents: tuple[str, ...]
    given_by: GivenBy
    today: date
    made_from: dict[str, str]

    def authorized(self, shown: Shown) -> Authorization:
        """For what was worked out before, held against what is known now.

        Raises:
            ProjectionNotAuthorizedError: with every reason.
        """
        return self.leave.authorization(shown.planned, shown.seen, self.today, load_library(), self.given_by.policy)


@dataclass(frozen=True, slots=True)
class Asked:
    """Attributes:
    visits: of the plan, where one was named.
    plan: its id and the number of its version.
    """

    photo: Photo
    details: PhotoDetails
    grounds: Grounds
    visits: PlanVisits | None = None
    plan: tuple[str, int] | None = None

    def job(self, new: NewProjection) -> Job:
        """All but the photo's pixels. It takes its time over a long plan: outside any transaction.

        Raises:
            CountenanceError: of treatments, zones and plan; see `outcomes`.
        """
        grounds = self.grounds
        outcomes = _outcomes(new, self.visits, grounds.today)
        expression, said = self.details.expression, (new.language, new.format)
        return Job(outcomes, grounds.leave, grounds.given_by, grounds.today, expression, *said)


def may_project(work: Work, client: str, new: NewProjection) -> Asked:
    """Raises:
    NotFoundError, NotAllowedError: of client, photo and plan.
    ConsentMissingError, ProjectionNotAuthorizedError: an agreement is not there, or the client is under age.
    PhotoOfAnotherError, PhotoNotFrontalError, PlanOfAnotherError, PlanStateError, PlanNotSharedError.
    """
    row = find_client(work, client)
    work.may("projection.create", resource_of(work, row, "projection"))
    photo = find_photo(work, new.photo)
    if photo.client != row.id:
        raise PhotoOfAnotherError()
    grounds, details = grounds_of(work, row), details_of(work, photo)
    if details.view != "front":
        raise PhotoNotFrontalError(view=details.view)
    visits, plan = (None, None) if new.plan is None else _planned(work, row, new.plan)
    return Asked(photo, details, grounds, visits, plan)


def grounds_of(work: Work, client: Client) -> Grounds:
    """As it is now. Consent and age are asked here: before a photo is opened.

    Raises:
        ConsentMissingError, ProjectionNotAuthorizedError.
    """
    given = standing(work.session, client.practice, client.id, work.now)
    consents = given.require("project")
    location = work.session.get_one(Location, client.location)
    signed = work.session.get_one(SignedConsent, given.given["projection"])
    told, today = profile_of(work, client), day_at(work.now, location)
    leave = Leave(Consent(day_at(signed.given_at, location), (PROJECTION,)), profile=told.profile)
    leave.check(today)
    practice = practice_at(work, location)
    name = practice.brand.name if practice.brand else location.title
    group = work.session.get_one(Group, client.practice)
    made_from = {"profile": str(told.version), "catalogue": str(group.catalogue)}
    return Grounds(leave, consents, GivenBy(name, practice.policy), today, made_from)


def _planned(work: Work, client: Client, name: str) -> tuple[PlanVisits, tuple[str, int]]:
    """The visits of a plan's newest version."""
    found = find_plan(work, name)
    plan = found.plan
    if plan.client != client.id:
        raise PlanOfAnotherError()
    check_readable(work, plan)
    if plan.state in _ENDED:
        raise PlanStateError(plan.state, "project")
    draft = content_of(work, newest(work, plan)).draft
    if not draft.visits:
        raise NothingToShowError("the plan has no visit whose outcome could be shown")
    visits = PlanVisits.model_validate(draft.model_dump(mode="json", by_alias=True))
    return visits, (plan.id, plan.number)


def _outcomes(new: NewProjection, visits: PlanVisits | None, today: date) -> Outcomes:
    library = load_library()
    if visits is not None:
        return plan_outcomes(visits, library, today)
    asked = [AskedTreatment(each.treatment, each.zones, each.level) for each in new.treatments]
    return asked_outcomes(asked, new.day, library)
