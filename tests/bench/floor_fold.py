"""What one event costs in the figures' fold: a day of usual chats, one where all is in motion, and a quiet week.

Usual chats are mostly words; in the second log every sixth entry moves somebody. In the quiet week time itself is the
work: twelve samples of each window are taken whether anything happens or not. Times are of the processor: other
programs on the machine are not counted, but slow it.
"""

import json
import statistics
import time
from heapq import heapify, heappop, heappush
from typing import Any

from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.metrics.entries import Entry
from console.core.metrics.figures import Figures
from tests.bench.measure import percentile, summary
from tests.core.metrics.floor_log import FloorLog, H, S
from tests.core.metrics.week import BEGIN, PEOPLE, POLICY, ZONE, Week

NAME = "floor_fold: one event folded into every figure of the floor"
GOAL = "<= 20 us an event"
CHATS = 3_000
TEAM = {f"agent{n}": skills for n, skills in enumerate(list(PEOPLE.values()) * 12)}


def usual_chats(chats: int) -> list[Entry]:
    """Two answers of the bot, a person, six messages each way, a disposition, and every third one a rating."""
    log = FloorLog(BEGIN, TEAM).sign_in(*TEAM)
    plan: list[tuple[int, int, int]] = [(BEGIN + 10 * S + n * 2 * S, n, 0) for n in range(chats)]
    heapify(plan)
    while plan:
        log.at, n, step = heappop(plan)
        conv, agent = f"c{n}", f"agent{n % len(TEAM)}"
        last = _step(log, conv, agent, step, n)
        if not last:
            heappush(plan, (log.at + (5 + n * 7 % 40) * S, n, step + 1))
    return log.entries


def _step(log: FloorLog, conv: str, agent: str, step: int, n: int) -> bool:
    """One step of one chat; whether it was the last one."""
    if step == 0:
        log.open(conv, "en", ("payment", "delivery", "dispute")[n % 3], f"customer{n}")
    elif step == 1:
        log.say(conv)
        log.bot_answers(conv, "payment")
    elif step == 2:
        log.ask(conv, queue=POLICY.queues[n % 3].name)
    elif step == 3:
        offer = log.offer(conv, agent)
        log.do(conv, Actor("agent", agent, "agent"), c.Accept(offer))
    elif step < 16:
        log.say(conv) if step % 2 else log.reply(conv, agent)
    elif step == 16:
        log.reply(conv, agent)
        log.resolve(conv, agent, "")
    else:
        log.do(conv, Actor("agent", agent, "agent"), c.WrapUp("solved"))
        if n % 3 == 0:
            log.do(conv, log.customer(conv), c.Rate(5))
        return True
    return False


def fold(entries: list[Entry]) -> dict[str, float]:
    """The whole log once in one go, and once each entry by itself."""
    figures = Figures(POLICY, TEAM.__getitem__, ZONE)
    began = time.thread_time()
    for entry in entries:
        figures.apply(entry)
    mean = (time.thread_time() - began) / len(entries)
    figures = Figures(POLICY, TEAM.__getitem__, ZONE)
    each = []
    for entry in entries:
        began = time.thread_time()
        figures.apply(entry)
        each.append(time.thread_time() - began)
    return {"mean": 1e6 * mean, "p50": 1e6 * statistics.median(each), "p99": 1e6 * percentile(each, 0.99)}


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """The same three logs, so many times."""
    usual = usual_chats(20 if smoke else CHATS // 2)
    moving = Week(1, 40 if smoke else CHATS, span=6 * H, people=TEAM).run().entries
    # What happens days later is another matter: returns, ratings.
    moving = [entry for entry in moving if entry.at < BEGIN + 8 * H]
    quiet = Week(1, 40 if smoke else CHATS // 10).run().entries
    found = [fold(usual) for _ in range(1 if smoke else rounds)]
    figures = {f"{name}_us": summary(one[name] for one in found) for name in found[0]}
    figures["moving_mean_us"] = summary(fold(moving)["mean"] for _ in found)
    figures["quiet_mean_us"] = summary(fold(quiet)["mean"] for _ in found)
    return {
        "name": NAME,
        "goal": GOAL,
        "entries": len(usual),
        "figures": figures,
        "met": figures["mean_us"]["median"] <= 20.0,
        "rounds": len(found),
    }


if __name__ == "__main__":
    print(json.dumps(run(3), indent=2))
