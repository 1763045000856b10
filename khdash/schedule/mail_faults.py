"""What a mail server or the way to it answers, in words; and whether it is worth another try."""

from __future__ import annotations

import smtplib
import socket
import ssl

from khdash.locale import mark
from khdash.schedule.fault import NotDone

PERMANENT = 500
"""From this code on a server means: not now and not later."""
TOO_LARGE = 552


def named(error: Exception, host: str, port: int) -> NotDone:
    """The fault of a mail that was sent to nobody."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return NotDone(
                mark(
                    "Máy chủ thư {host} không nhận tên hoặc mật khẩu ({code}). Hãy xem lại"
                    " KHDASH_SMTP_USER và tệp mật khẩu."
                ),
                host=host,
                code=error.smtp_code,
            )
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _ in error.recipients.values()]
            return NotDone(
                mark("Máy chủ thư {host} không nhận địa chỉ nào: {refused}. Hãy xem lại địa chỉ."),
                again=all(code < PERMANENT for code in codes),
                host=host,
                refused=", ".join(f"{who} ({code[0]})" for who, code in error.recipients.items()),
            )
        case smtplib.SMTPResponseException() if error.smtp_code == TOO_LARGE:
            return NotDone(
                mark("Máy chủ thư {host} không nhận thư nặng như vậy. Hãy cho ghi ra thư mục."),
                host=host,
            )
        case smtplib.SMTPNotSupportedError():
            return NotDone(
                mark(
                    "Máy chủ thư {host} không mã hoá hoặc không cho đăng nhập như đã đặt. Hãy"
                    " xem lại KHDASH_SMTP_SECURITY và KHDASH_SMTP_PORT."
                ),
                host=host,
            )
        case smtplib.SMTPServerDisconnected():
            return NotDone(mark("Máy chủ thư {host} ngắt giữa chừng."), again=True, host=host)
        case smtplib.SMTPResponseException():
            return NotDone(
                mark("Máy chủ thư {host} từ chối (mã {code})."),
                again=error.smtp_code < PERMANENT,
                host=host,
                code=error.smtp_code,
            )
        case ssl.SSLCertVerificationError():
            return NotDone(
                mark(
                    "Chứng chỉ của máy chủ thư {host} không tin được. Hãy ghi đúng tên máy chủ,"
                    " hoặc đặt SSL_CERT_FILE là chứng chỉ của cơ quan."
                ),
                host=host,
            )
        case ssl.SSLError():
            return NotDone(
                mark(
                    "Không mở được đường mã hoá tới máy chủ thư {host}:{port}. Hãy xem lại"
                    " KHDASH_SMTP_SECURITY và KHDASH_SMTP_PORT."
                ),
                host=host,
                port=port,
            )
        case socket.gaierror():
            return NotDone(
                mark("Không tìm thấy máy chủ thư {host}. Hãy xem lại tên, hoặc mạng của máy."),
                again=True,
                host=host,
            )
        case TimeoutError():
            return NotDone(mark("Máy chủ thư {host} không trả lời."), again=True, host=host)
    return NotDone(
        mark("Không kết nối được máy chủ thư {host}:{port}. Hãy xem mạng và tường lửa."),
        again=True,
        host=host,
        port=port,
    )
