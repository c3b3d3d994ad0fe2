"""Ready only after a canary batch passed, and only as long as that is recent."""

from __future__ import annotations

import asyncio

import pytest

from serving.readiness import Canary, Readiness

from .conftest import HeldModel, running

pytestmark = pytest.mark.anyio

CANARY = Canary[object, object]("canary", accepts=lambda result: result == "canary")


async def test_ready_only_after_the_canary_passed():
    model = HeldModel(held=True)
    async with running(model) as batcher:
        readiness = Readiness(batcher, CANARY)
        probe = readiness.probe()
        await model.entered()
        assert not await readiness.check(patience_s=0.0)
        model.release()
        await probe
        assert readiness.ready
    assert model.seen == ["canary"]  # the impatient check shared the canary that was under way


async def test_an_old_pass_is_renewed_by_the_next_check():
    now = [0.0]
    model = HeldModel()
    async with running(model) as batcher:
        readiness = Readiness(batcher, CANARY, max_age_s=30.0, clock=lambda: now[0])
        assert await readiness.check(patience_s=20.0)
        now[0] = 30.5
        assert not readiness.ready
        assert await readiness.check(patience_s=20.0)
    assert model.seen == ["canary", "canary"]


@pytest.mark.parametrize("answer", [lambda item: "something else", lambda item: ValueError("broken")])
async def test_a_wrong_or_failing_canary_is_not_ready(answer):
    async with running(HeldModel(answer)) as batcher:
        assert not await Readiness(batcher, CANARY).check(patience_s=20.0)


async def test_a_dead_worker_is_not_ready_though_its_canary_passed():
    def answer(item):
        if item == "kill":
            raise SystemExit
        return item

    async with running(HeldModel(answer)) as batcher:
        readiness = Readiness(batcher, CANARY)
        assert await readiness.check(patience_s=20.0)
        await asyncio.gather(batcher.submit("kill"), return_exceptions=True)
        assert not await readiness.check(patience_s=20.0)
