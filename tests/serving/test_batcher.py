"""Ten bugs other servers had, one test each, and the batcher's lifetime.

No test sleeps for another thread or measures time: models are held and released by events.
"""

from __future__ import annotations

import asyncio
import gc
import time
import weakref

import pytest
from prometheus_client import CollectorRegistry

from serving.batcher import Batcher
from serving.errors import (
    BatchFailedError,
    DeadlineExceededError,
    OverloadedError,
    ShuttingDownError,
    WorkerDeadError,
)
from serving.metrics import BatcherMetrics

from .conftest import PATIENCE_S, HeldModel, everything_died, running, submitted

pytestmark = pytest.mark.anyio


async def test_a_batch_never_holds_more_than_the_maximum():
    model = HeldModel(held=True)
    async with running(model, max_batch_size=3) as batcher:
        first = await submitted(batcher, 0)
        await model.entered()
        rest = await submitted(batcher, *range(1, 8))
        model.release()
        assert await asyncio.gather(*first, *rest) == list(range(8))
    assert model.sizes == [1, 3, 3, 1]


async def test_leftovers_run_without_a_new_arrival():
    model = HeldModel(held=True)
    async with running(model, max_batch_size=2) as batcher:
        tasks = await submitted(batcher, 0)
        await model.entered()
        tasks += await submitted(batcher, 1, 2, 3)
        model.release()
        done, pending = await asyncio.wait(tasks, timeout=PATIENCE_S)
    assert not pending
    assert sorted(task.result() for task in done) == [0, 1, 2, 3]


async def test_a_request_cancelled_in_the_queue_never_reaches_the_model_and_frees_its_place():
    model = HeldModel(held=True)
    async with running(model, max_waiting=1) as batcher:
        (first,) = await submitted(batcher, "first")
        await model.entered()
        (gone,) = await submitted(batcher, "gone")
        gone.cancel()
        await asyncio.wait({gone})
        (next_one,) = await submitted(batcher, "next")  # the only place is free again
        model.release()
        assert [await first, await next_one] == ["first", "next"]
    assert gone.cancelled()
    assert model.seen == ["first", "next"]


async def test_a_request_cancelled_in_the_moment_of_the_cut_is_not_dispatched():
    model = HeldModel(held=True)
    async with running(model) as batcher:
        (first,) = await submitted(batcher, "first")
        await model.entered()
        gone, kept = await submitted(batcher, "gone", "kept")
        gone.cancel()
        model.release()  # and the loop gets no turn to take the cancelled one out of the queue:
        model.entered_now()
        assert await asyncio.gather(first, kept) == ["first", "kept"]
    assert model.seen == ["first", "kept"]


async def test_a_request_cancelled_during_its_batch_leaves_its_neighbors_alone():
    model = HeldModel(held=True)
    async with running(model) as batcher:
        (first,) = await submitted(batcher, "first")
        await model.entered()
        gone, neighbor = await submitted(batcher, "gone", "neighbor")
        first.cancel()
        model.release()
        await model.entered()
        gone.cancel()
        assert await neighbor == "neighbor"
        assert await batcher.submit("after") == "after"


async def test_an_expired_request_is_dropped_before_dispatch():
    now = [0.0]
    model = HeldModel(held=True)
    async with running(model, clock=lambda: now[0]) as batcher:
        (first,) = await submitted(batcher, "first", timeout_s=100.0)
        await model.entered()
        late, patient = [(await submitted(batcher, i, timeout_s=t))[0] for i, t in (("late", 10), ("ok", 100))]
        now[0] = 11.0
        model.release()
        assert [await first, await patient] == ["first", "ok"]
        with pytest.raises(DeadlineExceededError):
            await late
    assert "late" not in model.seen


async def test_a_caller_of_a_hanging_model_is_let_go_at_its_deadline():
    model = HeldModel(held=True)
    async with running(model) as batcher:
        with pytest.raises(DeadlineExceededError):
            await batcher.submit("stuck", timeout_s=0.01)
        model.release()


async def test_after_a_raising_function_a_good_request_works(caplog):
    def function(items):
        if "poison" in items:
            raise RuntimeError("collate failed")
        return items

    async with running(function) as batcher:
        with pytest.raises(BatchFailedError) as caught:
            await batcher.submit("poison")
        assert isinstance(caught.value.__cause__, RuntimeError)
        assert caplog.text.count("RuntimeError: collate failed") == 1
        assert await batcher.submit("good") == "good"


async def test_one_bad_item_fails_alone():
    model = HeldModel(lambda item: ValueError("bad") if item == "bad" else item, held=True)
    async with running(model) as batcher:
        (first,) = await submitted(batcher, "first")
        await model.entered()
        tasks = await submitted(batcher, "good", "bad", "fine")
        model.release()
        good, bad, fine = await asyncio.gather(*tasks, return_exceptions=True)
        await first
    assert model.sizes == [1, 3]
    assert (good, fine) == ("good", "fine")
    assert isinstance(bad, ValueError)


@pytest.mark.parametrize("wrong", [[], ["one", "too many"]])
async def test_a_wrong_output_length_fails_the_batch_and_the_next_one_works(wrong):
    async with running(lambda items: wrong if "short" in items else items) as batcher:
        with pytest.raises(BatchFailedError):
            await batcher.submit("short")
        assert await batcher.submit("good") == "good"


async def test_a_dead_worker_answers_503_to_running_waiting_and_later_requests():
    def die(item):
        raise SystemExit(item)

    model = HeldModel(die, held=True)
    async with running(model) as batcher:
        assert batcher.alive
        running_one = await submitted(batcher, "running")
        await model.entered()
        waiting = await submitted(batcher, "waiting")
        model.release()
        outcomes = await asyncio.gather(*running_one, *waiting, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [WorkerDeadError, WorkerDeadError]
        assert not batcher.alive
        with pytest.raises(WorkerDeadError) as caught:
            await batcher.submit("later")
    assert caught.value.status == 503


async def test_overload_is_refused_at_once_and_recovers():
    model = HeldModel(held=True)
    async with running(model, max_waiting=2) as batcher:
        accepted = await submitted(batcher, "running")
        await model.entered()
        accepted += await submitted(batcher, "a", "b")
        with pytest.raises(OverloadedError) as caught:
            await batcher.submit("too much")
        model.release()
        assert await asyncio.gather(*accepted) == ["running", "a", "b"]
        assert await batcher.submit("again") == "again"
    assert caught.value.status == 503
    assert caught.value.details["retry_after_s"] >= 1


async def test_an_urgent_item_passes_a_full_queue_and_goes_first():
    model = HeldModel(held=True)
    async with running(model, max_waiting=1, max_batch_size=1) as batcher:
        tasks = await submitted(batcher, "running")
        await model.entered()
        tasks += await submitted(batcher, "waiting")
        tasks += await submitted(batcher, "canary", urgent=True)
        model.release()
        await asyncio.gather(*tasks)
    assert model.seen == ["running", "canary", "waiting"]


class Payload:
    """Something large that must not outlive its request."""


class NoFaceError(Exception):
    """A class of our own can be watched by a weak reference."""


def failing_with_locals(items):
    outcomes = []
    for _ in items:
        try:
            raise NoFaceError  # its traceback holds this frame, and with it every item
        except NoFaceError as error:
            outcomes.append(error)
    return outcomes


def raising(items):
    raise RuntimeError("the whole batch")


@pytest.mark.parametrize("function", [lambda items: [Payload() for _ in items], failing_with_locals, raising])
async def test_nothing_of_a_request_is_retained(function):
    gc.disable()  # a photo kept by a reference cycle until some later collection is retained, too
    try:
        async with running(function) as batcher:
            item = Payload()
            outcome = (await asyncio.gather(batcher.submit(item), return_exceptions=True))[0]
            refs = [weakref.ref(item), weakref.ref(outcome)]
            del item, outcome
            assert await everything_died(refs)
    finally:
        gc.enable()


async def test_an_idle_batcher_takes_no_cpu():
    async with running(HeldModel()) as batcher:
        await batcher.submit("warm")
        before = time.process_time()
        await asyncio.sleep(1.0)
        assert time.process_time() - before < 0.05


async def test_stopping_finishes_what_waits_and_refuses_what_comes():
    model = HeldModel(held=True)
    async with running(model, max_batch_size=1) as batcher:
        tasks = await submitted(batcher, "running")
        await model.entered()
        tasks += await submitted(batcher, "waiting")
        stopping = asyncio.ensure_future(batcher.stop(drain_s=PATIENCE_S))
        await asyncio.sleep(0)
        with pytest.raises(ShuttingDownError):
            await batcher.submit("late")
        model.release()
        assert await asyncio.gather(*tasks) == ["running", "waiting"]
        await stopping


async def test_stopping_a_hanging_model_fails_everybody_with_a_typed_error():
    model = HeldModel(held=True)
    async with running(model, max_batch_size=1) as batcher:
        tasks = await submitted(batcher, "running")
        await model.entered()
        tasks += await submitted(batcher, "waiting")
        await batcher.stop(drain_s=0.01)
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        model.release()
    assert [type(outcome) for outcome in outcomes] == [ShuttingDownError, ShuttingDownError]


async def test_an_error_while_loading_is_raised_at_the_start():
    def load():
        raise FileNotFoundError("model file")

    batcher = Batcher("model", load, BatcherMetrics(CollectorRegistry()))
    with pytest.raises(FileNotFoundError):
        await batcher.start()
    with pytest.raises(WorkerDeadError):
        await batcher.submit("item")


async def test_metrics_count_waits_executions_sizes_and_outcomes():
    registry = CollectorRegistry()
    model = HeldModel(held=True)
    batcher = Batcher("m", lambda: model, BatcherMetrics(registry), max_waiting=2)
    await batcher.start()
    tasks = await submitted(batcher, "first")
    await model.entered()
    tasks += await submitted(batcher, "a", "b")
    (refused,) = await submitted(batcher, "refused")
    assert registry.get_sample_value("countenance_batcher_waiting", {"model": "m"}) == 2
    model.release()
    await asyncio.gather(*tasks, refused, return_exceptions=True)
    await batcher.stop()

    def sample(name: str, **labels: str) -> float | None:
        return registry.get_sample_value(f"countenance_batcher_{name}", {"model": "m", **labels})

    assert sample("batch_size_count") == sample("execution_seconds_count") == 2
    assert sample("batch_size_sum") == sample("wait_seconds_count") == 3
    assert (sample("items_total", outcome="ok"), sample("items_total", outcome="refused")) == (3, 1)
