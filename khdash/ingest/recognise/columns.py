"""The role of each column, from its heading and from what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from khdash.ingest.recognise.abbreviations import is_asked
from khdash.ingest.recognise.heading import Heading, HeadingReader
from khdash.ingest.recognise.mapping import Choices, Role
from khdash.ingest.recognise.period import Period, read_period
from khdash.ingest.recognise.text import split_numbering
from khdash.ingest.recognise.units import UnitNames
from khdash.locale.spelling import tidy
from khdash.reading.numbers import Year, find_measure, understand_year
from khdash.reading.table import Table
from khdash.reading.table.celltype import NUMBER, cell_type

_SAMPLE_ROWS = 3000
_SAMPLE_TEXTS = 200
_REPEATED = re.compile(r"(?<=[^\W\d])\.\d{1,2}$|^Unnamed: \d+(?:_level_\d+)?$")
"""What a program adds to a name that it met before, "Số hội viên.1", or puts for none at all."""
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0+)?")
_MOST_LEVELS = 12
_SIDE_ROLES: dict[str, Role] = {
    "order": "order", "note": "note", "basis": "basis", "qualifier": "qualifier",
    "subgroup": "subgroup", "as_of": "as_of", "source": "note", "period": "period",
    "dimension": "dimension",
}  # fmt: skip
_NAMED: dict[str, Role] = {"unit": "unit", "indicator": "indicator", "measure": "measure"}
# Columns that say which part of a year, or of a population, a row is about.
_PERIOD_NAMES = frozenset(
    ("kỳ", "kỳ báo cáo", "kỳ số liệu", "quý", "tháng", "giai đoạn", "thời kỳ", "thời gian",
     "period", "ky", "ky bao cao", "quy", "thang", "giai doan", "thoi ky")
)  # fmt: skip
_DIMENSION_NAMES = frozenset(
    ("cấp quỹ", "cấp quản lý", "phân cấp", "giới tính", "giới", "độ tuổi", "nhóm tuổi",
     "lứa tuổi", "dân tộc", "tôn giáo", "loại hình", "loại",
     "loại số liệu", "phân loại", "phân tổ", "cấp", "cấp học", "cấp hội", "trình độ",
     "hình thức", "gioi tinh", "do tuoi", "phan loai", "sex", "age", "level", "kind", "type")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """What the different texts of a column look like; the counts overlap."""

    texts: int = 0
    filled: int = 0
    numbers: int = 0
    units: int = 0
    indicators: int = 0
    years: int = 0
    plain_years: int = 0
    measures: int = 0
    periods: int = 0
    percents: int = 0
    sequence: bool = False

    def mostly(self, count: int) -> bool:
        return self.texts > 0 and count >= 0.5 * self.texts


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its role and what its heading says; words: its levels that name no unit."""

    index: int
    header: str
    levels: tuple[str, ...]
    words: tuple[str, ...]
    role: Role
    heading: Heading = field(default_factory=Heading)
    units: frozenset[str] = frozenset()
    confidence: float = 1.0
    how: str = "header"
    spread: str = ""
    says_value: bool = False


@dataclass(frozen=True, slots=True)
class ColumnReader:
    """Reads the columns of one table; abbreviated: whether its header abbreviates provinces."""

    table: Table
    reader: HeadingReader
    units: UnitNames
    abbreviated: bool = False

    def read(self, choices: Choices) -> list[Column]:
        """Every column, in order; a person's choice of role rules."""
        columns = [self._column(index) for index in range(self.table.width)]
        columns = [self._with_choice(column, choices) for column in columns]
        columns = self._with_levels([self._spread(column) for column in columns])
        columns = self._without_parts(columns)
        has_axis = any(c.role == "value" and (c.units or c.heading.period) for c in columns)
        return [self._as_total(column) if has_axis else column for column in columns]

    def _column(self, index: int) -> Column:
        levels = self.levels(index)
        profile = self._profile(index)
        header = self.table.header[index] if index < len(self.table.header) else ""
        keys, others = self._header_unit(levels)
        heading = self.reader.read(others)
        if heading.problem == "part-missing" and profile.percents == profile.texts > 0:
            heading = self.reader.read((*others[:-1], f"{others[-1]} (%)"))
        named = self._named_role(levels)
        column = Column(index, header, levels, others, "ignored", heading)
        if profile.filled == 0:
            return column
        role = self._role(named, profile, heading, bool(keys))
        if role != "value":
            how = "header" if named == role else "content"
            return replace(column, role=role, how=how, confidence=1.0 if named else 0.9)
        says_value = not heading.indicator and (named == "value" or self._is_value(heading.text))
        return replace(
            column,
            role="value",
            units=keys,
            confidence=heading.confidence or 1.0,
            how=heading.how or "header",
            says_value=says_value,
        )

    def levels(self, index: int) -> tuple[str, ...]:
        """The texts above a column, the widest first, each once."""
        rows = self.table.header_rows or ([self.table.header] if self.table.header else [])
        texts = (_REPEATED.sub("", row[index].strip()) for row in rows if index < len(row))
        return tuple(dict.fromkeys(text for text in texts if text))

    def _header_unit(self, levels: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
        """The unit that a heading names, and the levels that say something else."""
        for level in reversed(levels):
            if level.strip().isdigit() or is_asked(level, self.abbreviated):
                continue
            if keys := self.units.candidates(level):
                return keys, tuple(other for other in levels if other != level)
        return frozenset(), levels

    def _named_role(self, levels: Sequence[str]) -> str:
        terms = self.reader.vocabulary.columns
        for text in (" ".join(levels), *reversed(levels)):
            found = terms.find(split_numbering(text)[1])
            if found and found.code:
                return found.code
            if tidy(text) in _PERIOD_NAMES:
                return "period"
            if tidy(text) in _DIMENSION_NAMES:
                return "dimension"
        return ""

    def _is_value(self, text: str) -> bool:
        found = self.reader.vocabulary.columns.find(text) if text else None
        return found is not None and found.code == "value"

    # What stands in the column ---------------------------------------------------------------

    def _profile(self, index: int) -> Profile:
        rows = self.table.rows[:_SAMPLE_ROWS]
        cells = [row[index].strip() for row in rows if index < len(row)]
        filled = [cell for cell in cells if cell]
        texts = list(islice(dict.fromkeys(filled), _SAMPLE_TEXTS))
        if not filled and any(
            row[index].strip() for row in self.table.rows[_SAMPLE_ROWS:] if index < len(row)
        ):
            filled = ["?"]
        numbers = [text for text in texts if cell_type(text) == NUMBER]
        words = [text for text in texts if cell_type(text) != NUMBER]
        return Profile(
            texts=len(texts),
            filled=len(filled),
            numbers=len(numbers),
            units=sum(bool(self.units.candidates(text)) for text in words),
            indicators=sum(self._is_indicator(text) for text in words),
            years=sum(isinstance(understand_year(text), Year) for text in texts),
            plain_years=sum(_YEAR.fullmatch(text) is not None for text in texts),
            measures=sum(find_measure(text, unit_column=True) is not None for text in words),
            periods=sum(_is_part_of_year(text) for text in words),
            percents=sum(text.endswith("%") for text in texts),
            sequence=_is_sequence(filled),
        )

    def _is_indicator(self, text: str) -> bool:
        heading = self.reader.read((text,))
        return bool(heading.indicator or heading.problem in ("part-missing", "ambiguous"))

    def _role(self, named: str, profile: Profile, heading: Heading, is_unit: bool) -> Role:
        """The role that heading and content agree on; content decides where they differ."""
        if named in ("unit", "indicator", "measure"):
            return self._text_role(named, profile, heading)
        if named == "year" and not heading.indicator:
            counts = bool(heading.problem) and profile.mostly(profile.numbers)
            return "value" if counts and profile.plain_years < profile.texts else "year"
        if named in _SIDE_ROLES:
            return _SIDE_ROLES[named]
        if profile.mostly(profile.periods):
            return "period"
        if named == "value" and not profile.mostly(profile.indicators):
            return "value"
        if heading.indicator or is_unit or heading.period is not None:
            words = profile.texts - profile.numbers
            if profile.numbers or words == 0 or not self._is_axis(profile):
                return "value"
        if self._is_axis(profile):
            return self._text_role("", profile, heading)
        if profile.sequence and not heading.text:
            return "order"
        if profile.numbers >= 0.3 * profile.texts and profile.numbers:
            return "value"
        return "ignored"

    def _is_axis(self, profile: Profile) -> bool:
        return profile.mostly(profile.units + profile.indicators)

    def _text_role(self, named: str, profile: Profile, heading: Heading) -> Role:
        if profile.mostly(profile.numbers) and named != "unit":
            return "value" if heading.indicator or named != "measure" else "ignored"
        if profile.mostly(profile.numbers) and heading.indicator:
            return "value"  # 'Huyện' over figures
        if named == "unit" and profile.measures > profile.units:
            return "measure"
        if (
            profile.units
            and profile.indicators
            and min(profile.units, profile.indicators) >= 0.1 * profile.texts
            and named != "measure"
        ):
            return "label"
        if profile.mostly(profile.indicators) and named != "measure":
            return "indicator"
        if profile.mostly(profile.units):
            return "unit"
        return _NAMED.get(named, "ignored")

    # What follows from the other columns -----------------------------------------------------

    def _with_choice(self, column: Column, choices: Choices) -> Column:
        choice = choices.column(column.index)
        role = choice.role or ("value" if choice.indicator or choice.unit else None)
        if role is None and choice.year is None:
            return column
        heading = column.heading
        if choice.indicator:
            entry = self.reader.indicators[choice.indicator]
            basis = choice.basis or heading.basis or "unstated" if entry.basis_matters else ""
            heading = replace(
                heading, indicator=choice.indicator, basis=basis, problem="", confidence=1.0
            )
        if choice.year is not None:
            heading = replace(heading, period=Period(choice.year))
        units = frozenset([choice.unit]) if choice.unit else column.units
        return replace(
            column,
            role=role or column.role,
            heading=heading,
            units=units,
            how="choice",
            confidence=1.0,
        )

    def _spread(self, column: Column) -> Column:
        """In a workbook without merged cells a group's name stands over its first column only."""
        rows = self.table.header_rows
        heading = column.heading
        if column.role != "value" or not heading.problem or len(rows) < 2 or column.units:
            return column
        upper = next((row for row in rows[:-1] if not row[column.index].strip()), None)
        if upper is None:
            return column
        group = next(
            (upper[left] for left in range(column.index - 1, -1, -1) if upper[left].strip()), ""
        )
        together = self.reader.read((group, *column.levels)) if group else heading
        if not together.indicator:
            return column
        return replace(
            column, heading=together, confidence=min(together.confidence, 0.9), spread=group
        )

    def _with_levels(self, columns: list[Column]) -> list[Column]:
        """A column "Cấp" names the level's own indicator, where every level has one."""
        values = [c for c in columns if c.role == "value" and c.heading.indicator]
        return [
            replace(c, role="level")
            if c.role == "dimension" and values and self._are_levels(c.index, values)
            else c
            for c in columns
        ]

    def _are_levels(self, index: int, values: Sequence[Column]) -> bool:
        texts = {level_of(row[index]) for row in self.table.rows[:_SAMPLE_ROWS]} - {""}
        return 0 < len(texts) <= _MOST_LEVELS and all(
            self.reader.read((*column.words, text)).indicator for text in texts for column in values
        )

    def _without_parts(self, columns: list[Column]) -> list[Column]:
        """Quarters and months beside the whole year: only the year's column is a figure."""
        whole = {c.heading.indicator for c in columns if c.role == "value" and _is_whole_year(c)}
        return [
            replace(c, heading=replace(c.heading, period=replace(c.heading.period, nature="part")))
            if c.role == "value"
            and c.heading.period is not None
            and c.heading.period.months is not None
            and c.heading.indicator in whole
            else c
            for c in columns
        ]

    def _as_total(self, column: Column) -> Column:
        """A column of sums beside columns of provinces or years."""
        if column.role != "value" or column.units or column.heading.period or not column.levels:
            return column
        found = self.reader.vocabulary.totals.find(split_numbering(column.levels[-1])[1])
        return replace(column, role="total") if found and not column.heading.indicator else column


def level_of(text: str) -> str:
    """The level that a cell names, as a heading says it; '' for all levels together.

    >>> level_of("Tỉnh"), level_of("cấp xã"), level_of("Các cấp")
    ('cấp tỉnh', 'cấp xã', '')
    """
    plain = tidy(text)
    if plain in ("", "các cấp", "tất cả", "chung", "tổng", "tổng số", "toàn tỉnh", "cộng"):
        return ""
    return plain if plain.startswith("cấp ") else f"cấp {plain}"


def _is_whole_year(column: Column) -> bool:
    """Whether the lowest level of a heading says that it is of the whole year, as "Cả năm"."""
    text = tidy(column.levels[-1]) if column.levels else ""
    return (
        re.fullmatch(r"(?:cả |ca )?(?:năm|nam)(?: (?:19|20)\d\d)?|(?:19|20)\d\d", text) is not None
    )


def _is_part_of_year(text: str) -> bool:
    """'6 tháng đầu năm', 'Quý I', 'Kế hoạch': what makes a row no figure of a whole year."""
    period, _ = read_period(text)
    return period is not None and (period.months is not None or period.nature == "plan")


def _is_sequence(cells: Sequence[str]) -> bool:
    """Whether cells count 1, 2, 3 ... or I, II, III from the top."""
    plain = [cell.strip("().") for cell in cells[:50]]
    numbers = [int(text) for text in plain if text.isascii() and text.isdigit()]
    counting = list(range(numbers[0], numbers[0] + len(numbers))) if numbers else []
    return len(numbers) >= 2 and numbers == counting and numbers[0] in (0, 1)
