"""What a client agreed to: each scope with its own text, version and signature. Nothing is assumed.

`standing` says what is in force; `Standing.require` stops whatever rests on an agreement that is not there. It is asked
before anything is computed, and again before what was computed is kept: a withdrawal stops processing at once.
Declining never blocks care: a plan is made without a photo, and without software where planning was declined.
"""

from serving.consents.errors import ConsentMissingError, ConsentTextUnknownError, ConsentWithdrawnError
from serving.consents.scopes import NEEDS, SCOPES, Processing, Scope
from serving.consents.standing import Standing, standing

__all__ = [
    "NEEDS",
    "SCOPES",
    "ConsentMissingError",
    "ConsentTextUnknownError",
    "ConsentWithdrawnError",
    "Processing",
    "Scope",
    "Standing",
    "standing",
]
