"""Which indicator a heading names, and when it must be asked instead."""

from __future__ import annotations

import pytest

from khdash.ingest.recognise.heading import Heading, HeadingReader
from khdash.ingest.recognise.vocabulary import Vocabulary
from khdash.model.catalogue import Catalogue


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue) -> HeadingReader:
    return HeadingReader(Vocabulary(catalogue))


def read(reader: HeadingReader, text: str) -> Heading:
    """The levels of a heading are written with | between them."""
    return reader.read(tuple(text.split("|")))


@pytest.mark.parametrize(
    ("heading", "indicator", "basis"),
    [
        ("Số hội viên (người)", "members", ""),
        ("Tổ chức hội trong doanh nghiệp", "bodies_enterprises", ""),
        ("Tổ chức hội|Trong bộ đội biên phòng", "bodies_border_guard", ""),
        ("Số nhà tài trợ", "fund_sponsors", ""),
        ("Khen thưởng người lớn học tập (lượt)", "rewards_adult_learners", ""),
        ("Bình quân một suất học bổng (đồng)", "scholarship_average", ""),
        ("Đại hội cơ sở đã tổ chức", "grassroots_congresses_held", ""),
        ("1. TỔNG SỐ HỘI VIÊN", "members", ""),
        ("so hoi vien", "members", ""),
        ("Hội viên năm 2024", "members", ""),
        ("Hội viên|Tổng số", "members", ""),
        ("Hội viên|Tỷ lệ % so với dân số", "members_population_rate", ""),
        ("Hội viên|Dân số", "population", ""),
        ("Tỉ lệ HV/dân số", "members_population_rate", ""),
        ("Gia đình học tập|Đăng ký", "learning_family_registered", ""),
        ("GIA ĐÌNH HỌC TẬP|Số được công nhận", "learning_family_recognised", ""),
        ("Mô hình học tập|Gia đình học tập|Được công nhận", "learning_family_recognised", ""),
        ("Gia đình học tập|Tỷ lệ (%)", "learning_family_rate", "unstated"),
        ("Gia đình học tập|Tỷ lệ so với đăng ký (%)", "learning_family_rate", "registered"),
        ("GĐHT|Tỷ lệ công nhận/đăng ký (%)", "learning_family_rate", "registered"),
        ("GĐHT|Tỷ lệ % so với tổng số hộ", "learning_family_rate", "all"),
        ("Tỷ lệ GĐHT/tổng số hộ (%)", "learning_family_rate", "all"),
        ("CĐHT|Đăng ký", "learning_community_registered", ""),
        ("CDHT|Đăng ký", "learning_citizen_registered", ""),
        ("CĐHT xã|Đăng ký", "learning_commune_registered", ""),
        ("Dòng họ học tập|Tổng số dòng họ", "clans", ""),
        ("Quỹ khuyến học (triệu đồng)|Cấp tỉnh", "fund_balance_province_level", ""),
        ("Quỹ khuyến học|Dòng họ", "fund_balance_clans", ""),
        ("Ban khuyến học|Dòng họ", "clan_committees", ""),
        ("Công tác xây dựng quỹ|Tổng thu", "fund_raised", ""),
        ("Vận động trong năm 2024 (tr.đ)", "fund_raised", ""),
        ("Học bổng|Số suất", "scholarships_awarded", ""),
        ("Học bổng|Trị giá (triệu đồng)", "scholarships_value", ""),
        ("Bình quân đồng/người", "fund_per_head", ""),
    ],
)
def test_a_heading_names_its_indicator(
    reader: HeadingReader, heading: str, indicator: str, basis: str
) -> None:
    found = read(reader, heading)
    assert (found.indicator, found.basis, found.problem) == (indicator, basis, "")


@pytest.mark.parametrize(
    ("heading", "problem"),
    [
        ("Số đoàn viên", "unknown"),
        ("Hội viên|Nữ|Tổng số", "unknown"),
        ("Hội viên|Trong đó: nữ", "unknown"),
        ("Hội viên|Người lao động", "uncertain"),
        ("Khen thưởng|Hội viên", "uncertain"),
        ("Chi hội|Hội viên", "uncertain"),
        ("GĐHT", "part-missing"),
        ("Dòng họ học tập|Hội viên", "part-missing"),
        ("Tỷ lệ đăng ký GĐHT (%)", "part-missing"),
        ("Trị giá", "unknown"),
        ("Số nhân khẩu", "unknown"),
        ("Tỷ lệ %", "unknown"),
        ("Tổng số", "unknown"),
    ],
)
def test_a_heading_that_is_not_certain_is_asked(
    reader: HeadingReader, heading: str, problem: str
) -> None:
    found = read(reader, heading)
    assert (found.indicator, found.problem) == ("", problem)


def test_without_accents_citizens_and_communities_are_asked(catalogue: Catalogue) -> None:
    reader = HeadingReader(Vocabulary(catalogue, accented=False))
    found = read(reader, "CDHT|Dang ky")
    assert found.problem == "ambiguous"
    assert set(found.proposals) == {"learning_citizen_registered", "learning_community_registered"}


def test_one_wrong_letter_is_understood_but_less_certain(reader: HeadingReader) -> None:
    found = read(reader, "Số hội viêm")
    assert (found.indicator, found.how) == ("members", "misspelt")
    assert found.confidence < 0.9


def test_an_exact_term_is_certain_and_an_unaccented_one_less(reader: HeadingReader) -> None:
    assert read(reader, "Số hội viên").confidence == 1.0
    assert read(reader, "so hoi vien").confidence == 0.9


@pytest.mark.parametrize(
    ("heading", "nature"),
    [
        ("Kế hoạch năm 2025", "plan"),
        ("KH 2025", "plan"),
        ("So với năm 2023", "change"),
        ("Tăng, giảm", "change"),
        ("Tỷ lệ % thực hiện", "change"),
    ],
)
def test_plans_and_changes_are_no_figures(reader: HeadingReader, heading: str, nature: str) -> None:
    period = read(reader, f"Hội viên|{heading}").period
    assert period is not None
    assert period.nature == nature
