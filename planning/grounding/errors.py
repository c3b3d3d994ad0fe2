"""What can be wrong with a protocol's document."""

from __future__ import annotations

from models.errors import CountenanceError


class ProtocolUnreadableError(CountenanceError):
    """The bytes are no Markdown, PDF or Word document that can be read."""

    code = "protocol_unreadable"
    status = 422
    title = "A document can't be read"


class ProtocolTooLargeError(CountenanceError):
    """The document is larger than any protocol is."""

    code = "protocol_too_large"
    status = 413
    title = "A document is too large"
