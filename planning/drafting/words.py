"""What options are called."""

from __future__ import annotations

from planning.plan import Tier

TITLES: dict[Tier, str] = {
    "good": "What matters most",
    "better": "The fuller plan",
    "best": "Everything that is worth its while",
    "nothing_now": "Nothing now",
}
