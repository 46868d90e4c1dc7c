"""What a session is told on its start."""

from pathlib import Path

import msgspec

from console.desk.session.address import Address
from console.desk.session.tokens import Credentials


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Where to, as whom, and what is kept of it."""

    address: Address
    user: str
    credentials: Credentials
    state: Path | None = None
    """Where unsent text is kept; None: nowhere."""
    ca_file: Path | None = None
    access: str = ""
    """An access token that was just made, so that the first connection need not ask for one."""
    access_ends: int = 0
    interactive: bool = True
    record: Path | None = None
    slow_link: str = "auto"
    """Whether the backend is asked to compress: `always`, `never`, or `auto`: once the link was found to be slow."""
