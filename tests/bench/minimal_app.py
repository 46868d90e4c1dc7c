"""The least that can be made with Textual: one line on the screen; its own key ends it."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    """One line."""

    def compose(self) -> ComposeResult:
        yield Static("a-line-on-the-screen")


if __name__ == "__main__":
    Minimal().run()
