"""Sentences of the listener: why a connection was turned away, and why the server could not start to listen."""

MESSAGES: dict[str, str] = {
    "door.closing": "This server is restarting. Try again in {seconds} s.",
    "door.full": "This server has no room for another connection just now. Try again in {seconds} s.",
    "door.address_full": "Too many connections are open from your address ({limit} at most). Close some of them and "
    "try again in {seconds} s.",
    "door.busy": "Too many connections are being made at once. Try again in {seconds} s.",
    "door.tls_here": "This port speaks plain HTTP, without TLS. Use http:// or ws:// in the address, not https:// or "
    "wss://.",
    "door.not_http": "This is not an HTTP/1.1 request. This port is for web pages and for WebSocket connections.",
    "door.head_too_big": "The head of the request is too large: at most {limit} bytes in all, {line} bytes in a line "
    "and {count} header lines.",
    "door.head_too_slow": "The request did not arrive within {seconds} s. Try again.",
    "door.upgrade": "This address is for WebSocket connections only. Open it with the desk or the chat page, on a "
    "connection of its own.",
    "door.upgrade_body": "A request that opens a WebSocket has no body. Send it without one.",
    "door.handshake": "The WebSocket handshake is not valid: it needs one Sec-WebSocket-Key of 16 bytes in base64 and "
    "Sec-WebSocket-Version 13.",
    "door.check_failed": "The server could not check this request. Its log says why.",
    "door.in_use": "Port {port} of {host} is already in use. Stop the program that listens there, or choose another "
    "port.",
    "door.not_ours": "{host} is not an address of this machine. Listen on 127.0.0.1 for this machine only, or on "
    "0.0.0.0 or :: for every network.",
    "door.no_such_host": "The host name {host} is not known. Check its spelling, or give an IP address.",
    "door.not_allowed": "You may not listen on port {port} of {host}. Choose a port above 1023, or start the server "
    "with the right to use this one.",
    "door.bad_port": "{port} is not a port. Choose one from 1 to 65535, or 0 for any free one.",
    "door.cannot_listen": "The server cannot listen on port {port} of {host}: {detail}. Choose another host or port.",
    "door.bad_proxy": "{proxy} is not an IP address or network. Give trusted proxies as 10.0.0.7 or 10.0.0.0/8.",
    "door.app_failed": "The web pages could not be started. The server's log says why.",
}
