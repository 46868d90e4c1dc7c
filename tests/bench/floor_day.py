"""One day of a whole company, about 115,000 chats and 1,000 agents, in virtual time around the shipped router."""

from typing import Any

import msgspec

from console.cli.simulate import MONDAY
from console.core.conversation.words import DAY
from console.simulate.full_size import AGENTS, simulate_day
from console.simulate.traffic import A_DAY

NAME = "floor_day"
GOAL = "a day at full size within 10 minutes on one core"
MOST_S = 600.0


def run(rounds: int, smoke: bool) -> dict[str, Any]:
    one_in = 100 if smoke else 1
    # A Wednesday: about as many as on a mean day.
    day = simulate_day(MONDAY + 2 * DAY, chats=A_DAY / one_in, agents=max(14, AGENTS // one_in))
    each = 1e6 * day.router_seconds / day.offers
    return {
        "name": NAME,
        "goal": GOAL,
        "met": day.seconds <= MOST_S,
        "figures": {
            "chats": day.chats,
            "wanted": day.wanted,
            "seconds": day.seconds,
            "router_seconds": day.router_seconds,
            "router_us_an_offer": each,
            "in_60": day.in_60,
        },
        "day": msgspec.to_builtins(day),
    }
