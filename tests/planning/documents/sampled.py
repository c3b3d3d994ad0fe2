"""The sample client's own draft, made from findings as a photo would give them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from planning.documents import DocumentRequest
from planning.drafting import DraftRequest, draft
from planning.files import parse, read_yaml
from planning.findings import Finding
from planning.library import load_library
from planning.medicines import Dictionary
from planning.practice import sample_practice
from planning.profile import Profile

MADE_ON = date(2026, 11, 22)
_SEEN = {
    "texture": {"lateral_cheek_right": 70, "lateral_cheek_left": 69, "malar_cheek_left": 31},
    "infraorbital_lines": {"lower_eyelid_left": 50, "lower_eyelid_right": 44},
    "oiliness": {"mid_cheek_left": 45},
    "diffuse_pigmentation": {"lateral_cheek_right": 42, "lateral_cheek_left": 42},
    "cheek_lines": {"lateral_cheek_left": 40},
    "uneven_tone": {"mid_cheek_left": 35, "malar_cheek_left": 23},
    "redness": {"nose": 28},
    "nasolabial_folds": {"nasolabial_fold_left": 23},
    "brown_spots": {"malar_cheek_left": 2, "malar_cheek_right": 1},
}
_UNSEEN = {
    "covered": {
        "blemishes": ("upper_lip", "chin", "prejowl_left", "prejowl_right", "jawline_left", "jawline_right"),
        "redness": ("chin",),
        "uneven_tone": ("chin",),
        "diffuse_pigmentation": ("upper_lip",),
    },
    "resolution": {"pores": ("nose", "mid_cheek_left", "mid_cheek_right")},
}


@cache
def findings() -> tuple[Finding, ...]:
    seen = (
        Finding(
            zone=zone,
            concern=concern,
            assessable=True,
            severity=severity,
            grade=min(severity // 20, 4),
            interval=(max(severity - 7, 0), severity + 7),
        )
        for concern, zones in _SEEN.items()
        for zone, severity in zones.items()
    )
    unseen = (
        Finding(zone=zone, concern=concern, assessable=False, reason=reason)
        for reason, concerns in _UNSEEN.items()
        for concern, zones in concerns.items()
        for zone in zones
    )
    return (*seen, *unseen)


def profile(**changes: Any) -> Profile:
    """The sample's, with fields set anew."""
    text = files("planning").joinpath("profile", "sample", "profile.yaml").read_text()
    told = parse(Profile, read_yaml(text, "profile.yaml")).model_dump(mode="json", by_alias=True)
    return Profile.model_validate(told | changes)


def sampled(
    changes: Mapping[str, Any] | None = None,
    *,
    photo: bool = True,
    seen: tuple[Finding, ...] | None = None,
    **more: Any,
) -> DocumentRequest:
    """A request with its draft.

    Args:
        changes: to the profile.
        seen: in place of the findings above.
    """
    client, practice, library = profile(**(changes or {})), sample_practice().at("oakland"), load_library()
    found = (seen or findings()) if photo else None
    classes = Dictionary.load().classes_of
    made = draft(DraftRequest(client, practice, library, classes, MADE_ON, found, "5f" * 32 if photo else ""))
    return DocumentRequest(made, practice, library, profile=client, findings=found, **more)


@cache
def sample() -> DocumentRequest:
    return sampled()
