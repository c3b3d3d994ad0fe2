"""Who signs projections on this machine: a practice's own certificate, or one that is made on first use.

`configured_signer` gives the signer that the settings name, checked for the day it is asked on. Where they name none,
`SigningStore` makes a private one, once, and says so.
"""

from serving.signing.configured import configured_signer, practice_signer
from serving.signing.errors import SigningFolderError
from serving.signing.store import SigningStore, default_signing_dir

__all__ = ["SigningFolderError", "SigningStore", "configured_signer", "default_signing_dir", "practice_signer"]
