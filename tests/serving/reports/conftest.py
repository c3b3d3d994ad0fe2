from tests.serving.plans.planning_day import day

__all__ = ["day"]
