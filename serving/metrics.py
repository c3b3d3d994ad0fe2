"""Prometheus metrics. One registry is made in the lifespan and handed in, so that tests share nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from models.errors import CountenanceError

_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0]
_ITEMS = [1, 2, 4, 8, 16, 32, 64]


class BatcherMetrics:
    """Wait, execution, batch size, queue length and outcomes of every batcher, labeled by model."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def histogram(name: str, text: str, buckets: Sequence[float]) -> Histogram:
            name = f"countenance_batcher_{name}"
            return Histogram(name, text, ["model"], buckets=buckets, registry=registry)

        self._wait = histogram("wait_seconds", "Time in the queue", _SECONDS)
        self._execution = histogram("execution_seconds", "Time in the model", _SECONDS)
        self._size = histogram("batch_size", "Items per batch", _ITEMS)
        self._waiting = Gauge("countenance_batcher_waiting", "Items in the queue", ["model"], registry=registry)
        self._outcomes = Counter(
            "countenance_batcher_items", "Items by outcome", ["model", "outcome"], registry=registry
        )

    def of(self, name: str, waiting: Callable[[], int]) -> ModelMetrics:
        self._waiting.labels(name).set_function(waiting)
        return ModelMetrics(
            wait=self._wait.labels(name),
            execution=self._execution.labels(name),
            size=self._size.labels(name),
            count=lambda outcome: self._outcomes.labels(name, outcome).inc(),
        )


class ModelMetrics:
    """The metrics of one model: wait, execution, size; `count(outcome)` for the rest."""

    def __init__(self, wait: Histogram, execution: Histogram, size: Histogram, count: Callable[[str], None]) -> None:
        self.wait, self.execution, self.size, self.count = wait, execution, size, count


class StageMetrics:
    """How long each stage of an analysis takes, and how analyses end."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._stage = Histogram(
            "countenance_analysis_stage_seconds",
            "Time per stage, waiting included",
            ["stage"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._ended = Counter(
            "countenance_analyses",
            "Analyses by outcome: ok or a code",
            ["outcome"],
            registry=registry,
        )
        self.uploading = Gauge("countenance_uploads_in_progress", "Uploads being read", registry=registry)
        self.in_flight = Gauge("countenance_analyses_in_flight", "Analyses in progress", registry=registry)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        with self._stage.labels(name).time():
            yield

    def ended(self, outcome: str) -> None:
        self._ended.labels(outcome).inc()


class ProjectionMetrics:
    """How long each part of a projection takes, and how projections end."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._stage = Histogram(
            "countenance_projection_stage_seconds",
            "Time per stage or view, waiting included",
            ["stage"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._ended = Counter(
            "countenance_projections",
            "Projections by outcome: ok or a code",
            ["outcome"],
            registry=registry,
        )

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        with self._stage.labels(name).time():
            yield

    def ended(self, outcome: str) -> None:
        self._ended.labels(outcome).inc()


class RequestMetrics:
    """Requests by route and status, and how long they take."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._seconds = Histogram(
            "countenance_request_seconds",
            "Time from the request's first byte to the answer's last",
            ["method", "route", "status"],
            buckets=_SECONDS,
            registry=registry,
        )

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        self._seconds.labels(method, route, f"{status // 100}xx").observe(seconds)


class KeepingMetrics:
    """What grows when something behind the answers stands still. Asked for when metrics are; NaN where it can't be.

    Args:
        in_use: connections of the database.
        backlog: deliveries that wait, and seconds that the oldest of them is overdue.
        checkpoint_age: seconds.
    """

    def __init__(
        self,
        registry: CollectorRegistry,
        in_use: Callable[[], int],
        backlog: Callable[[], tuple[int, float]],
        checkpoint_age: Callable[[], float],
    ) -> None:
        def gauge(name: str, text: str, value: Callable[[], float]) -> None:
            Gauge(f"countenance_{name}", text, registry=registry).set_function(lambda: _or_nan(value))

        gauge("database_connections", "Connections of the database in use", in_use)
        gauge("webhook_deliveries_waiting", "Deliveries of events that wait", lambda: backlog()[0])
        gauge("webhook_overdue_seconds", "How late the oldest of them is", lambda: backlog()[1])
        gauge("audit_checkpoint_age_seconds", "Since all chains of the audit were vouched for", checkpoint_age)


def _or_nan(value: Callable[[], float]) -> float:
    try:
        return value()
    except CountenanceError:
        return math.nan
