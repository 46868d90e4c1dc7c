"""What stands behind the walls of the drawings: who waits, who reads what, and the places as Sara sees them."""

import csv
from io import StringIO

from msgspec.structs import replace

from console.core.floor.rows import Row
from console.core.metrics import wall as w
from console.desk.work.floor.ink import Bit, Drawing
from console.desk.work.floor.view import View
from console.desk.work.floor_views import agents as crew
from console.desk.work.floor_views import menu as menus
from console.desk.work.floor_views import people
from console.desk.work.floor_views import queue as queues
from console.desk.work.floor_views.menu_box import draw_menu
from console.desk.work.floor_views.quality import Sheets, draw_quality
from console.desk.work.floor_views.reading import draw_reading
from console.desk.work.floor_views.reading_sides import Reading
from console.desk.work.reading import Span
from tests.desk import floor_counts as counts
from tests.desk import floor_scene as scene

SECOND = 1_000
_REASONS = {"asked": "asked", "payment": "payment dispute", "dispute": "policy", "unsure": "low_confidence"}
_ABOUT = {
    "Sam Okoro": "card_paid_twice",
    "Rui Costa": "card_charged,_no_order",
    "Kim Lee": "card_declined",
    "Tim Roe": "card_declined",
}


def rows() -> list[Row]:
    """Everybody who waits 30 seconds into the outage, and the chats that the bot has about it."""
    at = scene.OUTAGE_AT
    found = []
    for number, leg in enumerate(csv.reader(StringIO(counts.OUTAGE_LEGS)), 1):
        queue, name, reason, waited, target, offered, topic = leg
        since = at - int(waited) * SECOND
        detail = _ABOUT.get(name, "payment_failed") if queue == "payment en" else ""
        found.append(
            Row(
                f"c{number}",
                5_106 + number,
                "offered" if offered == "yes" else "queued",
                1,
                9,
                name=name,
                lang=queue.split()[1] if queue != "all nl" else "nl",
                topic=f"{topic}.{detail}" if detail else topic,
                reason=_REASONS[reason],
                asked=reason == "asked",
                since=since,
                deadline=since + int(target) * SECOND,
                queue=queue,
                bot_turns=2,
                last_at=since,
            )
        )
    bots = [
        Row(f"b{n}", 6_000 + n, "bot", 1, 3, owner="bot", name=f"Bot Chat {n}", lang="en", topic="payment.failed")
        for n in range(61)
    ]
    return [*found, *bots]


def outage(width: int = 120, height: int = 40, **more: object) -> View:
    """The wall 30 seconds into the outage, with what would help."""
    wall = scene.outage()
    queues = tuple(
        replace(queue, help=13, helpers=(("account en", 6), ("returns fr", 4), ("all nl", 3)))
        if queue.name == "payment en"
        else queue
        for queue in wall.queues
    )
    return scene.seen(replace(wall, queues=queues), width, height, **more)


def menu() -> Drawing:
    """Drawing 7."""
    view = outage()
    found = menus.menu(view, view.wall.alarms[0], rows())
    return draw_menu(view, found, 0)


def queue() -> Drawing:
    """Drawing 8."""
    view = outage(80, 24)
    choice = people.Choice(people.QUEUE, "payment en")
    shown = people.chosen(choice, rows(), view.then)
    look = queues.Look(
        wants="to know whether 64 GBP went through; the shop shows no order",
        did="read the payment state (timed out); offered a person at the first ask",
    )
    marked = frozenset(row.conv for row in shown[:5])
    return queues.draw_queue(
        queues.Opened(view=view, choice=choice, rows=shown, marked=marked, look=look, cursor=shown[0].conv)
    )


def agents() -> Drawing:
    """Drawing 9."""
    homes = tuple(row[0] for row in csv.reader(StringIO(counts.OUTAGE_QUEUES)))
    return crew.draw_agents(crew.Crew(view=outage(), homes=homes))


def quality() -> Drawing:
    """Drawing 13."""
    wall = scene.calm()
    return draw_quality(Sheets(view=scene.seen(replace(wall, quality=_costed(wall.quality)), 120, 40)))


def _costed(found: w.Quality) -> w.Quality:
    fee, human, hybrid, contact = found.rates
    each = {"bot": fee, "human": human, "hybrid": fee + hybrid}

    def cost(ledger: w.Ledger) -> w.Ledger:
        spent = ledger.final * each[ledger.handler] + ledger.again * contact
        return replace(ledger, cost=spent / ledger.verified)

    return replace(found, bot=cost(found.bot), human=cost(found.human), hybrid=cost(found.hybrid))


def reading() -> Drawing:
    """Drawing 10: the transcript's lines and the card's are given, as their own widgets draw them."""
    view = outage()
    at = view.then - view.then % SECOND
    wanted = (
        ("5102", "Raj Iyer", "payment", 82),
        ("5098", "Sue Lam", "payment", 31),
        ("5091", "Ed Kerr", "account", 9),
    )
    chats = [
        Row(
            number, int(number), "human", 2, 20, owner="ben", owner_name="Ben", name=name, lang="en", topic=topic,
            unanswered=1, unanswered_since=at - owed * SECOND, assigned_at=at - 219 * SECOND,
        )
        for number, name, topic, owed in wanted
    ]  # fmt: skip
    raj = replace(chats[0], help_since=at - 20 * SECOND)
    agent = next(agent for agent in view.wall.agents if agent.id == "ben")
    return draw_reading(
        Reading(
            view=view,
            row=raj,
            owner="Ben",
            agent=agent,
            chats=[raj, *chats[1:]],
            cursor="5102",
            warm=(
                ("Wants", "to know whether 120 EUR left his account"),
                ("Bot did", "looked up the payment (timed out twice)"),
                ("Why", "asked for a person"),
            ),
            card=tuple((Span(line, "text"),) for line in _CARD.splitlines()),
            wrote=(3, 4),
            typing="Ben is typing…",
            focus="box",
            transcript=[(Bit(line),) for line in _SAID.splitlines()],
            text=[
                "Wait for the bank: payments are failing since 10:20, the",
                "second one never left. Tell him it shows as reserved.█",
            ],
            characters=110,
            kept_at="10:20:35",
        )
    )


_CARD = """\
Raj Iyer        verified
r•••@•••.uk      y shows
customer since 2021-02
English · Britain
local time 09:20

Orders
none since 10 Nov

Earlier (1)
04 Sep  bot    solved
"""
_SAID = """\
10:16:02 Raj  I paid twice and have no order.
10:16:04 bot  I am looking up your payment.
10:16:20 bot  Sorry, this takes longer than usual.
         ╰ payment.status 0.44 · 1 source · 15.0 s
10:16:31 Raj  I want to talk to a person
───────── Ben took over 10:16:58 · Raj was told ──────────
10:17:05 Ben  Hello Raj, this is Ben. Which card did you
              use?                                     ✓✓
10:17:50 Raj  The one ending 4471
10:18:12 Ben  I see one payment of 120 EUR at 10:12.   ✓✓
10:18:40 Ben  Let me check the second one.             ✓✓
10:19:15 Raj  Will I get the second one back today?
───────── Ben asked for help 10:20:17 ────────────────────
          "refund or wait for the bank?" · staff only
"""


def every_place(width: int, height: int, **more: object) -> dict[str, Drawing]:
    """All places at one size."""
    view = outage(width, height, **more)
    who = people.chosen(people.Choice(people.QUEUE, "payment en"), rows(), view.then)
    agent = next(agent for agent in view.wall.agents if agent.id == "ben")
    chat = replace(who[0], state="human", owner="ben", owner_name="Ben", help_since=view.then, unanswered_since=1)
    found = {f"menu {alarm.number}": draw_menu(view, menus.menu(view, alarm, rows()), 0) for alarm in view.wall.alarms}
    choice = people.Choice(people.QUEUE, "payment en")
    found["queue"] = queues.draw_queue(queues.Opened(view=view, choice=choice, rows=who, marked=frozenset(("c1",))))
    found["nobody"] = queues.draw_queue(queues.Opened(view=view, choice=people.Choice(people.LATE), rows=()))
    found["agents"] = crew.draw_agents(crew.Crew(view=view))
    found["reading"] = draw_reading(Reading(view=view, row=chat, owner="Ben", agent=agent, chats=[chat], cursor="c1"))
    found["bare"] = draw_reading(Reading(view=view, row=who[0], has_card=False))
    found["quality"] = draw_quality(Sheets(view=view))
    return found
