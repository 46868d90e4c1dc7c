"""P11: frames decoded and encoded, processor time: our codec against pydantic 2 with the same types.

Three frames that make up most of the traffic: the event of a customer's message, a delta of twenty whole rows, and an
agent's reply. Pydantic's models are made from our own types (of events and commands only those that occur here, which
is in its favour), and check what ours check. They are in a process of their own, in turns with ours.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

NAME = "P11 a frame decoded and encoded, processor time"
GOAL = "<= 0.4x pydantic 2, each of three frames"
LIMIT = 0.4
PYDANTIC = ("pydantic>=2.14,<3",)
TIMES = {"event": 3_000, "delta": 500, "reply": 3_000}


def frames_of() -> dict[str, bytes]:
    """The frames as they go over the wire."""
    import msgspec

    from console.core.conversation import commands as c
    from console.core.conversation.events import CustomerSaid, Record
    from console.core.floor.rows import Row
    from console.core.wire import codec, frames

    at = 1_795_314_518_805
    record = Record(
        "c3225d75dbfeb761ef3", 12, at, 3, "customer", CustomerSaid(lang="en"), 7, bodies={"text": "where is it? " * 16}
    )
    rows = tuple(
        Row(f"c3225d75dbfeb76{n:04}", n, "human", 3, 11, "ufb945482dae9", "Maya", "Ana", "en", unanswered=1, last_at=at)
        for n in range(20)
    )
    reply = msgspec.Raw(msgspec.json.encode(c.Reply("I am looking into it, one moment please. " * 5)))
    return {
        "event": codec.encode(frames.Events(record.conv, (record,))),
        "delta": codec.encode(frames.Delta("f6b24b19dc85.2", "f6b24b19dc85.3", rows, time=at)),
        "reply": codec.encode(frames.Cmd("a81f20c44e11", record.conv, reply, epoch=3)),
    }


def ours(sent: dict[str, bytes]) -> dict[str, Callable[[], object]]:
    """Each frame as the product reads it (in the Desk, the reply in the backend) and writes it again."""
    from console.core.wire import codec, frames

    def reply() -> object:
        frame = codec.decode_client(text)
        assert isinstance(frame, frames.Cmd)
        codec.decode_command(frame.do)
        return codec.encode(frame)

    def server(data: bytes) -> Callable[[], object]:
        frame = data.decode()
        return lambda: codec.encode(codec.decode_server(frame))  # type: ignore[arg-type]

    text = sent["reply"].decode()
    return {"event": server(sent["event"]), "delta": server(sent["delta"]), "reply": reply}


def described() -> dict[str, Any]:
    """Our types in words: name, tag and fields of each, for models of the same."""
    import msgspec

    from console.core.conversation import commands as c
    from console.core.conversation import events as ev
    from console.core.floor.rows import Row
    from console.core.wire import frames
    from console.core.wire.changes import RowChange

    told = {}
    for kind in (Row, RowChange, ev.CustomerSaid, ev.Record, frames.Events, frames.Delta, c.Reply, frames.Cmd):
        config, fields = kind.__struct_config__, []
        for field in msgspec.structs.fields(kind):
            default = field.default if field.default is not msgspec.NODEFAULT else None
            default = None if default is msgspec.UNSET else default
            words = str(field.type).replace("<class '", "").replace("'>", "").replace("msgspec._core.UnsetType", "None")
            words = words.replace("msgspec.UnsetType", "None")
            fields.append([field.encode_name, words, field.required, default])
        told[kind.__name__] = {"tag": [config.tag_field, config.tag], "fields": fields}
    return told


def theirs(told: dict[str, Any], sent: dict[str, bytes]) -> dict[str, Callable[[], object]]:
    """The same frames with pydantic."""
    from typing import Annotated, Literal

    from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

    class Frozen(BaseModel):
        model_config = ConfigDict(frozen=True, strict=False)

    made: dict[str, Any] = {"float": float, "int": int, "str": str, "bool": bool, "tuple": tuple, "dict": dict}

    def type_of(words: str) -> Any:
        bare = words
        for prefix in ("console.core.floor.rows.", "console.core.wire.changes.", "console.core.conversation.events."):
            bare = bare.replace(prefix, "")
        if bare.startswith("msgspec"):
            return made["Reply"]
        if "CustomerSaid" in bare and bare not in made:
            return made["CustomerSaid"]
        return eval(bare, dict(made))

    for name in ("Row", "RowChange", "CustomerSaid", "Record", "Reply", "Events", "Delta", "Cmd"):
        fields: dict[str, Any] = {}
        tag, value = told[name]["tag"]
        if tag:
            fields[tag] = (Literal[value], ...)
        for field, words, required, default in told[name]["fields"]:
            fields[field] = (type_of(words), ... if required else default)
        made[name] = create_model(name, __base__=Frozen, **fields)
    union = made["Events"] | made["Delta"] | made["Cmd"]
    adapter: Any = TypeAdapter(Annotated[union, Field(discriminator="t")])

    def one(data: bytes) -> Callable[[], object]:
        return lambda: adapter.validate_json(data).model_dump_json(exclude_defaults=True).encode()

    return {name: one(data) for name, data in sent.items()}


def timed(does: Callable[[], object], times: int) -> float:
    """Microseconds of processor time for one."""
    began = time.process_time_ns()
    for _ in range(times):
        does()
    return (time.process_time_ns() - began) / times / 1_000


def peer() -> None:
    """The process with pydantic: told the types and frames, it measures once a line."""
    told = json.loads(sys.stdin.readline())
    does = theirs(told["types"], {name: data.encode() for name, data in told["sent"].items()})
    checked = {name: len(str(json.loads(one()))) for name, one in does.items()}  # type: ignore[arg-type]
    print(json.dumps(checked), flush=True)
    for line in sys.stdin:
        share = float(line)
        print(
            json.dumps({name: timed(one, max(1, int(TIMES[name] * share))) for name, one in does.items()}), flush=True
        )


class Peer:
    """The process with pydantic, from our side."""

    def __init__(self, python: str, sent: dict[str, bytes]) -> None:
        self.process = subprocess.Popen(
            [python, __file__, "peer"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.ask(json.dumps({"types": described(), "sent": {name: data.decode() for name, data in sent.items()}}))

    def ask(self, line: str) -> dict[str, float]:
        """One line there and one back."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        found: dict[str, float] = json.loads(self.process.stdout.readline())
        return found

    def end(self) -> None:
        """Stop it."""
        self.process.kill()
        self.process.wait()


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """Both in turns."""
    from tests.bench import measure, peers

    rounds, share = (1, 0.05) if smoke else (rounds, 1.0)
    sent = frames_of()
    does = ours(sent)
    contestants: dict[str, Callable[[], dict[str, float]]] = {
        "msgspec": lambda: {name: timed(one, max(1, int(TIMES[name] * share))) for name, one in does.items()}
    }
    result: dict[str, Any] = {"name": NAME, "goal": GOAL, "rounds": rounds, "met": None}
    result["bytes"] = {name: len(data) for name, data in sent.items()}
    python = peers.python("pydantic", PYDANTIC)
    if isinstance(python, peers.Skip):
        found = measure.rounds(rounds, contestants)
        return result | {"figures": measure.figures(found), "skipped": {"pydantic": python.reason}}
    other = Peer(str(python), sent)
    try:
        contestants["pydantic"] = lambda: other.ask(str(share))
        found = measure.rounds(rounds, contestants)
    finally:
        other.end()
    ratios = {name: measure.ratio(found["msgspec"][name], found["pydantic"][name]) for name in sent}
    return result | {
        "figures": measure.figures(found),
        "ratio": ratios,
        "versions": peers.versions(python, ("pydantic", "pydantic-core")),
        "met": all(ratio["median"] <= LIMIT for ratio in ratios.values()),
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["peer"]:
        peer()
    else:
        print(json.dumps(run(rounds=3), indent=2))
