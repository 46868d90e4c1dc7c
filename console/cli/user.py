"""`warmline user`: adds, changes, lists and disables people; beside a running backend or without one."""

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from console.backend.access import LEVELS, ROLES, Access, Changes
from console.backend.store.port import User
from console.backend.store.sqlite import SqliteStore
from console.cli.backend import backend_settings, store_path
from console.cli.terminal import read_password
from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.errors import Exit, UsageError


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of `user`."""
    parser.add_argument(
        "action", choices=("add", "edit", "list", "disable", "enable", "passwd"), help=t("cli.user.action")
    )
    parser.add_argument("login", nargs="?", help=t("cli.user.login"))
    parser.add_argument("--name", help=t("cli.user.name"))
    parser.add_argument("--role", choices=ROLES, help=t("cli.user.role"))
    parser.add_argument("--team", help=t("cli.user.team"))
    parser.add_argument("--langs", type=_listed, help=t("cli.user.langs"))
    parser.add_argument("--level", type=int, choices=LEVELS, help=t("cli.user.level"))
    parser.add_argument("--topics", type=_listed, help=t("cli.user.topics"))
    parser.add_argument("--password-stdin", action="store_true", help=t("cli.option.password_stdin"))
    parser.add_argument("--data", help=t("cli.option.data"))
    parser.add_argument("--config", help=t("cli.option.config"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(command: str, options: argparse.Namespace) -> int:
    """One action on the accounts."""
    if options.action != "list" and not options.login:
        raise UsageError(t("cli.user.which", action=options.action), code="usage")
    if options.action == "edit" and _changes(options) == Changes():
        raise UsageError(t("cli.user.nothing"), code="usage")
    password = ""
    if options.action in ("add", "passwd"):
        password = read_password(options.password_stdin, t("cli.user.new_password", login=options.login), twice=True)
    return asyncio.run(_act(options, password))


async def _act(options: argparse.Namespace, password: str) -> int:
    store = await SqliteStore.open_beside(store_path(backend_settings(options)))
    try:
        access = Access(store)
        now = time.time_ns() // 1_000_000
        if options.action == "list":
            _list(await store.users(), as_json=options.json)
            return Exit.OK
        actions: dict[str, Callable[[], Awaitable[User]]] = {
            "add": lambda: access.add_user(
                options.login,
                options.name or options.login,
                options.role or "agent",
                password,
                now=now,
                team=options.team or "",
                langs=options.langs or (),
                level=2 if options.level is None else options.level,
                topics=options.topics or (),
            ),
            "edit": lambda: access.change(options.login, _changes(options)),
            "disable": lambda: access.disable(options.login),
            "enable": lambda: access.disable(options.login, disabled=False),
            "passwd": lambda: access.set_password(options.login, password),
        }
        user = await actions[options.action]()
        if options.json:
            _print(_public(user))
        else:
            sys.stderr.write(t(f"cli.user.done.{options.action}", login=user.login, role=user.role) + "\n")
        return Exit.OK
    finally:
        await store.close()


def _listed(text: str) -> tuple[str, ...]:
    """Values with commas between them, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _changes(options: argparse.Namespace) -> Changes:
    return Changes(options.name, options.role, options.team, options.langs, options.level, options.topics)


def _list(users: list[User], *, as_json: bool) -> None:
    for user in users:
        if as_json:
            _print(_public(user))
        else:
            state = t("cli.user.disabled") if user.disabled else ""
            level = t("cli.user.level_short", level=user.level)
            parts = (safe_line(user.name), level, ",".join(user.langs), safe_line(user.team), state)
            sys.stdout.write(f"{user.login:<20} {user.role:<12} {' '.join(filter(None, parts))}\n")


def _public(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "login": user.login,
        "name": user.name,
        "role": user.role,
        "team": user.team,
        "langs": user.langs,
        "level": user.level,
        "topics": user.topics,
        "disabled": user.disabled,
    }


def _print(value: object) -> None:
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
