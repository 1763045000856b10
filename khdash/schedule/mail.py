"""A product as a mail, by the server that the settings name."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Literal

from khdash.locale import Words, mark
from khdash.model import settings
from khdash.schedule.fault import NotDone
from khdash.schedule.mail_faults import named
from khdash.schedule.product import Product

Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
SECONDS = 30.0
"""How long the server may stay silent."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes mails; password_file: '' where it asks for no name."""

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password_file: str = ""
    megabytes: float = 20


def mail_server() -> MailServer | None:
    """The server of KHDASH_SMTP_…; None where none is named.

    Raises NotDone where the settings do not fit.
    """
    host = settings.text("KHDASH_SMTP_HOST")
    if not host:
        return None
    try:
        (security,) = settings.listed("KHDASH_SMTP_SECURITY")
        told = settings.told("KHDASH_SMTP_PORT")
        megabytes = settings.number("KHDASH_SMTP_MEGABYTES")
        port = int(settings.number("KHDASH_SMTP_PORT")) if told else 0
    except settings.BadSetting as bad:
        raise NotDone("{text}", text=(bad.fault.text("vi"), bad.fault.text("en"))) from bad
    known: Security = security  # type: ignore[assignment]
    user = settings.text("KHDASH_SMTP_USER")
    sender = settings.text("KHDASH_SMTP_FROM") or user
    if "@" not in sender:
        raise NotDone(mark("Hãy đặt KHDASH_SMTP_FROM là địa chỉ thư của người gửi."))
    if user and known == "none":
        raise NotDone(
            mark(
                "KHDASH_SMTP_SECURITY là none mà có KHDASH_SMTP_USER: mật khẩu không được gửi đi"
                " khi không mã hoá. Hãy ghi starttls hoặc tls."
            )
        )
    password = settings.text("KHDASH_SMTP_PASSWORD_FILE")
    return MailServer(host, port or PORTS[known], known, sender, user, password, megabytes)


def to_mail(
    product: Product, addresses: Sequence[str], server: MailServer | None, words: Words
) -> None:
    """Send it to all of them. Raises NotDone, which names whoever did not get it."""
    if server is None:
        raise NotDone(
            mark(
                "Chưa đặt máy chủ thư nên không gửi được. Hãy đặt KHDASH_SMTP_HOST và"
                " KHDASH_SMTP_FROM, hoặc cho ghi ra thư mục."
            )
        )
    message = _message(product, addresses, server, words)
    size = len(message.as_bytes(policy=SMTP)) / 1_000_000
    if size > server.megabytes:
        raise NotDone(
            mark(
                "Thư nặng {size} MB, quá {most} MB. Hãy cho ghi ra thư mục, chọn loại tài liệu nhẹ"
                " hơn, hoặc đặt KHDASH_SMTP_MEGABYTES nếu máy chủ nhận được."
            ),
            size=f"{size:.1f}",
            most=f"{server.megabytes:g}",
        )
    try:
        with _opened(server) as connection:
            refused = connection.send_message(message, server.sender, list(addresses))
    except (OSError, smtplib.SMTPException) as error:
        raise named(error, server.host, server.port) from error
    if refused:
        raise NotDone(
            mark("Đã gửi cho {sent}; máy chủ thư không nhận: {refused}. Hãy sửa các địa chỉ ấy."),
            sent=", ".join(one for one in addresses if one not in refused),
            refused=", ".join(refused),
        )


def _opened(server: MailServer) -> smtplib.SMTP:
    """A connection on which mail can be sent. Raises what smtplib raises, NotDone."""
    trusted = ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS, context=trusted
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        if server.security == "starttls":
            connection.starttls(context=trusted)
        if server.user:
            connection.login(server.user, _password(server))
    except BaseException:
        connection.close()
        raise
    return connection


def _password(server: MailServer) -> str:
    try:
        # The names and passwords of this protocol are letters without accents.
        return Path(server.password_file).read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise NotDone(
            mark(
                "Không đọc được mật khẩu thư trong tệp «{path}» (KHDASH_SMTP_PASSWORD_FILE): tệp"
                " phải đọc được và mật khẩu không có chữ có dấu."
            ),
            path=server.password_file,
        ) from error


def _message(
    product: Product, addresses: Sequence[str], server: MailServer, words: Words
) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = product.title
    message["From"] = server.sender
    message["To"] = ", ".join(addresses)
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2].rstrip(">"))
    message["Auto-Submitted"] = "auto-generated"
    attached = [words("Kèm theo: {names}.", names=", ".join(f.name for f in product.files))]
    automatic = words("Thư này do chương trình gửi theo lịch; không cần trả lời.")
    message.set_content("\n".join([product.title, "", *product.text, "", *attached, automatic, ""]))
    for file in product.files:
        kind, _, own = file.mime.partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=own, filename=file.name)
    return message
