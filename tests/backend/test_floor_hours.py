"""What customers are told of their wait over the real protocol: nobody there, the next opening, promises instead."""

from typing import Any

from console.backend.floor_hours import PROMISED
from console.backend.floor_pace import Paces
from console.backend.promises import proofs
from console.backend.store.port import User
from console.core.conversation.context import Policy, QueueRoute
from console.core.conversation.words import DAY, HOUR, MINUTE
from console.core.floor.policy import FloorPolicy, Hours, Mode, QueueSpec
from console.core.metrics.figures import Figures
from tests.backend.floor_wire import act
from tests.core.metrics.floor_log import NOON, FloorLog

CLOSED = FloorPolicy(queues=(QueueSpec("main", hours=Hours("UTC", ((0, 0),) * 7)),))
"""Never open."""


async def waiting(page: Any, state: str = "waiting") -> dict[str, Any]:
    """The page's first status that says that it waits, or so."""

    def said() -> list[dict[str, Any]]:
        return [frame for frame in page.frames if frame["t"] == "status" and frame["state"] == state]

    while not said():
        await page.next()
    return said()[0]


async def test_with_nobody_there_the_customer_is_told_and_may_choose_a_promise(backend: Any, until: Any) -> None:
    page, conv = await backend.queued()
    status = await waiting(page)
    now = backend.node.service.clock()
    assert status["nobody"] is True
    assert "estimate" not in status
    assert status.get("opens_at", 0) == 0, "there are no hours to tell"
    assert now + DAY < status["promise_by"] <= now + DAY + PROMISED + HOUR
    done = await page.wish("promise", kind="call_back", due=status["promise_by"])
    assert done["status"] == "ok"
    assert (await waiting(page, "promised"))["due"] == status["promise_by"]
    (proof,) = proofs(await backend.node.store.records(conv, 0, 100))
    assert (proof.end, proof.promise, proof.promise_due) == ("promised", "call_back", status["promise_by"])


async def test_with_somebody_there_nothing_is_said_of_nobody(backend: Any, until: Any) -> None:
    maya = await backend.console("maya")
    await until(lambda: maya.user in backend.node.floor.routing.router.agents)
    page, _ = await backend.queued()
    status = await waiting(page)
    assert "nobody" not in status
    assert status["promise_by"] > backend.node.service.clock()
    assert "estimate" not in status, "nobody was answered yet: no honest number"


async def test_somebody_who_cannot_answer_is_nobody(backend_at: Any, until: Any) -> None:
    queues = (QueueSpec("main"), QueueSpec("de", langs=("de",), level=3))
    rules = Policy(routes=(QueueRoute("de", ("de",)),), queues=("main", "de"))
    async with backend_at(floor=FloorPolicy(queues=queues), policy=rules) as backend:
        maya = await backend.console("maya")
        await until(lambda: maya.user in backend.node.floor.routing.router.agents)
        page = await backend.page("v1", lang="de")
        await page.say("Ich will mit einem Menschen sprechen", lang="de")
        assert (await waiting(page))["nobody"] is True


async def test_a_closed_queue_stands_on_the_wall(backend_at: Any, until: Any) -> None:
    async with backend_at(floor=CLOSED) as backend:
        await until(lambda: backend.node.floor.stats.ready)
        (line,) = [line for line in backend.node.floor.stats.wall(30).queues if line.name == "main"]
        assert line.closed
        assert backend.node.floor.hours.closed() == {"main": 0}


async def test_places_are_those_of_the_own_queue(backend_at: Any) -> None:
    rules = Policy(routes=(QueueRoute("de", ("de",)),), queues=("main", "de"))
    async with backend_at(policy=rules) as backend:
        await backend.queued("v1")
        page = await backend.page("v2", lang="de")
        await page.say("Ich will mit einem Menschen sprechen", lang="de")
        assert (await waiting(page))["place"] == 1


async def test_somebody_whom_no_ring_reaches_is_nobody(backend_at: Any, until: Any) -> None:
    queues = (QueueSpec("main"), QueueSpec("de", langs=("de",)))
    rules = Policy(routes=(QueueRoute("de", ("de",)),), queues=("main", "de"))
    async with backend_at(floor=FloorPolicy(mode=Mode.PUSH, queues=queues), policy=rules) as backend:
        await backend.node.store.add_user(User("u-kim", "kim", "Kim", "agent", "main", langs=("de",)))
        await backend.node.people.reload()
        kim, sara = await backend.console("kim"), await backend.console("sara", role="supervisor")
        await until(lambda: kim.user in backend.node.floor.routing.router.agents)
        page = await backend.page("v1", lang="de")
        await page.say("Ich will mit einem Menschen sprechen", lang="de")
        assert (await waiting(page))["nobody"] is True
        await act(sara, "overflow", queue="de")
        other = await backend.page("v2", lang="de")
        await other.say("Ich will mit einem Menschen sprechen", lang="de")
        assert "nobody" not in await waiting(other)


def test_the_long_run_is_of_seven_days() -> None:
    log = FloorLog(NOON).sign_in("maya")
    figures = Figures(FloorPolicy(), log.skills)
    paces = Paces(figures)
    for n, minutes in enumerate((40, 10, 20)):
        log.at = NOON + (0, 5, 6)[n] * DAY
        log.ask(f"c{n}")
        log.take(f"c{n}", "maya")
        log.reply(f"c{n}", "maya")
        log.wait(minutes * MINUTE).resolve(f"c{n}", "maya")
    for entry in log.entries:
        paces.before(entry)
        figures.apply(entry)
    assert paces.long_run(log.at) == (40 + 10 + 20) * MINUTE // 3
    assert paces.long_run(log.at + 3 * DAY) == (10 + 20) * MINUTE // 2
