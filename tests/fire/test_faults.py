"""A dozen bad lines between the real server, a real console and real customers: nothing lost, nothing doubled."""

import asyncio
import os
from pathlib import Path

import pytest

from tests.fire.faults import PHASES, TOXICS, Told, play_all, summed, telling
from tests.fire.floor import make_template

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork")


async def fight(folder: Path) -> list[Told]:
    template = await make_template(folder, 1)
    return await play_all(folder, template, telling(), len(TOXICS), lambda one, case: None)


def test_a_dozen_bad_lines_lose_and_double_nothing(tmp_path: Path) -> None:
    told = asyncio.run(fight(tmp_path))
    assert {one.case.phase for one in told} == set(PHASES)
    assert {one.case.toxic for one in told} == set(TOXICS)
    assert [f"{one.case}: {violation}" for one in told for violation in one.verdict.violations] == []
    found = summed(told)
    assert found["noticed_s"]["n"] == 1
    assert found["connections"] > 3 * len(told)
    assert found["messages"]["agents_stored"] >= 6 * len(told)
