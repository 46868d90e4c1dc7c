"""Reads the file that describes a company's floor: its queues, hours and goals; each slip is named with its line."""

import re
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from console.config import toml_file
from console.config.toml_file import Document, shown
from console.core.conversation.context import MOST_NAME, Policy, QueueRoute
from console.core.conversation.words import DAY, HOUR, MINUTE, SECOND, Reason
from console.core.floor.policy import LANG, TOPIC, Costs, FloorPolicy, Goals, Hours, Mode, QueueSpec
from console.core.text.messages import t
from console.errors import ConfigError

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULT_TARGET: Final = "default"
MOST_QUEUES: Final = 200

_AT: Final = re.compile(r"^(.*?)(?: - at `(.*)`)?$", re.DOTALL)
_STEP: Final = re.compile(r"\.([^.\[\]`]+)|\[(\d+|\.\.\.)\]")
_SPAN: Final = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})")

Way = Literal["push", "pull", "pick"]
Seconds = Annotated[int, Meta(ge=1, le=DAY // SECOND)]
Percent = Annotated[float, Meta(ge=0, le=100)]
Money = Annotated[float, Meta(ge=0, le=1_000_000)]
Level = Annotated[int, Meta(ge=0, le=3)]


class _Hours(Struct, frozen=True, forbid_unknown_fields=True):
    zone: str = ""
    mon: str = ""
    tue: str = ""
    wed: str = ""
    thu: str = ""
    fri: str = ""
    sat: str = ""
    sun: str = ""
    daily: str = ""


class _Queue(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=MOST_NAME)]
    langs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    level: Level = 1
    units: Annotated[int, Meta(ge=1, le=10)] = 1
    mode: Way | None = None
    rings_seconds: Annotated[tuple[Seconds, ...], Meta(max_length=2)] = ()
    hours: _Hours | None = None


class _Goals(Struct, frozen=True, forbid_unknown_fields=True):
    waiting: Annotated[int, Meta(ge=1, le=100_000)] = 8
    longest_seconds: Seconds = 120
    in_60: Percent = 80.0
    wait_mid_seconds: Seconds = 30
    wait_90_seconds: Seconds = 90
    gave_up: Percent = 5.0
    slot_load: Percent = 85.0
    reply_owed_seconds: Seconds = 90


class _Costs(Struct, frozen=True, forbid_unknown_fields=True):
    currency: Annotated[str, Meta(max_length=8)] = ""
    bot_fee: Money = 0.0
    human_time: Money = 0.0
    hybrid_time: Money = 0.0
    contact: Money = 0.0


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    workspace: Annotated[str, Meta(max_length=60)] = ""
    zone: str = "UTC"
    mode: Way = "pick"
    capacity: Annotated[tuple[Annotated[int, Meta(ge=0, le=20)], ...], Meta(min_length=4, max_length=4)] = (1, 2, 3, 3)
    offer_seconds: Annotated[int, Meta(ge=5, le=300)] = 20
    most_offers: Annotated[int, Meta(ge=1, le=20)] = 3
    sticky_hours: Annotated[int, Meta(ge=0, le=720)] = 24
    sticky_wait_seconds: Annotated[int, Meta(ge=0, le=600)] = 30
    parked_minutes: Annotated[int, Meta(ge=1, le=1440)] = 10
    wrap_up_seconds: Annotated[int, Meta(ge=0, le=3600)] = 60
    wrap_up_longest_seconds: Annotated[int, Meta(ge=0, le=3600)] = 180
    nobody_within_minutes: Annotated[int, Meta(ge=1, le=1440)] = 10
    reasons: Annotated[tuple[str, ...], Meta(max_length=20)] = ("meeting", "training", "other")
    targets: dict[str, Seconds] = {}
    goals: _Goals = _Goals()
    costs: _Costs = _Costs()
    queues: Annotated[tuple[_Queue, ...], Meta(max_length=MOST_QUEUES)] = ()


class Floor(Struct, frozen=True):
    """What the file says."""

    policy: FloorPolicy
    targets: dict[str, int]
    """How long a request may wait, by reason, in milliseconds; those that the file names."""

    def rules(self, base: Policy) -> Policy:
        """The rules of conversations with what the floor says of them."""
        floor = self.policy
        everybody = next((queue.name for queue in floor.queues if not queue.langs and not queue.topics), base.queue)
        targets = {reason: target for reason, target in self.targets.items() if reason != DEFAULT_TARGET}
        return replace(
            base,
            version=floor.version,
            queue=everybody,
            queues=tuple(queue.name for queue in floor.queues),
            routes=tuple(
                QueueRoute(queue.name, queue.langs, queue.topics)
                for queue in floor.queues
                if queue.langs or queue.topics
            ),
            targets=base.targets | targets,
            default_target=self.targets.get(DEFAULT_TARGET, base.default_target),
            wrap_up=floor.wrap_up,
            wrap_up_longest=floor.wrap_up_longest,
            transfer_offer=floor.offer,
        )


def read(path: Path) -> Floor:
    """The floor that this file describes.

    Raises:
        ConfigError: it cannot be read, or says something that cannot be; with the line.
    """
    try:
        return _Reading(toml_file.read(path)).floor()
    except FileNotFoundError as problem:
        raise ConfigError(t("floor_file.missing", path=path), code="no_floor_file") from problem


class _Reading:
    """One file on its way to a policy."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def floor(self) -> Floor:
        try:
            said = msgspec.convert(self.document.table, _File)
        except msgspec.ValidationError as problem:
            raise self._slip(problem) from None
        self._zone(said.zone, "zone")
        self._unique(said)
        for reason in said.targets:
            if reason != DEFAULT_TARGET and reason not in set(Reason):
                raise self._wrong("reason", ("targets", reason), reason)
        if said.wrap_up_longest_seconds < said.wrap_up_seconds:
            raise self._wrong("wrap_up", ("wrap_up_longest_seconds",), said.wrap_up_longest_seconds)
        policy = FloorPolicy(
            workspace=said.workspace,
            zone=said.zone,
            mode=Mode(said.mode),
            queues=tuple(self._queue(n, queue, said.zone) for n, queue in enumerate(said.queues)),
            capacity=said.capacity,
            offer=said.offer_seconds * SECOND,
            most_offers=said.most_offers,
            sticky=said.sticky_hours * HOUR,
            sticky_wait=said.sticky_wait_seconds * SECOND,
            parked_after=said.parked_minutes * MINUTE,
            wrap_up=said.wrap_up_seconds * SECOND,
            wrap_up_longest=said.wrap_up_longest_seconds * SECOND,
            nobody_within=said.nobody_within_minutes * MINUTE,
            reasons=said.reasons,
            goals=_goals(said.goals),
            costs=msgspec.convert(msgspec.structs.asdict(said.costs), Costs),
        )
        return Floor(policy, {reason: seconds * SECOND for reason, seconds in said.targets.items()})

    def _queue(self, n: int, queue: _Queue, zone: str) -> QueueSpec:
        for kind, pattern, values in (("langs", LANG, queue.langs), ("topics", TOPIC, queue.topics)):
            for index, value in enumerate(values):
                if not pattern.fullmatch(value):
                    raise self._wrong(kind, ("queues", n, kind, index), value)
        if list(queue.rings_seconds) != sorted(set(queue.rings_seconds)):
            raise self._wrong("rings", ("queues", n, "rings_seconds"), list(queue.rings_seconds))
        return QueueSpec(
            queue.name,
            queue.langs,
            queue.topics,
            queue.level,
            queue.units,
            Mode(queue.mode) if queue.mode else None,
            self._hours(n, queue.hours, zone) if queue.hours is not None else None,
            tuple(seconds * SECOND for seconds in queue.rings_seconds),
        )

    def _hours(self, n: int, hours: _Hours, zone: str) -> Hours:
        place = ("queues", n, "hours")
        if hours.zone:
            self._zone(hours.zone, *place, "zone")
        spans = [getattr(hours, day) or hours.daily for day in DAYS]
        if not any(spans):
            raise self._wrong("no_hours", place, "")
        days = tuple(
            self._span((*place, day if getattr(hours, day) else "daily"), span)
            for day, span in zip(DAYS, spans, strict=True)
        )
        return Hours(hours.zone or zone, days)

    def _span(self, place: tuple[str | int, ...], span: str) -> tuple[int, int]:
        if not span or span == "closed":
            return 0, 0
        found = _SPAN.fullmatch(span)
        if found is None:
            raise self._wrong("span", place, span)
        from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
        opens, closes = 60 * from_hour + from_minute, 60 * to_hour + to_minute
        if from_minute > 59 or to_minute > 59 or not 0 <= opens < closes <= 24 * 60:
            raise self._wrong("span", place, span)
        return opens, closes

    def _zone(self, zone: str, *place: str | int) -> None:
        import zoneinfo

        try:
            zoneinfo.ZoneInfo(zone)
        except (OSError, ValueError, zoneinfo.ZoneInfoNotFoundError):
            raise self._wrong("zone", place, zone) from None

    def _unique(self, said: _File) -> None:
        known: set[str] = set()
        for n, queue in enumerate(said.queues):
            if queue.name != " ".join(queue.name.split()):
                raise self._wrong("spaces", ("queues", n, "name"), queue.name)
            if queue.name.casefold() in known:
                raise self._wrong("twice", ("queues", n, "name"), queue.name)
            known.add(queue.name.casefold())

    def _wrong(self, kind: str, place: tuple[str | int, ...], value: object) -> ConfigError:
        where = t("config.where.file", path=self.document.name, line=self.document.line(*place))
        return ConfigError(t(f"floor_file.{kind}", where=where, value=shown(value)), code="bad_floor_file")

    def _slip(self, problem: msgspec.ValidationError) -> ConfigError:
        """The library's own finding, with the line of the key that it is about."""
        found = _AT.match(str(problem))
        detail, path = (found[1], found[2] or "") if found else (str(problem), "")
        place: list[Any] = [int(n) if n.isdigit() else name for name, n in _STEP.findall(path) if name or n.isdigit()]
        unknown = re.search(r"unknown field `(.*)`", detail)
        if unknown:
            place.append(unknown[1])
        where = t("config.where.file", path=self.document.name, line=self.document.line(*place))
        key = ".".join(str(step) for step in place)
        return ConfigError(
            t("floor_file.slip", where=where, key=shown(key), detail=shown(detail, 120)), code="bad_floor_file"
        )


def _goals(said: _Goals) -> Goals:
    return Goals(
        waiting=said.waiting,
        longest=said.longest_seconds * SECOND,
        in_60=said.in_60,
        wait_mid=said.wait_mid_seconds * SECOND,
        wait_90=said.wait_90_seconds * SECOND,
        gave_up=said.gave_up,
        slot_load=said.slot_load,
        reply_owed=said.reply_owed_seconds * SECOND,
    )
