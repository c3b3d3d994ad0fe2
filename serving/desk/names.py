"""Names of things in paths and bodies: whatever has another form was never given out, and is not looked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field

_FORM = r"^[A-Za-z0-9_-]{1,64}$"

PathName = Annotated[str, Path(pattern=_FORM)]
Name = Annotated[str, Field(pattern=_FORM)]
VersionNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]
