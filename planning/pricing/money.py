"""Amounts as whole cents, rounded once and half up, as a till does."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")


def cents(amount: Decimal) -> int:
    """Rounded to whole cents, half up."""
    return int((amount.quantize(_CENT, ROUND_HALF_UP) * 100).to_integral_value())


def from_cents(value: int) -> Decimal:
    """With two places."""
    return (Decimal(value) / 100).quantize(_CENT)


def percent_of(value: int, percent: Decimal) -> int:
    """Of cents, to whole cents."""
    return cents(from_cents(value) * percent / 100)
