"""The books of one world: what people typed and issued, what they were shown of it, and what became durable."""

from typing import TYPE_CHECKING, Any

import msgspec

from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.model import Head, Party
from console.core.conversation.transcript import Transcript
from console.core.wire import customer
from console.desk.session.outbox_item import Item
from console.desk.session.outbox_item import State as Stands

if TYPE_CHECKING:
    from tests.sim.desk import Desk
    from tests.sim.page import Browser, Tab
    from tests.sim.world import World


class Violation(msgspec.Struct):
    """An invariant that does not hold."""

    invariant: str
    what: str
    at: float


class Known:
    """One conversation as everything durable says that it is."""

    def __init__(self, conv: str) -> None:
        self.conv = conv
        self.head = Head(conv)
        self.owner: Party | None = None
        self.seq = 0
        self.public: list[ev.Record] = []
        self.owners: dict[int, Party | None] = {}
        self.turns: dict[str, str | None] = {}
        """Each bot turn's text once it has ended."""
        self.turn_epochs: dict[str, int] = {}
        self.transcript = Transcript(conv)
        self.turns_at = [0]
        """How many turns a transcript has that ends with this `seq`."""


class Entry:
    """One command of an agent's, from key press to its last word."""

    def __init__(self, desk: str, item: Item, text: str) -> None:
        self.desk = desk
        self.item = item
        self.text = text
        self.sent = False
        self.discarded = False
        self.stream = ""


class Typed:
    """One message or wish of a customer's."""

    def __init__(self, visitor: str, id: str, text: str, *, asks: bool) -> None:
        self.visitor = visitor
        self.id = id
        self.text = text
        self.asks = asks
        self.sent = False
        self.failed = ""
        self.heard_at: float | None = None
        """When a living backend first read it, and nothing has gone wrong since."""


def _text(command: Any) -> str:
    return getattr(command, "text", "")


class Books:
    """What was sent, what is stored, what is shown: and that they are one."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.violations: list[Violation] = []
        self.convs: dict[str, Known] = {}
        self.effects: set[tuple[str, str]] = set()
        """Actor and id of every command that is stored."""
        self.stored: dict[str, int] = {}
        """How often each numbered text is stored."""
        self.ledger: dict[str, Entry] = {}
        self.void: set[str] = set()
        """Texts that could not be kept and were never issued."""
        self.typed_by_id: dict[str, Typed] = {}
        self.pending: dict[str, Typed] = {}
        """Asks for a person that a living backend has read and not stored yet."""
        self.restored = False

    def fail(self, invariant: str, what: str) -> None:
        """Note a violation; the world stops."""
        self.violations.append(Violation(invariant, what, self.world.loop.now))
        self.world.trace("checks", f"VIOLATION of {invariant}: {what}")

    # consoles

    def issued(self, desk: "Desk", item: Item) -> None:
        """`submit` has returned: it is durable."""
        text = _text(item.command)
        self.ledger.setdefault(item.id, Entry(desk.user, item, text))

    def writing(self, desk: "Desk", data: str) -> None:
        """A command is about to go onto the socket: it is on the disk as written, or it could not be."""
        wire = str(msgspec.json.decode(data)["id"]).encode()
        needed = (b'"wire":"' + wire + b'"', b'"state":"in_flight"', b'"written":true')
        is_kept = any(all(part in body for part in needed) for _, body in desk.machine.items.values())
        if not is_kept and not desk.machine.filled:
            self.fail("S10", f"{desk.user} writes {wire.decode()}, which is not on her disk as written")

    def not_issued(self, desk: "Desk", command: c.AgentCommand) -> None:
        """`submit` has raised: it never happened."""
        text = _text(command)
        if text:
            self.void.add(text)

    def moved(self, desk: "Desk", item: Item) -> None:
        """The console says where a command stands."""
        entry = self.ledger.get(item.id)
        if entry is None:
            entry = self.ledger[item.id] = Entry(desk.user, item, _text(item.command))
        self.world.trace(desk.user, f"sees {c.tag_of(item.command)} {entry.text} as {item.state} {item.code}")
        entry.item = item
        if item.state is Stands.SENT:
            entry.sent = True
            if entry.text and self.stored.get(entry.text, 0) != 1 and not self.restored:
                times = self.stored.get(entry.text, 0)
                self.fail("S6", f"{desk.user} sees {entry.text!r} as sent, and it is stored {times} times")
        elif desk.machine.filled and item.state in (Stands.QUEUED, Stands.IN_FLIGHT):
            # Her full disk could not keep how far it had come: the next life asks for it, and is told once more.
            entry.sent = False
        elif entry.sent and item.code not in ("lost", "lost_chat") and not self.restored:
            self.fail("S10", f"{desk.user} saw {entry.text!r} as sent, and now as {item.state} {item.code}")

    def discarded(self, desk: "Desk", item: Item) -> None:
        """She throws it away."""
        if item.id in self.ledger:
            self.ledger[item.id].discarded = True

    def desk_loaded(self, desk: "Desk") -> None:
        """A console has started again: what was durable and had no result is there (S10)."""
        assert desk.session is not None
        outbox = desk.session.core.outbox
        there = {item.id for item in outbox.items()}
        lately = {item.id for item in outbox.lately.items()}
        for entry in self.ledger.values():
            if entry.desk != desk.user or entry.sent or entry.discarded:
                continue
            if entry.item.id in there:
                continue
            if self._has_effect(entry) or entry.item.id in lately or (self.restored and not entry.text):
                # Its end was on the disk, and the program died before it could say so; only words are asked for again.
                entry.sent = True
            else:
                self.fail("S10", f"{desk.user} had kept {shown_as(entry)}, and it is gone after the start")

    def _has_effect(self, entry: Entry) -> bool:
        return (f"agent:{entry.desk}", entry.item.wire) in self.effects

    def transcript(self, desk: "Desk", conv: str) -> None:
        """A transcript changed on a console: it is a beginning of what is stored (S7, S9)."""
        assert desk.session is not None
        shown = desk.session.core.replica.transcripts.get(conv)
        if shown is None or not shown.have:
            return
        known = self.convs.get(conv)
        if known is None or shown.have > known.seq:
            if not self.restored:
                self.fail("S7", f"{desk.user} shows {conv} up to {shown.have}, which is not stored")
        elif known.turns_at[shown.have] != len(shown.turns) and not self.restored:
            self.fail(
                "S9", f"{desk.user} shows {len(shown.turns)} turns of {conv} up to {shown.have}: not what is stored"
            )

    # pages

    def typed(self, browser: "Browser", frame: Any, text: str) -> None:
        """She presses Enter, or a button."""
        asks = (isinstance(frame, customer.Wish) and frame.what == "person") or "person" in text or "human" in text
        self.typed_by_id[frame.id] = Typed(browser.visitor, frame.id, text, asks=asks or "agent" in text)

    def page_sent(self, tab: "Tab", wish_id: str) -> None:
        """The page shows it as sent: it is stored, once."""
        typed = self.typed_by_id[wish_id]
        typed.sent = True
        self.pending.pop(wish_id, None)
        if ("customer:" + typed.visitor, wish_id) not in self.effects:
            if self.restored:
                # It was answered before the backup took the place of what was said since.
                typed.sent = False
                return
            self.fail("S6", f"the page of {typed.visitor} shows {typed.text!r} as sent, and it is not stored")
        if typed.text and typed.text != "thank you" and self.stored.get(typed.text, 0) != 1:
            times = self.stored.get(typed.text, 0)
            self.fail("S5", f"the page of {typed.visitor} sent {typed.text!r}: stored {times} times")

    def page_refused(self, tab: "Tab", wish_id: str, code: str) -> None:
        """The page shows that it was not possible."""
        self.typed_by_id[wish_id].failed = code
        self.pending.pop(wish_id, None)

    def shown(self, tab: "Tab") -> None:
        """Items came."""
        known = self.convs.get(tab.conv)
        if (known is None or tab.have > len(known.public)) and not self.restored:
            self.fail("S7", f"the page of {tab.browser.visitor} shows more of {tab.conv} than is stored")


def shown_as(entry: Entry) -> str:
    return f"{c.tag_of(entry.item.command)} {entry.text!r} ({entry.item.state} {entry.item.code})"
