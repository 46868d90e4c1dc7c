"""The router over the real protocol and store: who is offered what, why, and that a restart loses nothing."""

import asyncio
from typing import Any

from msgspec.structs import replace

from console.backend.store.port import User
from console.core.conversation.context import Policy, QueueRoute
from console.core.floor.policy import FloorPolicy, Mode, QueueSpec
from tests.backend.floor_wire import PUSH, act


async def offers(backend: Any, conv: str) -> list[Any]:
    """The offers that were made of a conversation, with why."""
    records = await backend.node.store.records(conv, 0, 1_000)
    return [record.event for record in records if type(record.event).__name__ == "OfferMade"]


async def offered(backend: Any, until: Any, conv: str, agent: str) -> Any:
    """The conversation's offer as soon as it is this agent's."""

    def found() -> Any:
        offer = backend.node.service.heads[conv].head.offer
        return offer if offer is not None and offer.agent == agent else None

    return await until(found)


async def test_a_waiting_customer_is_offered_to_who_is_there_and_the_offer_says_why(
    backend_at: Any, until: Any
) -> None:
    async with backend_at(floor=PUSH) as backend:
        maya = await backend.console("maya")
        _, conv = await backend.queued()
        offer = await offered(backend, until, conv, maya.user)
        (made,) = await offers(backend, conv)
        assert (made.why.rule, made.why.place, made.why.of, made.why.eligible) == ("only_one", 1, 1, 1)
        assert [candidate.agent for candidate in made.why.candidates] == [maya.user]
        assert 19_000 < offer.until - backend.node.service.clock() <= 20_000
        done = await maya.do(conv, "accept", offer=offer.id)
        assert (done["status"], done["owner"]) == ("ok", maya.user)
        assert backend.node.floor.slots(maya.user) == (3, 1)


async def test_who_declines_is_not_asked_again_while_somebody_else_is_there(backend_at: Any, until: Any) -> None:
    async with backend_at(floor=PUSH) as backend:
        ana, bob = await backend.console("ana"), await backend.console("bob")
        await until(lambda: all(backend.node.floor.now(u.user).state == "available" for u in (ana, bob)))
        _, conv = await backend.queued()
        first = await until(lambda: backend.node.service.heads[conv].head.offer)
        one, other = (ana, bob) if first.agent == ana.user else (bob, ana)
        assert (await one.do(conv, "decline", offer=first.id, why="not my language"))["status"] == "ok"
        await offered(backend, until, conv, other.user)


async def test_who_lets_an_offer_pass_is_not_offered_it_again_while_she_shows_no_answer(
    backend_at: Any, until: Any
) -> None:
    async with backend_at(floor=replace(PUSH, offer=200)) as backend:
        maya = await backend.console("maya")
        _, conv = await backend.queued()
        await until(lambda: backend.node.floor.now(maya.user).state == "no_answer")
        await asyncio.sleep(0.1)
        assert len(await offers(backend, conv)) == 1
        await maya.do(conv, "note", text="I am here")
        await until(lambda: backend.node.service.heads[conv].head.offers == 2)


async def test_nobody_is_offered_what_she_cannot_answer(backend_at: Any, until: Any) -> None:
    queues = (QueueSpec("main"), QueueSpec("payment de", langs=("de",), level=3))
    rules = Policy(routes=(QueueRoute("payment de", ("de",)),), queues=("main", "payment de"))
    async with backend_at(floor=FloorPolicy(mode=Mode.PUSH, queues=queues), policy=rules) as backend:
        for user in (
            User("u-ana", "ana", "Ana", "agent", "payment de", langs=("en",), level=3),
            User("u-bob", "bob", "Bob", "agent", "payment de", langs=("de",), level=2),
            User("u-kim", "kim", "Kim", "agent", "main", langs=("de",), level=3),
        ):
            await backend.node.store.add_user(user)
            await backend.node.people.reload()
            await backend.console(user.login)
        await until(lambda: len(backend.node.floor.routing.router.agents) == 3)
        page = await backend.page("v1", lang="de")
        await page.say("Ich will mit einem Menschen sprechen", lang="de")
        conv = (await backend.node.store.customer_conversations("v1", 1))[0].head.conv
        await until(lambda: backend.node.service.heads[conv].head.waiting)
        sara = await backend.console("sara", role="supervisor")
        await asyncio.sleep(0.1)
        assert backend.node.service.heads[conv].head.offer is None, "nobody at home can"
        done = await act(sara, "overflow", queue="payment de", on=True)
        assert (done["status"], done["data"]) == ("ok", {"count": 3})
        offer = await offered(backend, until, conv, "u-kim")
        assert offer.agent == "u-kim"


async def test_in_pick_mode_nothing_is_offered(backend: Any, until: Any) -> None:
    maya = await backend.console("maya")
    await until(lambda: backend.node.floor.now(maya.user).state == "available")
    _, conv = await backend.queued()
    await asyncio.sleep(0.1)
    assert backend.node.service.heads[conv].head.state == "queued"
    assert await offers(backend, conv) == []


async def test_after_a_restart_whoever_waits_is_offered_to_who_comes(backend_at: Any, until: Any) -> None:
    async with backend_at(floor=PUSH) as backend:
        _, conv = await backend.queued()
        assert backend.node.service.heads[conv].head.state == "queued"
    async with backend_at(floor=PUSH) as backend:
        maya = await backend.console("maya")
        await offered(backend, until, conv, maya.user)


async def test_who_is_full_on_break_or_gone_is_offered_nothing(backend_at: Any, until: Any) -> None:
    async with backend_at(floor=replace(PUSH, capacity=(1, 1, 1, 1)), policy=Policy(bot=False)) as backend:
        maya = await backend.console("maya")
        _, first = await backend.queued("v1")
        offer = await offered(backend, until, first, maya.user)
        await maya.do(first, "accept", offer=offer.id)
        _, second = await backend.queued("v2")
        await asyncio.sleep(0.1)
        assert backend.node.service.heads[second].head.offer is None
        leo = await backend.console("leo")
        await act(leo, "set_state", state="break")
        _, third = await backend.queued("v3")
        await asyncio.sleep(0.1)
        assert backend.node.service.heads[third].head.offer is None
        await act(leo, "set_state", state="available")
        taken = await until(lambda: [c for c in (second, third) if backend.node.service.heads[c].head.offer])
        assert taken == [second], "the longer wait comes first, and one offer at a time"


async def test_a_take_of_the_next_in_line_says_so_and_another_does_not(backend: Any, until: Any) -> None:
    maya = await backend.console("maya")
    await until(lambda: maya.user in backend.node.floor.routing.router.agents)
    _, first = await backend.queued("v1")
    _, second = await backend.queued("v2")
    _, third = await backend.queued("v3")
    heads = backend.node.service.heads
    for conv, how in ((second, "taken"), (first, "pulled"), (third, "pulled")):
        await maya.do(conv, "take", epoch=heads[conv].head.epoch)
        record = next(
            record
            for record in await backend.node.store.records(conv, 0, 100)
            if type(record.event).__name__ == "Taken"
        )
        assert record.event.how == how
        assert (record.event.why is not None) is (how == "pulled")


async def test_an_offer_nobody_takes_is_broadcast_and_supervisors_are_told(backend_at: Any, until: Any) -> None:
    floor = replace(PUSH, most_offers=1)
    async with backend_at(floor=floor) as backend:
        sara, ana = await backend.console("sara", role="supervisor"), await backend.console("ana")
        bob = await backend.console("bob")
        await until(lambda: len(backend.node.floor.routing.router.agents) == 2)
        _, conv = await backend.queued()
        first = await until(lambda: backend.node.service.heads[conv].head.offer)
        one = ana if first.agent == ana.user else bob
        await one.do(conv, "decline", offer=first.id)
        for console in (sara, ana, bob):
            notice = await console.until("notice", code="broadcast")
            assert (notice["conv"], notice["data"]["queue"]) == (conv, "main")
        winner = ana if one is bob else bob
        done = await winner.do(conv, "take", epoch=backend.node.service.heads[conv].head.epoch)
        assert done["status"] == "ok"


async def test_a_refused_offer_is_not_asked_for_in_a_loop(backend_at: Any, until: Any) -> None:
    async with backend_at(floor=PUSH) as backend:
        maya = await backend.console("maya")
        await until(lambda: maya.user in backend.node.floor.routing.router.agents)
        backend.node.people.present = lambda user: False
        _, conv = await backend.queued()
        seen: list[Any] = []
        backend.node.service.observe(lambda command, result, _: seen.append(result.code))
        await asyncio.sleep(0.5)
        assert seen.count("absent") <= 4
        del backend.node.people.present
        await offered(backend, until, conv, maya.user)


async def test_a_slot_that_is_promised_is_not_free(backend_at: Any, until: Any) -> None:
    floor = replace(PUSH, capacity=(1, 1, 1, 1))
    async with backend_at(floor=floor, policy=Policy(bot=False)) as backend:
        maya = await backend.console("maya")
        await until(lambda: maya.user in backend.node.floor.routing.router.agents)
        _, first = await backend.queued("v1")
        offer = await offered(backend, until, first, maya.user)
        head = backend.node.service.heads[first].head
        assert backend.node.floor.has_room(maya.user, head), "it is this one that was promised it"
        assert not backend.node.floor.has_room(maya.user), "another one would be one too many"
        await maya.do(first, "decline", offer=offer.id)


async def test_a_wrap_up_holds_its_slot_until_it_is_over(backend_at: Any, until: Any) -> None:
    rules = Policy(bot=False, wrap_up=300)
    async with backend_at(floor=replace(PUSH, capacity=(1, 1, 1, 1), wrap_up=300), policy=rules) as backend:
        maya = await backend.console("maya")
        _, first = await backend.queued("v1")
        offer = await offered(backend, until, first, maya.user)
        done = await maya.do(first, "accept", offer=offer.id)
        await maya.do(first, "reply", epoch=done["epoch"], text="Hello")
        await maya.do(first, "resolve", epoch=done["epoch"])
        assert backend.node.floor.slots(maya.user) == (1, 1)
        _, second = await backend.queued("v2")
        over = await until(lambda: backend.node.service.heads[first].head.wrapped_up)
        assert over, "nobody said so: its limit did"
        await offered(backend, until, second, maya.user)
        records = await backend.node.store.records(second, 0, 100)
        made = next(record.at for record in records if type(record.event).__name__ == "OfferMade")
        assert made >= backend.node.service.heads[first].head.resolved_at + 300


async def test_who_had_her_in_an_earlier_conversation_is_asked_first_after_a_restart_too(
    backend_at: Any, until: Any
) -> None:
    rules = Policy(bot=False, reopen_window=0, wrap_up=0)
    async with backend_at(floor=PUSH, policy=rules) as backend:
        maya = await backend.console("maya")
        _, first = await backend.queued("v1")
        offer = await offered(backend, until, first, maya.user)
        done = await maya.do(first, "accept", offer=offer.id)
        await maya.do(first, "reply", epoch=done["epoch"], text="Hello")
        await maya.do(first, "resolve", epoch=done["epoch"], disposition="solved")
        await until(lambda: backend.node.service.heads[first].head.wrapped_up)
    async with backend_at(floor=PUSH, policy=rules) as backend:
        # Without anything of hers Ana would come first: by load, by time, by id.
        ana, maya = await backend.console("ana"), await backend.console("maya")
        await until(lambda: len(backend.node.floor.routing.router.agents) == 2)
        _, second = await backend.queued("v1", "And again a person, please")
        assert second != first
        await offered(backend, until, second, maya.user)
        (made,) = await offers(backend, second)
        assert made.why.rule == "sticky"
        assert ana.user in {candidate.agent for candidate in made.why.candidates}


async def test_who_stands_far_back_cannot_be_chosen_where_work_is_handed_out(backend_at: Any, until: Any) -> None:
    pull = FloorPolicy(mode=Mode.PULL, queues=(QueueSpec("main"), QueueSpec("chosen", mode=Mode.PICK)), peek=2)
    async with backend_at(floor=pull) as backend:
        maya, sara = await backend.console("maya"), await backend.console("sara", role="supervisor")
        assert (maya.welcome["peek"], maya.welcome["picks"]) == (2, ["chosen"])
        assert "peek" not in sara.welcome, "a supervisor may take whom she likes"
        convs = [(await backend.queued(f"v{n}"))[1] for n in range(4)]
        heads = backend.node.service.heads
        await until(lambda: len(backend.node.floor.routing.router.legs) == 4)
        refused = await maya.do(convs[2], "take", epoch=heads[convs[2]].head.epoch)
        assert (refused["status"], refused["code"]) == ("refused", "beyond")
        assert (await maya.do(convs[1], "take", epoch=heads[convs[1]].head.epoch))["status"] == "ok"
        assert (await maya.do(convs[2], "take", epoch=heads[convs[2]].head.epoch))["status"] == "ok", "now the second"
        assert (await sara.do(convs[3], "take", epoch=heads[convs[3]].head.epoch))["status"] == "ok"


async def test_whom_one_likes_where_nothing_is_handed_out(backend: Any) -> None:
    maya = await backend.console("maya")
    assert "peek" not in maya.welcome


async def test_a_snoozed_chat_does_not_come_back_to_somebody_who_has_too_much(backend_at: Any, until: Any) -> None:
    async with backend_at(floor=replace(PUSH, capacity=(1, 1, 1, 1)), policy=Policy(bot=False)) as backend:
        maya = await backend.console("maya")
        sleeping = []
        for who in ("v1", "v2", "v3"):
            customer, conv = await backend.queued(who)
            offer = await offered(backend, until, conv, maya.user)
            assert (await maya.do(conv, "accept", offer=offer.id))["status"] == "ok"
            epoch = backend.node.service.heads[conv].head.epoch
            assert (await maya.do(conv, "reply", epoch=epoch, text="one moment"))["status"] == "ok"
            if who != "v3":
                assert (await maya.do(conv, "snooze", epoch=epoch))["status"] == "ok"
                sleeping.append((customer, conv))
        states = []
        for customer, conv in sleeping:
            await customer.say("and now?")
            await until(lambda conv=conv: backend.node.service.heads[conv].head.state != "snoozed")
            states.append(str(backend.node.service.heads[conv].head.state))
        assert states == ["human", "queued"], "one more than her room is no harm, two are"
