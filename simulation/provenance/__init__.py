"""What a projection says of itself to machines: XMP, and a signed C2PA manifest.

In:  pixels that already carry their label, `ManifestFacts`, a `Signer`.
Out: `signed` gives a JPEG or PNG file with both. Nothing here writes a projection without them. `read_manifest` says
     what a file claims, and whether it holds.

The original is named by the hash of its bytes; no picture and no thumbnail of it goes along. Nothing is asked of
the network: no timestamp authority, no revocation, no manifest from elsewhere. The price is that a file counts as
signed only while the signer's certificate lasts: the public reader says `Invalid` from the day it expires.

What the public reader says: `Invalid`, something was changed; `Valid`, nothing was, and nobody whom the reader trusts
vouches for the signer; `Trusted`, somebody does (`trust.user_anchors` or `trust.trust_anchors` in its settings).
Without such a list it looks for trust in vain (`signingCredential.untrusted` among the failures, still `Valid`); with
`verify_trust` off it does not look.

`private_signer` makes a root and a signer's certificate for a practice that has none. Elsewhere it is `Valid`, never
`Trusted`.
"""

from simulation.provenance.certificates import private_signer
from simulation.provenance.errors import (
    ManifestUnreadableError,
    ProvenanceError,
    SignatureFailedError,
    SignerMismatchError,
    SignerNotInForceError,
    SignerUnreadableError,
    SignerUnsuitableError,
)
from simulation.provenance.facts import STATEMENT, Level, ManifestFacts, TreatmentFact, View
from simulation.provenance.reading import ManifestSummary, read_manifest
from simulation.provenance.signer import Signer, parse_signer
from simulation.provenance.signing import PictureFormat, signed
from simulation.provenance.source_types import SOURCE_TYPE_URIS, DigitalSourceType

__all__ = [
    "SOURCE_TYPE_URIS",
    "STATEMENT",
    "DigitalSourceType",
    "Level",
    "ManifestFacts",
    "ManifestSummary",
    "ManifestUnreadableError",
    "PictureFormat",
    "ProvenanceError",
    "SignatureFailedError",
    "Signer",
    "SignerMismatchError",
    "SignerNotInForceError",
    "SignerUnreadableError",
    "SignerUnsuitableError",
    "TreatmentFact",
    "View",
    "parse_signer",
    "private_signer",
    "read_manifest",
    "signed",
]
