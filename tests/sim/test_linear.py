"""The checker against histories made by hand and against all orders tried out; then histories of the service."""

import asyncio
import itertools
import os
import random
import subprocess
import sys

import pytest

from console.backend.service import Committing, Service
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.wire.frames import Result
from tests.sim import campaign_linear, linear
from tests.sim.disk import Disk
from tests.sim.faults import Faults
from tests.sim.histories import Everybody, history
from tests.sim.linear import Answer, Call, Operation, Ownership, TooHardError, check, explain, step
from tests.sim.loop import SimLoop
from tests.sim.store import SimStore

QUEUED = Ownership(epoch=1, request=True)
QUICK = 200


def _take(agent: str, epoch: int, begun: int, ended: int | None, answer: Answer | None = None) -> Operation:
    return Operation(Call("take", agent, epoch), begun, ended, answer)


def _won(agent: str, epoch: int) -> Answer:
    return Answer("", agent, epoch, "human")


def _lost(owner: str, epoch: int, code: str = "taken") -> Answer:
    return Answer(code, owner, epoch, "human")


def _look(begun: int, ended: int, owner: str, epoch: int) -> Operation:
    return Operation(Call("look", "z"), begun, ended, Answer("", owner, epoch, "human" if owner else "queued"))


def _holds(*operations: Operation, begins: Ownership = QUEUED) -> bool:
    return check(operations, begins).holds


# by hand


def test_nothing_is_in_order() -> None:
    assert _holds()


def test_of_two_takes_at_one_time_either_may_win() -> None:
    assert _holds(_take("a", 1, 1, 4, _won("a", 2)), _take("b", 1, 2, 3, _lost("a", 2)))
    assert _holds(_take("a", 1, 1, 4, _lost("b", 2)), _take("b", 1, 2, 3, _won("b", 2)))


def test_two_winners_of_one_epoch_are_not() -> None:
    assert not _holds(_take("a", 1, 1, 4, _won("a", 2)), _take("b", 1, 2, 3, _won("b", 2)))


def test_a_winner_must_have_won_before_the_others_heard_of_her() -> None:
    early = _take("b", 1, 1, 2, _lost("a", 2))
    assert not _holds(early, _take("a", 1, 3, 4, _won("a", 2))), "told of a take that had not begun"
    assert _holds(early, _take("a", 1, 1, 4, _won("a", 2)))


def test_a_lost_update_is_not_in_order() -> None:
    """Handed back and taken again; yet the hand-back's epoch is nowhere, as if it had been overwritten."""
    taken = _take("a", 1, 1, 2, _won("a", 2))._replace()
    reply = Operation(Call("reply", "a", 2), 3, 4, Answer("", "a", 2, "human"))
    back = Operation(Call("hand_back", "a", 2), 5, 6, Answer("", "bot", 3, "bot"))
    assert _holds(taken, reply, back, _take("b", 3, 7, 8, _won("b", 4)))
    assert not _holds(taken, reply, back, _take("b", 2, 7, 8, _won("b", 3)))
    assert not _holds(taken, reply, back, _look(7, 8, "a", 2))


def test_a_stale_owner_in_a_refusal_is_not_in_order() -> None:
    taken = _take("a", 1, 1, 2, _won("a", 2))
    forced = Operation(Call("force", "s", 2, leads=True), 3, 4, _won("s", 3))
    assert _holds(taken, forced, _take("b", 2, 5, 6, _lost("s", 3)))
    assert not _holds(taken, forced, _take("b", 2, 5, 6, _lost("a", 2)))
    assert _holds(taken, forced, _take("b", 2, 3, 6, _lost("a", 2))), "asked while the force was under way"


def test_a_stale_look_is_not_in_order() -> None:
    taken = _take("a", 1, 1, 2, _won("a", 2))
    assert not _holds(taken, _look(3, 4, "", 1))
    assert _holds(taken._replace(ended=5), _look(3, 4, "", 1))
    assert not _holds(taken._replace(ended=9), _look(3, 4, "a", 2), _look(5, 6, "", 1)), "seen, and unseen"


def test_an_unanswered_take_may_come_late_or_never_but_not_twice() -> None:
    unknown = _take("a", 1, 1, None)
    assert _holds(unknown)
    assert _holds(unknown, _look(2, 3, "", 1), _look(4, 5, "a", 2))
    assert _holds(unknown, _take("b", 1, 2, 3, _won("b", 2)))
    assert not _holds(_look(1, 2, "a", 2), unknown._replace(begun=3)), "before it began"
    back = Operation(Call("hand_back", "a", 2), 4, 5, Answer("", "bot", 3, "bot"))
    answered = Ownership(epoch=1)
    assert _holds(unknown, _look(2, 3, "a", 2), back, begins=answered)
    again = _look(6, 7, "a", 4)
    assert not _holds(unknown, _look(2, 3, "a", 2), back, again, begins=answered), "one take, two effects"


def test_a_command_done_twice_is_not_in_order() -> None:
    """Without its id a take that was sent again finds itself the owner, and nobody else has taken."""
    assert not _holds(_take("a", 1, 1, 4, Answer("already_yours", "a", 2, "human")))
    handed = Operation(Call("requeue", "s", 2, leads=True), 3, 8, Answer("", "", 3, "queued"))
    assert not _holds(_take("a", 1, 1, 2, _won("a", 2)), handed, _look(4, 5, "", 3), _look(6, 7, "", 4))


def test_a_success_that_changes_nothing_now_may_have_changed_something_later() -> None:
    """A requeue that fits as a step without effect belongs behind a hand-over; taking it first would miss that."""
    requeue = Operation(Call("requeue", "s", 1, leads=True), 1, 9, Answer("", "", 1, "queued"))
    offered = Operation(Call("transfer", "s2", 1, "b", leads=True), 2, 8, Answer("", "", 1, "offered"))
    told = _take("c", 1, 3, 7, Answer("offered_to", "", 1, "offered"))
    taken = _take("d", 1, 4, 10, _won("d", 2))
    assert _holds(requeue, offered, told, taken)
    assert not _holds(requeue._replace(ended=2), offered._replace(begun=3), told, taken)


def test_a_failure_is_told_with_what_would_have_been_right() -> None:
    operations = [_take("a", 1, 1, 4, _won("a", 2)), _take("b", 1, 2, 3, _won("b", 2))]
    told = explain(operations, check(operations, QUEUED))
    assert "take under 1: ('', 'a', 2, 'human')" in told
    assert "here it would be ('taken', " in told


def test_a_history_that_is_too_hard_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear, "MOST_NODES", 50)
    muddle = [Operation(Call("assign", "s", n % 6 + 1, f"a{n}", leads=True), 1) for n in range(18)]
    with pytest.raises(TooHardError):
        check([*muddle, _look(2, 3, "nobody", 99)], QUEUED)


# against all orders


def _drawn(rng: random.Random) -> list[Operation]:
    """Six operations that overlap; the answers are right in some order, and often one of them is then spoilt."""
    calls = [
        Call(rng.choice(kinds), rng.choice("ab"), rng.randint(1, 3), rng.choice("ab"), leads=True)
        for kinds in [("take", "force", "requeue", "transfer", "assign", "hand_back", "reply", "look")] * 6
    ]
    state, operations = QUEUED, []
    for n, call in enumerate(calls):
        state, answer = step(state, call)
        begun = n * 10 - rng.randint(0, 40)
        operations.append(Operation(call, begun, n * 10 + 1 + rng.randint(0, 40), answer))
    for _ in range(rng.randint(0, 2)):
        n = rng.randrange(6)
        one = operations[n]
        spoilt = rng.choice([None, Answer("", "a", rng.randint(1, 4), "human"), operations[rng.randrange(6)].answer])
        operations[n] = one._replace(answer=spoilt, ended=(one.ended or n * 10 + 40) if spoilt is not None else None)
    return operations


def _tried_out(operations: list[Operation]) -> bool:
    """Every order of every choice of the unanswered."""
    answered = [one for one in operations if one.answer is not None]
    unknown = [one for one in operations if one.answer is None]
    some = itertools.chain.from_iterable(itertools.combinations(unknown, n) for n in range(len(unknown) + 1))
    return any(_is_an_order(order) for chosen in some for order in itertools.permutations([*answered, *chosen]))


def _is_an_order(order: tuple[Operation, ...]) -> bool:
    state = QUEUED
    latest = -(10**9)
    for one in order:
        latest = max(latest, one.begun)
        if one.ended is not None and one.ended < latest:
            return False
        state, answer = step(state, one.call)
        if one.answer not in (None, answer):
            return False
    return True


def test_it_finds_what_trying_all_orders_finds() -> None:
    found: list[bool] = []
    for seed in range(400):
        operations = _drawn(random.Random(seed))
        found.append(check(operations, QUEUED).holds)
        assert found[-1] == _tried_out(operations), f"seed {seed}: {operations}"
    assert 100 < sum(found) < 350


# the shipped service


def test_histories_of_the_service_have_an_order() -> None:
    failing, counts = campaign_linear.run(0, QUICK, jobs=1)
    assert failing == [], "python -m tests.campaign linear --replay SEED"
    assert counts["operations"] > 30 * QUICK
    for happened in ("kills", "unknown", "lost", "cancelled", "ambiguous", "ghost", "crash_before", "crash_after"):
        assert counts[happened] > QUICK / 10, happened


@pytest.mark.parametrize(
    ("flaw", "seeds"),
    [("dedupe_skipped", 20), ("cas_skipped", 200), ("ack_before_flush", 20), ("results_lost_on_restart", 40)],
)
def test_a_store_that_breaks_its_word_is_caught(flaw: str, seeds: int) -> None:
    caught = (seed for seed in range(seeds) if history(seed, flaws=frozenset({flaw})).judge())
    assert next(caught, None) is not None


def test_one_seed_is_one_history() -> None:
    told = {history(5).told for _ in range(2)}
    for hash_seed in ("1", "2"):
        made = subprocess.run(
            [sys.executable, "-c", "from tests.sim.histories import history; print(history(5).told)"],
            capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.getcwd()},
        )  # fmt: skip
        told.add(made.stdout.rstrip("\n"))
    assert len(told) == 1
    assert history(6).told not in told


def test_the_campaign_tells_of_failing_seeds(capsys: pytest.CaptureFixture[str]) -> None:
    assert campaign_linear.main(["--histories", "3", "--seed", "7", "--jobs", "1"]) == 0
    assert "3 histories, seeds 7 to 9" in capsys.readouterr().out
    assert campaign_linear.main(["--histories", "20", "--seed", "0", "--jobs", "1", "--flaw", "dedupe_skipped"]) == 1
    seed = next(line for line in capsys.readouterr().out.splitlines() if "FAILED" in line).rpartition(" ")[2]
    assert campaign_linear.main(["--replay", seed, "--flaw", "dedupe_skipped"]) == 1
    assert "not linearizable" in capsys.readouterr().out
    assert campaign_linear.main(["--replay", seed]) == 0


# what it found


@pytest.mark.parametrize("again", [False, True])
def test_the_effect_of_a_command_whose_caller_went_away_is_told(again: bool) -> None:
    """Cancelled while its commit is on the way: nobody waits for the answer, and everybody must hear of the effect.

    `again`: the command comes once more before that commit has arrived, is answered as done, and must be known as done.
    """
    loop = SimLoop(random.Random(1))
    server = loop.process("server")
    told: list[Committing] = []
    faults = Faults(random.Random(1))
    faults.flush_s = (0.1, 0.1)

    async def program() -> tuple[Service, Result | None]:
        service = Service(await SimStore.open(Disk(), faults), Everybody(), server.now_ms)
        await service.handle("c1", c.AskPerson(), Actor("customer", "k1"), command_id="ask")
        service.listen(told.append)
        agent = Actor("agent", "a", "agent")

        def take() -> "asyncio.Task[Result]":
            return asyncio.create_task(service.handle("c1", c.Take(), agent, command_id="take", epoch=1))

        first = take()
        await asyncio.sleep(0.05)
        first.cancel()
        await asyncio.sleep(0.01)
        answered = await take() if again else None
        if answered is None:
            await service.settle()
            await asyncio.sleep(0.2)
            await service.settle()
        return service, answered

    service, answered = loop.complete(server.spawn(program()))
    assert service.heads["c1"].head.agent == "a"
    assert [one.stored.head.agent for one in told] == ["a"], "told once"
    assert answered is None or (answered.status, answered.owner, answered.epoch) == ("ok", "a", 2)
    loop.close()
