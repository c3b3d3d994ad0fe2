"""What is done with analyses, in a transaction of the desk."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select

from planning.findings import Finding
from serving.clients import Client, find_client, resource_of
from serving.consents import standing
from serving.credentials.open_house import Include
from serving.desk import Answer, Work
from serving.photos.analysis_schemas import (
    AnalysisMade,
    AnalysisShown,
    CorrectionShown,
    FindingShown,
    IssueShown,
    NewAnalysis,
    NewCorrection,
)
from serving.photos.corrected import check_known, corrected
from serving.photos.details import PhotoDetails, details_of
from serving.photos.errors import PhotoChangedError, PhotosNotAPairError
from serving.photos.finding import client_of, find_analysis, find_photo, resource
from serving.photos.geometry import joined, split
from serving.photos.sealing import geometry_of, open_sealed, seal_geometry, seal_in
from serving.photos.tables import Analysis, Correction, Photo


@dataclass(frozen=True, slots=True)
class Asked:
    """The photos of an analysis.

    Attributes:
        animated: the second one, if there is one.
    """

    photo: Photo
    details: PhotoDetails
    animated: tuple[Photo, PhotoDetails] | None

    @property
    def photos(self) -> tuple[Photo, ...]:
        return (self.photo,) if self.animated is None else (self.photo, self.animated[0])


def may_analyze(work: Work, name: str, new: NewAnalysis) -> Asked:
    """Raises NotFoundError, NotAllowedError, ConsentMissingError, PhotosNotAPairError."""
    photo = find_photo(work, name)
    work.may("analysis.create", resource(work, photo, "analysis"))
    standing(work.session, photo.practice, photo.client, work.now).require("analyze")
    details = details_of(work, photo)
    if new.animated is None:
        return Asked(photo, details, None)
    second = find_photo(work, new.animated)
    animated = details_of(work, second)
    if why := _no_pair(photo, details, second, animated):
        raise PhotosNotAPairError(why)
    return Asked(photo, details, (second, animated))


def keep(work: Work, asked: Asked, new: NewAnalysis, data: bytes, key: str) -> Answer:
    """What was measured, if the client still agrees and the photo is still theirs.

    Args:
        data: the document.
        key: the ending key that seals its geometry.

    Raises:
        ConsentMissingError, NotFoundError: nothing is kept.
        PhotoChangedError: one of the photos is another client's now; nothing is kept.
    """
    client = client_of(work, asked.photo, changing=True)
    for photo in asked.photos:
        if find_photo(work, photo.id, changing=True).client != client.id:
            raise PhotoChangedError()
    consents = standing(work.session, client.practice, client.id, work.now).require("analyze")
    document = json.loads(data)
    kept, geometry = split(document)
    row = Analysis(
        id=work.new_id("ana"),
        practice=client.practice,
        client=client.id,
        photo=asked.photo.id,
        animated=new.animated,
        made_at=work.now,
        made_by=work.caller.id,
        consents=",".join(consents),
        corrections=0,
    )
    seal_in(work, row, kept)
    seal_geometry(work, row, key, geometry)
    work.session.add(row)
    work.session.flush()
    _record_made(work, row, client, document["versions"])
    capture = document["capture"]
    issues = [IssueShown(code=each["code"], message=each["message"]) for each in capture["issues"]]
    made = AnalysisMade.of(row, verdict=capture["verdict"], issues=issues)
    return Answer.of(made, client.id, status=201, at=f"/v1/analyses/{row.id}")


def read(work: Work, name: str, include: Include | None) -> Answer:
    """Raises:
    NotAllowedError, ConsentMissingError: of face geometry, to whom it was not lent, or that is agreed to no longer.
    """
    row = find_analysis(work, name)
    client, face = client_of(work, row), include == "biometrics"
    if face:
        work.may("analysis.read_biometrics", resource_of(work, client, "analysis"), seen=True)
        standing(work.session, row.practice, row.client, work.now).require("analyze")
    work.record("analysis.read", row.id, client=client.id, location=client.location, biometrics=face)
    kept, said = open_sealed(work, row), corrections_of(work, row)
    opened = geometry_of(work, row)
    told = {"document": joined(kept, opened, face=face), "geometry": "destroyed" if opened is None else "kept"}
    shown = AnalysisShown.of(row, **told, findings=corrected(kept["findings"], said), said=said)
    return Answer.of(shown, client.id, version=None if face else row.version)


def analyses_of(work: Work, client: str) -> Client:
    """The client whose analyses the caller may list."""
    row = find_client(work, client)
    work.may("analysis.read", resource_of(work, row, "analysis"))
    return row


def may_correct(work: Work, name: str) -> None:
    work.may("finding.correct", resource(work, find_analysis(work, name), "analysis"), seen=True)


def correct(work: Work, name: str, new: NewCorrection) -> Answer:
    """Raises:
    ZoneUnknownError, ConcernUnknownError, FindingMissingError, FindingThereError.
    """
    check_known(new)
    row = find_analysis(work, name, changing=True)
    client = client_of(work, row)
    before = corrections_of(work, row)
    correction = Correction(
        id=work.new_id("cor"),
        practice=row.practice,
        client=row.client,
        analysis=row.id,
        number=len(before) + 1,
        made_at=work.now,
        made_by=work.caller.id,
    )
    said = new.model_dump()
    shown = CorrectionShown.of(correction, said)
    corrected(open_sealed(work, row)["findings"], [*before, shown])
    seal_in(work, correction, said)
    row.corrections += 1
    work.session.add(correction)
    work.session.flush()
    facts = {"client": client.id, "location": client.location, "action": new.action, "number": shown.number}
    work.record("finding.corrected", row.id, correction=correction.id, **facts)
    return Answer.of(shown, client.id, status=201, at=f"/v1/analyses/{row.id}")


def corrections_of(work: Work, analysis: Analysis) -> list[CorrectionShown]:
    """In their order."""
    statement = select(Correction).where(Correction.analysis == analysis.id).order_by(Correction.number)
    return [CorrectionShown.of(row, open_sealed(work, row)) for row in work.session.scalars(statement)]


def findings_of(work: Work, analysis: Analysis) -> list[FindingShown]:
    """As corrected, those that stand no longer included."""
    return corrected(open_sealed(work, analysis)["findings"], corrections_of(work, analysis))


def corrected_findings(work: Work, analysis: Analysis) -> tuple[Finding, ...]:
    """What plans rest on: measured findings that nobody corrected, and those that a provider left or put there."""
    standing_now = (each for each in findings_of(work, analysis) if each.stands)
    return tuple(Finding.model_validate(each.model_dump()) for each in standing_now)


def _no_pair(photo: Photo, details: PhotoDetails, second: Photo, animated: PhotoDetails) -> str:
    if photo.client != second.client or photo.id == second.id:
        return "The second photo is another one of the same client."
    if details.view != animated.view:
        return "Both photos show the same side."
    if details.expression != "rest" or animated.expression == "rest":
        return "The first photo is taken at rest, the second one with an expression."
    return ""


def _record_made(work: Work, row: Analysis, client: Client, versions: dict[str, str]) -> None:
    sources = [row.photo, *([row.animated] if row.animated else []), *row.consents.split(",")]
    work.record(
        "analysis.completed", row.id, client=client.id, location=client.location, sources=sources, versions=versions
    )
    work.emit("analysis.completed", row.id, client=client.id, photo=row.photo)
