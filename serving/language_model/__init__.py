"""A language model that may word a plan's summary: off unless an endpoint and a data agreement are set."""

from serving.language_model.endpoint import Endpoint
from serving.language_model.errors import AgreementMissingError, LanguageModelFailedError
from serving.language_model.reword import Rewording, configured, reworded

__all__ = [
    "AgreementMissingError",
    "Endpoint",
    "LanguageModelFailedError",
    "Rewording",
    "configured",
    "reworded",
]
