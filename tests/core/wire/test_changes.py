"""Rows told by what changed: whatever changed, the row that comes out is the one that went in."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, UnsetType

from console.core.floor.rows import Row
from console.core.replica import Replica
from console.core.wire import codec
from console.core.wire.changes import RowChange, change_of, changed
from console.core.wire.frames import Delta

WORDS = st.sampled_from(["", "bot", "main", "Ana"])
ROWS = st.builds(
    Row,
    conv=st.just("c1"),
    no=st.just(1),
    state=st.sampled_from(["bot", "queued", "human"]),
    epoch=st.integers(1, 3),
    seq=st.integers(1, 9),
    owner=WORDS,
    name=WORDS,
    confidence=st.sampled_from([None, 0.0, 0.5]),
    unanswered=st.integers(0, 2),
    wrapped_up=st.booleans(),
    away=st.booleans(),
    tags=st.sampled_from([(), ("a",), ("a", "b")]),
)


def test_a_change_has_the_fields_of_a_row_all_of_them_optional() -> None:
    rows = {field.name: field.type for field in msgspec.structs.fields(Row)}
    own = {field.name: field for field in msgspec.structs.fields(RowChange)}
    assert own.keys() == rows.keys()
    for name, type_ in rows.items():
        if name != "conv":
            assert own[name].type == type_ | UnsetType, name
            assert own[name].default is UNSET, name


@given(before=ROWS, after=ROWS)
def test_a_change_put_onto_the_row_before_is_the_row_after(before: Row, after: Row) -> None:
    sent = codec.encode(Delta("p.1", "p.2", ch=(change_of(before, after),)))
    frame = codec.decode_server(sent)
    assert isinstance(frame, Delta)
    told: Any = msgspec.json.decode(sent)["ch"][0]
    assert changed(before, frame.ch[0]) == after
    assert told.keys() - {"conv"} == {
        name for name in Row.__struct_fields__ if getattr(before, name) != getattr(after, name)
    }


def test_a_change_of_a_row_that_is_missing_is_a_gap_and_changes_nothing() -> None:
    replica = Replica()
    row = Row("c1", 1, "bot", 1, 1)
    replica.reset((row,), "p.1")
    lost = (RowChange(conv="c1", seq=2), RowChange(conv="c9", seq=2))
    assert replica.delta("p.1", "p.2", (), ("c1",), lost) is None
    assert replica.pos == "p.1"
    assert replica.rows == {"c1": row}


def test_what_a_change_brings_is_made_safe() -> None:
    replica = Replica()
    replica.reset((Row("c1", 1, "bot", 1, 1, name="Ana"),), "p.1")
    told = replica.delta("p.1", "p.2", (), (), (RowChange(conv="c1", name="\x1b[2JBob", tags=("\x07x",)),))
    assert told is not None
    (row,), _ = told
    assert replica.rows == {"c1": row}
    assert "\x1b" not in row.name
    assert "\x07" not in row.tags[0]
    assert row.seq == 1


@pytest.mark.parametrize("bad", [b'{"conv":"c1","seq":"two"}', b'{"seq":2}', b'{"conv":"c1","seq":null}'])
def test_a_change_of_another_type_is_no_frame(bad: bytes) -> None:
    with pytest.raises(codec.FrameError):
        codec.decode_server(b'{"t":"delta","prev":"p.1","pos":"p.2","ch":[' + bad + b"]}")
