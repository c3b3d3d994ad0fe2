"""What is refused about photos, and about what is read from them."""

from __future__ import annotations

from models.errors import CountenanceError


class PhotoChangedError(CountenanceError):
    """It was moved or deleted while it was looked at. Nothing was kept."""

    code = "photo_changed"
    status = 409
    title = "This photo was moved or deleted meanwhile"


class SameClientError(CountenanceError):
    code = "photo_is_there_already"
    status = 409
    title = "The photo is this client's already"


class PhotosNotAPairError(CountenanceError):
    """A second photo adds what an expression does: of the same client and side, the first one at rest."""

    code = "photos_not_a_pair"
    status = 422
    title = "These two photos cannot be measured together"

    def __init__(self, why: str) -> None:
        super().__init__(why)


class PhotosNotComparableError(CountenanceError):
    """Two photos of one client, from one side."""

    code = "photos_not_comparable"
    status = 422
    title = "These two photos cannot be compared"

    def __init__(self, why: str) -> None:
        super().__init__(why)


class ZoneUnknownError(CountenanceError):
    code = "zone_unknown"
    status = 422
    title = "There is no such zone"

    def __init__(self, zone: str) -> None:
        super().__init__(zone=zone)


class ConcernUnknownError(CountenanceError):
    code = "concern_unknown"
    status = 422
    title = "There is no such concern"

    def __init__(self, concern: str) -> None:
        super().__init__(concern=concern)


class FindingMissingError(CountenanceError):
    """There is none to correct: it never was, was rejected, or was moved."""

    code = "finding_missing"
    status = 409
    title = "There is no such finding"

    def __init__(self, zone: str, concern: str) -> None:
        super().__init__(zone=zone, concern=concern)


class FindingThereError(CountenanceError):
    """A finding of this concern stands in the zone: it is re-graded, not added."""

    code = "finding_there_already"
    status = 409
    title = "There is such a finding already"

    def __init__(self, zone: str, concern: str) -> None:
        super().__init__(zone=zone, concern=concern)
