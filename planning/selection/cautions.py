"""Warnings that leave a treatment to the provider: a draft does not put it forward."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planning.library import Treatment
from planning.profile import health_catalogue
from planning.rules import Verdict
from planning.selection.due import gentle
from planning.selection.needs import Need

# Ours: what was asked for is worth one warning that lasts; two where it is injected, for blood thinners and supplements
# warn of the same bruise, and for light peels, of which two warn of darker skin. What nobody asked for is worth none.
MOST_WARNINGS, MOST_OF_THE_SAME = 1, 2
# Ours: all that is elective can wait for the end of these.
_PUT_OFF = ("pregnancy", "lactation")


def cautioned(treatment: Treatment, wanted: Collection[Need], warnings: Sequence[Verdict]) -> str:
    """Why a treatment is left to the provider, as a sentence; empty where it may be put forward."""
    messages = list(dict.fromkeys(warning.message for warning in warnings))
    titles = {health_catalogue()[code].title for code in _PUT_OFF}
    if any(titles & set(warning.facts) for warning in warnings):
        return f"{treatment.title} is put off until pregnancy and breastfeeding are over."
    if messages and not any(need.goals for need in wanted):
        return f"{treatment.title}: not asked for, and to be weighed for this client. {messages[0]}"
    same = bool(treatment.called & {"injectable", "superficial_peel"})
    if not gentle(treatment) and len(messages) > (MOST_OF_THE_SAME if same else MOST_WARNINGS):
        return f"{treatment.title}: {len(messages)} cautions speak against it for this client. {' '.join(messages)}"
    return ""
