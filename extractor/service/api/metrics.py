"""Figures for Prometheus, in a registry of the app's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from extractor.service.api.store_figures import store_figures
from extractor.version import VERSION

if TYPE_CHECKING:
    from extractor.service.store.engine import Store

__all__ = ["CONTENT_TYPE", "Metrics"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)


class Metrics:
    """What is counted since the start, and what the store holds when somebody asks."""

    def __init__(self, store: Store) -> None:
        self._registry = CollectorRegistry(auto_describe=False)
        labels = ("method", "route", "status")
        self._requests = Counter("gongkai_requests", "Requests answered.", labels, registry=self._registry)
        self._seconds = Histogram(
            "gongkai_request_seconds",
            "Seconds until an answer began.",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._in_flight = Gauge("gongkai_requests_in_flight", "Requests now being answered.", registry=self._registry)
        self.uploads = Counter("gongkai_uploaded_files", "Files taken up or refused.", registry=self._registry)
        self.events = Counter("gongkai_events", "Events of review, by kind.", ("kind",), registry=self._registry)
        self.failed_sign_ins = Counter("gongkai_failed_sign_ins", "Wrong keys at sign-in.", registry=self._registry)
        self._registry.register(_OfStore(store))

    def answered(self, scope: Mapping[str, Any], status: int, seconds: float) -> None:
        """Count one request whose answer begins."""
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = _template(scope)
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def in_flight(self) -> AbstractContextManager[Any]:
        """Return the context in which a request is being answered."""
        return self._in_flight.track_inprogress()

    def text(self) -> bytes:
        """Return all figures in Prometheus' text format."""
        return generate_latest(self._registry)


def _template(scope: Mapping[str, Any]) -> str:
    """The address as it was declared: whatever stands for a parameter is its name again, from the last to the first."""
    if "endpoint" not in scope:
        return "none"
    path: str = scope["path"]
    end = len(path)
    for name, value in reversed(scope.get("path_params", {}).items()):
        end = path.rfind(str(value), 0, end)
        if end < 0:
            return "none"
        path = f"{path[:end]}{{{name}}}{path[end + len(str(value)) :]}"
    return path


class _OfStore(Collector):
    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterable[GaugeMetricFamily]:
        info = GaugeMetricFamily("gongkai_info", "The version that runs.", labels=["version"])
        info.add_metric([VERSION], 1)
        yield info
        for name, (about, value) in store_figures(self._store).items():
            yield GaugeMetricFamily(f"gongkai_{name}", about, value=value)
