"""Visits: the days on which a client was here. What is kept for a while is kept for a while after the last one."""

from serving.visits.last import last_visit
from serving.visits.tables import Visit

__all__ = ["Visit", "last_visit"]
