"""A real mail server on this machine that keeps what it gets; with TLS and names if asked."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from tests.browser.server import free_port

NAME, PASSWORD = "lich@hoi.example.org", "a long password"
UNKNOWN = "khong-co@example.org"


@dataclass
class Sink:
    """What the server got, and how it answers; `answers`: the next replies to a whole mail."""

    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address == UNKNOWN:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, _session: Session, envelope: Envelope
    ) -> str:
        if self.answers:
            return self.answers.pop(0)
        found = message_from_bytes(envelope.content or b"", policy=default)  # type: ignore[arg-type]
        assert isinstance(found, EmailMessage)
        self.mails.append(found)
        self.recipients.append(list(envelope.rcpt_tos))
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        return "250 OK"

    def authenticate(
        self, _server: Any, _session: Session, _envelope: Envelope, _how: str, said: Any
    ) -> AuthResult:
        assert isinstance(said, LoginPassword)
        self.names.append(said.login.decode())
        known = (said.login.decode(), said.password.decode()) == (NAME, PASSWORD)
        return AuthResult(success=known, handled=known)


@contextmanager
def mail_sink(folder: Path | None = None, *, tls: bool = False, **how: Any) -> Iterator[Sink]:
    """A server on a free port. folder: it speaks TLS, and its authority lies there as ca.pem; tls:
    from the first byte on, else after STARTTLS.
    """
    sink, secret = Sink(), None
    if folder is not None:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(folder / "ca.pem"))
        secret = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert("localhost").configure_cert(secret)
    if secret is not None and tls:
        how |= {"ssl_context": secret, "auth_require_tls": False}
    elif secret is not None:
        how |= {"tls_context": secret, "require_starttls": True}
    controller = Controller(sink, hostname="localhost", port=free_port(), **how)
    if how.get("auth_required"):
        controller.SMTP_kwargs["authenticator"] = sink.authenticate
    controller.start()
    try:
        sink.port = controller.port
        yield sink
    finally:
        controller.stop()
