"""Is there an order of these operations, true to real time, in which each answer is right? Found as by Wing and Gong.

The register is a conversation's ownership: who owns it and in which epoch, with what a refusal turns on besides.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

MOST_NODES: Final = 2_000_000
"""States that are looked at before a history is given up as too hard."""


class Ownership(NamedTuple):
    """The register. It says by itself how a conversation stands: none of the product's own code is used."""

    owner: str = ""
    """An agent, `bot`, or nobody: it waits in a queue."""
    epoch: int = 0
    offer: str = ""
    """The agent whom a hand-over asks first."""
    request: bool = False
    """The customer waits for a person's first words."""
    transfers: int = 0

    @property
    def agent(self) -> str:
        """The agent who owns it."""
        return "" if self.owner == "bot" else self.owner

    @property
    def state(self) -> str:
        """Its name in answers."""
        if self.owner:
            return "bot" if self.owner == "bot" else "human"
        return "offered" if self.offer else "queued"

    def moved(self, owner: str, **changes: object) -> "Ownership":
        """With this owner, under a new epoch if it is another one."""
        made = self._replace(owner=owner, epoch=self.epoch + (owner != self.owner), offer="")
        return made._replace(**changes)  # type: ignore[arg-type]


class Call(NamedTuple):
    """What was asked."""

    kind: str
    """`take`, `force`, `hand_back`, `requeue`, `transfer`, `assign`, `reply` or `look`."""
    agent: str
    epoch: int = 0
    """The epoch under which it is meant."""
    to: str = ""
    """Whom it is handed to; nobody: the queue."""
    leads: bool = False


class Answer(NamedTuple):
    """What was answered."""

    code: str
    """Empty: done."""
    owner: str
    epoch: int
    state: str


class Operation(NamedTuple):
    """One call, from its first sending to its answer."""

    call: Call
    begun: int
    ended: int | None = None
    """None: no answer came; it may take effect at any later time, or never."""
    answer: Answer | None = None


class Verdict(NamedTuple):
    """What the check came to."""

    holds: bool
    order: tuple[int, ...]
    """The operations in an order that explains everything; of a failure, the longest that explains a beginning."""
    state: Ownership
    """How it stands at the end of that order."""
    nodes: int


class TooHardError(Exception):
    """Too many operations overlap to decide."""


Step = Callable[[Ownership, Call], tuple[Ownership, Answer]]


def step(now: Ownership, call: Call) -> tuple[Ownership, Answer]:
    """One operation by itself: what becomes of the register, and what is answered."""
    code, after = _CALLS[call.kind](now, call)
    if code:
        # A right that hangs on owning it speaks of agents only.
        owner = now.agent if code in ("not_owner", "unowned") else now.owner
        return now, Answer(code, owner, now.epoch, now.state)
    return after, Answer("", after.owner, after.epoch, after.state)


_Outcome = tuple[str, Ownership]


def _take(now: Ownership, call: Call) -> _Outcome:
    if now.owner == call.agent:
        return "already_yours", now
    if now.agent and call.kind != "force":
        return "taken", now
    if call.epoch != now.epoch:
        return "stale_epoch", now
    if now.offer not in ("", call.agent) and call.kind != "force":
        return "offered_to", now
    return "", now.moved(call.agent)


def _not_mine(now: Ownership, call: Call) -> str:
    if now.agent == call.agent:
        return ""
    return "not_owner" if now.agent else "unowned"


def _stale(now: Ownership, call: Call) -> str:
    return "" if call.epoch == now.epoch else "stale_epoch"


def _hand_back(now: Ownership, call: Call) -> _Outcome:
    code = _not_mine(now, call) or _stale(now, call) or ("unanswered_request" if now.request else "")
    return code, now.moved("bot")


def _reply(now: Ownership, call: Call) -> _Outcome:
    return _not_mine(now, call) or _stale(now, call), now._replace(request=False)


def _requeue(now: Ownership, call: Call) -> _Outcome:
    if now.state == "queued":
        return _stale(now, call), now
    return _stale(now, call), now.moved("", request=True)


def _transfer(now: Ownership, call: Call) -> _Outcome:
    code = ("" if call.leads else _not_mine(now, call)) or _stale(now, call)
    if not code and not call.leads and now.transfers >= 2:
        code = "too_many_transfers"
    if not code and call.to and call.to == now.agent:
        code = "already_yours" if call.to == call.agent else "taken"
    request = now.request or now.agent != call.agent
    return code, now.moved("", offer=call.to, request=request, transfers=now.transfers + (not call.leads))


def _assign(now: Ownership, call: Call) -> _Outcome:
    return _stale(now, call), now if now.owner == call.to else now.moved(call.to)


def _look(now: Ownership, call: Call) -> _Outcome:
    return "", now


_CALLS: Final[dict[str, Callable[[Ownership, Call], _Outcome]]] = {
    "take": _take,
    "force": _take,
    "hand_back": _hand_back,
    "requeue": _requeue,
    "transfer": _transfer,
    "assign": _assign,
    "reply": _reply,
    "look": _look,
}


def check(operations: Sequence[Operation], begins: Ownership, step: Step = step) -> Verdict:
    """Look for an order.

    Raises:
        TooHardError: after `MOST_NODES` states.
    """
    return _Search(operations, step).run(begins)


class _Search:
    """A walk over the orders; where it has stood before, with the same operations done, it does not go on."""

    def __init__(self, operations: Sequence[Operation], step: Step) -> None:
        self.operations = operations
        self.step = step
        self.by_end = sorted(
            (n for n, one in enumerate(operations) if one.ended is not None), key=lambda n: operations[n].ended or 0
        )
        self.unanswered = [n for n, one in enumerate(operations) if one.ended is None]
        self.harmless = {
            n
            for n, one in enumerate(operations)
            if one.answer is not None and (one.answer.code or one.call.kind == "look")
        }
        """Refusals and looks. A success that changes nothing here may have changed something where it belongs."""
        self.seen: set[tuple[int, Ownership]] = set()

    def run(self, begins: Ownership) -> Verdict:
        """Depth first, with a stack of its own."""
        stack: list[tuple[int, Ownership, tuple[int, ...]]] = [(0, begins, ())]
        best: tuple[tuple[int, ...], Ownership] = ((), begins)
        while stack:
            done, state, order = stack.pop()
            done, order, open_ = self._forward(done, state, order)
            if len(order) > len(best[0]):
                best = (order, state)
            if not open_:
                return Verdict(True, order, state, len(self.seen))
            if (done, state) in self.seen:
                continue
            self.seen.add((done, state))
            if len(self.seen) > MOST_NODES:
                raise TooHardError(f"{len(self.operations)} operations")
            for n, after in reversed(self._choices(done, state, open_)):
                stack.append((done | 1 << n, after, (*order, n)))
        return Verdict(False, best[0], best[1], len(self.seen))

    def _open(self, done: int) -> list[int]:
        """The answered operations that may come next: begun before any that is not done had ended."""
        left = [n for n in self.by_end if not done >> n & 1]
        if not left:
            return []
        first_end = self.operations[left[0]].ended or 0
        return [n for n in left if self.operations[n].begun < first_end]

    def _forward(self, done: int, state: Ownership, order: tuple[int, ...]) -> tuple[int, tuple[int, ...], list[int]]:
        """Take what is right here and harmless anywhere: if there is an order at all, there is one with it here."""
        while True:
            open_ = self._open(done)
            still = [n for n in open_ if n in self.harmless and self._explains(n, state) is not None]
            if not still:
                return done, order, open_
            for n in still:
                done |= 1 << n
            order = (*order, *still)

    def _explains(self, n: int, state: Ownership) -> Ownership | None:
        """What this operation makes of the state; None: it would have been answered otherwise."""
        after, answer = self.step(state, self.operations[n].call)
        return after if answer == self.operations[n].answer else None

    def _choices(self, done: int, state: Ownership, open_: list[int]) -> list[tuple[int, Ownership]]:
        """What may come next, with what it makes; of the unanswered, what changes something."""
        found = [(n, after) for n in open_ if (after := self._explains(n, state)) is not None]
        first_end = min((self.operations[n].ended or 0 for n in open_), default=0)
        for n in self.unanswered:
            if not done >> n & 1 and self.operations[n].begun < first_end:
                after, _ = self.step(state, self.operations[n].call)
                if after != state:
                    found.append((n, after))
        return found


def explain(operations: Sequence[Operation], verdict: Verdict, step: Step = step) -> str:
    """Of a failure: how far an order goes, and what none of the rest can have answered there."""
    lines = [f"  {_told(operations[n])}" for n in verdict.order]
    lines.append(f"then it stands at {verdict.state}, and none of these can come next:")
    for n, one in enumerate(operations):
        if n not in verdict.order and one.answer is not None:
            lines.append(f"  {_told(one)}; here it would be {tuple(step(verdict.state, one.call)[1])}")
    return "\n".join(lines)


def _told(one: Operation) -> str:
    answer = tuple(one.answer) if one.answer is not None else "no answer"
    to = f" to {one.call.to}" if one.call.to else ""
    return f"[{one.begun}..{one.ended}] {one.call.agent} {one.call.kind}{to} under {one.call.epoch}: {answer}"
