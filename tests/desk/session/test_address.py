"""Addresses as people type them: plain connections only to this machine, no secrets, sentences for everything else."""

from pathlib import Path

import pytest

from console.desk.session.address import parse, tls
from console.errors import ConfigError


@pytest.mark.parametrize(
    ("typed", "socket", "pages"),
    [
        ("desk.example.com", "wss://desk.example.com/x", "https://desk.example.com/x"),
        ("wss://Desk.Example.com:8443/", "wss://desk.example.com:8443/x", "https://desk.example.com:8443/x"),
        ("https://desk.example.com/base/", "wss://desk.example.com/base/x", "https://desk.example.com/base/x"),
        ("ws://127.0.0.1:8080", "ws://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("http://localhost", "ws://localhost/x", "http://localhost/x"),
        ("ws://[::1]:9", "ws://[::1]:9/x", "http://[::1]:9/x"),
        ("  wss://192.0.2.7  ", "wss://192.0.2.7/x", "https://192.0.2.7/x"),
    ],
)
def test_good_addresses(typed: str, socket: str, pages: str) -> None:
    address = parse(typed)
    assert address.url("ws", "/x") == socket
    assert address.url("http", "/x") == pages
    assert parse(address.name) == address


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ws://desk.example.com", "plain_address"),
        ("http://192.168.1.4:8080", "plain_address"),
        ("ws://127.0.0.1.evil.example", "plain_address"),
        ("ws://localhost.evil.example", "plain_address"),
        ("wss://maya:secret@desk.example.com", "bad_address"),
        ("ftp://desk.example.com", "bad_address"),
        ("wss://", "bad_address"),
        ("", "bad_address"),
        ("wss://desk.example.com:99999", "bad_address"),
        ("wss://desk.example.com:0", "bad_address"),
        ("wss://desk.example.com:x", "bad_address"),
        ("wss://desk.example.com?token=1", "bad_address"),
        ("wss://desk example.com", "bad_address"),
        ("wss://desk\x1b[31m.example.com", "bad_address"),
        ("wss://[::1", "bad_address"),
    ],
)
def test_bad_addresses_are_sentences(typed: str, code: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(typed)
    assert caught.value.code == code
    assert "secret" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_tls_is_always_verified_and_a_bad_ca_file_is_a_sentence(tmp_path: Path) -> None:
    context = tls(parse("desk.example.com"), None)
    assert context is not None
    assert context.check_hostname
    assert context.verify_mode.name == "CERT_REQUIRED"
    assert tls(parse("ws://localhost"), None) is None
    (tmp_path / "ca.pem").write_text("no certificate")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(ConfigError) as caught:
            tls(parse("desk.example.com"), tmp_path / name)
        assert name in str(caught.value)
