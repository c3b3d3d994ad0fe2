"""Traces by OpenTelemetry's own SDK: a span a request, with route, status and ids, and nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("opentelemetry.sdk", reason="the SDK comes with the test requirements")

from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from tests.serving.desk.standing import key
from tests.serving.fakes import wait_until
from tests.serving.photos.conftest import House, house
from tests.serving.whole_day import PLANTED, TELLING, whole_day

__all__ = ["house"]


@pytest.fixture(autouse=True)
def exporter(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """What an SDK would send: set up for this test's server alone, for a process has one for good."""
    kept, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    monkeypatch.setattr("serving.logs.get_tracer", provider.get_tracer)
    yield kept
    provider.shutdown()


def told(spans: Iterator[ReadableSpan] | tuple[ReadableSpan, ...]) -> str:
    """Every word of some spans."""
    return "".join(span.to_json() for span in spans)


def test_each_request_is_a_span_with_route_status_and_ids(house: House, exporter: InMemorySpanExporter) -> None:
    client = house.standing.enter(**PLANTED)
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    asked = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}
    answers = [
        house.http().get(f"/v1/clients/{client}?reference={PLANTED['reference']}", headers=asked),
        house.http().post(f"/v1/clients/{client}/visits", json={"day": "Wilhelmina"}, headers=key()),
        house.http().get("/planted/Plantagenet"),
    ]
    ids = [answer.headers["x-request-id"] for answer in answers]

    def of_answers() -> list[ReadableSpan]:
        found = {(span.attributes or {})["countenance.request"]: span for span in exporter.get_finished_spans()}
        return [found[each] for each in ids if each in found]

    assert wait_until(lambda: len(of_answers()) == len(answers))  # a span ends after its answer, those of before, too
    spans = of_answers()
    routes = ("GET /v1/clients/{client}", "POST /v1/clients/{client}/visits", "GET none")
    assert [span.name for span in spans] == list(routes)
    for span, answer in zip(spans, answers, strict=True):
        assert span.kind is SpanKind.SERVER and span.end_time and span.start_time
        attributes = dict(span.attributes or {})
        assert attributes.pop("countenance.caller", "acc_1") == "acc_1"
        assert attributes == {
            "http.request.method": span.name.split()[0],
            "http.route": span.name.split()[1],
            "http.response.status_code": answer.status_code,
            "countenance.request": answer.headers["x-request-id"],
        }
        assert not span.events and span.status.description is None
    assert (spans[0].attributes or {})["countenance.caller"] == "acc_1"
    assert f"{spans[0].context.trace_id:032x}" == trace  # it goes on with the trace of whoever asks


def test_a_whole_day_of_spans_tells_of_nobody(house: House, exporter: InMemorySpanExporter) -> None:
    _, answers = whole_day(house)
    spans = exporter.get_finished_spans()
    assert len(spans) > len(answers)
    assert 500 in {(span.attributes or {})["http.response.status_code"] for span in spans}
    assert [word for word in TELLING if word in told(spans)] == []
