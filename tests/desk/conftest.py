"""For tests with a real backend in their own process: signing in costs next to nothing."""

import argon2
import pytest

from console.backend import access


@pytest.fixture(autouse=True)
def _passwords_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real algorithm at its cheapest, in this process: what it costs is the library's affair."""
    monkeypatch.setattr(access, "_hasher", argon2.PasswordHasher(1, 8, 1))
