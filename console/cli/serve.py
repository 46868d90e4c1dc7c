"""`warmline serve`: runs the backend of a company until it is told to stop."""

import argparse
import asyncio
import contextlib
import signal
import sys
from pathlib import Path

import msgspec

from console.backend import process
from console.backend.door import DoorLimits
from console.backend.node import CONTENT, Node, NodeOptions
from console.cli.backend import backend_settings, floor_of, policy_of, store_path, tell
from console.config import logs
from console.config.settings import Backend
from console.core.floor.policy import ONE_DESK
from console.core.text.messages import t
from console.errors import ConfigError, Exit

STORE_FILE = "warmline.db"
SHORTEST_TOKEN = 16


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    parser.add_argument("--host", help=t("cli.option.host"))
    parser.add_argument("--port", type=int, help=t("cli.option.port"))
    parser.add_argument("--data", help=t("cli.option.data"))
    parser.add_argument("--config", help=t("cli.option.config"))
    parser.add_argument("--tls-cert", help=t("cli.option.tls_cert"))
    parser.add_argument("--tls-key", help=t("cli.option.tls_key"))
    parser.add_argument("--content", help=t("cli.option.content"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json_ready"))


def run(command: str, options: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM."""
    settings = backend_settings(options)
    logs.to_stderr(settings.log_level)
    runner = asyncio.run
    with contextlib.suppress(ImportError):
        import uvloop

        runner = uvloop.run
    return int(runner(_serve(settings, as_json=options.json)))


def node_options(settings: Backend) -> NodeOptions:
    """The settings in the node's own terms."""
    floor = floor_of(settings)
    return NodeOptions(
        store=store_path(settings),
        host=settings.host,
        port=settings.port,
        tls_cert=settings.tls_cert,
        tls_key=settings.tls_key,
        origins=settings.origins,
        content=Path(settings.content).expanduser() if settings.content else CONTENT,
        pace=settings.pace,
        trusted_proxies=settings.trusted_proxies,
        policy=policy_of(settings),
        floor=floor.policy if floor is not None else ONE_DESK,
        workspace=(floor.policy.workspace if floor is not None else "") or "warmline",
        retention_days=settings.retention_days,
        metrics_token=metrics_token(settings.metrics_token_file),
        limits=DoorLimits(open_sockets=settings.limits.sockets, per_address=settings.limits.sockets_per_address),
        compressed_sockets=settings.limits.compressed_sockets,
    )


def metrics_token(file: str) -> str:
    """What the file holds, or nothing where none is named.

    Raises:
        ConfigError: it can't be read, or its token could be guessed.
    """
    if not file:
        return ""
    try:
        token = Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(t("serve.metrics_file", file=file, detail=error), code="metrics") from None
    if len(token) < SHORTEST_TOKEN:
        raise ConfigError(t("serve.metrics_short", file=file, least=SHORTEST_TOKEN), code="metrics")
    return token


async def _serve(settings: Backend, *, as_json: bool) -> int:
    node = await Node.open(node_options(settings))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    try:
        listening = await node.start()
        process.settle()
        url = listening.url()
        if as_json:
            line = {"event": "listening", "url": url, "chat": f"{url}/"}
            sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
            sys.stdout.flush()
        tell(t("serve.listening", url=url))
        tell(t("serve.chat", url=f"{url}/"))
        if not listening.secure and settings.host not in ("127.0.0.1", "localhost", "::1"):
            tell(t("serve.open_to_all", host=settings.host))
        if not await node.has_users():
            tell(t("serve.first_user", data=f" --data {settings.data}" if settings.data else ""))
        await stop.wait()
        tell(t("serve.stopping"))
    finally:
        await node.close()
    return Exit.OK
