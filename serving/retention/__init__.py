"""How long what is kept: a schedule that anybody may read, and what does as it says."""

from serving.retention.ending import end_now, has_ended
from serving.retention.schedule import Rule, schedule
from serving.retention.sweeping import sweep_retention

__all__ = ["Rule", "end_now", "has_ended", "schedule", "sweep_retention"]
