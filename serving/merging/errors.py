"""What is refused about merging."""

from __future__ import annotations

from models.errors import CountenanceError


class SameEntryError(CountenanceError):
    code = "same_entry"
    status = 422
    title = "An entry cannot be merged into itself"


class BirthDiffersError(CountenanceError):
    """Two dates of birth are two people, or a mistake that is put right first."""

    code = "date_of_birth_differs"
    status = 409
    title = "The entries have different dates of birth"


class ProfileUndecidedError(CountenanceError):
    """Both have a profile, and no software decides which answers hold. `keep_profile` says it."""

    code = "profile_undecided"
    status = 409
    title = "Both entries have a profile. Please say which one holds"


class MergeChangedError(CountenanceError):
    """Something was added to the entry while its photos were sealed anew. Nothing was changed."""

    code = "merge_changed"
    status = 409
    title = "The entry was changed in the meantime. Please try again"
