"""The desk's screen: header, slots, lists, the open chat, the reply box and the card, at every size of terminal.

It lays out, paints and moves the focus; meaning of keys, actions and words in frames have modules of their own.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.widget import Widget

from console.core.text.messages import t
from console.desk.tui.fence import fence_of
from console.desk.tui.screens.desk_actions import DeskActions
from console.desk.tui.screens.desk_box import BoxScreen
from console.desk.tui.screens.desk_keys import KeyTable
from console.desk.tui.screens.desk_paint import Painter
from console.desk.tui.widgets.card import CustomerCard, WarmCard
from console.desk.tui.widgets.conversation_list import ConversationList
from console.desk.tui.widgets.header import Header
from console.desk.tui.widgets.keysline import Keys
from console.desk.tui.widgets.notice import NoticeLine
from console.desk.tui.widgets.pane import Pane
from console.desk.tui.widgets.slots import SlotsLine
from console.desk.tui.widgets.small import TooSmall
from console.desk.tui.widgets.spans import SpanLine
from console.desk.tui.widgets.transcript_view import TranscriptView
from console.desk.tui.widgets.whichkey import WhichKey
from console.desk.work import box_views, lists
from console.desk.work.desk import Desk
from console.desk.work.flows import Flows
from console.desk.work.paste import MOST_BYTES, clean
from console.desk.work.reading import Block

if TYPE_CHECKING:
    from console.desk.tui.app import DeskApp

NARROW, CARD = 110, 120
"""Columns from which lists and chat stand beside each other, and from which the customer's card does so unasked."""
SMALLEST = (60, 15)
_WATCH_AFTER = 0.12
"""Seconds that the list's cursor rests on a chat before its transcript is asked for."""
_TICK = 0.25


class DeskScreen(BoxScreen, inherit_bindings=False):
    """An agent's whole shift."""

    AUTO_FOCUS = None

    def __init__(self, desk: Desk, flows: Flows, *, language: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.flows = flows
        self.actions = DeskActions(self)
        self.painter = Painter(self)
        self.key_table = KeyTable(self, language)
        self.strip = WhichKey()
        self.header, self.slots, self.notice, self.keys_line = Header(), SlotsLine(), NoticeLine(), Keys()
        self.lists: dict[lists.Kind, ConversationList] = {
            "waiting": ConversationList("waiting", id="waiting"),
            "mine": ConversationList("mine", id="mine"),
            "bots": ConversationList("bots", id="bots"),
        }
        self.warm, self.transcript, self.status = (
            WarmCard(),
            TranscriptView(id="transcript"),
            SpanLine(id="chat-status"),
        )
        self.box_first, self.box_bottom = SpanLine(id="box-first"), SpanLine(id="box-bottom")
        self.card = CustomerCard()
        self.small = TooSmall()
        self.list_kind: lists.Kind = "waiting"
        self.view = "list"
        """At small sizes: which pane is shown, `list` or `chat`."""
        self.has_card = True
        self._card_asked = False
        self.filters: dict[str, str] = {"waiting": "", "mine": "", "bots": "", "transcript": ""}
        self.filtering = ""
        self.revealed = ""
        """The chat whose customer's e-mail address is shown in full."""
        self.painted_epoch: int | None = None
        self.opened_details: frozenset[int] = frozenset()
        self._was_shown = False

    def compose(self) -> ComposeResult:
        """All widgets, at every size."""
        queue = Pane(self.lists["waiting"], self.lists["mine"], id="queue-pane")
        bots = Pane(self.lists["bots"], id="bots-pane")
        chat = Pane(self.warm, self.transcript, self.status, id="chat-pane")
        box = Pane(self.box_first, self.box_line, self.box_bottom, id="box-pane")
        card = Pane(self.card, id="card-pane")
        self.panes = {"queue": queue, "bots": bots, "chat": chat, "box": box, "card": card}
        # The classes come before the widgets, or each would be styled twice.
        self._arrange()
        yield self.header
        yield self.slots
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield queue
                yield bots
            with Vertical(id="middle"):
                yield chat
                yield box
            yield card
        yield self.strip
        yield self.notice
        yield self.keys_line
        yield self.small

    def on_mount(self) -> None:
        """Begin in the list of those who wait."""
        self.set_interval(_TICK, self._tick)
        self._arrange()
        self.show_list("waiting")
        self.paint()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What is shown for the first time has just been styled."""
        event.refresh_styles = self._was_shown
        self._was_shown = True

    # Sizes.

    @property
    def _cells(self) -> Size:
        """The screen's size, also before the first layout."""
        return self.size or self.app.size

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane at a time only."""
        return self._cells.width < NARROW

    @property
    def is_small(self) -> bool:
        """Whether the terminal is too small to work in."""
        return self._cells.width < SMALLEST[0] or self._cells.height < SMALLEST[1]

    def on_resize(self, event: events.Resize) -> None:
        """Focus, scroll position and draft stay."""
        self._arrange()
        self.call_after_refresh(self.paint)

    def _arrange(self) -> None:
        if self.is_in_box or self.focused is self.transcript:
            self.view = "chat"
        elif self.focused is not None:
            self.view = "list"
        narrow = self.is_narrow
        sizes = {"-narrow": narrow, "-framed": not narrow, "-small": self.is_small, "-no-card": not self._shows_card}
        # All at once: each change of classes looks at the styles of every widget.
        self._show_view(sizes)

    @property
    def _shows_card(self) -> bool:
        return self.has_card and (self._cells.width >= CARD or self._card_asked)

    def _show_view(self, sizes: Mapping[str, bool] = MappingProxyType({})) -> None:
        is_list, is_bots = self.view == "list", self.list_kind == "bots"
        self.update_classes({**sizes, "-list": is_list, "-chat": not is_list, "-bots": is_bots, "-queue": not is_bots})
        top = "mine" if self.list_kind == "mine" else "waiting"
        self.lists["waiting"].display = top == "waiting"
        self.lists["mine"].display = top == "mine"
        for widget in self.lists.values():
            widget.wide = self.is_narrow

    # Painting.

    @property
    def is_unseen(self) -> bool:
        """Whether another program has the terminal."""
        return cast("DeskApp", self.app).is_lent

    def _tick(self) -> None:
        self.flows.flush_delayed()
        if not self.is_unseen and self.desk.take_calls():
            self.app.bell()
        self.paint()

    def paint(self) -> None:
        """Show how everything stands; what has not changed is not painted again.

        Nothing while another program has the terminal: what is painted counts as seen, and tells the customer so.
        """
        is_waiting = cast("DeskApp", self.app).first_frame.is_waiting
        if self.is_mounted and self.panes and not (self.desk.on_floor or self.is_unseen or is_waiting):
            self.follow_draft()
            self.painter.paint()

    # The open chat.

    def show_open(self, *, focus: str = "") -> None:
        """The open chat changed by the agent's own key: show it, and put the focus where the key says."""
        self.opened_details = frozenset()
        self.view = "chat" if focus else self.view
        self._show_view()
        self.load_box()
        view = box_views.view(self.desk.box_facts(), self.desk.keymap)
        if focus == "box" and view.can_type:
            self.open_box(can_type=True)
            self.set_focus(self.box)
        elif focus:
            self.set_focus(self.transcript)
        self.paint()

    def send(self) -> None:
        """Enter in the box."""
        if self.is_small:
            return
        self.sync_box()
        self.painter.look()
        came = self.flows.enter()
        if came == "shown":
            self.transcript.to_end(1)
        self.load_box()
        self.paint()

    def copy(self, text: str, what: str) -> None:
        """Put a text on the terminal's clipboard."""
        if not text:
            self.desk.say("copy.nothing")
            return
        fence = fence_of(self.app._driver)
        if fence is not None:
            fence.allow_clipboard()
        self.app.copy_to_clipboard(text)
        self.desk.say("copy.done", what=t(what))

    def blocks(self) -> Sequence[Block]:
        """What the transcript shows."""
        return self.painter.blocks

    def toggle_details(self, seq: int) -> None:
        """Open or close the details of a bot turn."""
        self.opened_details = self.opened_details ^ {seq}
        self.paint()

    def toggle_card(self) -> None:
        """The customer card on or off."""
        if self.size.width < CARD:
            self._card_asked = not self._shows_card
            self.has_card = True
        else:
            self.has_card = not self.has_card
        self._arrange()
        self.call_after_refresh(self.paint)

    # Lists and panes.

    def show_list(self, kind: str = "") -> None:
        """To one of the lists."""
        if kind == "waiting":
            self.list_kind = "waiting"
        elif kind == "mine":
            self.list_kind = "mine"
        elif kind == "bots":
            self.list_kind = "bots"
        self.view = "list"
        self._show_view()
        self.set_focus(self.lists[self.list_kind])
        self.paint()

    def pane_in_focus(self) -> ConversationList | TranscriptView:
        """What the moving keys move."""
        if self.focused is self.transcript:
            return self.transcript
        return self.lists[self.list_kind]

    def read_cursor(self) -> None:
        """Open the chat under the list's cursor; one of mine into the reply box."""
        conv = self.lists[self.list_kind].cursor_conv
        if conv:
            self.flows.open(conv)
            self.flows.watch()
            self.show_open(focus="box" if self.desk.is_mine else "transcript")

    def cycle_panes(self, by: int) -> None:
        """The next or the previous pane that can have the focus."""
        ring: list[Widget] = [self.lists["mine" if self.list_kind == "mine" else "waiting"], self.lists["bots"]]
        ring.append(self.transcript)
        if self.takes_text:
            ring.append(self.box)
        here = ring.index(self.focused) if self.focused in ring else 0
        target = ring[(here + by) % len(ring)]
        if isinstance(target, ConversationList):
            self.show_list(target.kind)
        else:
            self.view = "chat"
            self._show_view()
            self.set_focus(target)
            self.paint()

    @on(ConversationList.Highlighted)
    def _highlighted(self, message: ConversationList.Highlighted) -> None:
        """The agent's own cursor rests on a chat: it is the open one now, as a preview."""
        self.sync_box()
        self.preview(message.conv)
        self.paint()

    def preview(self, conv: str) -> None:
        """Show a chat without having chosen it: its transcript is asked for once the cursor rests."""
        if self.flows.open(conv, is_preview=True):
            self.opened_details = frozenset()
            self.load_box()
            self.set_timer(_WATCH_AFTER, self.flows.watch)

    @on(ConversationList.Opened)
    def _opened(self, message: ConversationList.Opened) -> None:
        self.read_cursor()

    @on(TranscriptView.Opened)
    def _turn_opened(self, message: TranscriptView.Opened) -> None:
        self.toggle_details(message.seq)

    @on(SlotsLine.Chosen)
    def _slot_chosen(self, message: SlotsLine.Chosen) -> None:
        self.key_table.run_id(f"slot_{message.number}")

    @on(Keys.Chosen)
    def _key_chosen(self, message: Keys.Chosen) -> None:
        self.key_table.run_id(message.action)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The mouse may have moved it."""
        focused = self.focused
        if isinstance(focused, ConversationList):
            self.list_kind = focused.kind
            self.view = "list"
        elif focused is not None:
            self.view = "chat"
        self._show_view()
        self.paint()

    # Keys, pastes and filters.

    def box_key(self, event: events.Key) -> bool:
        """A key that arrived in the reply box; False: it is typing."""
        return self.key_table.box_key(event)

    def list_key(self, event: events.Key) -> bool:
        """A key while the box has no focus."""
        return self.key_table.list_key(event)

    def paste(self, text: str) -> None:
        """A paste outside of the box goes into the draft of the open chat, never to the keys."""
        if self.filtering:
            self.filters[self.filtering] += " ".join(text.split())[:100]
        else:
            self.sync_box()
            if self.flows.paste_into_draft(clean(text[:MOST_BYTES])):
                self.load_box()
        self.paint()

    def _find(self, by: int) -> None:
        text = self.filters["transcript"]
        if not self.transcript.find(text, by or 1) and text:
            self.desk.say("find.none", text=text)
        elif text:
            self.desk.say("find.shown", text=text)
        self.paint()

    def start_filter(self) -> None:
        """Filter the list, or find in the transcript."""
        self.filtering = "transcript" if self.focused is self.transcript else self.list_kind
        self.filters[self.filtering] = ""
        self.key_table.start_mode("filter")

    def filter_key(self, key: str, character: str | None) -> bool:
        """A key while a filter is being typed, or words to find in the transcript."""
        kind = self.filtering
        if kind == "transcript" and key in ("enter", "up"):
            self._find(-1 if key == "up" else 1)
            return True
        if key in ("escape", "enter"):
            if key == "escape":
                self.filters[kind] = ""
            self.filtering = ""
            self.key_table.end_mode()
        elif key == "backspace":
            self.filters[kind] = self.filters[kind][:-1]
        elif character and character.isprintable():
            self.filters[kind] += character
        if kind == "transcript":
            self._find(0)
        self.paint()
        return True
