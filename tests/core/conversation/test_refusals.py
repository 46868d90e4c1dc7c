"""Every refusal code of the core, found in its source, has a sentence whose places its data fill."""

import ast
import string
from pathlib import Path

import pytest

import console.core.conversation as conversation
from console.core.text.catalogue.refusals import MESSAGES
from console.core.text.messages import t

HOME = Path(conversation.__file__).parent
SOURCES = [HOME / "access.py", *sorted((HOME / "decide").glob("*.py"))]
OTHER_LAYERS = {
    "mismatch",
    "rate_limited",
    "bad_command",
    "unknown_command",
    "resync",
    "expired_token",
    # what is asked of the floor
    "no_alarm",
    "no_topic",
    "no_agent",
    "bad_state",
}
STANDING = {"state", "epoch", "owner"}
"""Values that every refusal of a person on the staff carries."""


def literals(node: ast.expr) -> list[str]:
    """The strings that an expression for a code can come to."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def refusals() -> dict[str, set[str]]:
    """Code -> the names of the values given with it wherever it is used."""
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name == "_standing":
                for constant in ast.walk(node):
                    if isinstance(constant, ast.Return) and constant.value is not None:
                        for leaf in ast.walk(constant.value):
                            for code in literals(leaf) if isinstance(leaf, ast.expr) else []:
                                found[code] = STANDING
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in ("refuse", "Refusal") or not node.args:
                continue
            given = {keyword.arg for keyword in node.keywords if keyword.arg} | STANDING
            for code in literals(node.args[0]):
                found[code] = found.get(code, given) & given
    return found


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_the_walk_finds_codes() -> None:
    assert {
        "taken",
        "already_resolved",
        "unowned",
        "not_handler",
        "not_owner",
        "too_many_transfers",
    } <= refusals().keys()
    assert len(refusals()) > 30


@pytest.mark.parametrize("code", sorted(refusals().keys() | OTHER_LAYERS))
def test_code_has_a_sentence(code: str) -> None:
    sentence = t(f"refused.{code}")
    assert sentence != f"refused.{code}"
    assert sentence.endswith(".")
    if code in refusals():
        assert places(MESSAGES[f"refused.{code}"]) <= refusals()[code]


def test_no_sentence_is_left_over() -> None:
    assert {name.removeprefix("refused.") for name in MESSAGES} == refusals().keys() | OTHER_LAYERS


def test_no_code_is_made_up_at_run_time() -> None:
    """A code that is no literal could not be found here."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "refuse":
                assert literals(node.args[0]), f"{path.name}:{node.lineno}"
