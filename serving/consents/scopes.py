"""What can be agreed to, and what each piece of work rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Literal, get_args

Scope = Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

# As the texts say. The others last until they are taken back; photos and geometry end by the retention schedule, too.
TERMS: Mapping[Scope, timedelta] = MappingProxyType({"sharing": timedelta(days=365), "marketing": timedelta(days=365)})

Processing = Literal["keep_photo", "analyze", "compare", "project", "draft", "share"]
# Landmarks are computed by every one that looks at a face: a biometric release comes before.
NEEDS: Mapping[Processing, tuple[Scope, ...]] = MappingProxyType(
    {
        "keep_photo": ("storage",),
        "analyze": ("biometric", "analysis"),
        "compare": ("biometric", "analysis", "storage"),
        "project": ("biometric", "analysis", "projection", "storage"),
        "draft": ("planning",),
        "share": ("sharing",),
    }
)
