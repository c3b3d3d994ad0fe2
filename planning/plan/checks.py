"""The contraindication check of one line."""

from __future__ import annotations

from typing import Literal

from planning.files import Document
from planning.screening import VerdictDocument


class Check(Document):
    """Every verdict on one item or home-care line.

    Attributes:
        item: id of the plan's item, or the treatment's id for home care.
        level: the gravest; `clear` where nothing is said.
        approvable: nothing holds or blocks it.
    """

    item: str
    level: Literal["clear", "inform", "warn", "hold", "block"]
    approvable: bool
    verdicts: tuple[VerdictDocument, ...] = ()
