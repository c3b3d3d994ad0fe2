"""What every model of the API is: read leniently where the server answers, sent with what was set and no more."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, PrivateAttr


class Model(BaseModel):
    """Attributes:
    etag: of the version that the server showed; an edit says it as `if_match`. None for what was not fetched, or has
        no versions.
    """

    model_config = ConfigDict(populate_by_name=True)

    _etag: str | None = PrivateAttr(default=None)

    @property
    def etag(self) -> str | None:
        return self._etag

    def model_post_init(self, context: Any, /) -> None:
        """What can have one value only, such as a `kind`, is always said."""
        self.__pydantic_fields_set__.update(_constants(type(self)))

    def as_json(self) -> str:
        """As JSON, without what was left out: an edit leaves that as it is."""
        return self.model_dump_json(by_alias=True, exclude_unset=True)


@cache
def _constants(model: type[Model]) -> frozenset[str]:
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1
    )
