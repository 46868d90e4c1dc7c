"""The real Desk in a pseudo-terminal behind a bad line: cut in mid-frame, then half open until it is noticed."""

import os
import time
from pathlib import Path

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
if os.name != "posix":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

from tests import real
from tests.fire.proxy import DOWN, UP, ProxyThread, Toxic

pytestmark = pytest.mark.pty
ENTER = "\r"
NOTICED_S = 26.0


def test_a_line_that_is_cut_in_mid_frame_and_then_half_open(tmp_path: Path) -> None:
    with (
        real.served(tmp_path / "server", {"maya": "agent"}) as server,
        ProxyThread("127.0.0.1", int(server.url.rpartition(":")[2])) as line,
        real.Customer(server, "Edda") as edda,
    ):
        proxy = line.proxy
        maya = real.Home(tmp_path / "maya")
        words = ("login", f"http://127.0.0.1:{proxy.port}", "--user", "maya", "--password-stdin")
        assert maya.run(*words, input=real.PASSWORD + "\n").code == 0
        with real.Terminal(maya) as desk:
            desk.sees("● live")
            edda.ask_for_a_person()
            desk.sees("Edda")
            desk.type("t")
            desk.sees("you took over", "Enter sends")

            line.run(proxy.add, Toxic("limit_data", DOWN, bytes=50), Toxic("limit_data", UP, bytes=70))
            desk.type("in the middle")
            desk.enter("in the middle")
            desk.sees("offline")
            line.run(proxy.clear)
            desk.sees("● live", seconds=40)
            edda.hears("in the middle")
            edda.say("are you there?")
            desk.sees("are you there?")

            line.run(proxy.add, Toxic("half_open"))
            begun = time.monotonic()
            desk.type("into the void")
            desk.enter("into the void")
            desk.sees("offline", seconds=40)
            assert time.monotonic() - begun < NOTICED_S
            desk.type("a draft")
            desk.sees("┃a draft", "into the void")
            line.run(proxy.clear)
            desk.sees("● live", "┃a draft", seconds=40)
            edda.hears("into the void")
            desk.sees("you  into the void")
            assert edda.items("agent") == ["in the middle", "into the void"]
