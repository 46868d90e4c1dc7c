"""Every setting there is, with its type, limits, default and one line of documentation; reads nothing."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Keys = dict[str, tuple[str, ...]]
"""Keys by action: an empty tuple switches the action's keys off."""


class Console(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the desk on an agent's machine is told."""

    server: Annotated[
        str, Meta(description="Address of the backend, such as wss://desk.example.com; empty: asked at login.")
    ] = ""
    user: Annotated[
        str, Meta(description="Name to sign in with; empty: asked at login. Passwords are never settings.")
    ] = ""
    secrets: Annotated[
        Literal["keyring", "file"],
        Meta(
            description="Where a sign-in is kept: in the keyring, or in a file under a passphrase asked at each start."
        ),
    ] = "keyring"
    theme: Annotated[
        str,
        Meta(description="Colour theme by name; auto: chosen by what the terminal can show and whether it is light."),
    ] = "auto"
    symbols: Annotated[
        Literal["unicode", "ascii"],
        Meta(description="Set of signs; ascii for terminals that draw some of them two cells wide."),
    ] = "unicode"
    density: Annotated[
        Literal["auto", "compact", "normal", "roomy"],
        Meta(description="Lines that a turn of the transcript takes; auto: as drawn in the guide."),
    ] = "auto"
    send_delay: Annotated[
        float,
        Meta(ge=0, le=10, description="Seconds that a reply waits after Enter, so that it can be undone; 0: none."),
    ] = 0.0
    keys: Annotated[
        Keys, Meta(description='Own keys by action, such as take = ["t", "f8 t"]; "off" takes all keys from an action.')
    ] = {}
    mouse: Annotated[bool, Meta(description="Use the mouse; false leaves selecting text to the terminal.")] = True
    slow_link: Annotated[
        Literal["auto", "always", "never"],
        Meta(description="Have the backend compress what it sends; auto: once the link has been found to be slow."),
    ] = "auto"
    notifications: Annotated[
        Literal["bell", "off"], Meta(description="How a chat that needs you calls while you look elsewhere.")
    ] = "bell"


class Limits(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one party may ask of the backend."""

    message_bytes: Annotated[int, Meta(ge=256, le=65536, description="Longest message, in bytes of UTF-8.")] = 16384
    sockets: Annotated[
        int, Meta(ge=1, le=1000000, description="Open sockets in all; more are asked to come back later.")
    ] = 10000
    sockets_per_address: Annotated[
        int, Meta(ge=1, le=1000000, description="Open customer sockets from one network address.")
    ] = 50
    compressed_sockets: Annotated[
        int,
        Meta(
            ge=0,
            le=100000,
            description="Consoles on slow links that are sent compressed frames, at 40 KiB each; more get plain ones.",
        ),
    ] = 500


class Idle(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What becomes of conversations in which nobody writes."""

    resolve_minutes: Annotated[
        int,
        Meta(
            ge=1,
            le=43200,
            description="Silent minutes after which the bot resolves; never while a person is asked for.",
        ),
    ] = 60
    reopen_hours: Annotated[
        int, Meta(ge=0, le=720, description="Hours in which a customer's message reopens a resolved conversation.")
    ] = 24


class Backend(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the backend of a company is told."""

    host: Annotated[
        str,
        Meta(
            min_length=1, description="Address to listen on; 127.0.0.1 is this machine only, 0.0.0.0 is every network."
        ),
    ] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535, description="Port to listen on; 0: any free one.")] = 8480
    data: Annotated[str, Meta(description="Directory of the store; empty: the user's own data directory.")] = ""
    tls_cert: Annotated[str, Meta(description="File with the certificate chain (PEM); needs tls_key.")] = ""
    tls_key: Annotated[str, Meta(description="File with the certificate's private key (PEM); needs tls_cert.")] = ""
    origins: Annotated[
        tuple[str, ...],
        Meta(
            description='Web origins whose pages may open a chat, such as ["https://shop.example"]; our own page may.'
        ),
    ] = ()
    content: Annotated[str, Meta(description="Folder with the bot's articles; empty: the sample shop.")] = ""
    floor: Annotated[
        str,
        Meta(
            description="File with queues, opening hours, goals and how chats reach people; empty: one queue for all."
        ),
    ] = ""
    pace: Annotated[
        float, Meta(ge=0, le=5, description="Seconds between two pieces of a bot's answer; 0: as fast as it comes.")
    ] = 0.25
    trusted_proxies: Annotated[
        tuple[str, ...],
        Meta(description='Addresses or networks whose X-Forwarded-For is believed, such as ["10.0.0.0/8"].'),
    ] = ()
    metrics_token_file: Annotated[
        str,
        Meta(description="File with the token that Prometheus presents at /metrics; empty: no figures are told."),
    ] = ""
    retention_days: Annotated[
        int,
        Meta(
            ge=0,
            le=36500,
            description="Days after which the words of settled conversations are deleted for good; 0: never.",
        ),
    ] = 0
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        Meta(description="Least severity that is logged; never bodies or secrets."),
    ] = "info"
    limits: Annotated[Limits, Meta(description="What one party may ask of the backend.")] = Limits()
    idle: Annotated[Idle, Meta(description="What becomes of conversations in which nobody writes.")] = Idle()


class Settings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All settings, complete and checked."""

    console: Annotated[Console, Meta(description="The desk.")] = Console()
    backend: Annotated[Backend, Meta(description="The backend: warmline serve.")] = Backend()
