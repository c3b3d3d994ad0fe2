"""What is refused about erasure."""

from __future__ import annotations

from models.errors import CountenanceError


class ClientMergedAwayError(CountenanceError):
    """The client is kept under another entry, which `details.merged_into` names: to erase that one erases all."""

    code = "client_merged"
    status = 409
    title = "This client is kept under another entry"
