"""`warmline serve` as a process: how it starts, stops, and says why it can't."""

import contextlib
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

real: Any = sys.modules["real_program"]


def test_the_first_start_says_how_to_add_the_first_user(home: Any) -> None:
    with real.Server(home) as server:
        health = urllib.request.urlopen(server.url + "/healthz", timeout=10).read()
        assert b"ok" in health
        real.until(
            lambda: "warmline user add NAME --role admin" in server.log_path.read_text(), "word of the first user"
        )
        assert f"The chat page for customers: {server.url}/" in server.log_path.read_text()
        assert server.stop() == 0
    assert "Stopping" in server.log_path.read_text()
    assert "Traceback" not in server.log_path.read_text()


def test_the_backend_can_be_interrupted(home: Any) -> None:
    with real.Server(home) as server:
        assert server.stop(signal.SIGINT) == 0


def test_a_store_that_another_backend_has(home: Any) -> None:
    with real.Server(home) as server:
        ran = home.run("serve", "--port", "0")
        assert (ran.code, ran.out) == (5, "")
        assert f"process {server.pid}" in ran.err


def test_a_port_in_use(home: Any) -> None:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        ran = home.run("serve", "--port", str(port))
    assert ran.code in (2, 3)
    assert ran.out == ""
    assert f"Port {port}" in ran.err
    assert "another port" in " ".join(ran.err.split())
    assert "Traceback" not in ran.err


@pytest.mark.skipif(os.name != "posix", reason="POSIX file modes")
def test_a_data_folder_that_cannot_be_used(home: Any, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    ran = home.run("serve", "--port", "0", "--data", str(file / "below"))
    assert (ran.code, ran.out) == (2, "")
    assert str(file / "below") in ran.err
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o777)
    shared.chmod(0o777)
    ran = home.run("serve", "--port", "0", "--data", str(shared))
    assert (ran.code, ran.out) == (2, "")
    assert f"chmod 700 {shared}" in ran.err


@pytest.mark.parametrize("content", [b"SQLite format 3\x00" + b"\xff" * 5000, b"not a store at all" * 300])
def test_a_file_that_is_no_store(home: Any, content: bytes) -> None:
    path = home.folder / "data" / "warmline.db"
    path.write_bytes(content)
    ran = home.run("serve", "--port", "0")
    assert (ran.code, ran.out) == (5, "")
    assert str(path) in ran.err
    assert "Traceback" not in ran.err
    assert path.read_bytes() == content


def certificate(folder: Path, password: bytes | None = None) -> tuple[Path, Path]:
    """A certificate for localhost of its own authority."""
    x509 = pytest.importorskip("cryptography.x509")
    from datetime import UTC, datetime, timedelta

    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    lock = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    cert, private = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock))
    return cert, private


def test_tls_and_a_certificate_that_nobody_vouches_for(home: Any, tmp_path: Path) -> None:
    cert, key = certificate(tmp_path)
    with real.Server(home, "--tls-cert", str(cert), "--tls-key", str(key)) as server:
        assert server.url.startswith("https://")
        context = ssl.create_default_context(cafile=str(cert))
        port = server.url.rpartition(":")[2]
        with urllib.request.urlopen(f"https://localhost:{port}/healthz", context=context, timeout=10) as answer:
            assert answer.status == 200
        words = ("--server", f"https://localhost:{port}", "--user", "maya", "--password-stdin")
        ran = home.run("queue", *words, input="any password\n")
        assert (ran.code, ran.out) == (3, "")
        assert "certificate of localhost is not accepted" in ran.err
        plain = home.run("queue", "--server", f"ws://localhost:{port}", *words[2:], input="any password\n")
        assert (plain.code, plain.out) == (3, "")


def test_certificate_files_that_cannot_be_used(home: Any, tmp_path: Path) -> None:
    cert, key = certificate(tmp_path, b"a pass phrase")
    cases = [
        ("--tls-cert", str(cert)),
        ("--tls-cert", str(tmp_path / "none.pem"), "--tls-key", str(key)),
        ("--tls-cert", str(key), "--tls-key", str(key)),
        ("--tls-cert", str(cert), "--tls-key", str(key)),
    ]
    for words in cases:
        ran = home.run("serve", "--port", "0", *words)
        assert (ran.code, ran.out) == (2, ""), words
        assert "tls_key" in ran.err or "PEM chain" in ran.err
        assert "Traceback" not in ran.err


def test_a_full_disk_is_never_a_false_yes(home: Any, tmp_path: Path) -> None:
    """A small disk fills up under the backend: the customer is told to try again, and can once there is room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m,mode=0700", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("mounting a small disk is not permitted here")
    try:
        with real.Server(home, "--data", str(disk)) as server, real.Customer(server) as customer:
            customer.say("before")
            filler = disk / "filler"
            fill(filler)
            answered = [ask(customer, f"{n} " + "x" * 3000) for n in range(8)]
            assert "retry" in [result["status"] for result in answered]
            told = next(result for result in answered if result["status"] == "retry")
            assert told["message"]
            filler.unlink()
            real.until(lambda: ask(customer, "after")["status"] == "ok", "room again")
            shown = customer.items("customer")
            stored = [result["n"] for result in answered if result["status"] == "ok"]
            assert [text for text in shown if text.split()[0] in stored] == [
                text for text in shown if text.split()[0].isdigit()
            ]
            server.stop()
            fill(filler)
            ran = home.run("user", "add", "maya", "--password-stdin", "--data", str(disk), input=real.PASSWORD + "\n")
            assert (ran.code, ran.out) == (5, "")
            assert "make room" in ran.err
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def fill(path: Path) -> None:
    """Until not a byte more fits."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    for size in (65_536, 512, 1):
        with contextlib.suppress(OSError):
            while True:
                os.write(fd, b"x" * size)
    os.close(fd)


def ask(customer: Any, text: str) -> dict[str, Any]:
    wish = customer.id()
    customer.send(t="say", id=wish, text=text)
    result = customer.until(lambda frame: frame["t"] == "result" and frame["id"] == wish)
    return {**result, "n": text.split()[0]}
