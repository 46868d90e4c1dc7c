"""The Desk's outline as it last stood, painted before anything heavy is imported: frames and stale counts, no words
of anybody. It imports nothing that a bare interpreter has not, and what it reads are numbers only.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, TextIO

MAGIC = "warmline-skeleton-1"
PREFIX = "skeleton-"
LARGEST = 4096
COLORS = ("canvas", "pane", "box", "bar", "quiet-border", "focus-border", "text", "stale")
"""The roles whose colours are kept, in this order."""
TRUE_COLOR = 1 << 24
"""Added to a colour of 24 bits; below 256 it is one of the palette, -1 is the terminal's own."""
QUIET, FOCUS, TITLE = 0, 1, 2
"""Kinds of pane: framed, framed with the focus, a title line without a frame."""
LABELS = ("", "pane.waiting", "pane.mine", "pane.bots")
MOST_PANES = 8
LARGEST_SIZE = 1000
MOST_COUNTED = 999_999
_ENVIRONMENT = ("TERM", "COLORTERM", "COLORFGBG", "LC_ALL", "LC_CTYPE", "LANG")
_FRAMES = {
    QUIET: ("╭", "─", "╮", "│", "╰", "╯"),
    FOCUS: ("┏", "━", "┓", "┃", "┗", "┛"),
}
_ASCII_FRAME = ("+", "-", "+", "|", "+", "+")
_ENTER = "\x1b[?1049h\x1b[?25l"
_LEAVE = b"\x1b[0m\x1b[?1049l\x1b[?25h"


class Layout:
    """What is kept of a screen: numbers."""

    __slots__ = ("colors", "columns", "is_ascii", "panes", "rows", "waiting")

    def __init__(
        self,
        columns: int,
        rows: int,
        is_ascii: bool,
        waiting: int,
        colors: "Sequence[int]",
        panes: "Sequence[Sequence[int]]",
    ) -> None:
        self.columns, self.rows, self.is_ascii, self.waiting = columns, rows, is_ascii, waiting
        self.colors = colors
        self.panes = panes
        """Each: x, y, width, height, kind, whether it has the box's fill, number of its label, the label's count."""


def encode(layout: Layout) -> bytes:
    """The file's bytes."""
    numbers = [layout.columns, layout.rows, int(layout.is_ascii), min(layout.waiting, MOST_COUNTED), *layout.colors]
    for pane in layout.panes[:MOST_PANES]:
        numbers += (*pane[:7], min(pane[7], MOST_COUNTED))
    return f"{MAGIC} {' '.join(map(str, numbers))}\n".encode()


def decode(data: bytes) -> Layout | None:
    """The layout in these bytes, or None: whatever the file says, nothing is painted that was not meant."""
    try:
        words = data.decode("ascii").split(" ")
    except UnicodeDecodeError:
        return None
    if words[0] != MAGIC or not words[-1].endswith("\n") or (len(words) - 13) % 8 or len(words) > 13 + 8 * MOST_PANES:
        return None
    words[-1] = words[-1][:-1]
    if not all((word.isdigit() and len(word) < 10) or word == "-1" for word in words[1:]):
        return None
    numbers = [int(word) for word in words[1:]]
    columns, rows, signs, waiting = numbers[:4]
    colors, panes = numbers[4:12], [numbers[at : at + 8] for at in range(12, len(numbers), 8)]
    is_sound = (
        1 <= columns <= LARGEST_SIZE
        and 1 <= rows <= LARGEST_SIZE
        and signs in (0, 1)
        and 0 <= waiting <= MOST_COUNTED
        and all(-1 <= color < 256 or TRUE_COLOR <= color < 2 * TRUE_COLOR for color in colors)
        and all(_is_sound(pane, columns, rows) for pane in panes)
    )
    return Layout(columns, rows, signs == 1, waiting, colors, panes) if is_sound else None


def _is_sound(pane: "Sequence[int]", columns: int, rows: int) -> bool:
    x, y, width, height, kind, box, label, count = pane
    return (
        min(pane) >= 0
        and width >= 4
        and height >= (1 if kind == TITLE else 2)
        and x + width <= columns
        and y + height <= rows
        and kind in (QUIET, FOCUS, TITLE)
        and box in (0, 1)
        and label < len(LABELS)
        and count <= MOST_COUNTED
    )


def drawn(layout: Layout) -> str:
    """The bytes that show a layout, cell by cell, on the alternate screen."""
    from console.core.text.catalogue.desk_screen import MESSAGES

    canvas, pane_fill, box_fill, bar, quiet, focus, ink, stale = layout.colors
    out = [_ENTER]
    line = _pen(ink, canvas) + " " * layout.columns
    out += (f"\x1b[{row};1H{line}" for row in range(1, layout.rows + 1))
    product, waiting = MESSAGES["header.product"], MESSAGES["header.waiting"].format(n=layout.waiting)
    out.append(f"\x1b[1;1H{_pen(ink, bar)}{' ' * layout.columns}")
    if len(product) + len(waiting) + 4 <= layout.columns:
        out.append(
            f"\x1b[1;2H\x1b[1m{product}\x1b[22m\x1b[1;{layout.columns - len(waiting)}H{_pen(stale, bar)}{waiting}"
        )
    for pane in layout.panes:
        edge = focus if pane[4] == FOCUS else quiet
        _draw_pane(out, pane, edge, ink, box_fill if pane[5] else pane_fill, MESSAGES, is_ascii=layout.is_ascii)
    if layout.rows > 2:
        out.append(f"\x1b[{layout.rows};1H{_pen(ink, bar)}{' ' * layout.columns}")
    out.append("\x1b[0m")
    return "".join(out)


def _draw_pane(
    out: list[str],
    pane: "Sequence[int]",
    edge: int,
    ink: int,
    fill: int,
    words: "Mapping[str, str]",
    *,
    is_ascii: bool,
) -> None:
    x, y, width, height, kind, _, label, count = pane
    signs = _ASCII_FRAME if is_ascii else _FRAMES[FOCUS if kind == FOCUS else QUIET]
    left, dash, right, side, low_left, low_right = signs
    if kind == TITLE:
        left = right = dash * 2
    border, title = _pen(edge, fill), words[LABELS[label]].format(n=count) if label else ""
    edges = len(left) + len(right)
    if len(title) + 2 + edges > width:
        title = ""
    named = f" {_pen(ink, fill)}\x1b[1m{title}\x1b[22m{border} " if title else ""
    rest = dash * (width - edges - (len(title) + 2 if title else 0))
    out.append(f"\x1b[{y + 1};{x + 1}H{border}{left}{named}{rest}{right}")
    if kind == TITLE:
        side = low_left = low_right = dash = " "
    body = f"{side}{' ' * (width - 2)}{side}"
    out += (f"\x1b[{row};{x + 1}H{body}" for row in range(y + 2, y + height))
    if height > 1:
        out.append(f"\x1b[{y + height};{x + 1}H{low_left}{dash * (width - 2)}{low_right}")


def _pen(ink: int, fill: int) -> str:
    return f"\x1b[{_color(ink, 30)};{_color(fill, 40)}m"


def _color(color: int, base: int) -> str:
    if color < 0:
        return str(base + 9)
    if color < 16:
        return str(base + color if color < 8 else base + 52 + color)
    if color < 256:
        return f"{base + 8};5;{color}"
    return f"{base + 8};2;{color >> 16 & 255};{color >> 8 & 255};{color & 255}"


def path_of(arguments: "Sequence[str]", columns: int, rows: int, environ: "Mapping[str, str]") -> str:
    """Where the outline for these words, this size and these colours is kept; empty: nowhere."""
    folder = environ.get("WARMLINE_CACHE_DIR", "")
    if not folder and os.name == "posix":
        home = (
            "~/Library/Caches" if sys.platform == "darwin" else environ.get("XDG_CACHE_HOME", "").strip() or "~/.cache"
        )
        folder = f"{home}/warmline"
    # Not pathlib: its import alone takes as long as all of this.
    folder = os.path.expanduser(folder)
    if not os.path.isabs(folder):
        return ""
    kept = [*arguments, ""]
    kept += sorted(
        f"{name}={value}" for name, value in environ.items() if name in _ENVIRONMENT or name.startswith(_OURS)
    )
    return f"{folder}/{PREFIX}{columns}x{rows}-{_digest(chr(0).join(kept)):016x}"


_OURS = ("WARMLINE_", "TEXTUAL_")


def _digest(text: str) -> int:
    """FNV-1a: for names of files only, and without an import."""
    value = 0xCBF29CE484222325
    for byte in text.encode("utf-8", "surrogatepass"):
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def read(path: str) -> bytes:
    """What the file holds; nothing unless it is a plain file of the user's own that nobody else may write to.

    Raises:
        OSError: there is none that can be read.
    """
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(fd)
        is_ours = found.st_mode & 0o170022 == 0o100000 and found.st_uid == os.geteuid()
        return os.read(fd, LARGEST) if is_ours and found.st_size < LARGEST else b""
    finally:
        os.close(fd)


class Standing:
    """The outline while it stands on the terminal, which is quiet meanwhile: keys wait, and are not shown."""

    def __init__(self, before: "list[Any]") -> None:
        self.before = before
        """The terminal's attributes as they were."""
        self._streams = (sys.stdout, sys.stderr)
        self._handlers: dict[int, Any] = {}
        # Kept for good: `print` goes on with the stream it has found, and does not hold it.
        self._lifting = _Lifting(sys.stdout), _Lifting(sys.stderr)
        sys.stdout, sys.stderr = self._lifting

    def guard(self) -> None:
        """Told to end while it stands, the program puts the terminal right first."""
        import signal

        for number in (signal.SIGTERM, signal.SIGHUP):
            # Who started us with a signal ignored means it.
            if signal.getsignal(number) is signal.SIG_DFL:
                self._handlers[number] = signal.signal(number, _ended)

    def let_go(self) -> None:
        """Its place is taken: streams and signals are as they were."""
        start.standing = None
        sys.stdout, sys.stderr = self._streams
        if self._handlers:
            import signal

            for number, handler in self._handlers.items():
                signal.signal(number, handler)

    def lift(self) -> None:
        """Take it away: the terminal is as it was before."""
        import termios

        self.let_go()
        try:
            _write(_LEAVE)
            termios.tcsetattr(0, termios.TCSANOW, self.before)
        except (OSError, termios.error):
            return


class _Lifting:
    """A stream of the terminal: what is said on it is said on the normal screen."""

    def __init__(self, stream: "TextIO") -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, once the outline is gone."""
        lift()
        return self._stream.write(text)

    def __getattr__(self, name: str) -> "Any":
        return getattr(self._stream, name)


class Start:
    """This program's start and end."""

    standing: Standing | None = None
    """What is painted now."""
    painted: Standing | None = None
    """What was painted at first."""
    arguments: "Sequence[str] | None" = None
    """The words that open the Desk; None: it was not the Desk that was asked for."""
    is_all_saved = False
    """The Desk has ended in order: the process may go as it is."""


start = Start()


def raise_for(arguments: "Sequence[str]") -> None:
    """Paint the outline if there is one for these words and this terminal; never fails."""
    start.arguments = arguments
    try:
        layout = _found(arguments)
        if layout is None:
            return
        # Where anything is wrong with the terminal this raises, and nothing has been painted.
        start.standing = start.painted = standing = Standing(_hush())
        _write(drawn(layout).encode())
        standing.guard()
    except (OSError, ValueError, LookupError, ImportError):
        lift()


def _found(arguments: "Sequence[str]") -> Layout | None:
    environ = os.environ
    if "NO_COLOR" in environ or environ.get("TERM", "") in ("", "dumb") or os.name != "posix":
        return None
    if not all(os.isatty(fd) for fd in (0, 1, 2)) or _is_in_background():
        return None
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        return None
    columns, rows = os.get_terminal_size(2)
    layout = decode(read(path_of(arguments, columns, rows, environ)))
    return layout if layout is not None and (layout.columns, layout.rows) == (columns, rows) else None


def _is_in_background() -> bool:
    """Started with `&`: it will be stopped as soon as it changes the terminal."""
    try:
        return os.tcgetpgrp(0) != os.getpgrp()
    except OSError:
        # It is not the terminal that controls us: nothing stops us.
        return False


def _hush() -> "list[Any]":
    """No echo, no lines, and only the key that interrupts; returns the attributes before."""
    import termios

    try:
        before = termios.tcgetattr(0)
        quiet = [*before[:6], list(before[6])]
        quiet[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        for key in (termios.VSUSP, termios.VQUIT):
            quiet[6][key] = os.fpathconf(0, "PC_VDISABLE").to_bytes(1, "little")
        quiet[6][termios.VMIN] = 1
        termios.tcsetattr(0, termios.TCSANOW, quiet)
    except termios.error as problem:
        raise OSError(*problem.args) from None
    return before


def _write(data: bytes) -> None:
    while data:
        data = data[os.write(2, data) :]


def _ended(number: int, frame: "Any") -> None:
    """Told to end while it stands: the terminal first."""
    lift()
    os.kill(os.getpid(), number)


def lift() -> None:
    """Take the outline away, if it stands: something is to be read on the normal screen."""
    if start.standing is not None:
        start.standing.lift()


def hand_over() -> "list[Any] | None":
    """The Desk takes the terminal over as it stands: the attributes from before, None if no outline stands."""
    standing = start.standing
    if standing is None:
        return None
    standing.let_go()
    return standing.before


def keep(layout: Layout) -> None:
    """Keep an outline for the next start of this command line; if it can't be kept there will be none."""
    if start.arguments is None or "NO_COLOR" in os.environ:
        return
    from console.cli.skeleton_file import save

    save(path_of(start.arguments, layout.columns, layout.rows, os.environ), encode(layout))
