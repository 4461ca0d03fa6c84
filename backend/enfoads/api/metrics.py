"""Figures for Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from enfoads.api.call import Call
from enfoads.api.contract import Routes

routes = Routes("system")

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})  # a client may make up others, without end
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)  # seconds


class Metrics:
    """`gauges` are read when somebody asks; requests and finished jobs are counted as they happen."""

    def __init__(self, gauges: dict[str, tuple[str, Callable[[], float]]]) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Gauges(gauges))
        self._requests = Histogram(
            "enfoads_request_seconds", "Time to answer", ["method", "route", "status"], buckets=_BUCKETS, registry=self._registry
        )
        self._jobs = Counter("enfoads_jobs", "Finished jobs", ["kind", "status"], registry=self._registry)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).observe(seconds)

    def finished(self, kind: str, status: str) -> None:
        self._jobs.labels(kind, status).inc()

    def text(self) -> bytes:
        return generate_latest(self._registry)


class _Gauges(Collector):
    def __init__(self, gauges: dict[str, tuple[str, Callable[[], float]]]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for name, (about, read) in self._gauges.items():
            yield GaugeMetricFamily(name, about, value=read())


@routes.on("GET", "/metrics", out="text/plain")
def metrics(call: Call) -> Response:
    """Requests, jobs, queue, waiting callers and sockets, for Prometheus."""
    return Response(call.site.metrics.text(), mimetype="text/plain; version=0.0.4")
