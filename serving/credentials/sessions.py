"""Routes by which people sign in and out. None takes an Idempotency-Key: what they answer is a secret of the moment."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request, Response

from serving.access.house import COOKIE, Access, address_of, by_cookie, presented, refuse_cross_site
from serving.access.one_time import totp_uri
from serving.credentials.answers import renewed, session_answer
from serving.credentials.session_schemas import (
    Acceptance,
    NewPassword,
    PasswordAgain,
    SecondFactor,
    SessionShown,
    SignIn,
    StepUp,
    TotpConfirmed,
    TotpSecret,
    WhoAmI,
)
from serving.problems import problem_responses

router = APIRouter(prefix="/v1", tags=["sessions"])
_PROBLEMS = problem_responses(400, 401, 403, 422, 429, 500, 503)


def access_of(request: Request) -> Access:
    return cast(Access, request.app.state.services.access)


House = Annotated[Access, Depends(access_of)]
Token = Annotated[str, Depends(presented)]
Address = Annotated[str, Depends(address_of)]


@router.post("/sessions", summary="Sign in", status_code=201, response_model=SessionShown, responses=_PROBLEMS)
def sign_in(said: SignIn, request: Request, house: House, address: Address) -> Response:
    """With the password. An account with a second factor gets a session that is good for giving it, and no more.

    Wrong credentials are told apart by nothing: neither by the answer nor by the time it takes. Guessing gets slower.
    """
    cookie = said.deliver == "cookie"
    if cookie:
        refuse_cross_site(request)
    opened = house.sessions.open(said.login, said.password.get_secret_value(), said.scopes, address, house.now())
    return session_answer(opened, cookie=cookie, status=201)


@router.get("/sessions/current", summary="Whose credentials these are", responses=_PROBLEMS)
def read_session(request: Request, house: House) -> WhoAmI:
    return WhoAmI.of(house.authenticate(request))


@router.post(
    "/sessions/current/second-factor",
    summary="Give the second factor",
    response_model=SessionShown,
    responses=_PROBLEMS,
)
def give_second_factor(said: SecondFactor, request: Request, house: House, token: Token, address: Address) -> Response:
    """The session goes on with a new token; the one before is good for nothing."""
    code = said.code.get_secret_value()
    return renewed(request, house.sessions.give_second_factor(token, code, address, house.now()))


@router.post(
    "/sessions/current/step-up", summary="Prove again who you are", response_model=SessionShown, responses=_PROBLEMS
)
def step_up(said: StepUp, request: Request, house: House, token: Token, address: Address) -> Response:
    """Before something is signed: password and second factor, minutes ago at most."""
    password, code = said.password.get_secret_value(), said.code.get_secret_value()
    return renewed(request, house.sessions.step_up(token, password, code, address, house.now()))


@router.put(
    "/sessions/current/password", summary="Change one's password", response_model=SessionShown, responses=_PROBLEMS
)
def change_password(said: NewPassword, request: Request, house: House, token: Token, address: Address) -> Response:
    """All other sessions of the account end."""
    old, new = said.password.get_secret_value(), said.new_password.get_secret_value()
    return renewed(request, house.sessions.change_password(token, old, new, address, house.now()))


@router.post("/sessions/current/totp", summary="Set up a second factor", responses=_PROBLEMS | problem_responses(409))
def begin_totp(said: PasswordAgain, house: House, token: Token, address: Address) -> TotpSecret:
    """A secret for an authenticator. It counts once a code of it was given."""
    secret, login = house.sessions.begin_totp(token, said.password.get_secret_value(), address, house.now())
    return TotpSecret(secret=secret, uri=totp_uri(secret, login))


@router.post(
    "/sessions/current/totp/confirmation",
    summary="Give the first code",
    response_model=TotpConfirmed,
    responses=_PROBLEMS | problem_responses(409),
)
def confirm_totp(said: SecondFactor, request: Request, house: House, token: Token, address: Address) -> Response:
    """From now on it is asked for. Sessions that never gave it end; this one goes on with a new token."""
    opened, codes = house.sessions.confirm_totp(token, said.code.get_secret_value(), address, house.now())
    cookie = by_cookie(request)
    shown = SessionShown.of(opened, None if cookie else opened.token)
    told = TotpConfirmed(session=shown, recovery_codes=list(codes))
    answer = Response(told.model_dump_json(), media_type="application/json")
    if cookie:
        answer.headers["Set-Cookie"] = session_answer(opened, cookie=True).headers["Set-Cookie"]
    return answer


@router.delete("/sessions/current", summary="Sign out", status_code=204, responses=_PROBLEMS)
def sign_out(
    house: House,
    token: Token,
    everywhere: Annotated[bool, Query(description="All sessions of the account")] = False,
) -> Response:
    """Ended at once. What was ended stays so: signing out twice is no error, and neither is a token that never was one
    (RFC 7009, 2.2): it opens nothing now."""
    house.sessions.close(token, house.now(), everywhere=everywhere)
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
    return answer


@router.post("/invitations/acceptance", summary="Choose a password", status_code=204, responses=_PROBLEMS)
def accept_invitation(said: Acceptance, house: House, address: Address) -> Response:
    """With the invitation that an admin handed out: no admin ever knows somebody's password."""
    invitation, password = said.invitation.get_secret_value(), said.password.get_secret_value()
    house.accounts.accept(invitation, password, address, house.now())
    return Response(status_code=204)
