"""What goes wrong on the way to a backend, as a sentence that says what to do; by the exception that was raised."""

import errno
import socket
import ssl

from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.desk.session.address import Address


def sentence(problem: BaseException, address: Address) -> str:
    """Why it did not work."""
    host = safe_line(address.host, 80)
    if isinstance(problem, ssl.SSLCertVerificationError):
        detail = safe_line(problem.verify_message or "", 100)
        return t("session.certificate", host=host, detail=detail)
    if isinstance(problem, ssl.SSLError):
        return t("session.tls", host=host, detail=safe_line(problem.reason or str(problem), 80))
    if isinstance(problem, socket.gaierror):
        return t("session.unknown_server", host=host)
    if isinstance(problem, TimeoutError) or _named(problem, "Timeout"):
        return t("session.timeout", host=host)
    if isinstance(problem, ConnectionRefusedError) or _only_refused(problem):
        return t("session.refused", host=host, port=address.port)
    if _named(problem, "Proxy"):
        return t("session.proxy", detail=safe_line(str(problem), 100))
    if isinstance(problem, OSError):
        return t("session.network", host=host, detail=_detail(problem))
    return t("session.not_websocket", url=address.url("http"), detail=safe_line(str(problem), 100))


def status_sentence(status: int, address: Address) -> str:
    """Why an answer that is not the wanted upgrade is none."""
    if status in (429, 503):
        return t("session.busy", status=status)
    if 300 <= status < 400:
        return t("session.redirect", url=address.url("http"), status=status)
    return t("session.plain_behind", url=address.url("http"), status=status)


def _named(problem: BaseException, word: str) -> bool:
    return any(word in kind.__name__ for kind in type(problem).__mro__)


def _only_refused(problem: BaseException) -> bool:
    """Several addresses were tried, as for localhost, and none answered."""
    words = str(problem)
    return isinstance(problem, OSError) and (problem.errno == errno.ECONNREFUSED or "Connect call failed" in words)


def _detail(problem: OSError) -> str:
    return safe_line(problem.strerror or str(problem) or type(problem).__name__, 100)
