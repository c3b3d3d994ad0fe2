"""Lines of a plan as they are typed: `ID[:ZONE,ZONE][@DATE][=PRODUCT]`."""

from __future__ import annotations

import re

from pydantic import ValidationError

from models.errors import CountenanceError
from planning.screening.planned import Planned

_FORM = re.compile(
    r"(?P<treatment>[a-z0-9_]+)(?::(?P<zones>[a-z_,]+))?(?:@(?P<on>\d{4}-\d\d-\d\d))?(?:=(?P<product>.+))?"
)


class PlannedInvalidError(CountenanceError):
    """A line was not typed as `ID[:ZONE,ZONE][@DATE][=PRODUCT]`."""

    code = "planned_invalid"
    status = 422
    title = "A treatment is not written as it must be"


def read_planned(written: str) -> Planned:
    """A line.

    Raises:
        PlannedInvalidError: it is not of that form, or there is no such day.
    """
    match = _FORM.fullmatch(written.strip())
    if match is None:
        raise PlannedInvalidError(f"{written!r} is not ID[:ZONE,ZONE][@DATE][=PRODUCT]")
    zones = tuple(filter(None, (match["zones"] or "").split(",")))
    try:
        line = {"treatment": match["treatment"], "zones": zones, "on": match["on"], "product": match["product"] or ""}
        return Planned.model_validate(line)
    except ValidationError as error:
        raise PlannedInvalidError(f"{written!r}: {error.errors()[0]['msg']}") from None
