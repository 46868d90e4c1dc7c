"""The demo's floor as data: eight queues, sixty agents, and what comes in; the floor that the drawings show."""

import random
from typing import Final, NamedTuple

from console.config.floor_file import Floor
from console.core.conversation.context import Policy
from console.core.floor.policy import Costs, FloorPolicy, Mode, QueueSpec
from console.simulate import durations
from console.simulate.durations import Patience
from console.simulate.scripts import SCRIPTS
from console.simulate.traffic import Cell, Habits

ZONE: Final = "Europe/Madrid"
WORKSPACE: Final = "acme"


class Line(NamedTuple):
    """One queue: what comes to it, and what that takes."""

    queue: str
    lang: str
    topics: tuple[str, ...]
    """Of its chats; empty: whatever its language has that no other queue is for."""
    mix: dict[str, float]
    """Its topics and their shares."""
    per_minute: float
    """Chats that need a person."""
    handle_s: float
    level: int = 1


LINES: Final = (
    Line("payment en", "en", ("payment",), {"payment": 1.0}, 3.25, 465),
    Line("dispute de", "de", (), {"dispute": 0.6, "return": 0.4}, 1.15, 880, 3),
    Line("refund sv", "sv", (), {"refund": 0.6, "return": 0.2, "delivery": 0.2}, 1.05, 690),
    Line("account en", "en", (), {"account": 0.5, "refund": 0.2, "delivery": 0.2, "return": 0.1}, 2.15, 455),
    Line("returns fr", "fr", (), {"return": 0.7, "refund": 0.2, "delivery": 0.1}, 1.05, 545),
    Line("refund es", "es", (), {"refund": 0.6, "return": 0.2, "delivery": 0.2}, 0.90, 520),
    Line("delivery pt", "pt", (), {"delivery": 0.6, "refund": 0.2, "return": 0.2}, 0.80, 660),
    Line("all nl", "nl", (), {"delivery": 0.5, "refund": 0.5}, 0.55, 540),
)
PERSON: Final = 0.33
HANDLE_S: Final = 530.0
HANDLE_CV: Final = 0.8
PATIENCE: Final = Patience(mean_s=700.0, early=0.012, early_s=10.0, bump=0.01)
"""Most of them wait: the floor is good at it."""
HABITS: Final = Habits(durations.from_mean(HANDLE_S, HANDLE_CV), patience=PATIENCE)
ACCEPT: Final = durations.from_median(6.5, 0.45)
REPLY: Final = durations.from_median(13.0, 0.3)
"""Who has one chat; see `durations.reply`."""
LETS_PASS: Final = 0.01


class Employee(NamedTuple):
    """One agent."""

    name: str
    level: int
    home: str
    langs: tuple[str, ...]

    @property
    def login(self) -> str:
        """In plain letters."""
        plain = str.maketrans("ÅåÉéèëïíöøñãç", "AaEeeeiioonac")
        return self.name.translate(plain).casefold()


_HOMES: Final = {
    "payment en": "Ben3 Omar1 Ada1 Kai1 Nell1 Iris2 Hugo2 Rosa2 Otto2 Tess3 Finn3 Lily3 Wes3",
    "dispute de": "Lutz3 Karl3 Sven3 Ute3 Jana3 Rolf3 Anke3 Heidi3",
    "refund sv": "Lena3 Nils3 Åke3 Maja1 Tove1 Ola2 Siv2",
    "account en": "Priya3 Eli3 Hal3 Greg1 Dana1 Maya2 Cole2 Faye2 Ivy2 Jude1 Gwen1",
    "returns fr": "Paul2 Luc3 Zoé3 Rémi1 Inès1 Anne2",
    "refund es": "Luz2 Pablo2 Eva3 Iker3 Sol1 Nuria1",
    "delivery pt": "Caio2 Davi2 Rita3 Bia3 João1",
    "all nl": "Daan2 Sanne3 Bo1 Fleur1",
}
_ENGLISH: Final = "Paul Zoé Rémi Anne Luc Inès Daan Sanne Bo Fleur Lena Nils Åke Maja Tove Ola Siv Pablo Eva"
_ENGLISH_TOO: Final = frozenset(_ENGLISH.split())
"""Beside those whose queue is English: who can help there."""


def employees() -> tuple[Employee, ...]:
    """All sixty."""
    langs = {line.queue: line.lang for line in LINES}
    return tuple(
        Employee(word[:-1], int(word[-1]), home, (langs[home], "en") if word[:-1] in _ENGLISH_TOO else (langs[home],))
        for home, words in _HOMES.items()
        for word in words.split()
    )


def floor() -> Floor:
    """Its policy, as the floor's file would say it."""
    queues = tuple(QueueSpec(line.queue, (line.lang,), line.topics, line.level) for line in LINES)
    costs = Costs("EUR", bot_fee=0.5, human_time=5.2, hybrid_time=4.1, contact=6.0)
    policy = FloorPolicy(workspace=WORKSPACE, zone=ZONE, mode=Mode.PUSH, queues=queues, costs=costs)
    return Floor(policy, {"policy": 90_000})


def rules() -> Policy:
    """Of its conversations."""
    return floor().rules(Policy(queue="account en"))


def cells(person: float = PERSON) -> tuple[Cell, ...]:
    """What comes in: weights are chats a minute."""
    return tuple(
        Cell(line.lang, topic, ZONE, line.per_minute * share / person, person, line.handle_s / HANDLE_S)
        for line in LINES
        for topic, share in line.mix.items()
    )


def per_day() -> float:
    """Chats on a day that is like its busiest hour throughout."""
    return sum(cell.weight for cell in cells()) * 24 * 60


def handle_s(queue: str) -> float:
    """Mean seconds that a person needs for one of its chats."""
    return next((line.handle_s for line in LINES if line.queue == queue), HANDLE_S)


def user_id(login: str) -> str:
    """Ids are the same in every demo."""
    return f"u-{login}"


def name_of(rng: random.Random, lang: str) -> str:
    """A first name of one and a family name of another."""
    names = SCRIPTS.get(lang, SCRIPTS["en"]).names
    return f"{rng.choice(names).partition(' ')[0]} {rng.choice(names).partition(' ')[2]}"
