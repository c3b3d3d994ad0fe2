"""What a version of a plan holds, and what it was made from."""

from __future__ import annotations

import hashlib

from planning.files import Document
from planning.plan import PlanDraft, PlanOption, Tier
from planning.revision import Change


class MadeFrom(Document):
    """Versions and ids of everything that went in.

    Attributes:
        profile: version of the client's profile; 0 where nothing was asked.
        catalogue: number of the practice's.
        analysis: id; empty without a photo.
        consents: that it rests on; none where it was made by hand.
    """

    profile: int
    catalogue: int
    analysis: str = ""
    consents: tuple[str, ...] = ()


class Content(Document):
    """One version: the draft, and how it came about.

    Attributes:
        changes: every field that differs from the version before.
        notes: what the provider should know of the edit, one sentence each.
        why: in the words of who asked for it.
    """

    draft: PlanDraft
    made_from: MadeFrom
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    why: str = ""

    def option(self, tier: Tier | None = None) -> PlanOption | None:
        """Of a tier, or the one that is put forward; None where there is none such."""
        tier = tier or self.draft.recommended
        return next((option for option in self.draft.options if option.tier == tier), None)

    def data(self) -> bytes:
        """As it is sealed, and as its digest is made of."""
        return self.model_dump_json(by_alias=True).encode()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
