"""What can go wrong with rounds of collection, links and submissions: one class a decision."""

from __future__ import annotations

from khdash.store.errors import StoreError


class RoundFault(StoreError):
    """Anything that keeps a round, a link or a submission from being written."""


class NoSuchRound(RoundFault):
    """No round in force has that number."""

    sentence_vi = "Không có đợt thu thập số {round}. Xem các đợt: python -m khdash round list."
    sentence_en = "There is no round {round}. List the rounds: python -m khdash round list."


class RoundEmpty(RoundFault):
    """A round that asks for nothing."""

    sentence_vi = (
        "Đợt này không hỏi số nào: với các tỉnh và năm đã chọn, không có ô nào phải báo cáo hoặc "
        "mọi ô đã có số. Hãy chọn lại chỉ số, năm hoặc tỉnh."
    )
    sentence_en = (
        "This round asks for nothing: of the provinces and years chosen no figure is due, or all "
        "are known. Choose other indicators, years or provinces."
    )


class RoundIncomplete(RoundFault):
    """A round without a title, or without anybody who asks."""

    sentence_vi = "Đợt thu thập cần tên đợt và nơi yêu cầu."
    sentence_en = "A round needs a title and who asks."


class RoundClosed(RoundFault):
    """Nothing is taken in any more."""

    sentence_vi = "Đợt «{title}» đã đóng, không nhận thêm bản gửi. Cần gửi thì nhờ Cụm mở lại đợt."
    sentence_en = "The round “{title}” is closed and takes nothing more. Ask for it to be reopened."


class RoundStateKnown(RoundFault):
    """Closing a closed round, or reopening an open one."""

    sentence_vi = "Đợt «{title}» đang {state} rồi, không có gì thay đổi."
    sentence_en = "The round “{title}” is {state_en} already; nothing has changed."


class RoundChanged(RoundFault):
    """What is asked changed while somebody answered it."""

    sentence_vi = (
        "Nội dung đợt «{title}» vừa thay đổi nên chưa gửi. Những gì đã điền vẫn còn; hãy mở lại "
        "liên kết, xem các ô được hỏi rồi gửi."
    )
    sentence_en = (
        "The round “{title}” has just changed, so nothing was sent. What was filled in is kept; "
        "open the link again, look at what is asked, then send."
    )


class NotAsked(RoundFault):
    """A province that the round does not ask."""

    sentence_vi = "Đợt «{title}» không hỏi tỉnh này ({unit})."
    sentence_en = "The round “{title}” does not ask this province ({unit})."


class LinkUnknown(RoundFault):
    """A secret that no link in force has."""

    sentence_vi = (
        "Liên kết này không đúng hoặc không còn dùng. Hãy chép lại trọn liên kết trong tin nhắn, "
        "hoặc xin Cụm gửi liên kết mới."
    )
    sentence_en = (
        "This link is not right or is no longer in use. Copy the whole link from the message "
        "again, or ask the cluster for a new one."
    )


class LinkEnded(RoundFault):
    """A link that was revoked."""

    sentence_vi = "Liên kết này đã bị thu hồi. Hãy dùng liên kết mới nhất mà Cụm đã gửi."
    sentence_en = "This link was revoked. Use the newest link that the cluster sent."


class LinkExpired(RoundFault):
    """A link after its last day."""

    sentence_vi = "Liên kết này đã hết hạn ngày {day}. Hãy xin Cụm gửi liên kết mới."
    sentence_en = "This link expired on {day}. Ask the cluster for a new one."


class NoSuchLink(RoundFault):
    """A code that no link in force has."""

    sentence_vi = "Không có liên kết nào mang mã «{link}»."
    sentence_en = "No link has the code “{link}”."


class LinkTooShort(RoundFault):
    """A link that would be over before it is used."""

    sentence_vi = "Ngày hết hạn của liên kết phải từ hôm nay trở đi."
    sentence_en = "The last day of a link must not be past."


class SentAlready(RoundFault):
    """The very same content again."""

    sentence_vi = "Bản này đã gửi lúc {when}, không cần gửi lại."
    sentence_en = "Exactly this was sent at {when}; it need not be sent again."


class NoSuchSubmission(RoundFault):
    """A number that no submission in force has."""

    sentence_vi = "Không có bản gửi số {submission}."
    sentence_en = "There is no submission {submission}."


class NotWaiting(RoundFault):
    """A submission that was decided, or that a newer one took the place of."""

    sentence_vi = (
        "Bản gửi số {submission} không còn chờ: đã được nhận, trả lại, hoặc tỉnh đã gửi bản mới "
        "hơn."
    )
    sentence_en = (
        "Submission {submission} no longer waits: it was accepted or refused, or a newer one came."
    )


class ReasonNeeded(RoundFault):
    """A refusal or a revocation without a word."""

    sentence_vi = "Cần ghi lý do, để tỉnh biết phải làm gì."
    sentence_en = "Give a reason, so that the province knows what to do."


class DataChanged(RoundFault):
    """Other figures came in while somebody looked at what a submission changes."""

    sentence_vi = (
        "Số liệu vừa có người khác ghi, nên chưa nhận. Hãy xem lại những gì sẽ thay đổi rồi nhận."
    )
    sentence_en = (
        "Other figures have just been written, so nothing was accepted. Look at the changes again, "
        "then accept."
    )
