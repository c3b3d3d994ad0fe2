"""What a draft is made from, read in one transaction and used after it: nothing is planned while one is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planning.drafting import DraftRequest
from planning.findings import Finding
from planning.library import load_library
from planning.medicines import Dictionary
from planning.practice import LocationUnknownError, Practice
from planning.profile import Profile
from serving.clients import Client
from serving.consents import standing
from serving.desk import NotFoundError, Work
from serving.photos.analyses import corrected_findings
from serving.photos.finding import analysis_of
from serving.photos.sealing import open_sealed
from serving.plans.content import MadeFrom
from serving.plans.errors import FindingsElsewhereError
from serving.plans.let_in import in_shadow, not_let_in
from serving.practices.catalogue import file_of, numbered, practice_at
from serving.practices.tables import Group, Location
from serving.profiles import profile_of


@dataclass(frozen=True, slots=True)
class Inputs:
    """Attributes:
    today: where the plan is carried out.
    findings: as corrected by providers; None without a photo.
    not_let_in: treatments that the software does not suggest here.
    in_shadow: those among them of which a director is to know what would have been suggested.
    """

    profile: Profile
    practice: Practice
    today: date
    made_from: MadeFrom
    by_hand: bool
    findings: tuple[Finding, ...] | None = None
    photo_sha256: str = ""
    not_let_in: frozenset[str] = frozenset()
    in_shadow: frozenset[str] = frozenset()

    def request(self) -> DraftRequest:
        """By hand, nothing is told to the software that it could suggest anything from; rules still know all."""
        told = self.profile.model_copy(update={"goals": ()}) if self.by_hand else self.profile
        return DraftRequest(
            profile=told,
            practice=self.practice,
            library=load_library(),
            classes=Dictionary.load().classes_of,
            today=self.today,
            findings=None if self.by_hand else self.findings,
            photo_sha256=self.photo_sha256,
            not_let_in=self.not_let_in,
        )

    def screening(self) -> DraftRequest:
        """With everything that is known: for the last word of the rules."""
        return replace(self.request(), profile=self.profile, findings=self.findings)


def inputs_of(work: Work, client: Client, location: Location, *, by_hand: bool, analysis: str = "") -> Inputs:
    """Everything as it is now.

    Raises:
        ConsentMissingError: the client does not agree that software shapes the plan.
    """
    consents = () if by_hand else standing(work.session, client.practice, client.id, work.now).require("draft")
    told = profile_of(work, client)
    group = work.session.get_one(Group, client.practice)
    made_from = MadeFrom(profile=told.version, catalogue=group.catalogue, analysis=analysis, consents=consents)
    findings, photo_sha256 = findings_of(work, client, analysis)
    return Inputs(
        profile=told.profile,
        practice=practice_at(work, location),
        today=day_at(work.now, location),
        made_from=made_from,
        by_hand=by_hand,
        findings=findings,
        photo_sha256=photo_sha256,
        not_let_in=frozenset() if by_hand else not_let_in(work, location.id),
        in_shadow=frozenset() if by_hand else in_shadow(work, location.id),
    )


def findings_of(work: Work, client: Client, analysis: str) -> tuple[tuple[Finding, ...] | None, str]:
    """As providers corrected them, and the digest of the photo; None without an analysis.

    Raises:
        FindingsElsewhereError: it is not the client's, or no more: a photo was moved to whose it is.
    """
    if not analysis:
        return None, ""
    try:
        row = analysis_of(work, client, analysis)
    except NotFoundError:
        raise FindingsElsewhereError() from None
    return corrected_findings(work, row), str(open_sealed(work, row).get("photo", {}).get("sha256", ""))


def location_of(work: Work, name: str) -> Location:
    """An open one of the practice.

    Raises:
        LocationUnknownError.
    """
    found = work.session.get(Location, name)
    if found is None or found.practice != work.caller.practice or not found.open:
        raise LocationUnknownError()
    return found


def day_at(moment: datetime, location: Location) -> date:
    return moment.astimezone(ZoneInfo(location.time_zone)).date()


def practice_then(work: Work, location: Location, catalogue: int) -> Practice:
    """As the practice was when a version was made: what documents of it say."""
    practice = file_of(work, numbered(work, location.practice, catalogue)).at(location.handle)
    own = {"title": location.title, "time_zone": location.time_zone, "supervision": location.cosignature_required}
    return practice.model_copy(update={"location": practice.location.model_copy(update=own)})
