"""Failures on the way to a projection that a caller can act on."""

from __future__ import annotations

from models.errors import CountenanceError


class ScaleUnknownError(CountenanceError):
    """An effect names a published scale that the table does not map."""

    code = "scale_unknown"
    status = 500
    title = "An effect names a scale that is not mapped"


class ScaleUnitError(CountenanceError):
    """An effect is given in a unit that its scale does not map to."""

    code = "scale_unit_mismatch"
    status = 500
    title = "An effect's unit is not its scale's"


class IntendedInvalidError(CountenanceError):
    """What is to be shown is not written as `ID[:zones][:level]`."""

    code = "intended_invalid"
    status = 422
    title = "The treatment to show could not be read"


class ZoneUnknownError(CountenanceError):
    """The face chart has no such zone, so that nothing can be shown there."""

    code = "zone_unknown"
    status = 422
    title = "There is no such zone on the face chart"


class ZoneNotServedError(CountenanceError):
    """A treatment is planned or shown where its file does not offer it."""

    code = "zone_not_served"
    status = 422
    title = "The treatment is not offered there"


class EffectWithoutCapError(CountenanceError):
    """No source gives how much a treatment does, or does there; nothing is shown without a sourced cap."""

    code = "effect_without_cap"
    status = 422
    title = "No outcome with a sourced cap is known"


class EffectBeyondCapError(CountenanceError):
    """More was asked for than the source carries."""

    code = "effect_beyond_cap"
    status = 422
    title = "More than the cap is not shown"


class ProjectionNotAuthorizedError(CountenanceError):
    """A projection may not be made; every reason is named."""

    code = "projection_not_authorized"
    status = 403
    title = "The projection is not authorized"
