"""Where a signer's files cannot be kept."""

from __future__ import annotations

from models.errors import CountenanceError


class SigningFolderError(CountenanceError):
    """The folder for the private signer cannot be made or written."""

    code = "signing_folder_not_writable"
    status = 503
    title = "The signing key cannot be kept"


class DocumentUnsignableError(CountenanceError):
    """A file that cannot carry an approval, or carries none."""

    code = "document_unsignable"
    status = 422
    title = "This document cannot be signed or read as signed"
