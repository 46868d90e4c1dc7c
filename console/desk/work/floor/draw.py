"""The wall at any size: which regions there are, how many lines each has, and what goes first when room shrinks."""

from console.desk.work.floor import agents, alarms, foot, header, heat, keys, plot, quality, queues, reasons, tiles
from console.desk.work.floor.frames import Frame
from console.desk.work.floor.ink import BAR, CANVAS, Bit, Drawing, fitted
from console.desk.work.floor.page import Page
from console.desk.work.floor.signs import in_ascii
from console.desk.work.floor.view import View

WIDE = 120
"""Columns from which regions stand beside one another, in frames."""
NARROW = (80, 24)
SMALL = (60, 20)
_PLOT_FROM = 36
"""Rows from which there are the plot and the quality pane."""
_PROMISED_FROM = 38
_QUEUE_ROWS, _AGENT_ROWS, _PLOT_ROWS = 8, 7, 4


def has_quality(width: int, height: int) -> bool:
    """Whether the plot and the quality pane have room."""
    return width >= WIDE and height >= _PLOT_FROM


def empty(words: str, width: int, height: int) -> Drawing:
    """Before the first snapshot: one sentence."""
    blank = fitted((), width)
    middle = fitted((Bit(" "), Bit(words, "muted")), width)
    lines = [(CANVAS, middle if row == height // 2 else blank) for row in range(height)]
    return Drawing(tuple(lines), ())


def draw(view: View) -> Drawing:
    """The whole wall."""
    page = _Page(view)
    page.line(BAR, header.header(view))
    bits, target = header.promise(view)
    page.line(CANVAS, bits, target, is_figure=True)
    if view.width >= WIDE and view.height >= NARROW[1]:
        rows = _wide(page)
    elif view.width >= NARROW[0] and view.height >= NARROW[1]:
        rows = _narrow(page)
    elif view.width >= SMALL[0] and view.height >= SMALL[1]:
        rows = _small(page)
    else:
        rows = _tiny(page)
    return page.done(rows)


class _Page(Page):
    """The wall's own lines."""

    def tiles(self) -> None:
        """The tiles."""
        rows = tiles.tile_lines(self.view)
        self.places += tiles.tile_places(self.view, len(self.lines), len(rows))
        for row in rows:
            self.line(CANVAS, row, is_figure=True)

    def done(self, alarm_rows: int) -> Drawing:
        """With the notice and the keys below, at the height of the screen."""
        view = self.view
        is_small = view.width < NARROW[0] or view.height < NARROW[1]
        return self.ended(foot.notice(view, alarm_rows, is_small=is_small), keys.line(view), in_ascii)


def _wide(page: _Page) -> int:
    """Regions side by side; the plot and quality go first, then rows of queues and agents."""
    view = page.view
    page.tiles()
    has_plot, has_promised = view.height >= _PLOT_FROM, view.height >= _PROMISED_FROM
    # What stands already, two pairs of edges, notice and keys; the plot's edges and the quality pane.
    fixed = len(page.lines) + 6 + (2 + quality.ROWS if has_plot else 0)
    free = view.height - fixed - has_promised - (_PLOT_ROWS if has_plot else 0)
    queue_rows, agent_rows, more = _share_out(view, free)
    left = 76 + (view.width - WIDE) // 2
    page.panes(queues.framed(view, left, queue_rows), alarms.framed(view, view.width - left, queue_rows))
    if has_plot:
        page.pane(plot.framed(view, view.width, _PLOT_ROWS + more))
    page.panes(heat.framed(view, 58, agent_rows), agents.framed(view, view.width - 58, agent_rows))
    if has_plot:
        page.pane(quality.framed(view, view.width))
    if has_promised:
        page.line(CANVAS, foot.promised(view), is_figure=True)
    return queue_rows - reasons.ROWS - 1 if queue_rows >= reasons.ROWS + 3 else queue_rows


def _share_out(view: View, free: int) -> tuple[int, int, int]:
    """Rows for queues and agents, and what is left over: first queues have what they want, then agents."""
    want_queues = max(_QUEUE_ROWS, len(view.queues()))
    want_agents = max(_AGENT_ROWS, len(view.agents()))
    short = _QUEUE_ROWS + _AGENT_ROWS - free
    if short >= 0:
        queue_rows = max(3, _QUEUE_ROWS - (short + 1) // 2)
        return queue_rows, max(1, free - queue_rows), 0
    spare = -short
    more_queues = min(spare, want_queues - _QUEUE_ROWS)
    more_agents = min(spare - more_queues, want_agents - _AGENT_ROWS)
    return _QUEUE_ROWS + more_queues, _AGENT_ROWS + more_agents, spare - more_queues - more_agents


def _narrow(page: _Page) -> int:
    """Title lines in place of frames: tiles, queues, agents, alarms."""
    view = page.view
    page.tiles()
    alarm_rows = max(2, min(3, len(view.wall.alarms)))
    free = view.height - len(page.lines) - 2 - 3 - alarm_rows
    agent_rows = 6 - alarm_rows
    queue_rows = free - 1 - agent_rows
    spare = queue_rows - max(6, len(view.queues()) - 1)
    if spare > 0:
        queue_rows, agent_rows = queue_rows - spare, agent_rows + spare
    page.pane(queues.plain(view, queue_rows, is_small=False))
    page.pane(agents.plain(view, agent_rows, is_small=False))
    page.pane(alarms.plain_lines(view, alarm_rows, has_detail=True))
    return alarm_rows


def _small(page: _Page) -> int:
    """Six figures with their goals, three queues, four alarms, the agent who wants most."""
    view = page.view
    window = header.window(view)
    page.pane([Frame(has_focus=False).line(view.width, [Bit(window, "muted")], tail=False)])
    page.tiles()
    alarm_rows = max(1, min(4, len(view.wall.alarms)))
    free = view.height - len(page.lines) - 2 - 3 - alarm_rows
    agent_rows = max(1, min(5 - alarm_rows, free - 4))
    page.pane(queues.plain(view, free - agent_rows - 1, is_small=True))
    page.pane(alarms.plain_lines(view, alarm_rows, has_detail=False))
    page.pane(agents.plain(view, agent_rows, is_small=True))
    return alarm_rows


def _tiny(page: _Page) -> int:
    """Six figures and the alarms; nothing wraps."""
    view = page.view
    for row in tiles.tiny_lines(view):
        page.line(CANVAS, row, is_figure=True)
    alarm_rows = max(1, view.height - len(page.lines) - 3)
    page.pane(alarms.plain_lines(view, alarm_rows, has_detail=False))
    return alarm_rows
