"""A language model that may word a plan's summary and propose facts of a note: off unless the settings name one.

An endpoint is asked only under a recorded data agreement; a model of this machine sends nothing out.
"""

from serving.language_model.configured import configured
from serving.language_model.endpoint import Endpoint
from serving.language_model.errors import AgreementMissingError, LanguageModelFailedError
from serving.language_model.local import Local
from serving.language_model.port import LanguageModel
from serving.language_model.propose import Proposing, with_proposals
from serving.language_model.reword import Rewording, reworded

__all__ = [
    "AgreementMissingError",
    "Endpoint",
    "LanguageModel",
    "LanguageModelFailedError",
    "Local",
    "Proposing",
    "Rewording",
    "configured",
    "reworded",
    "with_proposals",
]
