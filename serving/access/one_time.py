"""Second factors: codes by time (RFC 6238), each accepted once, and recovery codes for a lost phone."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from serving.access.ports import Sealing
from serving.access.tables import Account, RecoveryCode
from serving.access.tokens import code_digest, new_code

ISSUER = "Countenance"
STEP_S = 30
_WINDOW = 1  # steps that a phone's clock may be off, either way
RECOVERY_CODES = 10
_RECOVERY_CHARACTERS = 16  # 80 random bits
_SECRET = "accounts.totp:{}"


def new_totp(sealing: Sealing, account: Account) -> str:
    """A new secret in base 32, kept sealed; it counts once a code of it was given."""
    secret = pyotp.random_base32()
    account.totp = sealing.seal(account.practice, _SECRET.format(account.id), secret.encode())
    account.totp_confirmed, account.totp_step = False, 0
    return secret


def totp_uri(secret: str, login: str) -> str:
    """What an authenticator's camera reads. It holds the secret."""
    return pyotp.TOTP(secret, interval=STEP_S).provisioning_uri(name=login, issuer_name=ISSUER)


def take_code(session: Session, sealing: Sealing, account: Account, code: str, now: datetime) -> bool:
    """Whether it is a code of now, not given before. It is used up by this.

    Two requests with one code are told apart by the database: the second changes no row.
    """
    step = _step(sealing, account, code, now)
    if step is None:
        return False
    newer = update(Account).where(Account.id == account.id, Account.totp_step < step)
    used = session.execute(newer.values(totp_step=step).execution_options(synchronize_session=False))
    return bool(used.rowcount)  # type: ignore[attr-defined]


def take_recovery_code(session: Session, account: str, code: str, now: datetime) -> bool:
    """The same with one of the recovery codes."""
    unused = update(RecoveryCode).where(
        RecoveryCode.account == account, RecoveryCode.code_hash == code_digest(code), RecoveryCode.used_at.is_(None)
    )
    return bool(session.execute(unused.values(used_at=now)).rowcount)  # type: ignore[attr-defined]


def new_recovery_codes(session: Session, account: str) -> tuple[str, ...]:
    """Fresh ones, to be shown once; the ones before are gone."""
    for old in session.scalars(select(RecoveryCode).where(RecoveryCode.account == account)):
        session.delete(old)
    codes = tuple(new_code(_RECOVERY_CHARACTERS) for _ in range(RECOVERY_CODES))
    session.add_all(RecoveryCode(account=account, code_hash=code_digest(code)) for code in codes)
    return codes


def _step(sealing: Sealing, account: Account, code: str, now: datetime) -> int | None:
    if account.totp is None:
        return None
    secret = sealing.unseal(account.practice, _SECRET.format(account.id), account.totp).decode()
    totp = pyotp.TOTP(secret, interval=STEP_S)
    current = int(now.timestamp()) // STEP_S
    typed = "".join(code.split())
    steps = [current + off for off in range(-_WINDOW, _WINDOW + 1)]
    # All are compared, so that the time taken does not tell which one it was.
    right = [step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), typed.encode())]
    return max(right, default=None)
