import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core.floor.rows import Row
from console.core.text.width import cells
from console.desk.actions import BOX, LISTS, Keymap
from console.desk.adapters.port import Link, LinkState
from console.desk.work.box import BoxFacts, BoxState, Enter, Frame, Loss, state_of
from console.desk.work.box_views import view
from console.desk.work.hints import fit, list_hints
from console.desk.work.situation import CONDITIONS, Situation, holds, why_not

KEYMAP = Keymap()
LIVE, OFFLINE = LinkState(Link.LIVE, 0, 42), LinkState(Link.OFFLINE, 60_000)
ROW = Row("ana", 4821, "human", 3, 9, owner="maya", owner_name="Maya", name="Ana Souza", lang="pt")
STATES = ("bot", "queued", "offered", "human", "snoozed", "resolved", "promised")


def facts(row: Row | None = ROW, **fields: object) -> BoxFacts:
    return BoxFacts(row, "maya", **{"link": LIVE, "now": 100_000, **fields})


def words(spans: object) -> str:
    return "".join(span.text for span in spans)  # type: ignore[attr-defined]


def other(**fields: object) -> Row:
    known = {"conv": "ana", "name": "Ana Souza", "lang": "pt", "state": "queued"}
    return Row(no=1, epoch=1, seq=1, **{**known, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given_facts", "state", "frame", "title", "right", "enter"),
    [
        (facts(), "own", "focus", "To Ana Souza · Portuguese", "Enter sends", "send"),
        (
            facts(other(state="bot", owner="bot"), claim_since=99_700),
            "claiming",
            "focus",
            "To Ana Souza · taking over…",
            "Enter waits for it",
            "wait",
        ),
        (
            facts(other(owner="lena", owner_name="Lena", state="human"), loss=Loss("Lena", "", 200)),
            "lost",
            "double",
            "Lena took Ana 0.2 s before you · this text is kept, not sent",
            "cannot send",
            "none",
        ),
        (
            facts(is_note=True),
            "note",
            "note",
            "NOTE about Ana Souza · staff only, Ana never sees it",
            "Enter saves the note",
            "save",
        ),
        (
            facts(doubt="wrote", wrote_since=2),
            "wrote",
            "focus",
            "To Ana Souza · Portuguese",
            "Ana wrote 2 since you began",
            "show",
        ),
        (
            facts(link=OFFLINE, kept_replies=1),
            "offline",
            "warn",
            "To Ana Souza · Portuguese",
            "offline 0:40 · Enter keeps it",
            "keep",
        ),
        (facts(is_held=True), "held", "warn", "To Ana Souza · held: not sent yet", "live · up to date", "release"),
        (
            facts(
                other(owner="sara", owner_name="Sara", state="human"),
                loss=Loss("Sara", "18:44:10", by_lead=True, role="supervisor", why="I know this case"),
            ),
            "taken_over",
            "double",
            "Sara (supervisor) took Ana from you · this text is kept",
            "cannot send",
            "none",
        ),
        (facts(other(state="bot", owner="bot")), "bot", "quiet", "Ana is with the bot", "read only", "none"),
        (facts(other()), "waiting", "quiet", "Ana waits for a person", "read only", "none"),
        (facts(None), "nothing", "quiet", "No chat is open", "", "none"),
        (
            facts(other(owner="lena", owner_name="Lena", state="human")),
            "other",
            "quiet",
            "Ana is with Lena",
            "read only",
            "none",
        ),
        (facts(other(state="resolved")), "resolved", "quiet", "The chat with Ana is resolved", "read only", "none"),
    ],
)
def test_the_drawn_states(given_facts: BoxFacts, state: str, frame: str, title: str, right: str, enter: str) -> None:
    shown = view(given_facts, KEYMAP)
    assert (shown.state, shown.frame, shown.enter) == (BoxState(state), Frame(frame), Enter(enter))
    assert words(shown.title) == title
    assert words(shown.right) == right


@pytest.mark.parametrize(
    ("given_facts", "line"),
    [
        (facts(kept_at="18:42:06"), "draft kept 18:42:06"),
        (facts(other(), claim_since=99_700), "asking the server for Ana · 0.3 s"),
        (
            facts(other(owner="lena", owner_name="Lena"), loss=Loss("Lena", ""), next_waiting="Jo Brand"),
            "■ Lena has Ana · ^G N gives Lena your text as a note · ^G a takes Jo Brand",
        ),
        (facts(is_note=True, other_kept=True), "the reply to Ana is kept: ^T goes back to it"),
        (facts(doubt="wrote", wrote_since=2), "▲ first Enter shows what is new; Enter again sends"),
        (
            facts(link=OFFLINE, kept_replies=1),
            "· 1 reply kept on disk until the link is back · Ana stays yours 1:20 more",
        ),
        (
            facts(is_held=True, held_news=1),
            "▲ Ana wrote 1 message while you were offline. Your reply waits for your eyes.",
        ),
        (
            facts(other(owner="s"), loss=Loss("Sara", "18:44:10", by_lead=True, why="I know this case")),
            '■ Sara took over at 18:44:10: "I know this case" · ^G N gives Sara your text as a note',
        ),
        (facts(other(state="bot", owner="bot"), bot_text="O reembolso"), "(bot is writing: O reembolso…)"),
    ],
)
def test_the_drawn_lines(given_facts: BoxFacts, line: str) -> None:
    assert words(view(given_facts, KEYMAP).line) == line


ANY_FACTS = st.builds(
    BoxFacts,
    row=st.none()
    | st.builds(
        Row,
        conv=st.just("ana"),
        no=st.just(1),
        state=st.sampled_from(STATES),
        epoch=st.just(1),
        seq=st.just(1),
        owner=st.sampled_from(["", "bot", "maya", "lena"]),
        name=st.text(max_size=90),
        lang=st.text(max_size=4),
    ),
    me=st.just("maya"),
    link=st.sampled_from([LIVE, OFFLINE]),
    now=st.integers(0, 10**12),
    is_note=st.booleans(),
    characters=st.integers(0, 99_999),
    claim_since=st.integers(0, 10**12),
    loss=st.none() | st.builds(Loss, who=st.text(max_size=40), at=st.just("18:00:00"), by_lead=st.booleans()),
    is_held=st.booleans(),
    doubt=st.sampled_from(["", "wrote", "news", "old", "below", "painted", "opened"]),
    kept_replies=st.integers(0, 3),
    next_waiting=st.text(max_size=40),
    bot_text=st.text(max_size=400),
)


@given(ANY_FACTS, st.integers(20, 200))
def test_every_state_has_its_look_and_its_keys_fit(any_facts: BoxFacts, width: int) -> None:
    shown = view(any_facts, KEYMAP)
    assert shown.state == state_of(any_facts)
    assert words(shown.title)
    assert shown.frame in Frame
    sends = {Enter.SEND, Enter.SHOW, Enter.KEEP, Enter.RELEASE}
    row = any_facts.row
    if shown.enter in sends:
        assert row is not None
        assert row.owner == "maya"
        assert any_facts.loss is None
    if any_facts.loss is not None and not any_facts.is_note:
        assert shown.can_type, "a box that lost its right goes on taking letters"
    line = fit(shown.keys, KEYMAP, BOX, width)
    pairs = (*line.left, *line.right)
    assert sum(pair.cells for pair in pairs) + 2 * max(0, len(pairs) - 1) <= width
    assert all(cells(pair.key) <= 12 for pair in pairs)


def test_the_keys_line_of_a_list() -> None:
    jo, ana = other(name="Jo Brand"), other(conv="w0", name="Ana Ruiz")
    omar = Row("omar", 1, "human", 1, 1, owner="maya", name="Omar Haddad")
    situation = Situation("maya", "agent", jo, ana, omar)
    line = fit(list_hints(situation), KEYMAP, LISTS, 78)
    said = "  ".join(f"{pair.key} {pair.label}" for pair in (*line.left, *line.right))
    assert said == "t take Jo  a next  n mine: Omar  N note  / filter  p break  ? keys"


@pytest.mark.parametrize("needs", sorted(CONDITIONS - {""}))
def test_what_cannot_be_done_says_why(needs: str) -> None:
    nothing = Situation("maya")
    assert not holds(needs, nothing)
    said = why_not(needs, nothing)
    assert said.endswith(".")
    assert "why_not" not in said
    for row in (other(), other(state="resolved"), other(owner="lena", owner_name="Lena", state="human"), ROW):
        for claiming in (False, True):
            said = why_not(needs, Situation("maya", row=row, claiming=claiming))
            assert "why_not" not in said
            assert bool(said) != holds(needs, Situation("maya", row=row, claiming=claiming))


def test_a_chat_that_went_to_nobody() -> None:
    shown = view(facts(other(), loss=Loss("", "18:44:10", by_lead=True), next_waiting="Ana Souza"), KEYMAP)
    assert words(shown.title) == "Ana is not yours any more · this text is kept, not sent"
    assert words(shown.line) == "■ Ana waits in the queue · ^G a takes Ana Souza"
