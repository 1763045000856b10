"""The words of headings that carry no meaning of their own, and those that name a denominator."""

from __future__ import annotations

import re

from khdash.locale.spelling import fold
from khdash.reading.numbers import find_measure

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LABEL = re.compile(r"[,;:]?\s*(?:đơn vị tính|don vi tinh|đvt|dvt)\s*:?\s*[^,;()]*$", re.I)
_REGISTERED = re.compile(
    r"(?:so (?:với )?|trên |trong |of |tính theo )(?:tổng )?(?:số )?(?:\w+ ){0,4}?(?:đăng ký|đk|"
    r"dang ky|registered)\b|(?<=công nhận )đăng ký$|(?<=nhận )đăng ký$"
)
_ALL = re.compile(
    r"(?:so với|so|trên|trong|of|tính trên|tính theo) (?:toàn bộ|tổng|tong)(?: số| so)?"
    r"(?: (?:hộ gia đình|hộ dân|hộ|gia đình|dòng họ|thôn tổ dân phố|thôn|tổ dân phố|khu dân cư|"
    r"cơ quan đơn vị|cộng đồng|đơn vị|công dân|người lớn|người|xã phường|xã))?(?: hiện có)?(?=\s|$)"
    r"|of all (?:families|clans|villages|units|people|communes)(?=\s|$)"
)
SLASH = re.compile(r"\s*/\s*(?=(?:tổng|số đăng|đăng ký|đk\b))", re.I)
RATE_WORDS = re.compile(r"%|tỷ lệ|ty le|\brate\b|chiếm|bình quân|binh quan")
GENERIC = frozenset(
    ("số lượng", "tổng số", "số", "tổng", "hiện có", "số liệu", "tổng cộng", "cộng", "so luong",
     "tong so", "so", "tong", "số hiện có", "tổng số hiện có", "sl", "ts")
)  # fmt: skip
RATE_PARTS = frozenset(
    fold(text)
    for text in (
        "tỷ lệ công nhận", "tỷ lệ được công nhận", "tỷ lệ đạt danh hiệu", "tỷ lệ % công nhận",
        "tỷ lệ % được công nhận", "tỷ lệ % đạt danh hiệu", "tỷ lệ % đạt", "tỷ lệ đạt",
        "% được công nhận", "% công nhận", "đạt %", "% đạt",
        "tỷ lệ % được công nhận danh hiệu",
    )
)  # fmt: skip
FILLERS = frozenset(
    ("số", "lượng", "danh", "hiệu", "mô", "hình", "các", "được", "đã", "so", "luong", "danh",
     "hieu", "mo", "hinh", "cac", "duoc", "da")
)  # fmt: skip
_COUNTED = re.compile(
    r"\b(?:số |tổng số )?(?:hộ gia đình|gia đình|hộ|gđ|dòng họ|dh|cộng đồng|thôn|tổ dân phố|"
    r"cơ quan|đơn vị|công dân|người|xã|phường|ho gia dinh|gia dinh|dong ho|cong dong|thon|"
    r"to dan pho|co quan|don vi|cong dan|nguoi|phuong)\b"
)
_NEUTRAL_WORDS = (
    "công tác xây dựng phát triển kết quả thực hiện chỉ tiêu số liệu các và danh hiệu thi đua "
    "hoạt động tình hình của về trong đó chia ra gồm bao gồm nội dung theo năm báo cáo tổng "
    "củng cố toàn tỉnh i ii iii iv v vi vii a b c d"
)
NEUTRAL = frozenset(map(fold, _NEUTRAL_WORDS.split()))
_TAIL = re.compile(
    r"(?:\s|^)(?:tính đến|tính tới|đến hết|tính|đến|hết|tại|trong năm|của năm|năm|thời điểm|"
    r"cuối năm|toàn tỉnh|ngày|có đến|hiện nay|trong|thực hiện|th)$"
)
_DONE = frozenset(
    ("th", "thực", "hiện", "thuc", "hien", "kết", "quả", "ket", "qua", "đã", "số", "chính", "thức",
     "tế", "cả", "ca", "năm", "trong", "của")
)  # fmt: skip
TARGETS = frozenset(("chỉ tiêu", "chi tieu", "ct", "số chỉ tiêu", "kh", "đăng ký thi đua"))
"""Lowest levels that say that a figure is a target: "Hội viên" over "Chỉ tiêu"."""
SHARES = frozenset(("tỷ lệ", "tỷ lệ %", "%", "tl", "tl %", "ty le", "ty le %", "đạt tỷ lệ"))
"""Lowest levels that, beside KH and TH, tell how much of the plan was done."""
_PROMOTION = re.compile(r"\b(quỹ|hội|ban|công tác|phong trào|quy|hoi|cong tac|phong trao) kh\b")
_OF_FUND = re.compile(
    r"^((?:tổng |tong )?(?:thu|chi|vận động|huy động|van dong|huy dong)) (?:quỹ|quy)"
    r"(?: khuyến học| khuyen hoc)?(?=\s)"
)
_HOW_MANY = re.compile(r"^(?:tổng số|số lượng|số|tổng|tong so|so luong|so|tong)\s+")
_OF_ALL = re.compile(r"khuyến học|khuyen hoc")
_EVERYWHERE = re.compile(
    r"\s+(?:(?:ở |của )?các cấp|toàn tỉnh|toàn thành phố|hiện có|hiện nay|hiện tại|cuối kỳ|"
    r"trên địa bàn(?: tỉnh)?|trong toàn tỉnh|(?:o |cua )?cac cap|toan tinh|hien co|cuoi ky)$"
)


def only_says_done(text: str, year: str = "năm") -> bool:
    """Whether a level only says that a figure is of what was done, or of the whole year.

    >>> only_says_done("thực hiện cả năm"), only_says_done("nam"), only_says_done("thực đạt")
    (True, False, False)
    """
    words = text.split()
    return bool(words) and words != ["số"] and all(word in _DONE or word == year for word in words)


def without_things(text: str) -> str:
    """Without the things that a title is given to: "gia đình được công nhận" says it was reached.

    >>> without_things("gia đình được công nhận")
    'được công nhận'
    """
    return " ".join(_COUNTED.sub(" ", text).split())


def name_variants(text: str) -> list[str]:
    """A name as it stands, without the sign of per cent, and without words around a time."""
    without_percent = without_words(text, frozenset("%"))
    tries = [
        text,
        without_percent,
        _strip_tail(text),
        strip_basis(text),
        _strip_tail(without_percent),
    ]
    return [attempt for attempt in dict.fromkeys(tries) if attempt]


def shorter_names(text: str) -> list[str]:
    """A name with KH written out, and without the words that every name here could bear.

    >>> shorter_names("số chi hội kh"), shorter_names("tồn quỹ khuyến học các cấp")[-1]
    (['số chi hội khuyến học', 'số chi hội', 'chi hội khuyến học', 'chi hội'], 'tồn quỹ')
    """
    whole = _PROMOTION.sub(r"\1 khuyến học", text)
    found = [whole] if whole != text else []
    while (shorter := _EVERYWHERE.sub("", whole)) != whole:
        whole = shorter
        found.append(whole)
    plain = " ".join(_OF_ALL.sub(" ", whole).split())
    found.append(plain)
    found += [re.sub(r"^sl\b", "số lượng", name) for name in (whole, plain)]
    found += [_OF_FUND.sub(r"\1", name) for name in (whole, plain)]
    found += [_HOW_MANY.sub("", name) for name in (whole, plain)]
    return [name for name in dict.fromkeys(found) if name not in ("", text)]


def _strip_tail(text: str) -> str:
    """Without words such as 'tính đến' that stood before a date."""
    shorter = _TAIL.sub("", text).strip()
    shorter = re.sub(r"^(?:năm|thực hiện|th)\s+(?=\S)", "", shorter)
    return _strip_tail(shorter) if shorter != text else text


def strip_basis(text: str) -> str:
    """Without the words that name a denominator."""
    return " ".join(_ALL.sub(" ", _REGISTERED.sub(" ", text)).split())


def basis_of(text: str) -> str:
    """The denominator that the words of a rate name."""
    if _REGISTERED.search(text):
        return "registered"
    return "all" if _ALL.search(text) else ""


def without_words(text: str, words: frozenset[str] | set[str]) -> str:
    """The text without these words."""
    return " ".join(word for word in text.split() if word not in words)


def has_words(text: str, words: str) -> bool:
    """Whether words stand in a text, whole and in their order."""
    return f" {words} " in f" {text} "


def without_measure(text: str) -> str:
    """The text without the brackets, label or last words that name a measure."""
    shorter = _BRACKETS.sub(
        lambda match: " " if find_measure(match[1], unit_column=True) else match[0], text
    )
    shorter = _LABEL.sub("", shorter)
    head, comma, tail = shorter.rpartition(",")
    if comma and find_measure(tail, unit_column=True):
        shorter = head
    return (
        re.sub(
            r"[\s,:-]*\b(?:(?:triệu|tỷ|tỉ|nghìn|ngàn|1\.?000)\s*)?(?:đồng|vnđ|vnd)$", "", shorter
        )
        if find_measure(text) and not find_measure(shorter, unit_column=True)
        else shorter
    )
