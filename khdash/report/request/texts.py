"""The words by which a province is asked for its figures: short, as an office would write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khdash.locale import Words
from khdash.locale.words import lowered
from khdash.model.catalogue import Catalogue
from khdash.model.rounds import Round, Sent


@dataclass(frozen=True)
class Request:
    """What a round asks of a province. link: its address, '' where there is none; expires: the last
    day on which it opens."""

    catalogue: Catalogue
    asked: Round
    unit: str
    words: Words
    link: str = ""
    expires: date | None = None

    @property
    def office(self) -> str:
        """Hội Khuyến học tỉnh Thái Bình."""
        found, words = self.catalogue.units[self.unit], self.words
        name = lowered(found.full_name) if words.lang == "vi" else found.name_en or found.name
        return words("Hội Khuyến học {unit}", unit=name)

    @property
    def period(self) -> str:
        """What the figures describe: the year or years, or the day."""
        asked, words = self.asked, self.words
        if asked.as_of is not None:
            return words("đến ngày {day}", day=words.date(asked.as_of))
        years = sorted({cell.year for cell in asked.asked_of(self.unit)})
        return words("năm {years}", years=words.listed([str(year) for year in years]))

    @property
    def indicators(self) -> tuple[str, ...]:
        """The names of what is asked, in order."""
        codes = dict.fromkeys(cell.indicator for cell in self.asked.asked_of(self.unit))
        return tuple(self.words.name(self.catalogue.indicators[code]) for code in codes)

    @property
    def due(self) -> str:
        return self.words.date(self.asked.due)


def request_text(request: Request) -> str:
    """The message for Zalo."""
    words = request.words
    return _message(
        request,
        words(
            "{asker} kính đề nghị Hội gửi số liệu {period} ({n} chỉ số), chậm nhất ngày {due}.",
            asker=request.asked.asked_by,
            period=request.period,
            n=words.number(len(request.indicators)),
            due=request.due,
        ),
        *_way(request),
        *([request.asked.note] if request.asked.note else []),
    )


def reminder_text(request: Request, late: int) -> str:
    """The message for whoever has not sent; late: days after the due date, 0 before it."""
    words = request.words
    when = (
        words("đã quá hạn {n} ngày", n=words.number(late))
        if late
        else words("hạn là ngày {due}", due=request.due)
    )
    return _message(
        request,
        words(
            "{asker} chưa nhận được số liệu {period} của Hội ({when}). Mong Hội sớm gửi.",
            asker=request.asked.asked_by,
            period=request.period,
            when=when,
        ),
        *_way(request),
    )


def refusal_text(request: Request, sent: Sent, reason: str) -> str:
    """The message that goes with a submission given back."""
    words = request.words
    again = (
        words("Xin mở lại liên kết đã nhận, sửa rồi gửi lại; những gì đã điền vẫn còn.")
        if sent.link
        else words("Xin sửa trong tệp rồi gửi lại.")
    )
    return _message(
        request,
        words(
            "{asker} đã xem số liệu {period} Hội gửi ngày {day} và xin Hội xem lại: {reason}",
            asker=request.asked.asked_by,
            period=request.period,
            day=words.date(sent.at),
            reason=reason.rstrip(".") + ".",
        ),
        f"{again} {words('Hạn gửi: ngày {due}.', due=request.due)}",
    )


def mail_of(request: Request) -> tuple[str, str]:
    """Subject and text of the e-mail."""
    words = request.words
    subject = words(
        "Đề nghị gửi số liệu {period}, hạn ngày {due}", period=request.period, due=request.due
    )
    body = _message(
        request,
        "",
        words(
            "{asker} kính đề nghị Hội gửi số liệu {period}, chậm nhất ngày {due}.",
            asker=request.asked.asked_by,
            period=request.period,
            due=request.due,
        ),
        *([request.asked.note] if request.asked.note else []),
        "",
        words("Các chỉ số:"),
        *(f"{number}. {name}" for number, name in enumerate(request.indicators, start=1)),
        "",
        *_way(request),
        "",
    )
    return subject, f"{body}\n{request.asked.asked_by}"


def _message(request: Request, *lines: str) -> str:
    """Lines between the address and the thanks of every message."""
    words = request.words
    head = words("Kính gửi {office},", office=request.office)
    return "\n".join([head, *lines, words("Trân trọng cảm ơn!")])


def _way(request: Request) -> list[str]:
    """How to answer: by the link, or in the form that goes with the message."""
    words = request.words
    if not request.link:
        return [words("Xin điền vào biểu mẫu gửi kèm rồi gửi lại cho Cụm.")]
    lines = [
        words("Mở liên kết này trên điện thoại hoặc máy tính để điền (số đã biết có sẵn):"),
        request.link,
    ]
    if request.expires is not None:
        lines.append(
            words(
                "Liên kết chỉ dành cho Hội, dùng đến hết ngày {day}; xin không chuyển tiếp.",
                day=words.date(request.expires),
            )
        )
    return lines
