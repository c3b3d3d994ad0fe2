"""Why a projection could not be signed, or a manifest not be read. `code` never changes its meaning."""

from __future__ import annotations

from models.errors import CountenanceError


class ProvenanceError(CountenanceError):
    """Base of every refusal in this package; raised itself never."""

    code = "provenance_error"
    status = 503
    title = "Projections cannot be signed"


class SignerUnreadableError(ProvenanceError):
    """The key or the certificates are not there, locked with a passphrase, or not PEM."""

    code = "signer_unreadable"
    title = "The signing key or its certificates cannot be read"


class SignerMismatchError(ProvenanceError):
    """The first certificate belongs to another key."""

    code = "signer_mismatch"
    title = "The signing key and its certificate do not belong together"


class SignerNotInForceError(ProvenanceError):
    """A certificate of the chain has expired, or begins later."""

    code = "signer_not_in_force"
    title = "The signing certificate has expired or is not valid yet"


class SignerUnsuitableError(ProvenanceError):
    """Not a P-256 key, or a certificate that is not made for signing content."""

    code = "signer_unsuitable"
    title = "The signing certificate is not made for signing projections"


class SignatureFailedError(ProvenanceError):
    """The C2PA library refused to sign, or what it signed does not verify."""

    code = "signature_failed"
    title = "The projection could not be signed"


class ManifestUnreadableError(ProvenanceError):
    """The file holds no C2PA manifest, or one that is too damaged to be read."""

    code = "manifest_unreadable"
    status = 422
    title = "The file holds no readable C2PA manifest"
