"""Holds docs/protocol.md to the code: every frame, field, command, event, value, code and number of protocol 1."""

import ast
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.backend.public_items import _notice
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation import model, why, words
from console.core.floor import acting, rows
from console.core.metrics import wall
from console.core.text.catalogue import refusals
from console.core.wire import changes, codec, customer, frames, limits

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8") if (ROOT / "docs" / "protocol.md").exists() else ""

Kind = type[msgspec.Struct]


def members(union: Any) -> tuple[Kind, ...]:
    return tuple(union.__args__)


CONSOLE_SERVER = members(frames.ServerFrame)
CONSOLE_CLIENT = members(frames.ClientFrame)
PAGE_SERVER = members(customer.ServerFrame)
PAGE_CLIENT = members(customer.ClientFrame)
COMMANDS = members(c.AgentCommand)
EVENTS = members(ev.Event)
PUBLIC = ev.PUBLIC
VALUES: tuple[Kind, ...] = (
    rows.Row,
    rows.Member,
    frames.Limits,
    rows.Customer,
    rows.Earlier,
    rows.Article,
    rows.Hit,
    ev.Record,
    model.Party,
    model.Request,
    model.Leg,
    model.Offer,
    why.Why,
    why.Considered,
    model.Promise,
    customer.Item,
    wall.Wall,
    wall.Share,
    wall.Kept,
    wall.Late,
    wall.Tiles,
    wall.QueueLine,
    wall.Alarm,
    wall.Cleared,
    wall.ReasonLine,
    wall.Plot,
    wall.HeatLine,
    wall.AgentLine,
    wall.Quality,
    wall.Ledger,
    wall.IntentLine,
    wall.NextPromise,
)
STRUCTS: dict[str, tuple[Kind, ...]] = {
    "Frames from the backend to a console": CONSOLE_SERVER,
    "Frames from a console to the backend": CONSOLE_CLIENT,
    "Asked of the floor": members(acting.FloorCommand),
    "Commands": COMMANDS,
    "Events": EVENTS,
    "Values": VALUES,
    "Frames from the backend to a page": PAGE_SERVER,
    "Frames from a page to the backend": PAGE_CLIENT,
}


def name_of(kind: Kind) -> str:
    """The tag on the wire; a value's own name."""
    return str(kind.__struct_config__.tag or kind.__name__)


def type_name(kind: msgspec.inspect.Type) -> str:
    """A type as the page calls it."""
    match kind:
        case msgspec.inspect.StrType() | msgspec.inspect.EnumType():
            return "string"
        case msgspec.inspect.BoolType():
            return "boolean"
        case msgspec.inspect.IntType():
            return "integer"
        case msgspec.inspect.FloatType():
            return "number"
        case msgspec.inspect.NoneType():
            return "null"
        case msgspec.inspect.RawType():
            return "object"
        case msgspec.inspect.VarTupleType(item_type=item):
            return f"array of {type_name(item)}"
        case msgspec.inspect.TupleType(item_types=items):
            return f"array of {len(items)} {type_name(items[0])}"
        case msgspec.inspect.DictType(value_type=value):
            return f"object of {type_name(value)}"
        case msgspec.inspect.UnionType(types=types) if len(types) > 2:
            return "object"
        case msgspec.inspect.UnionType(types=types):
            return " or ".join(sorted((type_name(one) for one in types), key=lambda name: (name == "null", name)))
        case msgspec.inspect.StructType(cls=cls):
            return cls.__name__
    raise AssertionError(kind)


def rows_of(kind: Kind) -> list[tuple[str, str, str]]:
    """Name, type and default of every field, as its table has them."""
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)
    found = []
    for field in info.fields:
        if field.required:
            default = "required"
        else:
            value = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()  # type: ignore[misc]
            default = f"`{msgspec.json.encode(value).decode()}`"
        found.append((field.encode_name, type_name(field.type), default))
    return found


def section(title: str, level: int = 2, text: str = PAGE) -> str:
    """What stands under a heading."""
    found = re.search(rf"^{'#' * level} {re.escape(title)}\n(.*?)(?=^#{{1,{level}}} |\Z)", text, re.M | re.S)
    assert found, f"docs/protocol.md has no heading {'#' * level} {title}"
    return found[1]


def table(text: str) -> list[list[str]]:
    """The first table of a section, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def codes(title: str) -> list[str]:
    """The first column of a section's table, without its ticks."""
    return [row[0].strip("`") for row in table(section(title))]


@pytest.mark.parametrize(
    ("title", "kind"),
    [pytest.param(title, kind, id=f"{title}: {name_of(kind)}") for title, kinds in STRUCTS.items() for kind in kinds],
)
def test_every_field_is_as_the_page_says(title: str, kind: Kind) -> None:
    under = section(f"`{name_of(kind)}`", 3, section(title))
    written = table(under)
    assert [(row[0].strip("`"), row[1], row[2]) for row in written] == rows_of(kind)
    assert all(len(row) == 4 and row[3] for row in written)


@pytest.mark.parametrize("title", STRUCTS)
def test_the_page_knows_nothing_that_the_code_does_not(title: str) -> None:
    assert re.findall(r"^### `(.*)`$", section(title), re.M) == [name_of(kind) for kind in STRUCTS[title]]


@pytest.mark.parametrize("kind", EVENTS, ids=name_of)
def test_public_events_and_their_bodies(kind: Kind) -> None:
    intro = section(f"`{name_of(kind)}`", 3, section("Events")).split("\n|")[0]
    assert ("Public." in intro) == (kind in PUBLIC)
    assert ("Staff only." in intro) == (kind not in PUBLIC)
    for body in ev.PUBLIC_BODIES.get(kind, ()):
        assert f"`{body}`" in intro.split("Bodies:")[1].replace("staff only", "")


def test_every_command_that_needs_an_epoch_says_so() -> None:
    from console.core.conversation.access import EPOCH_BOUND

    for kind in COMMANDS:
        intro = section(f"`{name_of(kind)}`", 3, section("Commands")).split("\n|")[0]
        assert ("**Epoch needed.**" in intro) == (kind in EPOCH_BOUND), name_of(kind)


def test_nested_values_have_a_table() -> None:
    named = {name for kinds in STRUCTS.values() for kind in kinds for _, type_, _ in rows_of(kind)
             for name in re.findall(r"\b[A-Z]\w+", type_)}  # fmt: skip
    # A change has the fields of its row, which tests/core/wire/test_changes.py holds, and is told beside `ch`.
    assert named <= {name_of(kind) for kind in VALUES} | {changes.RowChange.__name__}


def trees(*folders: str) -> Iterator[ast.AST]:
    for folder in folders:
        for path in sorted((ROOT / "console" / folder).rglob("*.py")):
            if "catalogue" not in path.parts:
                yield ast.parse(path.read_text(encoding="utf-8"))


def called(trees: Iterable[ast.AST], wanted: Callable[[str], int | None]) -> set[str]:
    """All literal strings in the argument that `wanted(function's name)` points to."""
    found = set()
    for tree in trees:
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            place = wanted(node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""))
            if place is not None and len(node.args) > place:
                parts = [node.args[place]]
                if isinstance(parts[0], ast.IfExp):
                    parts = [parts[0].body, parts[0].orelse]
                values = {part.value for part in parts if isinstance(part, ast.Constant)}
                found |= {value for value in values if isinstance(value, str)}
    return found


def test_every_refusal_code_is_in_its_table() -> None:
    core = called(trees("core/conversation"), {"Refusal": 0, "refuse": 0}.get)
    sentences = {code.removeprefix("refused.") for code in called(trees("backend"), {"t": 0}.get) if "refused." in code}
    results = called(trees("backend"), {"Result": 2, "refused": 0}.get) - {""}
    catalogue = {name.removeprefix("refused.") for name in refusals.MESSAGES}
    assert len(core) > 25
    assert {"mismatch", "store", "busy"} <= sentences
    assert "expired_token" in results
    written = codes("Refusal codes")
    assert len(written) == len(set(written))
    assert core | sentences | results | catalogue == set(written)


def test_every_problem_code_is_in_its_table() -> None:
    border = called(trees("core/wire"), {"FrameError": 0}.get) - {"unknown_command", "bad_command"}
    sent = called(trees("backend"), {"Problem": 0}.get) | called(trees("backend"), {"_reject": 2}.get)
    assert {"too_many_watched", "auth_first"} <= sent
    written = set(codes("Problem codes"))
    assert border | sent <= written
    assert written <= border | sent | {"bad_frame", "unknown_frame"}


def test_every_http_code_is_in_its_table() -> None:
    found = called(trees("backend"), {"_problem": 1, "_RequestError": 1}.get)
    for tree in trees("backend"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DeniedError":
                found |= {str(ast.literal_eval(keyword.value)) for keyword in node.keywords if keyword.arg == "code"}
    assert "sign_in_again" in found
    assert found == set(codes("HTTP"))


def test_every_path_is_named() -> None:
    source = "".join((ROOT / "console" / "backend" / name).read_text() for name in ("http.py", "node.py"))
    for path in re.findall(r'"(/(?:v1/\w+|healthz))"', source):
        assert f"`{path}`" in PAGE or f" {path}`" in PAGE, path


def test_close_codes() -> None:
    written = {row[1].strip("`"): (int(row[0]), row[3].startswith("yes")) for row in table(section("Close codes"))}
    assert written == {close.name: (close.value, close.comes_back) for close in limits.Close}


def test_notice_codes() -> None:
    source = ast.parse((ROOT / "console" / "backend" / "public_items.py").read_text())
    made = {
        part.value
        for node in ast.walk(source)
        if isinstance(node, ast.FunctionDef) and node.name == _notice.__name__
        for returned in ast.walk(node)
        if isinstance(returned, ast.Return) and isinstance(returned.value, ast.Tuple)
        for part in ast.walk(returned.value.elts[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    } - {"withdrawn"}
    assert {"joined", "queued"} <= made
    assert made | {"withdrawn", "bot_writing", *words.NoticeCode} == set(codes("Notices"))


def test_numbers() -> None:
    written = {row[0].strip("`"): row[1] for row in table(section("Limits"))}
    expected = {name: value for name, value in vars(limits).items() if name.isupper() and isinstance(value, int)}
    assert {name: int(value.replace(" ", "")) for name, value in written.items()} == expected


def examples() -> list[tuple[str, str]]:
    """Every line of the worked examples: who sends it, and the frame."""
    return re.findall(r"^([<>]) (\{.*\})$", section("Worked examples"), re.M)


def test_the_examples_are_byte_true() -> None:
    assert len(examples()) > 30
    consoles, pages = section("Worked examples").split("### A customer's page")
    strange = []
    for text, to_backend, from_backend in (
        (consoles, codec.decode_client, codec.decode_server),
        (pages, codec.decode_page, codec.decode_page_server),
    ):
        for side, line in re.findall(r"^([<>]) (\{.*\})$", text, re.M):
            try:
                frame = to_backend(line) if side == ">" else from_backend(line)
                assert frame is not None, line
                assert codec.encode(frame).decode() == line
                if isinstance(frame, frames.Cmd):
                    codec.decode_command(frame.do)
            except codec.FrameError as error:
                strange.append(error.code)
    # The two that the page shows as what a backend does not know.
    assert strange == ["unknown_command", "unknown_frame"]


def test_every_json_block_is_json() -> None:
    blocks = re.findall(r"^```json\n(.*?)^```", PAGE, re.M | re.S)
    assert len(blocks) > 5
    for block in blocks:
        for line in block.strip().splitlines():
            json.loads(line)
