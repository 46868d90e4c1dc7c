"""What a simulation in virtual time comes to, for people and as JSON."""

import sys

import msgspec

from console.core.text.messages import t
from console.simulate.full_size import Day
from console.simulate.vectors import SHARED, VECTORS, Shared, gaps, run_shared, run_vector


def tell_day(day: Day, days: float, *, as_json: bool) -> None:
    """A simulated day."""
    if as_json:
        _say(msgspec.json.encode(day).decode())
        return
    each = 1e6 * day.router_seconds / max(1, day.offers)
    _say(t("simulate.day.chats", days=days, chats=day.chats, seconds=day.seconds, router=day.router_seconds, each=each))
    _say(t("simulate.day.people", wanted=day.wanted, answered=day.answered, wait=day.wait_s))
    _say(
        t("simulate.day.service", in_60=day.in_60, gave_up=day.gave_up, silent=day.silent, slots=day.slot_load),
    )
    _say(t("simulate.day.offers", offers=day.offers, missed=day.missed, talk=day.talk_s))


def tell_vectors(chats: int, seed: int, *, as_json: bool) -> None:
    """The vectors of queueing theory beside the model, as shares off; then agents who share themselves."""
    told: dict[str, object] = {}
    if not as_json:
        _say(t("simulate.vector.head"))
    for vector in VECTORS:
        run = run_vector(vector, chats, seed)
        off = gaps(vector, run)
        told[vector.name] = {"exact": msgspec.to_builtins(vector), "run": msgspec.to_builtins(run), "off": off}
        if not as_json:
            _say(
                t(
                    "simulate.vector.exact",
                    name=vector.name,
                    waits=vector.waits,
                    leaves=vector.leaves,
                    wait=vector.wait_s,
                    busy=vector.occupancy,
                    in_time=vector.in_target,
                )
            )
            _say(
                t(
                    "simulate.vector.run",
                    chats=run.chats,
                    waits=off["waits"],
                    leaves=off["leaves"],
                    wait=off["wait_s"],
                    busy=off["occupancy"],
                    in_time=off["in_target"],
                )
            )
    shared = [(shared, run_shared(shared, chats, seed)) for shared in SHARED]
    if as_json:
        told["shared"] = [{"before": msgspec.to_builtins(was), "run": msgspec.to_builtins(run)} for was, run in shared]
        _say(msgspec.json.encode(told).decode())
        return
    _say(t("simulate.shared.head"))
    for was, run in shared:
        _row(was.cap, t("simulate.shared.then"), was)
        now = Shared(
            was.cap,
            run.leaves,
            run.answer_s,
            run.in_target,
            run.concurrency,
            run.occupancy,
            run.slot_load,
            run.session_s,
        )
        _row(was.cap, t("simulate.shared.now"), now)


def _row(cap: int, what: str, row: Shared) -> None:
    _say(
        t(
            "simulate.shared.row",
            cap=cap,
            what=what,
            leaves=row.leaves,
            answer=row.answer_s,
            in_time=row.in_target,
            chats=row.concurrency,
            busy=row.occupancy,
            slots=row.slot_load,
            session=row.session_s,
        )
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
