"""The address of a backend, as typed, and the TLS that goes with it: plain connections only to this machine itself."""

import ipaddress
import ssl
import urllib.parse
from pathlib import Path

import msgspec

from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.errors import ConfigError

_SCHEMES = {"ws": False, "http": False, "wss": True, "https": True}


class Address(msgspec.Struct, frozen=True):
    """Where a backend is."""

    host: str
    port: int
    secure: bool
    path: str = ""

    @property
    def loopback(self) -> bool:
        """Whether it is this machine itself."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def url(self, scheme: str, path: str = "") -> str:
        """With `scheme` `ws` or `http`, and an s behind it where TLS is spoken."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        plain = 443 if self.secure else 80
        port = "" if self.port == plain else f":{self.port}"
        return f"{scheme}{'s' if self.secure else ''}://{host}{port}{self.path}{path}"

    @property
    def name(self) -> str:
        """As accounts are filed under."""
        return self.url("ws")


def parse(text: str) -> Address:
    """The address in what a person typed; without a scheme it is TLS.

    Raises:
        ConfigError: it is none, holds a password, or would send everything in the clear.
    """
    shown = safe_line(text.strip(), 80)
    address = text.strip() if "://" in text else f"wss://{text.strip()}"
    try:
        parts = urllib.parse.urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise ConfigError(t("session.address.bad", address=shown), code="bad_address") from None
    if parts.username or parts.password:
        shown = safe_line(f"{parts.scheme}://...@{host}", 80)
        raise ConfigError(t("session.address.user", address=shown), code="bad_address")
    secure = _SCHEMES.get(parts.scheme)
    if secure is None or parts.query or parts.fragment or not _is_host(host) or port == 0:
        raise ConfigError(t("session.address.bad", address=shown), code="bad_address")
    found = Address(host, port or (443 if secure else 80), secure, parts.path.rstrip("/"))
    if not secure and not found.loopback:
        raise ConfigError(t("session.address.plain", address=shown), code="plain_address")
    return found


def _is_host(host: str) -> bool:
    if not host or len(host) > 253 or not host.isprintable():
        return False
    return not any(character in " /\\@%\"'<>`{}|^" for character in host)


def tls(address: Address, ca_file: Path | None) -> ssl.SSLContext | None:
    """What certificates are held against: always, by the system's authorities and those of `ca_file`.

    Raises:
        ConfigError: the file can't be used.
    """
    if not address.secure:
        return None
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=ca_file)
        except (OSError, ssl.SSLError) as problem:
            detail = safe_line(getattr(problem, "strerror", None) or str(problem), 100)
            raise ConfigError(t("session.ca_file", file=ca_file, detail=detail), code="ca_file") from None
    return context
