"""Signs customers' pages in: one ticket opens one socket, once."""

import asyncio
import hashlib

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from console.backend.customer_page import Page
from console.backend.store.port import Store
from console.core.wire import codec, customer
from console.core.wire.limits import AUTH_DEADLINE, PROTOCOL, Close


async def sign_in(connection: ServerConnection, store: Store, now: int) -> tuple[Page, customer.Auth] | None:
    """The page behind a socket and what it says of itself; None when it was turned away."""
    try:
        async with asyncio.timeout(AUTH_DEADLINE / 1000):
            frame = codec.decode_page(await connection.recv())
    except TimeoutError:
        await connection.close(Close.AUTH_TIMEOUT, "no auth frame in time")
        return None
    except codec.FrameError as error:
        await connection.close(Close.BAD_FRAME, error.code)
        return None
    except ConnectionClosed:
        return None
    if not isinstance(frame, customer.Auth):
        await connection.close(Close.BAD_FRAME, "auth first")
        return None
    if frame.proto != PROTOCOL:
        await connection.close(Close.VERSION, "version")
        return None
    ticket = hashlib.sha256(frame.ticket.encode("utf-8", "replace")).digest()
    visitor = await store.use_ticket(ticket, now)
    if visitor is None:
        await connection.close(Close.AUTH_TIMEOUT, "ticket used or expired")
        return None
    return Page(connection, visitor), frame
