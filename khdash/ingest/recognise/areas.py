"""Names in the place of a province that are none of the catalogue's: other areas, other bodies."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from khdash.ingest.recognise.text import split_numbering, without_footnote
from khdash.locale.spelling import LONGEST_LINE, fold, tidy

_PREFIX = re.compile(r"^(?:tinh|thanh pho|tp|vung|khu vuc) (?=\S)")
_DISTRICT = re.compile(
    r"^(?:huyện|huyen|quận|quan|thị xã|thi xa|tx|h|q|thị trấn|tt|xã|phường|phuong|đặc khu)\s+\S"
)
_BODY = re.compile(
    r"\b(?:công an|quân sự|quân đội|biên phòng|(?<!cơ )sở|trường(?! học)|đại học|đh|cao đẳng|thpt|"
    r"thcs|tiểu học|mầm non|phòng (?:giáo dục|gd|nội vụ|khuyến học)|văn phòng|bệnh viện|công ty|"
    r"doanh nghiệp|ngân hàng|trung tâm(?! học tập)|ban (?:dân|tuyên|tổ chức|quản lý|liên lạc)|"
    r"mặt trận|ubmttq|liên đoàn|đoàn thanh niên|tỉnh đoàn|thành đoàn|chi cục|cục|kho bạc|tòa án|"
    r"viện|đảng ủy|(?<!thông )(?<!dự )báo(?! cáo)|đài|câu lạc bộ|clb|hợp tác xã|"
    r"hội (?:cựu|phụ nữ|nông dân|chữ thập|người cao|nhà báo|liên hiệp|sinh viên|luật|đồng hương)|"
    r"cong an|quan su|bien phong|truong (?!hoc)|dai hoc|cao dang|van phong|benh vien|cong ty)\b"
)
_LOWER = re.compile(
    r"(?<!các )(?<!cấp )(?<!và )\b(?:huyện|quận|thị xã|thị trấn|xã(?! hội)|phường|cụm xã)\b"
)


@cache
def other_areas() -> dict[str, str]:
    """Names without accents of regions and provinces, and which of both they are."""
    text = files("khdash.ingest.recognise").joinpath("other_areas.csv").read_text(encoding="utf-8")
    return {fold(row["name"]): row["kind"] for row in csv.DictReader(text.splitlines())}


def area_names() -> tuple[str, ...]:
    """The regions and provinces beyond the catalogue as they are written."""
    text = files("khdash.ingest.recognise").joinpath("other_areas.csv").read_text(encoding="utf-8")
    return tuple(row["name"] for row in csv.DictReader(text.splitlines()))


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviations of provinces that are words of tables too: "unit-never" or "unit-among"."""
    return {row["word"]: row["kind"] for row in two_meanings() if row["kind"].startswith("unit-")}


@cache
def two_meanings() -> tuple[dict[str, str], ...]:
    """Every word that can be two things: word, meanings, the rule in words, kind."""
    text = files("khdash.ingest.recognise").joinpath("two_meanings.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def is_other_area(text: str) -> bool:
    """Whether a text names a region, or a province beyond the catalogue.

    >>> is_other_area("Tây Nguyên"), is_other_area("Tỉnh Nghệ An"), is_other_area("Văn Lâm")
    (True, True, False)
    """
    name = fold(without_footnote(split_numbering(text)[1]))
    return name in other_areas() or _PREFIX.sub("", name) in other_areas()


def is_body(text: str) -> bool:
    """Whether a text names a body that may bear a province's name: police, a school, an office.

    >>> is_body("Công an tỉnh Hưng Yên"), is_body("Hội Khuyến học tỉnh Hưng Yên")
    (True, False)
    """
    return _BODY.search(tidy(text)) is not None


def is_district(text: str) -> bool:
    """Whether a text says that it names something below a province."""
    return _DISTRICT.match(tidy(without_footnote(split_numbering(text)[1]))) is not None


def is_of_less_than_a_province(line: str) -> bool:
    """Whether a line of a title speaks of a body or a district, and not of the province it names.

    >>> is_of_less_than_a_province("HỘI KHUYẾN HỌC HUYỆN NAM TRỰC, TỈNH NAM ĐỊNH")
    True
    >>> is_of_less_than_a_province("Số liệu các huyện, thành phố của tỉnh Hưng Yên")
    False
    """
    text = " ".join(line[:LONGEST_LINE].lower().split())
    return _BODY.search(tidy(text)) is not None or _LOWER.search(text) is not None
