"""Exception base classes and the exit codes of every command; knows nothing of the rest of the program."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes: part of the command line's contract, documented in the guide."""

    OK = 0
    FAILED = 1
    """The command ran and could not do what was asked (refused, not found)."""
    USAGE = 2
    """The words of the command, or the configuration, are wrong."""
    UNREACHABLE = 3
    """No backend answered, or it is not one."""
    DENIED = 4
    """Signed out, wrong password, or not allowed."""
    STORE = 5
    """The store cannot be used: disk full, locked, corrupt, wrong version."""
    INTERRUPTED = 130


class WarmlineError(Exception):
    """Anything we can explain to a person: the message says what is wrong and what to do about it."""

    exit_code: Exit = Exit.FAILED

    def __init__(self, message: str, *, code: str = "error") -> None:
        super().__init__(message)
        self.code = code
        """Stable, machine-readable name of the problem."""


class UsageError(WarmlineError):
    """The words of a command, or what it was given on its input, can't be used."""

    exit_code = Exit.USAGE


class ConfigError(WarmlineError):
    """A setting or a file of settings that cannot be used; names file, key and line."""

    exit_code = Exit.USAGE


class UnreachableError(WarmlineError):
    """The backend cannot be reached, or what answers is not a Warmline backend."""

    exit_code = Exit.UNREACHABLE


class DeniedError(WarmlineError):
    """Not signed in, wrong secret, or a role that may not do this."""

    exit_code = Exit.DENIED


class StoreError(WarmlineError):
    """The store on disk cannot be used as it is."""

    exit_code = Exit.STORE
