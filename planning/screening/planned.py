"""A line of a plan as it is written: a treatment, where, when, with what."""

from __future__ import annotations

from datetime import date

from planning.files import Document
from planning.library import Library
from planning.rules import WHOLE_FACE, Item, zone_kind
from simulation.errors import ZoneNotServedError


class Planned(Document):
    """One line.

    Attributes:
        treatment: id of a file.
        zones: zone names or kinds; empty: everywhere the file offers it.
        on: the day, None while it is not scheduled.
        product: that was chosen.
    """

    treatment: str
    zones: tuple[str, ...] = ()
    on: date | None = None
    product: str = ""

    def item(self, library: Library) -> Item:
        """As rules see it.

        Raises:
            TreatmentUnknownError: no file has this id.
            ZoneNotServedError: the file does not offer it in one of the zones.
        """
        treatment = library.treatment(self.treatment)
        offered = {*treatment.zones, WHOLE_FACE}
        if elsewhere := sorted(zone for zone in self.zones if zone_kind(zone) not in offered):
            raise ZoneNotServedError(
                f"{self.treatment} is not offered on {', '.join(elsewhere)}",
                treatment=self.treatment,
                zones=elsewhere,
                offered=sorted(treatment.zones),
            )
        return Item(self.treatment, treatment.called, self.zones or treatment.zones, self.on, self.product)
