"""Whatever was remembered: a file of another form or office reads as it would without, and on the
same form only what is named in words reads differently."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.ingest.check import CheckReport, Known
from khdash.ingest.memory.offer import Offer, read_as_remembered
from khdash.ingest.memory.taught import Taught
from khdash.ingest.pipeline import check_bytes
from khdash.ingest.recognise import Choices
from khdash.model.catalogue import Catalogue
from khdash.model.frames import OBSERVATION, empty

from .teach import columns, teach

HEADINGS = (
    "SL HV", "SL HV năm {}", "Số hội viên", "Số tiền", "Số dư quỹ", "Số dư quỹ (triệu đồng)",
    "Số dư quỹ (nghìn đồng)", "Tỷ lệ hội viên/dân số (%)", "Tỷ lệ GĐHT (%)", "Chi hội",
    "Ghi chú", "",
)  # fmt: skip
TITLES = ("", "BÁO CÁO NĂM {}", "TÌNH HÌNH CHI HỘI", "(ĐVT: triệu đồng)", "(ĐVT: nghìn đồng)")
NUMBERS = ("1.234", "12.650", "1,234.5", "1.234,5", "0,86", "86,2", "-", "", "7", "hơn 9.000")
UNITS = {"Hà Nội": "01", "Hà Nam": "35", "Nam Định": "36", "Hà Nôj": "01", "Nam Đjnh": "36"}
ANSWERS: tuple[dict[str, Any], ...] = (
    {"indicator": "members"},
    {"indicator": "fund_balance"},
    {"role": "ignored"},
    {"measure": "triệu đồng"},
    {"measure": "đồng"},
    {"convention": "vi"},
    {"convention": "en"},
    {"scale_percent": True},
    {"basis": "all"},
    {"dash_is_zero": True},
)


@dataclass(frozen=True)
class Form:
    """A title and headings, before the year is written into them."""

    title: str
    headings: tuple[str, ...]

    def text(self, year: int, rows: tuple[tuple[str, ...], ...]) -> str:
        lines = [self.title.format(year), "", ""] if self.title else []
        head = ";".join(["Tỉnh", "Năm", *(name.format(year) for name in self.headings)])
        body = [";".join([name, str(year), *cells]) for name, *cells in rows]
        return "\n".join([*lines, head, *body]) + "\n"


forms = st.builds(
    Form,
    st.sampled_from(TITLES),
    st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=2).map(tuple),
)
bodies = st.lists(
    st.tuples(st.sampled_from(sorted(UNITS)), *[st.sampled_from(NUMBERS)] * 2),
    min_size=1,
    max_size=3,
    unique_by=lambda row: UNITS[row[0]],
).map(tuple)
decisions = st.builds(
    lambda c2, c3, units: replace(columns(c2=c2, c3=c3), units=units),
    st.sampled_from(ANSWERS),
    st.sampled_from(ANSWERS),
    st.dictionaries(st.sampled_from(sorted(UNITS)), st.sampled_from(["34", "35", ""]), max_size=2),
)


def check_text(catalogue: Catalogue) -> Any:
    known = Known(catalogue, empty({**OBSERVATION}))
    return lambda text, choices=None: check_bytes(
        text.encode(), "tep.csv", known, None, choices=choices
    )


def read_again(
    catalogue: Catalogue, text: str, taught: Taught, by: str = ""
) -> tuple[CheckReport, CheckReport, Offer]:
    """The file as it stands, as remembered, and what was taken over."""
    check = check_text(catalogue)
    plain = check(text)
    return plain, *read_as_remembered(lambda told: check(text, told), plain, [taught], by)


def loaded(report: CheckReport) -> dict[str, tuple[Any, ...]]:
    """What every cell states that would be written, by its address."""
    fields = ["unit", "indicator", "subgroup", "basis", "year", "value", "qualifier"]
    sound = report.cells[report.cells["fault"] == ""].set_index("cell")[fields].astype(object)
    return {at: tuple(map(str, row)) for at, row in zip(sound.index, sound.values, strict=True)}


def taught_of(catalogue: Catalogue, text: str, told: Choices, units: str) -> Taught | None:
    report = check_text(catalogue)(text, told)
    return teach(report, told, units) if report.is_usable else None


@settings(max_examples=20)
@given(forms, forms, bodies, bodies, decisions)
def test_another_form_or_another_office_changes_nothing(
    catalogue: Catalogue, first: Form, second: Form, then: Any, now: Any, told: Choices
) -> None:
    text = second.text(2024, now)
    foreign = taught_of(catalogue, second.text(2023, then), told, "40")
    other_form = taught_of(catalogue, first.text(2023, then), told, "01 35 36")
    for taught in (foreign, other_form if first != second else None):
        if taught is None or not check_text(catalogue)(text).is_usable:
            continue
        plain, remembered, offer = read_again(catalogue, text, taught)
        assert offer.items == ()
        assert loaded(remembered) == loaded(plain)


@settings(max_examples=20)
@given(forms, bodies, bodies, decisions)
def test_on_the_same_form_a_cell_reads_differently_only_where_that_is_said(
    catalogue: Catalogue, form: Form, then: Any, now: Any, told: Choices
) -> None:
    taught = taught_of(catalogue, form.text(2023, then), told, "01 35 36")
    text = form.text(2024, now)
    if taught is None or not check_text(catalogue)(text).is_usable:
        return
    plain, remembered, offer = read_again(catalogue, text, taught, by="Thư ký")
    before, after = loaded(plain), loaded(remembered)
    named_columns = {item.column for item in offer.items if item.about == "column"}
    named_units = {item.text for item in offer.items if item.about == "unit"}
    rows = plain.recognitions[0].table.sections["rows"].numbers
    for cell, stated in before.items():
        name = now[rows.index(int(cell[1:]))][0]
        if ord(cell[0]) - ord("A") not in named_columns and name not in named_units:
            # A number that becomes doubtful beside another one is refused, and that is said.
            assert after.get(cell, stated) == stated
            assert cell in after or remembered.has_errors
    # A name that the file spells right stays with the file.
    assert named_units <= {"Hà Nôj", "Nam Đjnh"}
