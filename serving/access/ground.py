"""What everything about credentials stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from serving.access.passwords import Passwords
from serving.access.ports import Recorder, Sealing, Transactions
from serving.access.throttle import Throttle


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things hold.

    Attributes:
        session_idle: a person's session ends when it was not used for so long,
        session_longest: and at the latest after so long.
        tablet_session: in the hands of one client.
        tablet_code: to be typed into a new tablet.
        invitation: to choose a password by.
    """

    session_idle: timedelta = timedelta(minutes=30)
    session_longest: timedelta = timedelta(hours=12)
    tablet_session: timedelta = timedelta(minutes=15)
    tablet_code: timedelta = timedelta(minutes=15)
    invitation: timedelta = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Ground:
    """Built once, in the lifespan."""

    database: Transactions
    sealing: Sealing
    recorder: Recorder
    passwords: Passwords
    throttle: Throttle
    limits: Limits = Limits()
