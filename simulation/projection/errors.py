"""Failures at which nothing leaves."""

from __future__ import annotations

from models.errors import CountenanceError


class ProjectionUnsealedError(CountenanceError):
    """A picture without its label or its manifest."""

    code = "projection_unsealed"
    status = 500
    title = "The projection lacks its label or its manifest"


class NothingToShowError(CountenanceError):
    """Nothing of what was asked for can be shown on this photo."""

    code = "nothing_to_show"
    status = 422
    title = "Nothing of this can be shown on this photo"
