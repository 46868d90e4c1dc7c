"""SIGKILL of the real server and real consoles at each named point: nothing is lost, nothing doubled, one voice."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from tests.fire.floor import make_template
from tests.fire.fuse import CONSOLE, SERVER
from tests.fire.kills import Told, bout, every_point, summed
from tests.fire.nursery import Nursery

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")
FLOORS = 4
MISSED = 2


async def fight(folder: Path) -> list[Told]:
    traced = bool(shutil.which("strace"))
    kills = [kill for kill in every_point(1) if traced or not (kill.slow_disk or kill.point.startswith("call:"))]
    template = await make_template(folder, 2)
    async with Nursery() as nursery:
        bouts = (bout(nursery, folder / f"floor-{n}", template, n, kills[n::FLOORS]) for n in range(FLOORS))
        return await asyncio.gather(*bouts)


def test_a_kill_at_each_named_point_loses_and_doubles_nothing(tmp_path: Path) -> None:
    bouts = asyncio.run(fight(tmp_path))
    found = summed(bouts)
    assert [violation for told in bouts for violation in told.verdict.violations] == []
    points = {f"server {point}" for point in SERVER} | {f"console {point}" for point in CONSOLE}
    # On a busy machine a program may not come by each point in time; the campaign comes by all of them often.
    missed = points - set(found["by_point"])
    assert len(missed) <= MISSED, missed
    assert found["messages"]["agents_stored"] > 20
    assert found["messages"]["customers_sent"] == found["messages"]["customers_shown"] > 20
