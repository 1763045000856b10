"""Mails as a real server gets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from khdash.locale import Words
from khdash.schedule.fault import NotDone
from khdash.schedule.mail import MailServer, mail_server, to_mail
from khdash.schedule.product import File, Product
from tests.browser.server import free_port
from tests.schedule.smtp import NAME, PASSWORD, UNKNOWN, mail_sink

VI, EN = Words("vi"), Words("en")
CONTENT = bytes(range(256)) * 40
REPORT = Product(
    "bao-cao",
    "Tỉnh Nam Định: báo cáo giao ban, số liệu đến 2024",
    ("Phạm vi: Tỉnh Nam Định.", "Phiên bản số liệu 7, cập nhật 01/03/2027."),
    (File("bao-cao-ngay-2027-03-01.docx", "application/x-docx", CONTENT),),
)


def plain(port: int, **changes: object) -> MailServer:
    told = {"host": "localhost", "port": port, "security": "none", "sender": NAME, **changes}
    return MailServer(**told)  # type: ignore[arg-type]


def told(fault: pytest.ExceptionInfo[NotDone], words: Words = VI) -> str:
    return fault.value.said.told(words)


def test_a_mail_says_what_it_is_and_carries_the_file() -> None:
    with mail_sink() as sink:
        to_mail(REPORT, ("a@example.org", "b@example.org"), plain(sink.port), VI)
    (mail,) = sink.mails
    assert sink.recipients == [["a@example.org", "b@example.org"]]
    assert mail["Subject"] == REPORT.title
    assert (mail["From"], mail["To"]) == (NAME, "a@example.org, b@example.org")
    body = mail.get_body(("plain",)).get_content()
    assert "Phạm vi: Tỉnh Nam Định." in body
    assert "Kèm theo: bao-cao-ngay-2027-03-01.docx." in body
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "bao-cao-ngay-2027-03-01.docx"
    assert attached.get_content() == CONTENT


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_name_and_its_password_go_over_an_encrypted_way_only(
    security: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with mail_sink(tmp_path, tls=security == "tls", auth_required=True) as sink:
        monkeypatch.setenv("KHDASH_SMTP_HOST", "localhost")
        monkeypatch.setenv("KHDASH_SMTP_PORT", str(sink.port))
        monkeypatch.setenv("KHDASH_SMTP_SECURITY", security)
        monkeypatch.setenv("KHDASH_SMTP_USER", NAME)
        monkeypatch.setenv("KHDASH_SMTP_PASSWORD_FILE", str(tmp_path / "password"))
        to_mail(REPORT, ("a@example.org",), mail_server(), VI)
        assert (sink.names, sink.encrypted) == ([NAME], [True])
        (tmp_path / "password").write_text("another", encoding="utf-8")
        with pytest.raises(NotDone) as fault:
            to_mail(REPORT, ("a@example.org",), mail_server(), VI)
        assert "không nhận tên hoặc mật khẩu (535)" in told(fault)
        assert not fault.value.again
        (tmp_path / "password").write_text("mật khẩu", encoding="utf-8")
        with pytest.raises(NotDone) as fault:
            to_mail(REPORT, ("a@example.org",), mail_server(), VI)
        assert "không có chữ có dấu" in told(fault)
        (tmp_path / "password").unlink()
        with pytest.raises(NotDone) as fault:
            to_mail(REPORT, ("a@example.org",), mail_server(), VI)
        assert str(tmp_path / "password") in told(fault)
    assert len(sink.mails) == 1


def test_a_server_that_nobody_vouches_for_gets_nothing(tmp_path: Path) -> None:
    with mail_sink(tmp_path) as sink, pytest.raises(NotDone) as fault:
        to_mail(REPORT, ("a@example.org",), plain(sink.port, security="starttls"), VI)
    assert "Chứng chỉ" in told(fault)
    assert "certificate" in told(fault, EN)
    assert not sink.mails


def test_a_server_that_does_not_encrypt_gets_nothing() -> None:
    with mail_sink() as sink, pytest.raises(NotDone) as fault:
        to_mail(REPORT, ("a@example.org",), plain(sink.port, security="starttls"), VI)
    assert "KHDASH_SMTP_SECURITY" in told(fault)
    assert not fault.value.again


def test_of_several_addresses_those_that_are_refused_are_named() -> None:
    with mail_sink() as sink:
        with pytest.raises(NotDone) as fault:
            to_mail(REPORT, ("a@example.org", UNKNOWN), plain(sink.port), VI)
        assert told(fault).startswith(
            f"Đã gửi cho a@example.org; máy chủ thư không nhận: {UNKNOWN}."
        )
        with pytest.raises(NotDone) as all_refused:
            to_mail(REPORT, (UNKNOWN,), plain(sink.port), VI)
    assert f"{UNKNOWN} (550)" in told(all_refused)
    assert not fault.value.again
    assert not all_refused.value.again
    assert sink.recipients == [["a@example.org"]]


@pytest.mark.parametrize(
    ("answer", "again", "words"),
    [
        ("451 try later", True, "từ chối (mã 451)"),
        ("554 never", False, "từ chối (mã 554)"),
        ("552 too much", False, "nặng như vậy"),
    ],
)
def test_what_the_server_answers_decides_about_another_try(
    answer: str, again: bool, words: str
) -> None:
    with mail_sink() as sink:
        sink.answers.append(answer)
        with pytest.raises(NotDone) as fault:
            to_mail(REPORT, ("a@example.org",), plain(sink.port), VI)
    assert fault.value.again is again
    assert words in told(fault)


def test_a_mail_that_is_too_large_is_not_sent(tmp_path: Path) -> None:
    with mail_sink() as sink:
        with pytest.raises(NotDone) as fault:
            to_mail(REPORT, ("a@example.org",), plain(sink.port, megabytes=0.01), VI)
        assert "0.0 MB" in told(fault) or "MB, quá 0.01 MB" in told(fault)
    assert not sink.mails
    with mail_sink(data_size_limit=5000) as small, pytest.raises(NotDone) as fault:
        to_mail(REPORT, ("a@example.org",), plain(small.port), VI)
    assert "nặng như vậy" in told(fault)


def test_no_server_at_the_place_is_worth_another_try() -> None:
    with pytest.raises(NotDone) as fault:
        to_mail(REPORT, ("a@example.org",), plain(free_port()), VI)
    assert fault.value.again
    with pytest.raises(NotDone) as fault:
        to_mail(REPORT, ("a@example.org",), plain(25, host="khong-co.invalid"), VI)
    assert "Không tìm thấy máy chủ thư khong-co.invalid" in told(fault)
    assert fault.value.again


def test_without_a_server_the_way_out_is_told() -> None:
    assert mail_server() is None
    with pytest.raises(NotDone) as fault:
        to_mail(REPORT, ("a@example.org",), None, VI)
    assert "KHDASH_SMTP_HOST" in told(fault)
    assert not fault.value.again


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"SECURITY": "ssl"}, "KHDASH_SMTP_SECURITY"),
        ({"PORT": "smtp"}, "KHDASH_SMTP_PORT"),
        ({"MEGABYTES": "nhiều"}, "KHDASH_SMTP_MEGABYTES"),
        ({"FROM": ""}, "KHDASH_SMTP_FROM"),
        ({"SECURITY": "none", "USER": NAME}, "mã hoá"),
    ],
)
def test_settings_that_do_not_fit_are_named(
    settings: dict[str, str], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = {"HOST": "mail.example.org", "FROM": NAME}
    for name, value in {**usual, **settings}.items():
        monkeypatch.setenv(f"KHDASH_SMTP_{name}", value)
    with pytest.raises(NotDone) as fault:
        mail_server()
    assert named in told(fault)


def test_what_is_not_said_of_the_server_is_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHDASH_SMTP_HOST", "mail.example.org")
    monkeypatch.setenv("KHDASH_SMTP_USER", NAME)
    assert mail_server() == MailServer("mail.example.org", 587, "starttls", NAME, NAME)
