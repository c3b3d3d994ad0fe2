"""What all desks share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from serving.access import Policy, Scope
from serving.database import Database
from serving.desk.ports import Authenticate, Outbox, Recorder, Sealing
from serving.desk.secrets import Secrets
from serving.kept import Kept
from serving.objects import Objects


@dataclass(frozen=True, slots=True)
class Office:
    """Built once, in the lifespan.

    Attributes:
        now: the clock, with its time zone.
        objects: sealed photos and documents. Put before the transaction whose row names them, deleted after it.
        kept: names of everything that is kept about a client.
    """

    database: Database
    sealing: Sealing
    authenticate: Authenticate
    policy: Policy
    scope: Scope
    recorder: Recorder
    outbox: Outbox
    now: Callable[[], datetime]
    objects: Objects
    kept: Kept = field(default_factory=Kept)
    secrets: Secrets = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "secrets", Secrets(self.sealing))
