"""The life of the link: its stages, attempts, tokens and pings, and how it shows; not what flows on it."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.core.wire import codec, frames
from console.core.wire.limits import PROTOCOL, Close
from console.desk.session import closes
from console.desk.session import effects as fx
from console.desk.session.backoff import Backoff
from console.desk.session.heartbeat import Heartbeat
from console.desk.session.moment import Moment
from console.desk.session.news import Linked, LinkView, Phase, SignInWanted

STAGE_WITHIN: Final = 15_000
"""How long a stage of coming in may go without a frame."""
TOKEN_WITHIN: Final = 60_000
"""How long an exchange of tokens or the opening of a socket may take, whatever the shell believes of it."""
SOON: Final = 180_000
"""A token is exchanged when it has less than this left."""
TOKEN_LASTS: Final = 600_000
"""Believed of a token while the backend's clock is not known."""
TOKEN_RETRY: Final = 30_000
RETRY_LEAST: Final = 1_000
TOO_FAST: Final = 5_000


class Stage(Enum):
    """How far in we are."""

    IDLE = auto()
    WAITING = auto()
    TOKEN = auto()
    CONNECTING = auto()
    GREETING = auto()
    ENTERING = auto()
    SYNCING = auto()
    LIVE = auto()
    STOPPED = auto()
    """Nothing goes on until a person acts."""
    CLOSED = auto()


_OPEN: Final = frozenset({Stage.GREETING, Stage.ENTERING, Stage.SYNCING, Stage.LIVE})
_COMING: Final = frozenset({Stage.TOKEN, Stage.CONNECTING})
_SIGNED_IN: Final = frozenset({Stage.SYNCING, Stage.LIVE})


class LinkLife:
    """One link, through all its sockets."""

    def __init__(
        self, emit: Callable[[fx.Effect], None], gone: Callable[[Moment], None], chance: Callable[[], float]
    ) -> None:
        """`gone` is told whenever a socket that was signed in is lost."""
        self._emit = emit
        self._gone = gone
        self._chance = chance
        self.backoff = Backoff(chance)
        self.heart = Heartbeat()
        self.stage = Stage.IDLE
        self.skew: int | None = None
        self.token = ""
        self._token_at = Moment(0, 0, 0)
        self._token_ends = 0
        self._token_fresh = False
        """Not yet used for signing in: when it is refused, there is no sense in another."""
        self._token_asked: int | None = None
        self._denied = ""
        self._due = 0
        self._live_at = 0
        self._is_compressed = False
        self._tried_at: int | None = None
        self._last: Moment | None = None
        self._heard: Moment | None = None
        """When the last frame came: what is shown is as old."""
        self._silent_since: Moment | None = None
        self.view = LinkView(Phase.OFFLINE, 0)

    @property
    def live(self) -> bool:
        """Whether rows are current and commands may go."""
        return self.stage is Stage.LIVE

    @property
    def signed_in(self) -> bool:
        """Whether frames may be sent."""
        return self.stage in _SIGNED_IN

    # beginning and end

    def start(self, now: Moment) -> None:
        """Connect for the first time: at once."""
        self._last = now
        self.view = LinkView(Phase.OFFLINE, now.wall)
        self._attempt(now)

    def close(self, now: Moment) -> None:
        """No more."""
        if self.stage in _OPEN or self.stage is Stage.CONNECTING:
            self._emit(fx.Drop())
        self._enter(Stage.CLOSED, now)

    def retry_now(self, now: Moment) -> bool:
        """A person wants another attempt at once; False when one was made less than a second ago."""
        if self.stage not in (Stage.WAITING, Stage.STOPPED) or self._denied:
            return False
        if self._tried_at is not None and now.mono - self._tried_at < RETRY_LEAST:
            return False
        self._attempt(now)
        return True

    def sign_in(self, now: Moment) -> None:
        """There is a new refresh token."""
        self._denied, self.token = "", ""
        self._token_fresh = False
        if self.stage in (Stage.WAITING, Stage.STOPPED):
            self._attempt(now)
        elif self.stage in _SIGNED_IN:
            self._ask_token(now)

    def renew_token(self, now: Moment) -> None:
        """The backend says that the token has run out."""
        if self.signed_in and not self._denied and self._token_asked is None:
            self._ask_token(now)

    # the way in

    def _attempt(self, now: Moment) -> None:
        self._tried_at = now.mono
        if self.token and self._token_left(now) > TOKEN_RETRY:
            self._enter(Stage.CONNECTING, now)
            self._emit(fx.Connect())
        else:
            self._enter(Stage.TOKEN, now)
            self._ask_token(now)

    def _ask_token(self, now: Moment) -> None:
        self._token_asked = now.boot
        self._emit(fx.NeedToken())

    def give_token(self, token: str, ends: int, now: Moment) -> None:
        """An access token, valid until `ends` by the backend's clock."""
        self.token, self._token_ends, self._token_at = token, ends, now
        self._token_fresh, self._token_asked, self._denied = True, None, ""
        if self.stage is Stage.TOKEN:
            self._enter(Stage.CONNECTING, now)
            self._emit(fx.Connect())

    def token_failed(self, why: str, now: Moment, *, denied: bool) -> None:
        """No token could be had: for good, or for now."""
        if denied:
            self._token_asked = None
            self._deny(why, now)
        elif self.stage is Stage.TOKEN:
            self.failed(why, now)

    def _token_left(self, now: Moment) -> int:
        if self.skew is None:
            return TOKEN_LASTS - (now.boot - self._token_at.boot)
        return self._token_ends - (now.wall + self.skew)

    def connected(self, now: Moment, *, compressed: bool = False) -> None:
        """The socket is open; `compressed`: the backend compresses what it sends."""
        self._is_compressed = compressed
        self._enter(Stage.GREETING, now)

    def anew(self, now: Moment) -> bool:
        """Another socket at once instead of this one, if not even the first rows have all come; whether it is made."""
        if self.stage is not Stage.SYNCING or self._live_at:
            return False
        # Not in order: what is still on its way on the old one would hold up the new one.
        self._emit(fx.Drop(closes.NO_PROGRESS))
        self._gone(now)
        self._attempt(now)
        return True

    def failed(self, why: str, now: Moment, at_least: int = 0) -> None:
        """The socket could not be opened."""
        self._wait(why, self.backoff.next(herd=False, at_least=max(at_least, RETRY_LEAST)), now)

    def hello(self, frame: frames.Hello, client: str, device: str, now: Moment, *, interactive: bool) -> bool:
        """Greeted: introduce ourselves; False when there is no common version."""
        if self.stage is not Stage.GREETING:
            return False
        self.skew = frame.time - now.wall
        if not frame.proto_min <= PROTOCOL <= frame.proto_max:
            why = t(
                "session.version",
                server=safe_line(frame.server, 40),
                oldest=frame.proto_min,
                newest=frame.proto_max,
                ours=PROTOCOL,
            )
            self._emit(fx.Drop())
            self._stop(why, now)
            return False
        self._enter(Stage.ENTERING, now)
        self.say(frames.Auth(self.token, PROTOCOL, device, client, interactive))
        return True

    def welcome(self, frame: frames.Welcome, now: Moment) -> bool:
        """Let in."""
        if self.stage is not Stage.ENTERING:
            return False
        self.skew = frame.time - now.wall
        self._token_fresh = False
        self._enter(Stage.SYNCING, now)
        self.heart.begin(now.mono)
        return True

    def synced(self, now: Moment) -> None:
        """Rows are current."""
        if self.stage is Stage.SYNCING:
            self._live_at = now.mono
            self._enter(Stage.LIVE, now)

    def unsynced(self, now: Moment) -> None:
        """Rows have a hole and are asked for again."""
        if self.stage is Stage.LIVE:
            self._enter(Stage.SYNCING, now)

    def say(self, frame: frames.ClientFrame) -> None:
        """Write a frame of the link's own."""
        self._emit(fx.Send(codec.encode(frame).decode()))

    # while it lives

    def asked(self, now: Moment) -> None:
        """Something was said that the backend answers."""
        self.heart.asked(now.mono)

    def heard(self, now: Moment) -> None:
        """Something came."""
        self._heard = now
        # On the way in only the answer itself is progress: news of colleagues may come for ever after a lost one.
        self.arriving(now)

    def arriving(self, now: Moment) -> None:
        """A part of a frame came: on a slow link a large one may take longer than an answer otherwise does."""
        self.heart.heard(now.mono)
        if self.stage is Stage.SYNCING:
            self._due = now.mono + STAGE_WITHIN
        if self.view.silent_since:
            self._show(now)

    def pong(self, frame: frames.Pong, now: Moment) -> None:
        """A round trip is measured, and the backend's clock with it."""
        rtt = self.heart.pong(frame.n, now.mono)
        if rtt is not None:
            if frame.time:
                self.skew = frame.time + rtt // 2 - now.wall
            self._show(now)

    def goaway(self, frame: frames.GoAway) -> None:
        """The backend is about to stop."""
        self.backoff.hinted(min(frame.retry_min_ms, 600_000), min(frame.retry_window_ms, 600_000))

    def tick(self, now: Moment) -> None:
        """Time has passed: pings, deadlines, attempts, tokens."""
        before, self._last = self._last, now
        if before is not None and now.slept_since(before):
            self._woke(before, now)
        if self.stage is Stage.WAITING and now.mono >= self._due:
            self._attempt(now)
        elif self.stage in _OPEN and self.stage is not Stage.LIVE and now.mono >= self._due:
            self.cut(closes.NO_PROGRESS, now)
        elif self.stage in _COMING and now.mono >= self._due:
            if self.stage is Stage.CONNECTING:
                self._emit(fx.Drop())
            self.failed(t("session.close.no_progress"), now)
        elif self.stage in _SIGNED_IN:
            self._beat(now)

    def _beat(self, now: Moment) -> None:
        if self.heart.dead(now.mono):
            self.cut(closes.SILENT, now)
            return
        n = self.heart.ping(now.mono)
        if n is not None:
            self.say(frames.Ping(n))
        if self.heart.silence(now.mono) is not None and not self.view.silent_since:
            self._show(now)
        asked_lately = self._token_asked is not None and now.boot - self._token_asked < TOKEN_RETRY
        if self._token_left(now) < SOON and not asked_lately and not self._denied:
            self._ask_token(now)

    def _woke(self, before: Moment, now: Moment) -> None:
        if self.stage in _OPEN or self.stage is Stage.CONNECTING:
            self.cut(closes.SLEPT, now, since=before)
        elif self.stage is Stage.WAITING:
            self._due = min(self._due, now.mono + int(self._chance() * RETRY_LEAST))

    def next_at(self) -> int | None:
        """When to tick, by the steady clock; None: any time."""
        if self.stage in _SIGNED_IN:
            return self.heart.next_at(self._last.mono if self._last is not None else 0)
        return self._due if self.stage in _OPEN | _COMING | {Stage.WAITING} else None

    # the way out

    def cut(self, code: int, now: Moment, since: Moment | None = None) -> None:
        """End the socket ourselves."""
        self._emit(fx.Drop(code if 3000 <= code < 5000 else 1000))
        self.lost(code, now, since)

    def lost(self, code: int, now: Moment, since: Moment | None = None) -> None:
        """The socket has ended; nothing was heard on it after `since`."""
        if self.stage in (Stage.STOPPED, Stage.CLOSED, Stage.WAITING, Stage.IDLE, Stage.TOKEN):
            return
        meaning = closes.meaning(code)
        was_live, signed_in = self.live, self.signed_in
        self._silent_since = self._heard if code in (closes.SILENT, closes.SLEPT) else None
        if was_live:
            self.backoff.lived(now.mono - self._live_at)
        if signed_in:
            self._gone(since or now)
        if code == Close.DENIED and not self._token_fresh:
            # Its time may have run out in our sleep: only a token that was just made proves that we are shut out.
            self.token, self._token_fresh = "", True
            self._attempt(now)
            return
        if meaning.new_token:
            self.token = ""
        if code == Close.TOO_FAST:
            self.backoff.slower()
        if code == Close.DENIED or self._denied:
            self._deny(self._denied or meaning.why, now, socket_gone=True)
        elif not meaning.returns:
            self._stop(meaning.why, now)
        else:
            at_least = TOO_FAST if code == Close.TOO_FAST else 0
            delay = self.backoff.next(herd=meaning.herd and was_live, at_least=at_least)
            self._wait(meaning.why, delay, now)

    def _deny(self, why: str, now: Moment, *, socket_gone: bool = False) -> None:
        """Nothing is tried again until somebody signs in; a socket that is still open goes on until it is cut."""
        self._denied = why
        if socket_gone or self.stage not in _SIGNED_IN:
            self._stop(why, now)
        self._emit(fx.Tell(SignInWanted(why)))

    def _wait(self, why: str, delay: int, now: Moment) -> None:
        self._due = now.mono + delay
        self._enter(Stage.WAITING, now, why, now.wall + delay)

    def _stop(self, why: str, now: Moment) -> None:
        self._enter(Stage.STOPPED, now, why)

    def _enter(self, stage: Stage, now: Moment, why: str = "", retry_at: int = 0) -> None:
        if not why and stage in (Stage.TOKEN, Stage.CONNECTING, Stage.GREETING):
            why = self.view.why
        self.stage = stage
        if stage in _OPEN:
            self._due = now.mono + STAGE_WITHIN
        elif stage in _COMING:
            self._due = now.mono + TOKEN_WITHIN
        self._show(now, why, retry_at)

    def _show(self, now: Moment, why: str = "", retry_at: int = 0) -> None:
        phase = Phase.LIVE if self.live else Phase.CATCHING_UP if self.signed_in else Phase.OFFLINE
        since = self.view.since if phase is self.view.phase else now.wall
        if phase is Phase.OFFLINE and self.view.phase is not phase and self._silent_since is not None:
            # Nobody knew it then, but what stands on the screen is from that time.
            since = max(self.view.since, now.wall - (now.boot - self._silent_since.boot))
        rtt = self.heart.rtt if self.signed_in else None
        is_trying = phase is Phase.OFFLINE and self.stage in _OPEN | _COMING
        why = why if phase is Phase.OFFLINE else ""
        silence = self.heart.silence(now.mono) if self.signed_in else None
        silent_since = now.wall - silence if silence is not None else 0
        compressed = self._is_compressed and self.signed_in
        view = LinkView(phase, since, rtt, why, retry_at, self.skew or 0, is_trying, silent_since, compressed)
        if view != self.view:
            self.view = view
            self._emit(fx.Tell(Linked(view)))
