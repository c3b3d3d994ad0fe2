"""Routes of accounts: an admin's."""

from __future__ import annotations

from fastapi import APIRouter, Response
from sqlalchemy import select

from serving.access import Resource
from serving.access.accounts import Invited
from serving.access.house import Access
from serving.access.profile import Profile
from serving.access.tables import Account
from serving.clients.errors import AccountUnknownError
from serving.credentials.answers import ShownOnce
from serving.credentials.places import check_locations, places_of
from serving.credentials.sessions import House
from serving.credentials.staff_schemas import AccountEdit, AccountInvited, AccountShown, NewAccount
from serving.database import is_id
from serving.desk import Answer, AtDesk, Creating, Editing, Listing, Looking, NotFoundError, PageOf, Paging, Work, page
from serving.desk.names import PathName
from serving.problems import problem_responses

router = APIRouter(prefix="/v1", tags=["accounts"])
_PROBLEMS = problem_responses(400, 401, 403, 404, 409, 422, 500, 503)
_EDIT_PROBLEMS = _PROBLEMS | problem_responses(412, 428)


@router.post(
    "/accounts", summary="Invite somebody", status_code=201, response_model=AccountInvited, responses=_PROBLEMS
)
def create_account(said: NewAccount, desk: Creating, house: House) -> Response:
    """Hand the invitation to its owner, who chooses a password with it."""

    def effect(work: Work) -> Answer:
        grants = [each.grant for each in said.grants]
        check_locations(work, places_of(grants))
        _check_supervisor(work, said.profile)
        accounts = house.within(work.session).accounts
        return _invited(accounts.create(work.caller, said.profile, grants, said.scopes, work.now))

    return desk.once(said, lambda work: _may(work, "account.create"), effect)


@router.get("/accounts", summary="Accounts", responses=_PROBLEMS)
def list_accounts(desk: AtDesk, house: House, asked: Paging) -> PageOf[AccountShown]:
    with desk.reading() as work:
        statement = work.visible(select(Account), Account)
        found = page(work, statement, Listing("accounts", Account.id, {}), asked)
        shown = [AccountShown.of(house.accounts.staff(row)) for row in found.rows]
    return PageOf(items=shown, next_cursor=found.next_cursor)


@router.get("/accounts/{account}", summary="An account", response_model=AccountShown, responses=_PROBLEMS)
def read_account(account: PathName, desk: Looking, house: House) -> Response:
    with desk.reading() as work:
        answer = _shown(work, house, account)
    return desk.shown(answer)


@router.patch("/accounts/{account}", summary="Change an account", response_model=AccountShown, responses=_EDIT_PROBLEMS)
def edit_account(account: PathName, edit: AccountEdit, desk: Editing, house: House) -> Response:
    """What is not named stays. Nobody changes their own grants, or disables themselves."""
    with desk.writing() as work:
        row = _found(work, account)
        _may(work, "account.update")
        desk.expect(row.version)
        _change(work, house, account, edit)
        work.session.flush()
        answer = _shown(work, house, account)
    return answer.response()


@router.post(
    "/accounts/{account}/invitations",
    summary="Invite somebody again",
    status_code=201,
    response_model=AccountInvited,
    responses=_PROBLEMS,
)
def invite_again(account: PathName, desk: Creating, house: House) -> Response:
    """For a lost password or second factor: both are gone, and the account's sessions end."""

    def effect(work: Work) -> Answer:
        return _invited(house.within(work.session).accounts.invite_again(work.caller, account, work.now))

    def may(work: Work) -> None:
        _found(work, account)  # a stranger's is told as none, whoever asks
        _may(work, "account.update")

    return desk.once(b"", may, effect)


def _change(work: Work, house: Access, account: str, edit: AccountEdit) -> None:
    accounts = house.within(work.session).accounts
    if edit.model_fields_set - {"active"}:
        check_locations(work, places_of(each.grant for each in edit.grants or ()))
        _check_supervisor(work, edit.profile)
        accounts.change(
            work.caller,
            account,
            work.now,
            profile=edit.profile,
            grants=None if edit.grants is None else [each.grant for each in edit.grants],
            scopes=edit.scopes,
            subject=None if edit.linked is None else (edit.linked.issuer, edit.linked.subject),
        )
    if edit.active is not None:
        _may(work, "account.disable")
        accounts.set_active(work.caller, account, edit.active, work.now)


def _check_supervisor(work: Work, profile: Profile | None) -> None:
    """Where a plan waits for a supervisor's signature, nobody else gives it: so it is somebody of the practice.

    Raises:
        AccountUnknownError.
    """
    if profile is None or profile.supervisor is None:
        return
    known = select(Account.id).where(Account.id == profile.supervisor, Account.practice == work.caller.practice)
    if work.session.scalar(known) is None:
        raise AccountUnknownError()


def _may(work: Work, action: str) -> None:
    work.may(action, Resource("account", work.caller.practice))


def _found(work: Work, account: str) -> Account:
    if not is_id(account, "acc"):
        raise NotFoundError()
    return work.one(select(Account).where(Account.id == account), Account)


def _shown(work: Work, house: Access, account: str) -> Answer:
    staff = house.accounts.staff(_found(work, account))
    return Answer.of(AccountShown.of(staff), staff.practice, version=staff.version)


def _invited(invited: Invited) -> Answer:
    staff = invited.staff
    body = AccountInvited.inviting(staff, invited.invitation)
    return ShownOnce.telling(body, staff.practice, "invitation", at=f"/v1/accounts/{staff.id}", version=staff.version)
