"""A busy agent's hands at the Desk: takes, answers and settles three chats at a time, by keys and by what it shows.

Nothing is known but the screen: a step that did not come to what it should (a colleague was first) is counted, and the
next one is taken from what stands there now.
"""

import random
import re
import time
from collections import Counter
from collections.abc import Callable

from tests.bench.throttle import FarTerminal

AT_ONCE = 3
"""Chats that the agent holds at a time."""
ANSWERS = 2
"""To each customer, before the chat is settled."""
READING = 1.0
"""Seconds between opening a chat and Enter: sooner, the first Enter only shows what is new."""
SLOT = re.compile(r"\b([1-9]) Customer (\d+)\b")
IN_THE_BOX = re.compile(r" Enter (?:send|show)\b")
"""The foot of a box that can be written into, also while the first Enter only shows what is new."""
IN_THE_LISTS = " ? keys"
ESCAPED = 0.15
"""A key right behind ESC would be taken for one with Alt."""
LOOKING = 0.03
SWALLOWED = 0.35
"""Letters right behind one that changed an owner do nothing."""


class Shift:
    """One agent at one Desk."""

    def __init__(self, desk: FarTerminal, chance: random.Random) -> None:
        self.desk = desk
        self.chance = chance
        self.counts: Counter[str] = Counter()
        self.taken: set[str] = set()
        self.settled: set[str] = set()
        self._answers: Counter[str] = Counter()
        self._turn = 0

    def told(self) -> dict[str, int]:
        """What came of it."""
        return {**self.counts, "taken": len(self.taken), "settled": len(self.settled)}

    def step(self) -> None:
        """What a busy agent does next: take while there is room, else look after the next of the chats."""
        self._turn += 1
        if self._turn % 9 == 0:
            self._wander()
        mine = self._mine()
        if len(mine) < AT_ONCE and self._take():
            return
        if mine:
            slot = sorted(mine)[self._turn % len(mine)]
            self._look_after(slot, mine[slot])

    def key_times(self, number: int = 6) -> list[float]:
        """Milliseconds from a key to the first that is painted of it."""
        self._out_of_the_box()
        desk = self.desk
        return [desk.act(lambda: desk.press("\t"), lambda _: True, "a key", 0.0).first_ms for _ in range(number)]

    def _mine(self) -> dict[str, str]:
        found = dict(SLOT.findall(self.desk.text.split("\n")[1]))
        self.taken.update(found.values())
        return found

    def _take(self) -> bool:
        before = self._mine()
        self._out_of_the_box()
        if not self._comes("a", lambda _: len(self._mine()) > len(before)):
            self.counts["takes that came too late"] += 1
        time.sleep(SWALLOWED)
        return len(self._mine()) > len(before)

    def _look_after(self, slot: str, customer: str) -> None:
        self._out_of_the_box()
        head = f" {slot} Customer {customer} "
        if not self._comes(slot, lambda text: f"╭{head}" in text and IN_THE_BOX.search(text) is not None):
            self.counts["slots that did not open"] += 1
        elif self._answers[customer] < ANSWERS:
            self._answer(customer)
        else:
            self._settle(customer)

    def _answer(self, customer: str) -> None:
        n = self.counts["answers"] + self.counts["answers that did not go"]
        said = f"desk says {n}"
        time.sleep(READING)
        # What an Enter only showed before, and was given up, is written anew; so is what fell into the box on a walk.
        if not self._comes("\x15" + said, lambda text: f"┃{said}" in text):
            self.counts["answers that did not go"] += 1
            return
        for _ in range(6):
            # What the customer wrote in that moment is shown by the first Enter.
            if self._comes("\r", lambda text: f"┃{said}" not in text and said in text, 1.0):
                self.counts["answers"] += 1
                self._answers[customer] += 1
                if self._turn % 2:
                    self._comes("", lambda text: f"customer answers {n}" in text)
                return
        self.counts["answers that did not go"] += 1

    def _settle(self, customer: str) -> None:
        self._out_of_the_box()
        if not self._comes("e", lambda text: "Outcome" in text):
            self.counts["chats that could not be settled"] += 1
            return
        time.sleep(SWALLOWED)
        self.desk.press("1")
        if self._comes("\r", lambda _: customer not in self._mine().values()):
            self.settled.add(customer)
        else:
            self.counts["chats that could not be settled"] += 1
            self._escape()

    def _wander(self) -> None:
        """Whoever waits is looked at, or the bot's chats; a dialog is opened; somebody is searched for."""
        self._out_of_the_box()
        for keys in self.chance.choice((("gw", "j", "j", "\r"), ("gb", "j", "j", "\r"), ("gm", "j", "\r"))):
            self.desk.press(keys)
            time.sleep(0.08)
        self._out_of_the_box()
        key = self.chance.choice(("?", "L", ":", "s", "i", "d"))
        self.desk.press(key)
        time.sleep(0.25)
        if key == "s":
            self.desk.press("customer")
            time.sleep(0.4)
        self._escape()
        self._out_of_the_box()
        self.counts["looks at something else"] += 1

    def _out_of_the_box(self) -> None:
        """To the lists, out of the box or a dialog that has not heard its ESC yet."""
        for _ in range(4):
            if IN_THE_LISTS in self.desk.text or self._comes("\x1b", lambda text: IN_THE_LISTS in text, 1.0):
                time.sleep(ESCAPED)
                return

    def _escape(self) -> None:
        self.desk.press("\x1b")
        time.sleep(ESCAPED)

    def _comes(self, keys: str, true: Callable[[str], bool], seconds: float = 2.0) -> bool:
        """Press, and wait a little for what should come of it."""
        if keys:
            self.desk.press(keys)
        end = time.monotonic() + seconds
        while not true(self.desk.text):
            if time.monotonic() > end:
                return False
            # To read the screen at every piece that comes would take longer than to paint it.
            time.sleep(LOOKING)
        return True
