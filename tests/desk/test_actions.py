import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core.text.messages import messages
from console.desk.actions import ACTIONS, ANYWHERE, BOX, BY_ID, GO, LISTS, WHERE, Keymap, is_forbidden, shown
from console.desk.work.situation import CONDITIONS

IN_TEXT = ("ctrl+c", "ctrl+x", "ctrl+v", "ctrl+z", "ctrl+y", "ctrl+a", "ctrl+e", "ctrl+u", "ctrl+k", "ctrl+w", "ctrl+d")


def test_ids_are_unique_and_explained() -> None:
    assert len(BY_ID) == len(ACTIONS)
    for action in ACTIONS:
        assert f"act.{action.id}" in messages()
        assert f"act.{action.id}.help" in messages()
        assert action.help.endswith(".")
        assert action.needs in CONDITIONS


@pytest.mark.parametrize("where", WHERE)
def test_no_key_does_two_things_in_one_place(where: str) -> None:
    keys = [key for action in ACTIONS for key in action.default_keys(where)]
    assert len(keys) == len(set(keys))
    if where in (BOX, LISTS):
        anywhere = {key for action in ACTIONS for key in action.default_keys(ANYWHERE)}
        assert not anywhere & set(keys)


def test_chords_that_others_keep_are_never_bound() -> None:
    keys = {key for action in ACTIONS for where in WHERE for key in action.default_keys(where)}
    assert not [key for key in keys if is_forbidden(key)]
    for key in ("ctrl+s", "ctrl+q", "ctrl+b", "ctrl+i", "ctrl+m", "ctrl+h", "alt+x", "ctrl+alt+x", "f10", "f11", "f12"):
        assert is_forbidden(key)


def test_editing_keys_of_the_box_stay_editing_keys() -> None:
    taken = {key for action in ACTIONS for where in (ANYWHERE, BOX) for key in action.default_keys(where)}
    assert not taken & set(IN_TEXT)


def test_every_chord_has_a_twin_without_ctrl() -> None:
    for action in ACTIONS:
        if any(key.startswith("ctrl+") for key in action.anywhere) and action.id != "redraw":
            assert any(key.startswith("f") and key[1:].isdigit() for key in action.anywhere), action.id


@pytest.mark.parametrize(
    ("action", "where", "name"),
    [
        ("next_mine", BOX, "^N"),
        ("next_mine", LISTS, "n"),
        ("note", BOX, "^G N"),
        ("go_bots", LISTS, "g b"),
        ("go_bots", BOX, "^G g b"),
        ("send", BOX, "Enter"),
        ("leave_box", BOX, "Esc"),
        ("help", BOX, "F1"),
        ("theme", LISTS, ""),
    ],
)
def test_how_keys_are_written(action: str, where: str, name: str) -> None:
    assert Keymap().name(action, where) == name


def test_own_keys_take_the_place_of_the_tables() -> None:
    keymap = Keymap({"take": ("x", "f8 y"), "card": (), "next_mine": ("ctrl+f",), "go_bots": ("g x",)})
    assert keymap.action(LISTS, "x") is BY_ID["take"]
    assert keymap.action(LISTS, "t") is None
    assert keymap.keys("card") == ()
    assert keymap.action(BOX, "ctrl+f") is BY_ID["next_mine"]
    assert keymap.action(GO, "x") is BY_ID["go_bots"]
    assert keymap.action(LISTS, "y") is BY_ID["take"]
    assert len(keymap.problems) == 1, "y was the key for copying"


def test_forbidden_and_doubled_keys_are_told_and_the_rest_works() -> None:
    keymap = Keymap({"reply": ("ctrl+s", "alt+r", "n"), "nobody": ("x",)})
    assert keymap.action(LISTS, "n") is BY_ID["reply"]
    assert keymap.action(BOX, "ctrl+n") is BY_ID["next_mine"]
    assert len(keymap.problems) == 3
    assert all(problem for problem in keymap.problems)


@given(
    st.dictionaries(
        st.sampled_from([*BY_ID, "nobody"]),
        st.lists(st.text(max_size=12) | st.sampled_from(["t", "g w", "ctrl+n", "f8 t", "+", "alt+x"]), max_size=3),
        max_size=6,
    )
)
def test_any_settings_give_a_map_without_clashes(own: dict[str, list[str]]) -> None:
    keymap = Keymap(own)
    for where in WHERE:
        pairs = [(key, action.id) for action in ACTIONS for key in keymap.keys(action.id, where)]
        for (key, first), (other, second) in itertools.combinations(pairs, 2):
            assert key != other or first == second
        assert not [key for key, _ in pairs if is_forbidden(key)]
    for action in ACTIONS:
        keymap.name(action.id, BOX)
        for key in keymap.keys(action.id):
            shown(key)
