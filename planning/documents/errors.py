"""What can be wrong with what a document is asked for."""

from __future__ import annotations

from models.errors import CountenanceError


class PlanNotApprovableError(CountenanceError):
    """A document was asked for as approved although something in it is on hold or blocked, or is not its option."""

    code = "plan_not_approvable"
    status = 409
    title = "This plan can't be approved as it stands"


class OptionUnknownError(CountenanceError):
    """The draft has no option of that tier."""

    code = "plan_option_unknown"
    status = 422
    title = "The plan has no such option"


class PictureUnreadableError(CountenanceError):
    """A picture for a document is neither PNG nor JPEG."""

    code = "picture_unreadable"
    status = 422
    title = "A picture for the document can't be read"


class TypesettingError(CountenanceError):
    """The typesetter refused a page. It is a fault of ours: no input may bring it about."""

    code = "typesetting_failed"
    status = 500
    title = "The document could not be typeset"
