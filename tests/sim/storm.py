"""What goes wrong in a world, and when: the faults that a seed's profile has, each at its own pace."""

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from websockets.protocol import State

from tests.sim.desk import BOUNDARIES, Desk
from tests.sim.net import Link

if TYPE_CHECKING:
    from tests.sim.world import World

HOUR = 3_600.0
DAY_MS = 86_400_000


class Storm:
    """Injects faults until it ends, then puts right what it broke."""

    def __init__(self, world: "World", rng: random.Random) -> None:
        self._world = world
        self._rng = rng
        self._over = False
        self.door_busy = False
        self._leaps = 0
        self._asleep: list[Desk] = []
        """Until the leap is over."""
        self._does: dict[str, Callable[[], bool]] = {
            "resets": self._reset,
            "stalls": self._stall,
            "half open": self._half_open,
            "partitions": self._part,
            "server crashes": self._crash,
            "server restarts": self._restart,
            "console crashes": self._crash_console,
            "crashes at a boundary": self._crash_at_boundary,
            "sleeps": self._sleep,
            "long sleeps": self._sleep_long,
            "lulls": self._lull,
            "clock jumps": self._jump,
            "disks full": self._fill_disk,
            "tokens expire": self._expire,
            "replays": self._replay,
            "busy door": self._busy,
            "restores": self._restore,
        }

    def begin(self) -> None:
        """From now on."""
        world, profile = self._world, self._world.profile
        world.weather.swallow = profile.swallow
        world.weather.weight = profile.weight
        world.server.faults.rates = dict(profile.store)
        world.server.faults.read_s = (0.0, profile.reads_take)
        for name in profile.rates:
            self._next(name)
        if "restores" in profile.rates:
            self._after(self._rng.uniform(0.5, 2.0), world.server.save)

    def end(self) -> None:
        """No more faults, and everything that was broken works again."""
        self._over = True
        self.door_busy = False
        world = self._world
        world.weather.swallow, world.weather.weight = 0.0, 1
        world.weather.delay, world.weather.jitter = 0.002, 0.01
        world.server.faults.rates = {}
        world.server.faults.read_s = (0.0, 0.0)
        for host in sorted(world.weather.parted):
            world.net.heal(host)
        for link in list(world.net.links.values()):
            if link.up.stalled or link.down.stalled:
                world.net.mend(link)
        for desk in world.desks:
            world.loop.thaw(desk.process)
            desk.machine.full = False
            desk.crash_at = None
            desk.works = False
            if not desk.process.alive:
                desk.begin()
        for browser in world.browsers:
            browser.works = False
            browser.heal()

    def leapt(self) -> None:
        """A leap is over: who slept wakes up."""
        asleep, self._asleep = self._asleep, []
        for desk in asleep:
            self._world.loop.thaw(desk.process)

    def _after(self, seconds: float, do: Callable[[], object]) -> None:
        self._world.loop.call_later(seconds, do, context=self._world.context)

    def _next(self, name: str) -> None:
        self._after(self._rng.expovariate(self._world.profile.rates[name]), lambda: self._strike(name))

    def _strike(self, name: str) -> None:
        if self._over:
            return
        if not self._world.leaping and self._does[name]():
            self._world.count(name)
            self._world.trace("storm", name)
        self._next(name)

    # links

    def _link(self) -> Link | None:
        links = [link for link in self._world.net.links.values() if link.is_open]
        return self._rng.choice(links) if links else None

    def _reset(self) -> bool:
        link = self._link()
        if link is None or link.host in self._world.weather.parted:
            return False
        link.reset()
        return True

    def _stall(self) -> bool:
        return self._hold(up=True, down=True)

    def _half_open(self) -> bool:
        up = self._rng.random() < 0.5
        return self._hold(up=up, down=not up)

    def _hold(self, *, up: bool, down: bool) -> bool:
        link = self._link()
        if link is None or link.host in self._world.weather.parted:
            return False
        if up:
            link.up.stall()
        if down:
            link.down.stall()
        self._after(self._rng.choice((0.3, 3.0, 12.0, 40.0)) * (0.5 + self._rng.random()), lambda: self._let_go(link))
        return True

    def _let_go(self, link: Link) -> None:
        if not self._over and link.is_open and link.host not in self._world.weather.parted:
            self._world.net.mend(link)

    def _part(self) -> bool:
        world = self._world
        hosts = [one.name for one in (*world.desks, *world.browsers)]
        some = self._rng.sample(hosts, self._rng.choice((1, 1, 3, len(hosts))))
        for host in some:
            world.net.part(host)
        heal_after = self._rng.choice((1.0, 5.0, 15.0)) * (0.5 + self._rng.random())
        self._after(heal_after, lambda: [world.net.heal(host) for host in some])
        return True

    def _busy(self) -> bool:
        self.door_busy = True
        self._after(self._rng.uniform(0.5, 4.0), self._idle)
        return True

    def _idle(self) -> None:
        self.door_busy = False

    def _replay(self) -> bool:
        """A program in the middle sends again what was answered long ago."""
        world = self._world
        links = [link for link in world.net.links.values() if link.is_open and link.client.state is State.OPEN]
        self._rng.shuffle(links)
        for link in links:
            actor = f"{'agent' if link.path.endswith('console') else 'customer'}:{link.host}"
            acked = world.checks.acked
            known = [data for host, _, id, data in world.recorded if host == link.host and (actor, id) in acked]
            if known and link.passed:
                link.up.put(self._rng.choice(known))
                return True
        return False

    # the backend

    def _crash(self) -> bool:
        server = self._world.server
        if not server.process.alive:
            return False
        server.crash()
        return True

    def _restart(self) -> bool:
        if not self._world.server.up:
            return False
        self._world.server.restart()
        return True

    def _restore(self) -> bool:
        server = self._world.server
        if server.backup is None or not server.process.alive:
            return False
        server.restore()
        return True

    def _expire(self) -> bool:
        """The backend's clock jumps past the life of all access tokens, and back: who is signed in must renew."""
        server = self._world.server
        tokens = server.disk.tokens
        for key, token in list(tokens.items()):
            if token.kind == "access":
                del tokens[key]
        return True

    # consoles

    def _awake(self) -> Desk | None:
        desks = [desk for desk in self._world.desks if desk.process.alive and not desk.process.frozen]
        return self._rng.choice(desks) if desks else None

    def _crash_console(self) -> bool:
        desk = self._awake()
        if desk is None:
            return False
        self._world.trace(desk.user, "crashes")
        desk.crash(power=self._rng.random() < 0.3)
        self._world.desk_died(desk)
        return True

    def _crash_at_boundary(self) -> bool:
        desk = self._awake()
        if desk is None:
            return False
        desk.crash_at = self._rng.choice(BOUNDARIES)
        return True

    def _sleep(self) -> bool:
        desk = self._awake()
        if desk is None:
            return False
        self._world.loop.freeze(desk.process)
        own = desk.process
        self._after(self._rng.choice((2.0, 8.0, 30.0)) * (0.5 + self._rng.random()), lambda: self._world.loop.thaw(own))
        return True

    def _sleep_long(self) -> bool:
        desk = self._awake()
        if desk is None or self._leaps:
            return False
        self._leaps += 1
        self._world.loop.freeze(desk.process)
        self._asleep.append(desk)
        self._world.leap = (8 * HOUR, HOUR)
        return True

    def _lull(self) -> bool:
        if self._leaps:
            return False
        self._leaps += 1
        self._world.leap = (self._rng.choice((60.0, 140.0)), 5.0)
        return True

    def _jump(self) -> bool:
        desk = self._awake()
        if desk is None:
            return False
        self._world.loop.jump(desk.user, self._rng.choice((-1, 1)) * self._rng.choice((3_000, 3_600_000, DAY_MS)))
        return True

    def _fill_disk(self) -> bool:
        desk = self._awake()
        if desk is None:
            return False
        desk.machine.full = desk.machine.filled = True
        machine = desk.machine

        def empty() -> None:
            machine.full = False

        self._after(self._rng.uniform(0.5, 6.0), empty)
        return True
