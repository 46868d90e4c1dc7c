"""What TLS costs at our own port: memory of the server for each socket, deliveries and handshakes a CPU-second.

The same door with a certificate of its own and without, a process anew in each round, in turns; bare clients that only
read. There is no goal: a proxy in front can do the TLS, and this says what that would save.
"""

import asyncio
import contextlib
import gc
import json
import logging
import os
import ssl
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NAME = "TLS at the door against none: memory a socket, deliveries and handshakes a CPU-second"
GOAL = "measured, no goal"
SOCKETS = 300
SECONDS = 2.0
EVENT = json.dumps({"t": "events", "conv": "c" * 20, "records": [{"seq": 1, "text": "x" * 380}]})


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of its own for 127.0.0.1, and its key (P-256, as they are usual)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return chain, secret


class Watcher:
    """What the outlet knows of one socket."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.gone = False
        self.closing: asyncio.Task[None] | None = None


def rss() -> int:
    """Bytes of resident memory of this process."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def serve(count: int, seconds: float, pem: list[str]) -> None:
    """Let so many in, then send events to all of them as fast as they take them."""
    from starlette.applications import Starlette

    from console.backend.door import Door, DoorLimits, Route, buffered
    from console.backend.outlet import SocketOutlet

    watchers: list[Watcher] = []
    outlet: SocketOutlet[Watcher] = SocketOutlet(logging.getLogger("bench"), 65_536)
    full = asyncio.Event()

    async def handler(connection: Any) -> None:
        watchers.append(Watcher(connection))
        if len(watchers) == count:
            full.set()
        await connection.wait_closed()

    context = None
    if pem:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*pem)
    limits = DoorLimits(per_address=count + 10, handshakes_per_second=1e6, handshake_burst=count + 10)
    door = Door({"/v1/console": Route(handler=handler)}, Starlette(), limits)
    listening = await door.start("127.0.0.1", 0, context)
    before = rss()
    print(listening.port, flush=True)
    while not watchers:  # noqa: ASYNC110 - what is used before the clients come is not theirs
        await asyncio.sleep(0.001)
    cpu = time.process_time()
    await full.wait()
    opened = count / max(time.process_time() - cpu, 1e-6)
    held = (rss() - before) / count / 1024
    data, sent, cpu, began = EVENT.encode(), 0, time.process_time(), time.perf_counter()
    while time.perf_counter() - began < seconds:
        outlet.broadcast(watchers, data)
        sent += count
        await asyncio.sleep(0)
        while any(buffered(watcher.connection) > 65_536 for watcher in watchers[::10]):  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    per_cpu = sent / max(time.process_time() - cpu, 1e-6)
    print(json.dumps({"kib": held, "deliveries_per_cpu_s": per_cpu, "opened_per_cpu_s": opened}), flush=True)
    os._exit(0)


class Reader(asyncio.Protocol):
    """Asks for the upgrade and throws away what comes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(  # type: ignore[attr-defined]
            b"GET /v1/console HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )


async def read_all(port: int, count: int, chain: str) -> None:
    """Open the sockets, then read until the server ends."""
    context = ssl.create_default_context(cafile=chain) if chain else None
    if context is not None:
        context.check_hostname = False
    loop = asyncio.get_running_loop()
    for _ in range(count):
        await loop.create_connection(Reader, "127.0.0.1", port, ssl=context)
    await asyncio.Event().wait()


def one(count: int, seconds: float, pem: list[str]) -> dict[str, float]:
    """One contestant, once."""
    words = [sys.executable, __file__]
    server = subprocess.Popen([*words, "serve", str(count), str(seconds), *pem], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    port = int(server.stdout.readline())
    readers = subprocess.Popen([*words, "read", str(port), str(count), *pem[:1]], stderr=subprocess.DEVNULL)
    try:
        found: dict[str, float] = json.loads(server.stdout.readline())
        return found
    finally:
        for process in (readers, server):
            process.kill()
            process.wait()


def run(rounds: int = 7, smoke: bool = False) -> dict[str, Any]:
    """Both in turns."""
    from tests.bench import measure

    count, seconds, rounds = (30, 0.3, 1) if smoke else (SOCKETS, SECONDS, rounds)
    with tempfile.TemporaryDirectory(prefix="warmline-tls-") as folder:
        pem = [str(path) for path in certificate(Path(folder))]
        contestants = {"plain": lambda: one(count, seconds, []), "tls": lambda: one(count, seconds, pem)}
        found = measure.rounds(rounds, contestants)
    return {
        "name": NAME,
        "goal": GOAL,
        "sockets": count,
        "rounds": rounds,
        "figures": measure.figures(found),
        "ratios": {figure: measure.ratio(found["tls"][figure], found["plain"][figure]) for figure in found["tls"]},
        "met": True,
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(serve(int(sys.argv[2]), float(sys.argv[3]), sys.argv[4:]))
    elif sys.argv[1:2] == ["read"]:
        with contextlib.suppress(KeyboardInterrupt, OSError):
            asyncio.run(read_all(int(sys.argv[2]), int(sys.argv[3]), (sys.argv[4:] or [""])[0]))
    else:
        print(json.dumps(run(rounds=3), indent=2))
