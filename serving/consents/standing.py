"""What a client agrees to at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.consents.errors import ConsentMissingError
from serving.consents.scopes import NEEDS, Processing, Scope
from serving.consents.tables import Consent


@dataclass(frozen=True, slots=True)
class Standing:
    """Attributes:
    given: ids of the consents that stand, by scope; the newest of each.
    """

    given: Mapping[Scope, str]

    def require(self, processing: Processing) -> tuple[str, ...]:
        """Ids of the consents that it rests on, for the record.

        Raises:
            ConsentMissingError: names every scope that is not there.
        """
        missing = [scope for scope in NEEDS[processing] if scope not in self.given]
        if missing:
            raise ConsentMissingError(missing)
        return tuple(self.given[scope] for scope in NEEDS[processing])

    def allows(self, processing: Processing) -> bool:
        return all(scope in self.given for scope in NEEDS[processing])


def standing(session: Session, practice: str, client: str, now: datetime) -> Standing:
    """Read anew each time it is asked, so that what was taken back a moment ago counts."""
    query = select(Consent).where(Consent.practice == practice, Consent.client == client).order_by(Consent.id)
    rows = session.scalars(query, execution_options={"populate_existing": True})
    return Standing({row.scope_name: row.id for row in rows if row.stands(now)})  # type: ignore[misc]
