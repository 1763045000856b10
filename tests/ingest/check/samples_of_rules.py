"""Files whose finding comes from a rule of plausibility, from the file itself or the store."""

from __future__ import annotations

from pathlib import Path

from khdash.ingest.findings import MOST_OF_A_CODE
from khdash.ingest.pipeline import import_file
from khdash.ingest.shown import Shown, memo_of
from khdash.model.actor import Actor
from khdash.reading.table import memo_lines
from khdash.store.database import Database
from tests.ingest.check.sample import (
    TITLED,
    Sample,
    members,
    one,
    with_locked_year,
    with_the_published_figures,
)


def with_memo() -> str:
    """The last line of a form that showed 5 members of Hà Nội in 2024."""
    shown = Shown(1, {("01", 2024, "members", "", ""): ((5.0, "exact"),)})
    return "\n".join(memo_lines(memo_of(shown)))


def many_strangers() -> str:
    return members(*(f"Tỉnh lạ {n};2024;5" for n in range(MOST_OF_A_CODE + 1)))


def with_this_file(store: Database, path: Path) -> None:
    import_file(path, store, Actor("Văn phòng Cụm 3", "command-line"))


RULES: dict[str, Sample] = {
    "duplicate-equal": Sample(members("Hà Nội;2024;5", "Hà Nội;2024;5")),
    "duplicate-conflict": Sample(members("Hà Nội;2024;5", "Hà Nội;2024;6")),
    "rate-outside-range": Sample(one("Tỷ lệ GĐHT (%)", "120")),
    "rate-below-one": Sample(
        "Tỉnh;Năm;Tỷ lệ GĐHT (%)\nHà Nội;2024;0,862\nHà Nam;2024;12\nNam Định;2024;15\n"
    ),
    "future-year": Sample(members("Hà Nội;2090;5")),
    "year-far-past": Sample(members("Hà Nội;1980;5")),
    "indicator-not-valid": Sample(one("GĐHT đăng ký", "5", year="2010")),
    "members-above-population": Sample("Tỉnh;Năm;Số hội viên;Dân số\nHà Nội;2024;10;9\n"),
    "recognised-above-registered": Sample(
        "Tỉnh;Năm;GĐHT đăng ký;GĐHT được công nhận\nHà Nội;2024;10;11\n"
    ),
    "registered-above-all": Sample("Tỉnh;Năm;GĐHT đăng ký;Số gia đình\nHà Nội;2024;10;9\n"),
    "part-above-whole": Sample("Tỉnh;Năm;Số lao động;Dân số\nHà Nội;2024;10;9\n"),
    "parts-above-whole": Sample(
        "Tỉnh;Năm;Quỹ cấp tỉnh (tr.đ);Quỹ cấp xã (tr.đ);Tổng quỹ (tr.đ)\nHà Nội;2024;6;6;10\n"
    ),
    "rate-not-following": Sample(
        "Tỉnh;Năm;Số hội viên;Dân số;Tỷ lệ hội viên/dân số (%)\nHà Nội;2024;10;40;27\n"
    ),
    "stock-tripled": Sample(members("Hà Nội;2023;100", "Hà Nội;2024;301")),
    "stock-halved": Sample(members("Hà Nội;2023;100", "Hà Nội;2024;49")),
    "unit-slip": Sample(members("Hà Nội;2023;100", "Hà Nội;2024;100000")),
    "same-number-again": Sample(members("Hà Nội;2023;5000", "Hà Nội;2024;5000")),
    "outlier-own-history": Sample(
        "Tỉnh;Năm;Số lớp tập huấn\n"
        + "".join(
            f"Hà Nội;{year};{value}\n"
            for year, value in enumerate((10, 11, 12, 11, 10, 40), start=2018)
        )
    ),
    # 100 committees for 100,000 people in four provinces, 1,000 in the fifth.
    "new-above-all": Sample("Tỉnh;Năm;Số hội viên;Kết nạp mới\nHà Nội;2024;5000;9000\n"),
    "sum-differs": Sample(
        "Tỉnh;Năm;Chi hội;Ban khuyến học;Chi hội và ban khuyến học\nHà Nội;2024;100;50;900\n"
    ),
    "centres-above-communes": Sample(
        "Tỉnh;Năm;Số xã;Trung tâm học tập cộng đồng\nHà Nội;2024;109;110\n"
    ),
    "above-ceiling": Sample(one("Số dư quỹ (tỷ đồng)", "1.000.000.000.342,8")),
    "outlier-among-rates": Sample(
        "Tỉnh;Năm;Tỷ lệ hội viên có thẻ (%)\nHà Nội;2024;80\nHà Nam;2024;82\nNam Định;2024;84\n"
        "Thái Bình;2024;86\nHưng Yên;2024;61\n"
    ),
    "outlier-per-head": Sample(
        "Tỉnh;Năm;Dân số;Ban khuyến học\nHà Nội;2024;8400000;8400\nHà Nam;2024;900000;900\n"
        "Nam Định;2024;1800000;1800\nThái Bình;2024;1800000;1801\nHưng Yên;2024;1300000;13000\n"
    ),
    # 900,000 people and five or six members for every ten thousand, or 20 of each ten.
    "below-floor": Sample("Tỉnh;Năm;Dân số;Số hội viên\nHà Nam;2024;900000;500\n"),
    "column-too-small": Sample(
        "Tỉnh;Năm;Dân số;Số hội viên\nHà Nội;2024;8400000;1953\nHà Nam;2024;900000;252\n"
        "Nam Định;2024;1800000;520\n"
    ),
    "column-too-large": Sample(
        "Tỉnh;Năm;Dân số;Số chi hội\nHà Nội;2024;8400000;16000000\nHà Nam;2024;900000;2000000\n"
        "Nam Định;2024;1800000;3800000\n"
    ),
    "unit-slip-column": Sample(
        "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nội;2024;10\nHà Nam;2024;12\n"
        "Nam Định;2024;11000000\nThái Bình;2024;9\n"
    ),
    "maybe-new-boundaries": Sample(
        members("Hà Nội;2024;5", "Phú Thọ;2024;6", "Hưng Yên;2024;7", "Ninh Bình;2024;8")
    ),
    "total-mismatch": Sample(
        "SỐ LIỆU CUỐI KỲ;;;\n\nSTT;Tỉnh;Năm;Số hội viên\n1;Hà Nội;2024;5\n2;Hà Nam;2024;6\n"
        ";Tổng cộng;;12\n",
        beside={
            **TITLED,
            "blank-lines-skipped": "the blank line below the title",
            "total-row-set-apart": "a total is compared and not loaded, which is said",
        },
    ),
    "more-of-the-same": Sample(
        many_strangers(),
        beside={"unknown-unit": "the code of which there are more than are listed"},
    ),
    "year-locked": Sample(members("Hà Nội;2024;1953233"), prepare=with_locked_year),
    "form-figures-untouched": Sample(members("Hà Nội;2024;5") + with_memo()),
    "form-memo-damaged": Sample(members("Hà Nội;2024;5") + with_memo()[:-20] + "\n"),
    "file-already-imported": Sample(members("Hà Nam;2024;100000"), prepare=with_this_file),
    # The store has 542,467 members of Bắc Ninh for 2024, and no other year near.
    "large-change": Sample(members("Bắc Ninh;2024;150000"), prepare=with_the_published_figures),
}
