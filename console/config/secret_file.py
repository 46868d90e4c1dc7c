"""Keeps one account's refresh token in a file of ours, encrypted under a passphrase, for machines without a keyring.

The key comes from the passphrase by Argon2id (RFC 9106), the file is ChaCha20-Poly1305 (RFC 8439); neither passphrase
nor key is ever written. Asking for the passphrase is the command line's part.
"""

import base64
import contextlib
import hashlib
import secrets
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from console.config import paths
from console.core.text.messages import t
from console.errors import ConfigError, DeniedError

LEAST: Final = 12
"""Characters of a passphrase: who has the file may try as long as they like."""
_SALT: Final = 16
_NONCE: Final = 12
_LARGEST: Final = 64 * 1024


class Kdf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the key comes from the passphrase. The limits keep a file of somebody else's from eating the machine."""

    salt: Annotated[str, Meta(max_length=128)]
    memory: Annotated[int, Meta(ge=8 * 1024, le=1024 * 1024)] = 64 * 1024
    """KiB."""
    time: Annotated[int, Meta(ge=1, le=16)] = 3
    lanes: Annotated[int, Meta(ge=1, le=16)] = 4


class _Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: JSON, binary fields in base 64."""

    version: Annotated[int, Meta(ge=1, le=1)]
    kdf: Kdf
    nonce: str
    sealed: str


class SecretFile:
    """A store of secrets (`console.config.secrets.SecretStore`) for one account, once it is unlocked."""

    def __init__(self, path: Path, account: tuple[str, str], kdf: Kdf, key: bytes) -> None:
        self._path = path
        self._account = account
        self._kdf = kdf
        self._key = key
        self._held: str | None = None
        """What could not be written."""
        self._notice = ""

    @classmethod
    def create(cls, server: str, user: str, passphrase: str) -> "SecretFile":
        """A new file's store; nothing is written before `set`.

        Raises:
            ConfigError: the passphrase is too short, or there is no place for the file.
        """
        if len(passphrase) < LEAST:
            raise ConfigError(t("secrets.short", least=LEAST), code="short_passphrase")
        path = path_of(server, user)
        paths.create(path.parent)
        kdf = Kdf(base64.b64encode(secrets.token_bytes(_SALT)).decode())
        return cls(path, (server, user), kdf, _key(passphrase, kdf))

    @classmethod
    def unlock(cls, server: str, user: str, passphrase: str) -> "SecretFile":
        """The store of the file that is there.

        Raises:
            DeniedError: the passphrase is wrong, or the file was changed by somebody.
            ConfigError: the file can't be read, or is none of ours.
        """
        path = path_of(server, user)
        sealed = _read(path)
        store = cls(path, (server, user), sealed.kdf, _key(passphrase, sealed.kdf))
        store._open(sealed)
        return store

    @property
    def notice(self) -> str:
        """Why the secret ends with the program; empty while the file takes it."""
        return self._notice

    def get(self, server: str, user: str) -> str | None:
        """The secret, or `None`; another program of this account may have written it since."""
        if (server, user) != self._account:
            return None
        if self._held is not None:
            return self._held
        try:
            return self._open(_read(self._path))
        except (ConfigError, DeniedError):
            return None

    def set(self, server: str, user: str, secret: str) -> bool:
        """Keep it in the file; for this program's life only if that fails."""
        if (server, user) != self._account:
            return False
        try:
            self._write(secret)
        except (OSError, ConfigError):
            self._held, self._notice = secret, t("secrets.file_full", file=self._path)
            return False
        self._held, self._notice = None, ""
        return True

    def delete(self, server: str, user: str) -> None:
        """Forget it, and the file with it."""
        if (server, user) == self._account:
            self._held = None
            forget(server, user)

    def _open(self, sealed: _Sealed) -> str:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        try:
            data = ChaCha20Poly1305(self._key).decrypt(
                base64.b64decode(sealed.nonce, validate=True),
                base64.b64decode(sealed.sealed, validate=True),
                self._bound_to(),
            )
            return data.decode()
        except (InvalidTag, ValueError):
            raise DeniedError(t("secrets.wrong_passphrase", file=self._path), code="passphrase") from None

    def _write(self, secret: str) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        nonce = secrets.token_bytes(_NONCE)
        data = ChaCha20Poly1305(self._key).encrypt(nonce, secret.encode(), self._bound_to())
        sealed = _Sealed(1, self._kdf, base64.b64encode(nonce).decode(), base64.b64encode(data).decode())
        paths.replace_private(self._path, msgspec.json.encode(sealed))

    def _bound_to(self) -> bytes:
        # A file of another account, or with another way to its key, is not mistaken for this one.
        return msgspec.json.encode([*self._account, self._kdf])


def path_of(server: str, user: str) -> Path:
    """Where the file of this account is; its name tells neither server nor user."""
    name = hashlib.blake2b(f"{server}\0{user}".encode(), digest_size=16).hexdigest()
    return paths.directory("state") / "secrets" / f"{name}.sealed"


def kept(server: str, user: str) -> bool:
    """Whether there is a file of this account."""
    return bool(user) and path_of(server, user).exists()


def forget(server: str, user: str) -> None:
    """Delete the file of this account; that needs no passphrase."""
    with contextlib.suppress(OSError):
        path_of(server, user).unlink(missing_ok=True)


def _read(path: Path) -> _Sealed:
    try:
        return msgspec.json.decode(paths.read_bytes(path, _LARGEST), type=_Sealed)
    except FileNotFoundError:
        raise ConfigError(t("secrets.no_file", file=path), code="no_secret_file") from None
    except (msgspec.DecodeError, UnicodeError):
        raise ConfigError(t("secrets.bad_file", file=path), code="bad_secret_file") from None


def _key(passphrase: str, kdf: Kdf) -> bytes:
    from argon2.exceptions import Argon2Error
    from argon2.low_level import Type, hash_secret_raw

    try:
        salt = base64.b64decode(kdf.salt, validate=True)
        return hash_secret_raw(
            passphrase.encode(),
            salt,
            time_cost=kdf.time,
            memory_cost=kdf.memory,
            parallelism=kdf.lanes,
            hash_len=32,
            type=Type.ID,
        )
    except (Argon2Error, ValueError):
        raise ConfigError(t("secrets.bad_salt"), code="bad_secret_file") from None
