"""What operators measure: counts and times of this process, and how things stand, in Prometheus' text format.

Numbers only, no conversation, name or word. What supervisors read of the floor is told under the same names.
"""

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics import Counter, Histogram
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector, CollectorRegistry

from console.backend.service import Committing
from console.core.conversation import commands as c
from console.core.conversation.model import Head
from console.core.conversation.words import State
from console.core.metrics.definitions import DEFINITIONS
from console.core.metrics.values import Value
from console.core.wire.frames import Result

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

Reading = Callable[[], Iterable[tuple[str, float]]]
"""How things stand now: a value for each label."""


class Telemetry:
    """One node's figures."""

    def __init__(self, version: str) -> None:
        self._registry = CollectorRegistry()
        self._commands = Counter(
            "warmline_commands",
            "Commands by name and by what they were answered with.",
            ("command", "status", "code"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "warmline_command_seconds",
            "From a command's arrival to its answer, which follows the commit.",
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._records = Counter(
            "warmline_records", "Records that were stored, by event.", ("event",), registry=self._registry
        )
        self._standing = _Standing(version)
        self._registry.register(self._standing)

    def answered(self, command: c.Command, result: Result, seconds: float) -> None:
        """A command has had its answer."""
        self._commands.labels(c.tag_of(command), result.status, result.code).inc()
        self._seconds.observe(seconds)

    def committed(self, told: Committing) -> None:
        """Records were stored."""
        for record in told.records:
            self._records.labels(str(type(record.event).__struct_config__.tag)).inc()

    def gauge(self, name: str, meaning: str, label: str, reading: Reading) -> None:
        """Tell how things stand whenever somebody looks; `label` is empty where there is one value only."""
        self._standing.gauges.append((name, meaning, label, reading))

    def counter(self, name: str, meaning: str, label: str, tally: Tally[str]) -> None:
        """Tell of something that is counted elsewhere."""
        self._standing.counters.append((name, meaning, label, tally))

    def figures(self, reading: Callable[[], Iterable[Value]]) -> None:
        """Tell the floor's figures, by their names on the wall."""
        self._standing.figures = reading

    def told(self) -> bytes:
        """Everything, as `CONTENT_TYPE`."""
        return generate_latest(self._registry)


class _Standing(Collector):
    """What is read off when somebody looks."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.gauges: list[tuple[str, str, str, Reading]] = []
        self.counters: list[tuple[str, str, str, Tally[str]]] = []
        self.figures: Callable[[], Iterable[Value]] = tuple

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("warmline_build", "The program that runs.", {"version": self.version})
        for name, meaning, label, reading in self.gauges:
            gauge = GaugeMetricFamily(name, meaning, labels=[label] if label else [])
            for value in reading():
                gauge.add_metric([value[0]] if label else [], value[1])
            yield gauge
        for name, meaning, label, tally in self.counters:
            counter = CounterMetricFamily(name, meaning, labels=[label])
            for key, count in tally.items():
                counter.add_metric([key], count)
            yield counter
        yield from _floor(self.figures())


def _floor(figures: Iterable[Value]) -> Iterator[Metric]:
    """Each figure under its own name; what there is nothing to say about is left out."""
    families: dict[str, GaugeMetricFamily] = {}
    for figure in figures:
        known = DEFINITIONS[figure.name]
        family = families.get(figure.name)
        if family is None:
            meaning = f"{known.formula} ({known.unit})."
            family = families[figure.name] = GaugeMetricFamily(
                f"warmline_floor_{figure.name}", meaning, labels=list(known.labels)
            )
        if figure.value is not None:
            family.add_metric([figure.labels.get(label, "") for label in known.labels], figure.value)
    yield from families.values()


def by_state(states: Iterable[State]) -> list[tuple[str, float]]:
    """How many there are of each state; states without any are told as 0."""
    tally = Tally(states)
    return [(str(state), float(tally[state])) for state in State if state is not State.NEW]


def longest_wait(heads: Iterable[Head], now: int) -> float:
    """Seconds since the earliest open request that no person has; 0: nobody waits."""
    since = min((head.request.since for head in heads if head.request is not None and head.waiting), default=now)
    return max(0, now - since) / 1000
