"""Profiles: what a client was asked and told, `countenance.profile/1`, sealed with the client's key.

The date of birth is the client's own and stands there; what a provider has examined is put on record by a provider.
`profile_of` is what plans and projections are made from.
"""

from serving.profiles.keeping import Told, profile_of

__all__ = ["Told", "profile_of"]
