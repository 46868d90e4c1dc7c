"""The catalogue: it loads, and every sentence that the source asks for is there with the places it fills."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import console
from console.core.text import catalogue
from console.core.text.messages import messages, t

SOURCE = Path(console.__file__).parent


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `t` in the source that names its sentence by a literal, with where it stands."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "console.core.text.messages"
            for alias in node.names
            if alias.name == "t"
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield f"{path.relative_to(SOURCE.parent)}:{node.lineno}", node


def literals(node: ast.expr) -> list[str]:
    """The ids that this argument can be: a literal, or a choice between literals."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def places(template: str) -> set[str]:
    return {
        name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(template) if name is not None
    }


def test_the_catalogue_loads() -> None:
    table = messages()
    assert all(isinstance(key, str) and isinstance(value, str) for key, value in table.items())


def test_every_module_of_the_catalogue_is_in_it() -> None:
    found = sorted(path.stem for path in Path(catalogue.__file__).parent.glob("[a-z]*.py"))
    assert list(catalogue.AREAS) == found


def test_every_template_can_be_filled() -> None:
    for message_id, template in messages().items():
        names = places(template)
        assert all(name.isidentifier() for name in names), message_id
        t(message_id, **dict.fromkeys(names, 1))


def test_every_sentence_asked_for_is_in_the_catalogue() -> None:
    missing = [
        f"{where} {message_id}"
        for where, call in calls()
        for message_id in literals(call.args[0])
        if message_id not in messages()
    ]
    assert not missing


def test_an_id_put_together_at_run_time_has_sentences_under_its_prefix() -> None:
    empty = []
    for where, call in calls():
        if isinstance(call.args[0], ast.JoinedStr) and isinstance(call.args[0].values[0], ast.Constant):
            prefix = str(call.args[0].values[0].value)
            if not any(message_id.startswith(prefix) for message_id in messages()):
                empty.append(f"{where} {prefix}")
    assert not empty


def test_every_place_of_a_sentence_is_filled_where_it_is_asked_for() -> None:
    unfilled = []
    for where, call in calls():
        if any(keyword.arg is None for keyword in call.keywords):
            continue
        given = {keyword.arg for keyword in call.keywords}
        for message_id in literals(call.args[0]):
            if lacking := places(messages().get(message_id, "")) - given:
                unfilled.append(f"{where} {message_id} lacks {sorted(lacking)}")
    assert not unfilled


def test_a_missing_sentence_or_place_never_raises() -> None:
    assert t("no.such.sentence", name="x") == "no.such.sentence"
    for message_id, template in messages().items():
        if template and not any(spec for _, _, spec, _ in string.Formatter().parse(template)):
            assert isinstance(t(message_id), str)


@pytest.mark.parametrize("value", ["{x}", "{0.__class__}", "%s", "{", "\ud800"])
def test_values_are_never_templates(value: str) -> None:
    for message_id, template in messages().items():
        for name in places(template):
            if f"{{{name}}}" in template:
                assert value in t(message_id, **(dict.fromkeys(places(template), 1) | {name: value}))
