"""What an overflow brings, with the numbers of the drawing of an outage, and which action comes first."""

from console.core.floor.capacity import HALVES, Load
from console.core.floor.eligible import Agent
from console.core.floor.overflow import best_actions, help_for
from console.core.floor.policy import FloorPolicy, QueueSpec
from console.core.floor.presence import AgentState, Skills
from console.core.floor.routing import route
from tests.core.floor.given import NOW, leg

POLICY = FloorPolicy(queues=(QueueSpec("payment en", ("en",)), QueueSpec("dispute de", ("de",), level=3)))
EN = ("en",)
FREE = {
    "account en": [(name, 3, 2, EN) for name in ("Hal", "Maya", "Eli", "Priya", "Ivy", "Faye", "Cole")]
    + [("Dana", 2, 1, EN), ("Greg", 2, 2, EN)],
    "returns fr": [(name, 3, 2, ("fr", "en")) for name in ("Paul", "Anne", "Zoe", "Luc")]
    + [(name, 2, 1, ("fr",)) for name in ("Remi", "Ines")],
    "all nl": [
        ("Sanne", 3, 2, ("nl", "en")),
        ("Daan", 3, 1, ("nl", "en")),
        ("Bo", 2, 1, ("nl", "en")),
        ("Fleur", 2, 1, ("nl",)),
    ],
    "refund es": [(name, 3, 2, ("es",)) for name in ("Pablo", "Iker", "Eva")],
    "payment en": [("Ben", 3, 3, EN), ("Nell", 2, 2, EN)],
}
"""Who works where: name, capacity, busy, languages."""


def outage() -> list[Agent]:
    """The agents of the drawing who matter, and some who do not."""
    staff = [
        Agent(name, Load(most, HALVES * busy), Skills(langs, 2, home))
        for home, people in FREE.items()
        for name, most, busy, langs in people
    ]
    staff.append(Agent("Jude", Load(2), Skills(EN, 1, "account en"), AgentState.AWAY))
    staff.append(Agent("Gwen", Load(2), Skills(EN, 1, "account en"), AgentState.BREAK))
    return staff


OFFERS = [leg(f"o{n}", "account en", offer="o", offer_to=name) for n, name in enumerate(("Hal", "Maya"))]
OFFERS.append(leg("o2", "all nl", offer="o", offer_to="Bo"))


def test_thirteen_can_help() -> None:
    found = help_for("payment en", outage(), OFFERS, POLICY, NOW)
    assert found.slots == 13
    assert found.by_home == (("account en", 6), ("returns fr", 4), ("all nl", 3))


def test_free_slots_of_the_queues_own_agents_and_of_low_levels_are_no_help() -> None:
    staff = [*outage(), Agent("Own", Load(3), Skills(EN, 2, "payment en")), Agent("Any", Load(3), Skills(EN, 2, ""))]
    assert help_for("payment en", staff, OFFERS, POLICY, NOW).slots == 13
    german = [Agent(f"L{level}", Load(3), Skills(("de",), level, "x")) for level in (1, 2, 3)]
    assert help_for("dispute de", german, [], POLICY, NOW).by_home == (("x", 3),)


def test_where_a_queue_names_no_language_helpers_speak_that_of_who_waits() -> None:
    staff = [Agent("En", Load(3), Skills(EN, 2, "x")), Agent("Es", Load(2), Skills(("es",), 2, "y"))]
    policy = FloorPolicy(queues=(QueueSpec("all"),))
    assert help_for("all", staff, [], policy, NOW).slots == 5
    assert help_for("all", staff, [leg("a", "all", langs=("es",))], policy, NOW).by_home == (("y", 2),)
    elsewhere = [leg("b", "payment en", langs=("es",))]
    assert help_for("all", staff, elsewhere, policy, NOW).slots == 5


def test_an_overflow_brings_what_it_says() -> None:
    """Thirteen are offered to somebody at once, one a helper, and the rest once those have accepted."""
    staff = {one.id: one for one in outage()}
    legs = [leg(f"c{n:02d}", target=90_000) for n in range(13)] + OFFERS
    answered = 0
    while made := route(legs, staff.values(), POLICY, NOW, {"payment en"}):
        answered += len(made)
        for one in made:
            legs = [each for each in legs if each.conv != one.conv]
            load = staff[one.agent].load
            skills = staff[one.agent].skills
            staff[one.agent] = Agent(one.agent, Load(load.capacity, load.full + HALVES), skills)
    assert answered == 13


def test_the_best_action_answers_most_who_wait() -> None:
    counts = {"answers": 13, "told": 14, "bot": 61, "listed": 36, "waiting": 13}
    told = best_actions(slots=13, **counts)
    assert [(one.kind, one.reach) for one in told] == [
        ("overflow", 13),
        ("notice", 14),
        ("banner", 61),
        ("list", 36),
        ("hand", 13),
    ]
    assert told[0].answers == 13
    assert best_actions(slots=4, **counts)[0].answers == 4


def test_where_no_slot_can_help_the_notice_comes_first() -> None:
    told = best_actions(slots=0, answers=13, told=14, bot=0, listed=36, waiting=13)
    assert [one.kind for one in told] == ["notice", "list", "hand"]


def test_an_overflow_that_would_answer_nobody_is_no_action() -> None:
    assert [one.kind for one in best_actions(slots=5, answers=0, listed=3)] == ["list"]
    assert best_actions() == ()


def test_the_number_beside_an_action_is_whom_it_answers_else_whom_it_reaches() -> None:
    told = best_actions(slots=13, answers=4, told=14)
    assert [(one.kind, one.counts) for one in told] == [("overflow", 4), ("notice", 14)]
