"""What is refused about practices."""

from __future__ import annotations

from models.errors import CountenanceError


class PracticeExistsError(CountenanceError):
    code = "practice_exists"
    status = 409
    title = "There is such a practice already"


class CatalogueOfAnotherPracticeError(CountenanceError):
    """The file's id is another practice's. Nothing was taken in."""

    code = "catalogue_of_another_practice"
    status = 422
    title = "This practice file belongs to another practice"


class TimeZoneUnknownError(CountenanceError):
    code = "time_zone_unknown"
    status = 422
    title = "There is no such time zone"
