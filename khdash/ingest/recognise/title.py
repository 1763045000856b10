"""What the title block, the sheet's name and the file's name say about the whole table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from khdash.ingest.recognise.heading import HeadingReader
from khdash.ingest.recognise.period import Period, read_period
from khdash.ingest.recognise.plans import is_title_of_plans, is_title_of_pledges
from khdash.ingest.recognise.units import UnitNames
from khdash.ingest.recognise.vocabulary import Terms
from khdash.locale.spelling import LONGEST_LINE, fold, tidy
from khdash.model.cluster import Cluster
from khdash.reading.numbers import Measure, read_measure
from khdash.reading.table import Table

_DOCUMENT = re.compile(
    r"^[^,;]{2,40},\s*ngày\b|kèm theo|ban hành|\bquyết định\b|\bqđ\b|^\s*số\s*:|công văn|"
    r"(?:báo cáo|kế hoạch) số\s*[:\d]|hướng dẫn|/bc-|/kh-|/qđ-|kết luận|chỉ thị|nghị quyết|độc lập",
    re.IGNORECASE,
)
_MEASURE_LINE = re.compile(r"(?:đơn vị(?: tính)?|don vi tinh|đvt|dvt|unit)\s*[:.]", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:nữ|nam giới|(?<!hà )(?<!việt )(?<!miền )(?<!quảng )(?<!phía )"
    r"nam(?=\s+(?:năm|(?:19|20)\d\d)|\s*$)|phụ nữ|cao tuổi|dân tộc thiểu số|"
    r"(?:không|chưa) (?:bao )?(?:gồm|tính|kể)|riêng)\b"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LAST_WORDS = re.compile(
    r"(?:,|[-–]|\btính (?:bằng|theo|ra))\s+((?:triệu|tỷ|tỉ|nghìn|ngàn|1\.?000)\s*[^,()\d]{0,12})$",
    re.IGNORECASE,
)
_UNIT_WORDS = re.compile(
    r"^\s*(?:đơn vị(?: tính)?|đvt|tính (?:bằng|theo|ra))\s*:?\s*", re.IGNORECASE
)
_SCALE_WORDS = re.compile(r"^\s*(?:nghìn|ngàn|triệu|trăm|chục|vạn|1[., ]?000)\s+")
_OUTLOOK = re.compile(
    r"[,;]?\s*(?:và\s+)?(?<!thực hiện )(?<!hoàn thành )(?:phương hướng|nhiệm vụ|kế hoạch|dự kiến|"
    r"mục tiêu)\b",
    re.IGNORECASE,
)
_DAY_BEFORE_YEAR = re.compile(r"\b\d{1,2}\s+(?:19|20)\d\d\b")
_FILLER_WORDS = (
    "biểu bảng phụ lục mẫu số liệu thống kê tổng hợp báo cáo tình hình kết quả công tác thực "
    "hiện phát triển xây dựng các tỉnh thành phố thuộc toàn cụm cả nước của về theo giai đoạn "
    "năm từ đến tính và trong trên địa bàn qua danh sách hội khuyến học i ii iii 1 2 3 4 5 0"
)
_FILLERS = frozenset(map(fold, _FILLER_WORDS.split()))


TableMeasure = tuple[Measure, str]
"""A measure that holds for a table, and which things of the catalogue it counts, '' if unsaid."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that holds for the whole table, and where it stood."""

    text: str
    where: str  # title | sheet | file | choice


@dataclass(frozen=True, slots=True)
class Title:
    """What a whole table says of itself; the parts that columns also say give way to them.

    years: the different years found where they contradict one another. is_plan: the title speaks
    of plans, is_pledge: of what was registered for; both give way to a column that says otherwise.
    part: the words by which the title speaks of a part alone, as of women.
    """

    period: Period | None = None
    period_said: Said | None = None
    is_plan: bool = False
    is_pledge: bool = False
    part: str = ""
    years: tuple[int, ...] = ()
    other_file_year: int | None = None
    units: frozenset[str] = frozenset()
    unit_said: Said | None = None
    indicator: str = ""
    indicator_said: Said | None = None
    measures: tuple[TableMeasure, ...] = ()
    measure_text: str = ""


def is_of_document(line: str) -> bool:
    """Whether a line speaks of the document itself, as its number, place and date do."""
    return _DOCUMENT.search(line) is not None


def read_title(table: Table, reader: HeadingReader, units: UnitNames) -> Title:
    """The facts that the title block, the sheet and the file name state."""
    lines = [cell.strip() for row in table.preamble for cell in row if cell.strip()]
    lines = list(dict.fromkeys(lines))
    told = [line for line in lines if not _DOCUMENT.search(line)]
    title = Title()
    title = _with_period(title, told, table)
    title = _with_unit(title, told, table, units)
    title = _with_indicator(title, told, table, reader, _fillers(units.catalogue.cluster))
    terms = reader.vocabulary.measures
    found = [(told, m, n) for line in lines for told, m, n in _measured(line[:LONGEST_LINE], terms)]
    measures = tuple(dict.fromkeys((measure, noun) for _, measure, noun in found))
    text = " ".join(dict.fromkeys(told for told, _, _ in found))
    return replace(title, measures=measures, measure_text=text)


def _with_period(title: Title, lines: Iterable[str], table: Table) -> Title:
    lines = list(lines)
    reported = [_OUTLOOK.split(line, maxsplit=1)[0] for line in lines]
    found = [
        (period, Said(line, "title"))
        for line, text in zip(lines, reported, strict=True)
        if (period := _period_of(text)) is not None
    ]
    period, said, years = _combine(found)
    title = replace(
        title,
        is_plan=any(map(is_title_of_plans, (*lines, table.sheet or ""))),
        is_pledge=any(map(is_title_of_pledges, lines)),
        part=next(filter(None, map(_part_named, lines)), ""),
    )
    sheet = _period_of(table.sheet or "")
    stem = re.sub(r"[_\-.]+", " ", Path(table.file_name).stem)
    file = None if _DAY_BEFORE_YEAR.search(stem) else _period_of(stem)
    if years:
        return replace(title, years=years)
    if period is None and sheet is not None:
        period, said = sheet, Said(table.sheet or "", "sheet")
    elif period and sheet and sheet.year and sheet.year != period.year:
        return replace(title, years=tuple(sorted({period.year or 0, sheet.year})))
    if period is None and file is not None:
        period, said = file, Said(table.file_name, "file")
    other = file.year if file and period and file.year != period.year else None
    return replace(title, period=period, period_said=said, other_file_year=other)


def _part_named(line: str) -> str:
    """The words of a line that limit it to a part, "nữ" or "nam" among them; '' if none do."""
    text = line[:LONGEST_LINE].lower()
    if tidy(text) == fold(text):
        return ""  # without accents "nam" is the year
    found = _PART.search(text)
    return found[0] if found else ""


def _period_of(text: str) -> Period | None:
    period, _ = read_period(text)
    if period is None or period.nature not in ("figure", "several-years"):
        return None
    return period if period.year or period.nature != "figure" else None


def _combine(
    found: list[tuple[Period, Said]],
) -> tuple[Period | None, Said | None, tuple[int, ...]]:
    """One period from the lines of a title: 'năm 2024' and 'tính đến 31/12/2024' go together."""
    figures = [(period, said) for period, said in found if period.nature == "figure"]
    if len(figures) < len(found):
        return None, None, ()
    if not figures:
        return None, None, ()
    period, said = figures[0]
    for other, other_said in figures[1:]:
        first, second = (period, other) if not period.as_of else (other, period)
        if first.year == second.year:
            period = second.under(first) if second.as_of else first
            said = other_said if second is other else said
        elif _dated_soon_after(first, second):
            period = replace(first, as_of=second.as_of)
        else:
            years = {p.year for p, _ in figures if p.year}
            return None, None, tuple(sorted(years))
    return period, said, ()


def _dated_soon_after(plain: Period, dated: Period) -> bool:
    """The figures of 2024 as of March 2025 are still those of 2024."""
    return (
        plain.as_of is None
        and dated.as_of is not None
        and plain.year is not None
        and dated.as_of[:4] == str(plain.year + 1)
        and int(dated.as_of[5:7]) <= 3
    )


def _with_unit(title: Title, lines: Iterable[str], table: Table, units: UnitNames) -> Title:
    stem = re.sub(r"[_\-.]+", " ", Path(table.file_name).stem)
    for where, texts in (("title", list(lines)), ("sheet", [table.sheet or ""]), ("file", [stem])):
        found = [(keys, text) for text in texts if (keys := units.inside(text))]
        groups = {keys for keys, _ in found}
        if len(groups) == 1:
            keys, text = found[0]
            names = {units.catalogue.units[key].name for key in keys}
            if len(names) == 1:
                return replace(title, units=keys, unit_said=Said(text, where))
        if groups:
            return title
    return title


def _fillers(cluster: Cluster) -> frozenset[str]:
    """Words beside the indicator in a title, those of the cluster's names among them."""
    names = f"{cluster.name_vi} {cluster.short_vi} {cluster.region_vi}"
    return _FILLERS | frozenset(map(fold, names.split()))


def _with_indicator(
    title: Title,
    lines: Iterable[str],
    table: Table,
    reader: HeadingReader,
    fillers: frozenset[str],
) -> Title:
    places = [("title", line) for line in lines] + [("sheet", table.sheet or "")]
    for where, text in places:
        _, rest = read_period(text)
        rest = re.sub(r"\([^)]*\)", " ", rest)
        words = tidy(rest).split()
        while words and fold(words[-1]) in fillers:
            words.pop()
        for start in range(len(words)):
            if any(fold(word) not in fillers for word in words[:start]):
                break
            heading = reader.read((" ".join(words[start:]),))
            if heading.indicator and heading.how != "misspelt":
                return replace(title, indicator=heading.indicator, indicator_said=Said(text, where))
    return title


def _measured(line: str, terms: Terms) -> list[tuple[str, Measure, str]]:
    """The words, measure and things counted of 'ĐVT: người, triệu đồng' or of '(nghìn suất)'."""
    if _MEASURE_LINE.search(line):
        segments = [_MEASURE_LINE.split(line, maxsplit=1)[-1].strip(" ().")]
    else:
        segments = [_UNIT_WORDS.sub("", s) for s in _BRACKETS.findall(line)]
        segments += _LAST_WORDS.findall(line)
    found: list[tuple[str, Measure, str]] = []
    for segment in segments:
        whole = read_measure(segment)
        parts = [segment] if whole else re.split(r"[,;]|\bvà\b", segment)
        for part in parts:
            if measure := read_measure(part):
                noun = terms.find(_SCALE_WORDS.sub("", part.lower()).strip())
                found.append((line, measure, noun.code if noun else ""))
    return found
