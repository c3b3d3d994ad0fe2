"""The practice's shelf: what it sells of an active, and what stands in for what is out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from planning.practice import Practice, StockItem


@dataclass(frozen=True, slots=True)
class Shelf:
    """Attributes:
    items: by treatment, in the practice's own order: its first is its choice.
    """

    items: Mapping[str, tuple[StockItem, ...]]

    @classmethod
    def of(cls, practice: Practice) -> Self:
        found: dict[str, tuple[StockItem, ...]] = {}
        for item in practice.location.stock:
            found[item.treatment] = (*found.get(item.treatment, ()), item)
        return cls(found)

    def sells(self, treatment: str) -> bool:
        """In stock or not."""
        return treatment in self.items

    def wanted(self, treatment: str) -> StockItem | None:
        """The practice's choice, there or not."""
        return next(iter(self.items.get(treatment, ())), None)

    def there(self, treatment: str) -> StockItem | None:
        """The first that can be sold today."""
        return next((item for item in self.items.get(treatment, ()) if item.quantity > 0), None)
