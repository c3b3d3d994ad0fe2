"""Routes of practices, locations and catalogues."""

from __future__ import annotations

from fastapi import APIRouter, Response
from sqlalchemy import select

from serving.desk import Answer, AtDesk, Creating, Editing, Listing, Looking, PageOf, Paging, page
from serving.desk.described import creating_responses, editing_responses, listing_responses, reading_responses
from serving.desk.names import PathName, VersionNumber
from serving.practices import service
from serving.practices.catalogue import file_of, numbered
from serving.practices.schemas import (
    CatalogueListed,
    CatalogueShown,
    LocationEdit,
    LocationShown,
    NewCatalogue,
    PracticeEdit,
    PracticeShown,
)
from serving.practices.tables import Catalogue, Group, Location

router = APIRouter(prefix="/v1", tags=["practices"])


@router.get("/practices", summary="The caller's practice", responses=listing_responses())
def list_practices(desk: AtDesk, asked: Paging) -> PageOf[PracticeShown]:
    """Everybody belongs to one practice, so that the page has one item."""
    with desk.reading() as work:
        found = page(work, work.visible(select(Group), Group), Listing("practices", Group.id, {}), asked)
        return PageOf(items=[PracticeShown.of(row) for row in found.rows], next_cursor=found.next_cursor)


@router.get("/practices/{practice}", summary="A practice", response_model=PracticeShown, responses=reading_responses())
def read_practice(practice: PathName, desk: Looking) -> Response:
    with desk.reading() as work:
        row = work.one(select(Group).where(Group.id == practice), Group)
    return desk.shown(Answer.of(PracticeShown.of(row), row.id, version=row.version))


@router.patch(
    "/practices/{practice}", summary="Edit a practice", response_model=PracticeShown, responses=editing_responses()
)
def edit_practice(practice: PathName, edit: PracticeEdit, desk: Editing) -> Response:
    """By its admins and medical directors."""
    with desk.writing() as work:
        row = service.edit_practice(work, practice, edit, desk.expect)
        answer = Answer.of(PracticeShown.of(row), row.id, version=row.version)
    return answer.response()


@router.get("/locations", summary="The practice's locations", responses=listing_responses())
def list_locations(desk: AtDesk, asked: Paging) -> PageOf[LocationShown]:
    with desk.reading() as work:
        found = page(work, work.visible(select(Location), Location), Listing("locations", Location.id, {}), asked)
        return PageOf(items=[LocationShown.of(row) for row in found.rows], next_cursor=found.next_cursor)


@router.get("/locations/{location}", summary="A location", response_model=LocationShown, responses=reading_responses())
def read_location(location: PathName, desk: Looking) -> Response:
    with desk.reading() as work:
        row = work.one(select(Location).where(Location.id == location), Location)
    return desk.shown(Answer.of(LocationShown.of(row), row.practice, version=row.version))


@router.patch(
    "/locations/{location}", summary="Edit a location", response_model=LocationShown, responses=editing_responses()
)
def edit_location(location: PathName, edit: LocationEdit, desk: Editing) -> Response:
    """By its admins and medical directors. The state changes with the catalogue alone, for licences hang on it."""
    with desk.writing() as work:
        row = service.edit_location(work, location, edit, desk.expect)
        answer = Answer.of(LocationShown.of(row), row.practice, version=row.version)
    return answer.response()


@router.get("/practices/{practice}/catalogues", summary="Versions of the catalogue", responses=listing_responses())
def list_catalogues(practice: PathName, desk: AtDesk, asked: Paging) -> PageOf[CatalogueListed]:
    """The newest first."""
    with desk.reading() as work:
        service.may_read_catalogues(work, practice)
        statement = work.visible(select(Catalogue).where(Catalogue.practice == practice), Catalogue)
        listing = Listing(f"catalogues of {practice}", Catalogue.number, {}, newest_first=True)
        found = page(work, statement, listing, asked)
        return PageOf(items=[CatalogueListed.of(row) for row in found.rows], next_cursor=found.next_cursor)


@router.get(
    "/practices/{practice}/catalogues/{number}",
    summary="A version of the catalogue",
    response_model=CatalogueShown,
    responses=reading_responses(),
)
def read_catalogue(practice: PathName, number: VersionNumber, desk: Looking) -> Response:
    with desk.reading() as work:
        service.may_read_catalogues(work, practice)
        row = numbered(work, practice, number)
        document = file_of(work, row).model_dump(mode="json", by_alias=True, exclude_unset=True)
        shown = CatalogueShown(number=row.number, at=row.at, by=row.by, document=document)
    return desk.shown(Answer.of(shown, practice, version=row.number))


@router.post(
    "/practices/{practice}/catalogues",
    summary="Bring a new version of the catalogue",
    status_code=201,
    response_model=CatalogueListed,
    responses=creating_responses(),
)
def create_catalogue(practice: PathName, body: NewCatalogue, desk: Creating) -> Response:
    """The whole practice file. Who changes decisions on rules with it needs a medical director's leave for that."""
    return desk.once(
        body,
        lambda work: service.may_bring_catalogue(work, practice),
        lambda work: service.bring_catalogue(work, practice, body.file),
    )
