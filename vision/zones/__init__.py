"""Where on the face: zones as data, drawn once on the chart."""

from vision.zones.atlas import ZoneAtlas, ZoneMask
from vision.zones.row import Belt, Movement, Third
from vision.zones.window import window_around
from vision.zones.zone import Zone, load_zones, parse_zones, zone_names

__all__ = [
    "Belt",
    "Movement",
    "Third",
    "Zone",
    "ZoneAtlas",
    "ZoneMask",
    "load_zones",
    "parse_zones",
    "window_around",
    "zone_names",
]
