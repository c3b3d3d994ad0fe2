"""A brand's colors as they can be read: text keeps its hue and becomes as dark as contrast asks."""

from __future__ import annotations

from collections.abc import Mapping

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3, level AA, for text of any size
_PAPER, _DARK = "#ffffff", "#000000"  # one of them stands out from every ground
_SOFT = 0.93  # so much white is mixed into a card's ground
_STEPS = 100


def brand_colors(primary: str, accent: str) -> Mapping[str, str]:
    """By use.

    Args:
        primary, accent: `#rrggbb`, sRGB.

    Returns:
        `soft`, the ground of cards; `ink` and `rule_ink`, the two colors as text on paper and on that ground;
        `on_brand`, text on the primary color.
    """
    soft = _mixed(primary, _PAPER, _SOFT)
    return {
        "soft": soft,
        "ink": _legible(primary, soft),
        "rule_ink": _legible(accent, soft),
        "on_brand": max((_PAPER, _DARK), key=lambda color: contrast(color, primary)),
    }


def contrast(first: str, second: str) -> float:
    """WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of relative luminances, 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _legible(color: str, ground: str) -> str:
    """The lightest mix with black that stands out from a light ground."""
    mixes = (_mixed(color, _DARK, step / _STEPS) for step in range(_STEPS + 1))
    return next(mixed for mixed in mixes if contrast(mixed, ground) >= LEAST_CONTRAST)


def _mixed(color: str, other: str, share: float) -> str:
    """In sRGB, `share` of the other color."""
    pairs = zip(_parts(color), _parts(other), strict=True)
    return "#" + "".join(f"{round(own * (1 - share) + more * share):02x}" for own, more in pairs)


def _parts(color: str) -> tuple[int, ...]:
    return tuple(int(color[n : n + 2], 16) for n in (1, 3, 5))


def _luminance(color: str) -> float:
    """Relative luminance of WCAG 2.2, 0 to 1."""
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (p / 255 for p in _parts(color)))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
