"""What cannot be answered, as problem objects (RFC 9457) in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import orjson
from starlette.responses import Response

from khdash.locale import Words, mark

MEDIA_TYPE = "application/problem+json"
Code = Literal[
    "bad-question",
    "no-answer",
    "not-found",
    "read-only",
    "data-changed",
    "too-many",
    "unreadable",
    "not-writable",
    "failed",
]
TITLES: dict[Code, tuple[int, str]] = {
    "bad-question": (400, mark("Câu hỏi có chỗ không hiểu được")),
    "no-answer": (422, mark("Hiểu câu hỏi nhưng không có câu trả lời đúng")),
    "not-found": (404, mark("Không có gì ở địa chỉ này")),
    "read-only": (405, mark("Địa chỉ này chỉ để đọc")),
    "data-changed": (409, mark("Số liệu đã có phiên bản khác")),
    "too-many": (429, mark("Đang có quá nhiều câu hỏi cùng lúc")),
    "unreadable": (503, mark("Hiện không đọc được số liệu")),
    "not-writable": (503, mark("Đọc được nhưng không ghi được số liệu")),
    "failed": (500, mark("Máy chủ gặp lỗi khi trả lời")),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One parameter that cannot be followed: the value given, why, and what may stand there."""

    parameter: str
    value: str
    reason: str
    detail: str


class Problem(Exception):
    """An answer that says why there is none; `detail` is a sentence in the reader's language."""

    def __init__(
        self,
        code: Code,
        detail: str,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.code, self.detail, self.faults = code, detail, tuple(faults)
        self.headers = dict(headers or {})

    def response(self, words: Words, instance: str) -> Response:
        """The problem object. instance: the address that was asked."""
        status, title = TITLES[self.code]
        told: dict[str, object] = {
            "type": f"urn:khdash:problem:{self.code}",
            "title": words(title),
            "status": status,
            "detail": self.detail,
            "instance": instance,
        }
        if self.faults:
            told["errors"] = self.faults
        headers = {
            "Content-Language": words.lang,
            "Cache-Control": "no-store",
            **self.headers,
        }
        return Response(orjson.dumps(told), status, headers, MEDIA_TYPE)
