"""The language model of the settings: an endpoint, a folder on this machine, or none."""

from __future__ import annotations

from serving.language_model.endpoint import Endpoint
from serving.language_model.local import Local
from serving.language_model.port import LanguageModel
from serving.settings import Settings


def configured(settings: Settings) -> LanguageModel | None:
    """None where none is set, which is so unless somebody sets one."""
    if settings.language_model_url:
        return _endpoint(settings, settings.language_model_url)
    if settings.language_model_folder:
        return Local(
            folder=settings.language_model_folder,
            sha256=settings.language_model_sha256,
            device=settings.device,
            max_tokens=settings.language_model_max_tokens,
            timeout_s=settings.language_model_timeout_s,
        )
    return None


def _endpoint(settings: Settings, url: str) -> Endpoint:
    return Endpoint(
        url=url,
        model=settings.language_model_name,
        agreement=settings.language_model_agreement,
        agreed_on=settings.language_model_agreement_on,
        key=settings.language_model_key.get_secret_value(),
        timeout_s=settings.language_model_timeout_s,
    )
