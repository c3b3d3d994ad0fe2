"""A draft with its summaries worded by a model, as far as they hold; and what was not used, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planning.plan import PlanDraft, PlanOption, Tier
from planning.wording import answer_schema, asked, worded
from serving.language_model.errors import LanguageModelFailedError
from serving.language_model.port import LanguageModel


@dataclass(frozen=True, slots=True)
class Rewording:
    """A draft that differs from what it was in summaries alone.

    Attributes:
        fallbacks: why an option keeps the built-in summary, by tier: `language_model_failed:timeout`, `not_json`, ….
        dropped: sentences that were not used, by tier, with why.
    """

    draft: PlanDraft
    fallbacks: dict[Tier, str]
    dropped: dict[Tier, tuple[str, ...]]


def reworded(draft: PlanDraft, model: LanguageModel, today: date) -> Rewording:
    """Every option's summary in the model's words where they hold, in English.

    Raises:
        AgreementMissingError: nothing was sent.
        ModelFileError, DeviceUnavailableError: the model of this machine can't be opened.
    """
    options: list[PlanOption] = []
    fallbacks: dict[Tier, str] = {}
    dropped: dict[Tier, tuple[str, ...]] = {}
    for option in draft.options:
        try:
            said = worded(option, model.answer(asked(option), answer_schema(), today))
        except LanguageModelFailedError as error:
            fallbacks[option.tier] = f"{error.code}:{error.why}"
            options.append(option)
            continue
        if said.fallback:
            fallbacks[option.tier] = said.fallback.value
        if said.dropped:
            dropped[option.tier] = tuple(why.value for _, why in said.dropped)
        options.append(option if said.built_in else option.model_copy(update={"summary": said.text}))
    return Rewording(draft.model_copy(update={"options": tuple(options)}), fallbacks, dropped)
