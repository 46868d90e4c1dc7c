"""Who is let in: caps of open sockets, the pace of handshakes, and whose address a request really has.

Decides before anything costly happens; opens, reads and closes nothing itself.
"""

import asyncio
import ipaddress
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from console.backend.pace import Clock, OfEach, Pace
from console.core.text.messages import t
from console.errors import ConfigError

_LONGEST_WAIT_S = 30
_HOPS_READ = 32
_SHARE = 0.5
"""Of the pace and the burst, for one address."""
_SLACK = 1.3
"""Who comes back at random does so unevenly."""
_IPV6_HOME = 64
"""One home or office holds a whole /64 of IPv6: its addresses count as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorLimits:
    """What one door puts up with."""

    open_sockets: int = 10_000
    per_address: int = 1_000
    """Sockets from one address. An office or a mobile carrier shows one address for many people."""
    handshakes_per_second: float = 200.0
    handshake_burst: int = 400
    head_bytes: int = 16_384
    head_seconds: float = 5.0
    """For a TLS handshake, and again for a whole request head."""
    body_idle_seconds: float = 10.0
    """For the next bytes of a body that was begun."""
    body_seconds: float = 30.0
    """For all of a body."""
    unread_seconds: float = 20.0
    """For a WebSocket's client to read on when it has left more unread than is buffered for it."""
    requests_per_second: float = 100.0
    """Requests for pages from one address."""
    request_burst: int = 400
    keep_alive_seconds: float = 5.0
    """For the next request on a connection for pages."""
    turned_away: int = 256
    """Refused sockets that are given `linger_seconds` to read their answer; more are cut at once."""
    linger_seconds: float = 1.0


class Crowd:
    """A token bucket that also says when to come back."""

    def __init__(self, per_second: float, burst: int, clock: Clock) -> None:
        self._pace = Pace(per_second, burst, clock)
        self._waiting = 0

    def take(self) -> int | None:
        """None for one that may pass, else the seconds after which to try again.

        The hint grows with the crowd that was sent away, so that it does not come back all at once.
        """
        rested = self._pace.full
        if self._pace.take():
            self._waiting = 0 if rested else max(0, self._waiting - 1)
            return None
        self._waiting += 1
        return min(_LONGEST_WAIT_S, max(1, math.ceil(self._waiting / self._pace.rate)))


class Handshakes:
    """The pace of handshakes: one address must not use up what everybody shares, whatever it does there."""

    def __init__(self, per_second: float, burst: int, clock: Clock) -> None:
        self._rate = per_second
        self._all = Crowd(per_second, burst, clock)
        self._each = OfEach(lambda: Crowd(per_second * _SHARE, max(1, int(burst * _SHARE)), clock))

    def take(self, address: str) -> int | None:
        """None for one that may pass, else the seconds after which to try again."""
        wait = self._each.of(home(address)).take()
        return wait if wait is not None else self._all.take()

    def spread(self, sockets: int, of_one_address: int) -> float:
        """Seconds over which so many must come back so that (nearly) none of them is sent away."""
        return max(sockets / self._rate, of_one_address / self._rate / _SHARE) * _SLACK


class Seat:
    """The place of one open socket; given back once, whoever serves it then."""

    __slots__ = ("_key", "_seats", "transport")

    def __init__(self, seats: "Seats", key: str | None) -> None:
        self._seats = seats
        self._key = key
        self.transport: asyncio.Transport | None = None

    def release(self) -> None:
        """Gives the place back; doing so again changes nothing."""
        self._seats.remove(self, self._key)
        self._key = None

    def belongs_to(self, address: str) -> bool:
        """Counts a socket of a trusted proxy for the client behind it; False if that client has too many."""
        key = self._seats.claim(address)
        if key is None:
            return False
        self._key = key
        return True


class Seats:
    """All open sockets, in number and per address."""

    def __init__(self, limit: int, per_address: int) -> None:
        self.limit = limit
        self._per_address = per_address
        self._taken: set[Seat] = set()
        self._addresses: Counter[str] = Counter()
        self.vacant = asyncio.Event()
        """Set while no socket is open."""
        self.vacant.set()

    def __len__(self) -> int:
        return len(self._taken)

    def of_one_address(self) -> int:
        """How many the address has that has most."""
        return max(self._addresses.values(), default=0)

    def full(self) -> bool:
        """Whether the cap of open sockets is reached."""
        return len(self._taken) >= self.limit

    def take(self, address: str | None) -> Seat | None:
        """A place for a socket from `address` (None: not counted for any), or None if that has too many."""
        key = None
        if address is not None:
            key = self.claim(address)
            if key is None:
                return None
        seat = Seat(self, key)
        self._taken.add(seat)
        self.vacant.clear()
        return seat

    def claim(self, address: str) -> str | None:
        """Counts one more for `address`: the key it is counted under, or None at its cap."""
        key = home(address)
        if self._addresses[key] >= self._per_address:
            return None
        self._addresses[key] += 1
        return key

    def remove(self, seat: Seat, key: str | None) -> None:
        """Takes a place out of the counts."""
        if key is not None:
            self._addresses[key] -= 1
            if self._addresses[key] <= 0:
                del self._addresses[key]
        self._taken.discard(seat)
        if not self._taken:
            self.vacant.set()

    def transports(self) -> list[asyncio.Transport]:
        """The transports of all open sockets."""
        return [seat.transport for seat in self._taken if seat.transport is not None]


class TrustedProxies:
    """Whose X-Forwarded-For and X-Forwarded-Proto are believed: nobody's, unless told."""

    def __init__(self, proxies: Iterable[str]) -> None:
        self._networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = []
        for proxy in proxies:
            try:
                self._networks.append(ipaddress.ip_network(proxy, strict=False))
            except ValueError:
                raise ConfigError(t("door.bad_proxy", proxy=proxy), code="bad_proxy") from None

    def __bool__(self) -> bool:
        return bool(self._networks)

    def __contains__(self, address: str) -> bool:
        parsed = _parsed(address) if self._networks else None
        return parsed is not None and any(parsed in network for network in self._networks)

    def client(self, peer: str, forwarded: Sequence[str]) -> str:
        """The address of the client: `peer`, or the nearest one not trusted that the proxies vouch for.

        `forwarded` are the values of X-Forwarded-For. They are read from the right, where the nearest proxy
        writes; what stands left of an address that is not trusted is that client's own claim.
        """
        client = peer
        hops = ",".join(forwarded).split(",") if forwarded else []
        for hop in reversed(hops[-_HOPS_READ:]):
            if client not in self:
                break
            parsed = _parsed(_without_port(hop.strip()))
            if parsed is None:
                break
            client = str(parsed)
        return client

    def secure(self, peer: str, protocols: Sequence[str]) -> bool:
        """Whether a trusted proxy says that the client used TLS."""
        return peer in self and bool(protocols) and protocols[-1].split(",")[-1].strip().lower() == "https"


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, ipaddress.IPv6Address) else parsed


def _without_port(hop: str) -> str:
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def home(address: str) -> str:
    """The address as it is counted: an IPv6 one by its network."""
    parsed = _parsed(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((int(parsed), _IPV6_HOME), strict=False))
    return str(parsed) if parsed is not None else address
