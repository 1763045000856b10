"""Whether words tell what is intended (a plan, a budget, a target, a pledge) or what was done."""

from __future__ import annotations

import re

from khdash.locale.spelling import LONGEST_LINE

_INTENDED = re.compile(
    r"\b(?:kế hoạch|ke hoach|dự toán|du toan|dự kiến|du kien|dự báo|du bao|dự trù|du tru|"
    r"mục tiêu|muc tieu|(?<!đăng ký )(?<!dang ky )(?:phấn đấu|phan dau)|khoán|cam kết|giao ước|"
    r"phương hướng|phuong huong|lộ trình|đề xuất|nhu cầu|phân bổ|phân khai|định mức|"
    r"chỉ tiêu (?:\w+ ){0,3}?(?:giao|đăng ký|đề ra|nghị quyết|pháp lệnh)|"
    r"đăng ký (?:\w+ ){0,3}?(?:chỉ tiêu|thi đua|kế hoạch|giao ước)|dang ky (?:chi tieu|thi dua)|"
    r"targets?|plan(?:s|ned)?|budget(?:s|ed)?|forecasts?|pledge[sd]?|quotas?)\b"
)
_GIVEN = re.compile(
    r"(?<!bàn )(?<!ngoại )(?<!ban )\bgiao\b"
    r"(?!\s*(?:ban|lưu|thông|tiếp|thừa|dịch|nhận|hữu|viên|vien|dục|duc|duong|xứ|su)\b)"
)
# "Chỉ tiêu" heads lists of indicators and columns of targets alike.
_TARGET = re.compile(
    r"(?<!các )(?<!một số )(?<!hệ thống )(?<!những )(?<!bộ )(?<!nội dung )(?<!tên )(?<!mã )"
    r"(?<!danh mục )\b(?:chỉ tiêu|chi tieu)\s+(?!thống kê|thi đua|kinh tế|cơ bản|chủ yếu|báo cáo|"
    r"tổng hợp|chính\b|thong ke|co ban|chu yeu|bao cao)(?=[^\W\d])"
)
_TARGET_OF_YEAR = re.compile(r"\b(?:chỉ tiêu|chi tieu)\s*[-–:(]?\s*(?:năm|nam)?\s*(?:19|20)\d\d")
_DONE = re.compile(
    r"\b(?:kết quả|ket qua|thực hiện|thuc hien|tình hình|tinh hinh|hoàn thành|hoan thanh|"
    r"quyết toán|quyet toan|sơ kết|tổng kết|đánh giá|tiến độ|triển khai|đạt được|\bth)\b"
)
_RESULT_OF_PLANNING = re.compile(
    r"(?:kết quả|tình hình|ket qua|tinh hinh)\s+(?:việc\s+)?$", re.IGNORECASE
)
_OF_PLANNING = ("đăng ký", "dang ky", "giao", "phân bổ", "phân khai", "khoán", "cam kết")
_PROMOTION = re.compile(r"(?:^|\b(?:quỹ|quy|hội|hoi|ban|tác|tac|trào|phong|hkh)\s+)$")
_OF_PLAN = re.compile(r"\s*(?:năm|nam|giao|tỉnh|đầu|cả|[-–/(:]|(?:19|20)\d\d|$)")
_ABBREVIATION = re.compile(r"\bkh\b")
_TITLE_TARGET = re.compile(
    r"(?<!các )(?<!một số )(?<!hệ thống )(?<!những )(?<!bộ )(?<!thực hiện )\bchỉ tiêu\b"
    r"(?!\s+(?:thống kê|kinh tế|cơ bản|chủ yếu|báo cáo|tổng hợp|chính)\b)"
)
_TITLE_TASKS = re.compile(r"^\W*(?:nhiệm vụ|nhiem vu)\b")
_PLEDGE = re.compile(r"\b(?:đăng ký|dang ky)\b")


def find_plan(text: str) -> re.Match[str] | None:
    """The words of a heading or label that speak of plans; None where it tells of results.

    text: in small letters. "Kết quả thực hiện kế hoạch" tells of results, "Kế hoạch thực hiện"
    and "Kết quả đăng ký thi đua" do not. KH is khuyến học after Quỹ, Hội and Ban.

    >>> bool(find_plan("giao 2024")), bool(find_plan("tình hình thực hiện dự toán"))
    (True, False)
    >>> bool(find_plan("quỹ kh năm 2022")), bool(find_plan("kh năm 2022"))
    (False, True)
    """
    for pattern in (_INTENDED, _GIVEN, _TARGET_OF_YEAR, _TARGET):
        for match in pattern.finditer(text):
            if not _is_done(text[: match.start()], match[0]):
                return match
    for match in _ABBREVIATION.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        alone = not before.strip(" -–(") and _OF_PLAN.match(after)
        of_year = re.match(r"\s*(?:năm\s*)?(?:19|20)\d\d", after) and not _PROMOTION.search(before)
        if alone or of_year:
            return match
    return None


def _is_done(before: str, words: str) -> bool:
    done = _DONE.search(before)
    if done is None:
        return False
    return not (_RESULT_OF_PLANNING.search(before) and words.startswith(_OF_PLANNING))


def tells_results(text: str) -> bool:
    """Whether a text in small letters says that it tells of what was done: "thực hiện 2023"."""
    return _DONE.search(text) is not None


def is_title_of_plans(line: str) -> bool:
    """Whether a line of a title says that the whole table is intended, not done.

    >>> is_title_of_plans("DỰ TOÁN QUỸ NĂM 2024"), is_title_of_plans("CÁC CHỈ TIÊU NĂM 2024")
    (True, True)
    >>> is_title_of_plans("KẾT QUẢ THỰC HIỆN CHỈ TIÊU NĂM 2024")
    False
    """
    text = " ".join(line[:LONGEST_LINE].lower().split())
    if find_plan(text) or _TITLE_TASKS.search(text):
        return True
    target = _TITLE_TARGET.search(text)
    return target is not None and not _is_done(text[: target.start()], target[0])


def is_title_of_pledges(line: str) -> bool:
    """Whether a line of a title speaks of what was registered for, not of what was reached.

    >>> is_title_of_pledges("ĐĂNG KÝ GIA ĐÌNH HỌC TẬP"), is_title_of_pledges("KẾT QUẢ CÔNG NHẬN")
    (True, False)
    """
    text = " ".join(line[:LONGEST_LINE].lower().split())
    found = _PLEDGE.search(text)
    return found is not None and not re.search(r"công nhận|kết quả|đạt\b|tỷ lệ|và ", text)
