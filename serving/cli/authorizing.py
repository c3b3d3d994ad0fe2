"""By whose leave a projection is made, from flags. None of them says yes when it is left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from models.errors import CountenanceError
from planning.profile import Profile
from serving.cli.documents import read_document
from serving.projections.leave import Leave
from simulation.authorization import PROJECTION, Consent

_NO_PROFILE = "--no-blocks", "--no-holds"


class AuthorizationFlagError(CountenanceError):
    """What authorizes a projection was not all said, or twice."""

    code = "authorization_flag_missing"
    status = 422
    title = "A projection has to be authorized"


def read_leave(
    consented_on: date | None, profile: Path | None, born: date | None, no_blocks: bool, no_holds: bool
) -> Leave:
    """What the flags say.

    Raises:
        AuthorizationFlagError: one is missing, or speaks beside a profile; it is named.
        DocumentInvalidError: the profile cannot be read.
    """
    if profile is not None:
        _refuse_beside_a_profile(born, no_blocks, no_holds)
    missing = list(_missing(consented_on, profile, born, no_blocks, no_holds))
    if missing:
        raise AuthorizationFlagError(f"Not said: {'; '.join(missing)}.", missing=missing)
    consent = None if consented_on is None else Consent(consented_on, (PROJECTION,))
    if profile is not None:
        return Leave(consent, profile=read_document(Profile, profile))
    return Leave(consent, date_of_birth=born, blocks=(), holds=())


def _missing(
    consented_on: date | None, profile: Path | None, born: date | None, no_blocks: bool, no_holds: bool
) -> list[str]:
    missing = [] if consented_on else ["--consented-on DATE, when the client consented to projections"]
    if profile is None:
        if born is None:
            missing.append("--profile FILE, or --born DATE with --no-blocks and --no-holds")
        if not no_blocks:
            missing.append("--no-blocks, that no rule blocks these treatments")
        if not no_holds:
            missing.append("--no-holds, that no rule holds them")
    return missing


def _refuse_beside_a_profile(born: date | None, no_blocks: bool, no_holds: bool) -> None:
    said = [flag for flag, given in zip(("--born", *_NO_PROFILE), (born, no_blocks, no_holds), strict=True) if given]
    if said:
        raise AuthorizationFlagError(f"A profile says what {', '.join(said)} would: leave them out.", twice=said)
