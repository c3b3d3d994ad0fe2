"""The dictionary of medicines: a name as written to its ingredients and the classes that rules ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from planning.medicines.entries import Entry, Product, entries_by_key
from planning.medicines.medicine import Medicine, MedicineClass, Membership, Unrecognized
from planning.medicines.nearness import Near, Neighborhood, limit
from planning.medicines.rows import IngredientRow, Route, Rows, read_rows
from planning.medicines.wording import Reader, Wordings, key, parts

# Edits by which a spelling must be nearer to a name than to one of other classes. Half an edit keeps one slip in a
# name from ever becoming another. A name without classes must be clearer, and nearer: a mistake there hides a rule.
CLEAR = 0.5
CLEAR_OF_LOSS = 1.0
HARMLESS_LIMIT = 1.0
SUGGESTIONS = 4
SUGGESTED = 0.4  # edits per letter: farther names help nobody
Found = Medicine | Unrecognized


class Dictionary:
    """Names to medicines. A spelling near two names whose classes differ is never decided here.

    Attributes:
        classes: by code, with the sources of their rules.
        names: every brand, ingredient and other name that is known.
    """

    def __init__(self, rows: Rows) -> None:
        self._entries: Mapping[str, Entry] = entries_by_key(rows)
        self._vague = {key(name): suggestions for name, suggestions in rows.wording.vague.items()}
        self._near = Neighborhood(self._entries)
        self._reader = Reader(rows.wording)
        self._shown_as = rows.wording.shown_as
        self._rows = rows
        self.names = tuple(entry.name for entry in self._entries.values())
        self.classes = {row.code: MedicineClass(row.code, row.title, row.strength, row.source) for row in rows.classes}

    @classmethod
    @cache
    def load(cls) -> Dictionary:
        """The dictionary of the package's own data, read once: nothing changes it.

        Raises:
            DocumentInvalidError: a data file does not have the form it should have.
            MedicineDataError: the data contradict themselves.
        """
        return cls(read_rows())

    def find(self, name: str) -> Found:
        """What a name means; doses, forms, case, accents and small misspellings do not matter."""
        whole = self._find(name, None)
        if isinstance(whole, Medicine) or len(parts(name)) < 2:
            return whole
        route = self._reader.read(name).route
        found = [self._find(part, route) for part in parts(name) if not self._reader.names_nothing(part)]
        medicines = [medicine for medicine in found if isinstance(medicine, Medicine) and medicine.exact]
        if not medicines or len(medicines) < len(found):
            return whole
        return replace(_joined(medicines), name_given=name)

    def classes_of(self, name: str) -> frozenset[str] | None:
        """The classes of a medicine by its name as told; None where a person has to look at the name."""
        found = self.find(name)
        return found.classes if isinstance(found, Medicine) else None

    def memberships(self, medicine: Medicine) -> tuple[Membership, ...]:
        """Why each ingredient of a medicine belongs to its classes."""
        rows = [row for row in self._rows.ingredients if row.ingredient in medicine.ingredients]
        return tuple(
            dict.fromkeys(
                self._membership(row, code) for row in rows for code in row.classes if code in medicine.classes
            )
        )

    def _membership(self, row: IngredientRow, code: str) -> Membership:
        support = self._rows.support[row.classes[code]]
        return Membership(row.ingredient, code, support.strength, support.source)

    def _find(self, name: str, route: Route | None) -> Found:
        read = self._reader.read(name)
        read = replace(read, route=read.route or route)
        if exact := next((reading for reading in read.readings if reading in self._entries), None):
            return self._exact(name, read, exact)
        for reading in read.readings:
            if reading in self._vague:
                return Unrecognized(name, self._vague[reading], "unclear")
        return self._nearest(name, read)

    def _exact(self, name: str, read: Wordings, reading: str) -> Found:
        """A name as it stands, unless what was left out beside it may be a slip in another: "Dalacin 1" or "T"?"""
        found = self._resolve(name, self._entries[reading], read.route, 0.0)
        if isinstance(found, Unrecognized) or reading == read.spellings[0]:
            return found
        slips = self._near.near(read.spellings[:2], reach=1.0)
        rivals = (self._resolve("", self._entries[slip.key], read.route, slip.distance) for slip in slips)
        return self._unrecognized(name, slips) if any(_margin(found, rival) for rival in rivals) else found

    def _nearest(self, name: str, read: Wordings) -> Found:
        candidates = self._near.near(read.spellings)
        letters = min(read.spellings, key=len, default="")
        if not candidates or candidates[0].distance > limit(letters, candidates[0]):
            return self._unrecognized(name, candidates)
        best, *others = candidates
        found = self._resolve(name, self._entries[best.key], read.route, best.distance)
        if isinstance(found, Unrecognized):
            return found
        too_far = not found.classes and best.distance > HARMLESS_LIMIT
        if too_far or any(self._rivals(found, best, other, read.route) for other in others):
            return self._unrecognized(name, candidates)
        return found

    def _rivals(self, found: Medicine, best: Near, other: Near, route: Route | None) -> bool:
        """Whether another name is too near to decide: about as near with other classes, just as near otherwise."""
        rival = self._resolve("", self._entries[other.key], route, other.distance)
        if isinstance(rival, Medicine) and rival.ingredients == found.ingredients and rival.classes == found.classes:
            return False
        return other.distance <= best.distance + _margin(found, rival)

    def _resolve(self, name: str, entry: Entry, route: Route | None, distance: float) -> Found:
        fitting = [product for product in entry.products if route is None or product.route in ("any", route)]
        meant = [product for product in fitting if route is None and product.bare] or fitting
        if not meant or len({product.classes for product in meant}) > 1:
            return Unrecognized(name, self._routes_of(entry), "route_needed")
        product = meant[0]
        similarity = round(max(0.0, 1 - distance / len(key(entry.name))), 3)
        return Medicine(
            name, self._shown(entry, product), product.ingredients, product.classes, distance == 0, similarity
        )

    def _shown(self, entry: Entry, product: Product) -> str:
        if len(entry.products) == 1 or product.bare:
            return entry.name
        return f"{entry.name} {self._shown_as[product.route]}"

    def _routes_of(self, entry: Entry) -> tuple[str, ...]:
        return tuple(self._shown(entry, product) for product in entry.products)

    def _unrecognized(self, name: str, candidates: list[Near]) -> Unrecognized:
        named = [self._entries[word] for word in self._reader.words(name) if word in self._entries]
        near = [self._entries[near.key] for near in candidates if near.distance <= SUGGESTED * len(near.key)]
        shown = tuple(dict.fromkeys(self._routes_of(entry)[0] for entry in (*named, *near)))
        return Unrecognized(name, shown[:SUGGESTIONS], "unclear" if shown else "unknown")


def _margin(found: Medicine, rival: Found) -> float:
    if isinstance(rival, Medicine) and rival.classes == found.classes:
        return 0.0
    return CLEAR if found.classes else CLEAR_OF_LOSS


def _joined(medicines: list[Medicine]) -> Medicine:
    """One medicine of several names; a brand with its own ingredients beside it stays the brand."""
    first, *others = medicines
    if all(other.ingredients == first.ingredients for other in others):
        matched = first.matched
    else:
        matched = " + ".join(dict.fromkeys(medicine.matched for medicine in medicines))
    return Medicine(
        name_given=first.name_given,
        matched=matched,
        ingredients=tuple(dict.fromkeys(ingredient for medicine in medicines for ingredient in medicine.ingredients)),
        classes=frozenset(code for medicine in medicines for code in medicine.classes),
        exact=all(medicine.exact for medicine in medicines),
        similarity=min(medicine.similarity for medicine in medicines),
    )
