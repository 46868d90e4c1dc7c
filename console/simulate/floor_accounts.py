"""Who plays against somebody else's backend: agents sign in with the passwords of a file, customers need none."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from console.core.text.messages import t
from console.desk.adapters.signin import sign_in
from console.errors import ConfigError
from console.simulate.floor_plan import Plan, Seat

AT_ONCE: Final = 2


def plan_of(server: str, accounts: Path | None) -> Plan:
    """The plan for this backend.

    Raises:
        ConfigError: the file or the address can't be used.
        DeniedError: a wrong password.
        UnreachableError: nobody answers there.
    """
    url = server.rstrip("/").replace("ws://", "http://", 1).replace("wss://", "https://", 1)
    ws = url.replace("http://", "ws://", 1).replace("https://", "wss://", 1)
    known = _read(accounts) if accounts is not None else []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        seats = pool.map(lambda account: _sign_in(ws, *account), known)
        return Plan(url, ws, seats=tuple(seats))


def _sign_in(ws: str, login: str, password: str) -> Seat:
    tokens = sign_in(ws, login, password)
    return Seat(login, tokens.refresh, tokens.access, tokens.access_ends)


def _read(path: Path) -> list[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(t("simulate.no_file", file=path, detail=error), code="no_accounts") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        login, _, password = line.strip().partition(" ")
        if not password.strip():
            raise ConfigError(t("simulate.bad_accounts", file=path, line=number), code="bad_accounts")
        found.append((login, password.strip()))
    return found
