"""The parameters of the API: those of the pages' addresses, and the few about the answer itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from khdash.locale import mark
from khdash.model.catalogue import Catalogue
from khdash.model.languages import languages
from khdash.model.selection import (
    BASES,
    CLASSES,
    FIRST_YEAR,
    FORMS,
    LAST_YEAR,
    LATEST,
    MOST_NEWEST,
    NATIONAL_TARGETS,
    REFERENCES,
    TOLERANCES,
)

Schema = dict[str, Any]
FORMATS = ("json", "csv", "parquet")
ROWS, MOST_ROWS = 1_000, 5_000
"""Rows of one answer: unasked, and at most."""
NEWEST = range(1, MOST_NEWEST + 1)
MOST_PAGES = 1_000_000
MOST_VERSION = 2**53
MOMENT = "moment"
"""The format of `biet_den`: a day, or a moment as ISO 8601 writes it, Vietnam time unasked."""


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """A parameter of a question.

    about, allowed: what it says and what may stand there (Vietnamese messages). schema: of one
    value, or of all where they hang together. most: how often it may be given; 0 for any number.
    """

    name: str
    about: str
    allowed: str
    schema: Callable[[Catalogue], Schema]
    most: int = 1


def _one_of(codes: Sequence[str]) -> Callable[[Catalogue], Schema]:
    return lambda _: {"type": "string", "enum": list(codes)}


def _number(least: int, most: int, default: int | None = None) -> Callable[[Catalogue], Schema]:
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return lambda _: schema | ({} if default is None else {"default": default})


def unit_codes(catalogue: Catalogue) -> list[str]:
    """The codes that a unit above the communes has on any boundary set."""
    return sorted({catalogue.units[key].code for key in catalogue.above_communes})


def _units(catalogue: Catalogue) -> Schema:
    return {"type": "string", "enum": unit_codes(catalogue)}


def _references(catalogue: Catalogue) -> Schema:
    return {"type": "string", "enum": [*REFERENCES, *unit_codes(catalogue)]}


_YEARS = {
    "type": "array",
    "items": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    "minItems": 1,
    "maxItems": 2,
}
_NEWEST = {
    "type": "array",
    "items": {"type": "string", "enum": [LATEST, *(f"{LATEST}-{n}" for n in NEWEST)]},
    "minItems": 1,
    "maxItems": 1,
}
UNIT_ALLOWED = mark("mã đơn vị, xem /api/v1/units")

PARAMETERS = (
    QueryParameter(
        "chi_so",
        mark("Chỉ số"),
        mark("mã chỉ số, xem /api/v1/indicators"),
        lambda c: {"type": "string", "enum": list(c.indicators)},
        most=0,
    ),
    QueryParameter(
        "tinh",
        mark("Tỉnh, thành phố; không nêu là mọi thành viên của cụm"),
        UNIT_ALLOWED,
        _units,
        most=0,
    ),
    QueryParameter(
        "nam",
        mark("Một năm, hoặc năm đầu và năm cuối; không nêu thì như các trang"),
        mark(
            "năm bốn chữ số, từ 1990 đến 2100, nêu một hoặc hai lần; hoặc latest-5: năm năm mới"
            " nhất có số liệu"
        ),
        lambda _: {"anyOf": [_YEARS, _NEWEST]},
        most=2,
    ),
    QueryParameter(
        "sai_so",
        mark("Số mới nhất được cũ hơn năm đang xét bao nhiêu năm"),
        mark("số nguyên từ 0 đến 5"),
        lambda _: {"type": "integer", "enum": list(TOLERANCES)},
    ),
    QueryParameter(
        "ranh_gioi",
        mark("Bộ ranh giới"),
        mark("mã bộ ranh giới, xem mục này trong /api/v1/openapi.json"),
        lambda c: {"type": "string", "enum": [one.code for one in c.boundary_sets]},
    ),
    QueryParameter("mau_so", mark("Mẫu số của tỷ lệ"), "all, registered, unstated", _one_of(BASES)),
    QueryParameter(
        "nhom",
        mark("Nhóm đối tượng"),
        mark("mã nhóm, xem mục này trong /api/v1/openapi.json"),
        lambda c: {"type": "string", "enum": list(c.subgroups)},
    ),
    QueryParameter(
        "biet_den",
        mark("Số liệu như đã biết đến ngày giờ này"),
        mark("ngày giờ, ví dụ 2026-01-31 hoặc 2026-01-31T08:00:00"),
        lambda _: {"type": "string", "format": MOMENT},
    ),
    QueryParameter(
        "so_voi",
        mark("So với"),
        mark("year_before, target, cluster, others, country, hoặc một mã đơn vị"),
        _references,
    ),
    QueryParameter("cach_tinh", mark("Cách tính"), ", ".join(FORMS), _one_of(FORMS)),
    QueryParameter("cach_chia", mark("Chia bậc"), ", ".join(CLASSES), _one_of(CLASSES)),
    QueryParameter("tieu_diem", mark("Tỉnh được làm nổi"), UNIT_ALLOWED, _units),
    QueryParameter(
        "doi_chieu", mark("Đơn vị ngoài cụm để đối chiếu"), UNIT_ALLOWED, _units, most=0
    ),
    QueryParameter(
        "chi_tieu",
        mark("Xét thêm theo chỉ tiêu quốc gia"),
        "national",
        _one_of((NATIONAL_TARGETS,)),
    ),
    QueryParameter(
        "lang", mark("Ngôn ngữ của lời văn"), mark("vi hoặc en"), _one_of(tuple(languages()))
    ),
    QueryParameter(
        "so_khac",
        mark("«co»: thêm số nguồn khác ghi và số của thời điểm khác trong năm"),
        "co, khong",
        _one_of(("co", "khong")),
    ),
    QueryParameter(
        "cho_trong",
        mark("«khong»: bỏ các dòng chưa có số liệu"),
        "co, khong",
        _one_of(("co", "khong")),
    ),
    QueryParameter("dinh_dang", mark("Định dạng"), "json, csv, parquet", _one_of(FORMATS)),
    QueryParameter(
        "trang",
        mark("Phần thứ mấy của câu trả lời, từ 1"),
        mark("số nguyên từ 1"),
        _number(1, MOST_PAGES, 1),
    ),
    QueryParameter(
        "so_dong",
        mark("Số dòng mỗi phần"),
        mark("số nguyên từ 1 đến 5000"),
        _number(1, MOST_ROWS, ROWS),
    ),
    QueryParameter(
        "phien_ban",
        mark("Chỉ trả lời nếu số liệu vẫn ở phiên bản này"),
        mark("số nguyên từ 0"),
        _number(0, MOST_VERSION),
    ),
)
BY_NAME = {one.name: one for one in PARAMETERS}
OF_ANSWER = ("lang", "biet_den", "dinh_dang", "trang", "so_dong", "phien_ban")
"""What every resource takes."""
