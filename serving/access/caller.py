"""Who asks, and of what: the values that every decision is made on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

CallerKind = Literal["user", "integration", "tablet", "system"]
Role = Literal["tablet", "coordinator", "provider", "medical_director", "auditor", "integration", "admin"]


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, and where it holds.

    Attributes:
        locations: ids; None for every location of the practice.
        assigned_only: it reaches only clients that are assigned to the caller.
    """

    role: Role
    locations: frozenset[str] | None = None
    assigned_only: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody, or something, whose credentials were checked.

    Attributes:
        id: of the account, key or tablet.
        practice: the group whose data it may see at all.
        scopes: what was asked for or lent beyond a role, such as `biometrics`.
        client: a tablet's session is about one client and reaches no other.
        authenticated_at: when credentials, not a token, were last given.
        strong: with a second factor.
    """

    id: str
    kind: CallerKind
    practice: str
    grants: tuple[Grant, ...]
    scopes: frozenset[str] = frozenset()
    client: str | None = None
    authenticated_at: datetime | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """What is asked for, as far as a decision needs it.

    Attributes:
        kind: client, photo, plan …, in the singular.
        practice: of the group that it belongs to.
        location: of the client or thing; None where it belongs to the group as a whole.
        client: whose it is.
        assigned: that client is assigned to the caller.
        owner: the account, tablet or key that made it.
    """

    kind: str
    practice: str
    location: str | None = None
    client: str | None = None
    assigned: bool = False
    owner: str | None = None


class Policy(Protocol):
    def allows(self, caller: Caller, action: str, resource: Resource) -> bool:
        """Whether it may. Denied by default; `action` is `<kind>.<verb>`: `client.read`, `plan.approve`."""
