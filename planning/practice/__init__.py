"""A practice: a group and its locations, who works there, what is offered, where, and for how much."""

from planning.practice.hours import WEEKDAYS, Hours, Span, Weekday
from planning.practice.offers import (
    Amount,
    Membership,
    MenuEntry,
    Package,
    PackageLine,
    Percent,
    SeriesTemplate,
    SeriesVisit,
    StockItem,
    Tax,
)
from planning.practice.people import Licence, Provider, Refusal
from planning.practice.places import Brand, Device, Protocol, Room
from planning.practice.practice import LocationFile, LocationUnknownError, Practice, PracticeFile, Shared
from planning.practice.read import read_practice, sample_practice
from planning.practice.series import instantiate

__all__ = [
    "WEEKDAYS",
    "Amount",
    "Brand",
    "Device",
    "Hours",
    "Licence",
    "LocationFile",
    "LocationUnknownError",
    "Membership",
    "MenuEntry",
    "Package",
    "PackageLine",
    "Percent",
    "Practice",
    "PracticeFile",
    "Protocol",
    "Provider",
    "Refusal",
    "Room",
    "SeriesTemplate",
    "SeriesVisit",
    "Shared",
    "Span",
    "StockItem",
    "Tax",
    "Weekday",
    "instantiate",
    "read_practice",
    "sample_practice",
]
