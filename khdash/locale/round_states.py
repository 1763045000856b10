"""The words for how far a province is with a round of collection."""

from __future__ import annotations

from khdash.locale.words import mark
from khdash.model.rounds import OfficeState

STATES: dict[OfficeState, str] = {
    OfficeState.NOT_OPENED: mark("chưa mở"),
    OfficeState.DRAFT: mark("đang soạn"),
    OfficeState.SENT: mark("đã gửi, chờ nhận"),
    OfficeState.REFUSED: mark("đã trả lại"),
    OfficeState.ACCEPTED: mark("đã nhận"),
}
