"""The link: what the address says becomes the state of the filters, and the other way round.

The widgets are not bound to the address one by one: pills put their labels into it, and a label
changes with the language. Codes do not, so the address is read and written here, in one place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs

from khdash.exhibit.core.scope import oldest_year, tolerance_of, years_of
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.selection import (
    NATIONAL_TARGETS,
    REFERENCES,
    Ignored,
    Selection,
    is_year,
    parse_query,
)
from khdash.model.units import split_key
from khdash.web.common.choices import member_codes
from khdash.web.common.page_registry import Page, own_parameters

Query = dict[str, list[str]]
State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class YearLimits:
    """The years that can be asked for, and those shown when the reader names none.

    tolerances: how old a latest figure may be by default, for each boundary set.
    """

    first: int
    last: int
    default: tuple[int, int]
    tolerances: Mapping[str, int]

    def newest(self, count: int) -> tuple[int, int]:
        """So many years up to the newest, none before the first that can be asked for."""
        last = self.default[1]
        return max(last - count + 1, self.first), last


@kept(1)
def year_limits(dataset: Dataset) -> YearLimits:
    """First and last year with a figure, and the defaults."""
    codes = [one.code for one in dataset.catalogue.boundary_sets]
    default, tolerances = years_of(dataset), {code: tolerance_of(dataset, code) for code in codes}
    years = dataset.current["year"]
    last = max(int(years.max()) if len(years) else 0, default[1], default[0] + 1)
    return YearLimits(oldest_year(dataset), last, default, tolerances)


def state_of(
    params: Mapping[str, Sequence[str]], catalogue: Catalogue, limits: YearLimits
) -> tuple[State, tuple[Ignored, ...]]:
    """The state of every filter that a link asks for, and the parts of it that were ignored."""
    selection, ignored = parse_query(params, catalogue, tuple(own_parameters()))
    faults = list(ignored)
    boundaries = catalogue.boundary_set(selection.boundaries).code
    state: State = {
        "tinh": _chosen_members(selection, catalogue, faults),
        "nam": _chosen_years(params.get("nam", ()), selection, limits, faults),
        "gan_nhat": selection.newest,
        "sai_so": limits.tolerances[boundaries]
        if selection.tolerance is None
        else selection.tolerance,
        "ranh_gioi": boundaries,
        "mau_so": selection.basis,
        "nhom": selection.subgroup,
        "biet_den": selection.as_known_at.isoformat() if selection.as_known_at else "",
        "so_voi": split_key(selection.reference)[0],
        "cach_tinh": selection.form,
        "cach_chia": selection.classes,
        "tieu_diem": _member(selection.focus, "tieu_diem", selection, catalogue, faults),
        "doi_chieu": [split_key(key)[0] for key in selection.benchmarks],
        "chi_tieu": NATIONAL_TARGETS if selection.judge_national else "",
        "lang": selection.lang,
    }
    for name, own in own_parameters().items():
        state[name], found = own.read(params.get(name, ()), catalogue, selection.boundaries)
        said = {(fault.name, fault.value) for fault in faults}
        faults += [fault for fault in found if (fault.name, fault.value) not in said]
    return state, tuple(faults)


def _chosen_members(selection: Selection, catalogue: Catalogue, faults: list[Ignored]) -> list[str]:
    members = member_codes(catalogue, selection.boundaries)
    codes = [split_key(key)[0] for key in selection.units]
    faults += [Ignored("tinh", code, "not-member") for code in codes if code not in members]
    return [code for code in codes if code in members]


def _member(
    key: str, name: str, selection: Selection, catalogue: Catalogue, faults: list[Ignored]
) -> str:
    code = split_key(key)[0]
    if not code or code in member_codes(catalogue, selection.boundaries):
        return code
    faults.append(Ignored(name, code, "not-member"))
    return ""


def _chosen_years(
    given: Sequence[str], selection: Selection, limits: YearLimits, faults: list[Ignored]
) -> tuple[int, int]:
    if selection.newest is not None:
        return limits.newest(selection.newest)
    if selection.first_year is None or selection.last_year is None:
        return limits.default
    span = f"{limits.first}–{limits.last}"
    faults += [
        Ignored("nam", year, "out-of-range", span)
        for year in given
        if is_year(year) and not limits.first <= int(year) <= limits.last
    ]
    first = min(max(selection.first_year, limits.first), limits.last)
    return first, max(min(selection.last_year, limits.last), first)


def selection_of(state: Mapping[str, Any], catalogue: Catalogue, limits: YearLimits) -> Selection:
    """The Selection of a state; a default is left unsaid but for the tolerance, which a later
    figure may change (methods.md rule 9).
    """
    boundaries = catalogue.boundary_set(state["ranh_gioi"])

    def key_of(code: str) -> str:
        unit = catalogue.find_unit(code, boundaries.day)
        return unit.key if unit is not None else ""

    reference = state["so_voi"]
    years, newest = tuple(state["nam"]), state["gan_nhat"]
    first, last = (None, None) if newest or years == limits.default else years
    return Selection(
        units=tuple(filter(None, map(key_of, state["tinh"]))),
        first_year=first,
        last_year=last,
        newest=newest,
        tolerance=int(state["sai_so"]),
        boundaries="" if boundaries.default else boundaries.code,
        basis=state["mau_so"],
        subgroup=state["nhom"],
        as_known_at=datetime.fromisoformat(state["biet_den"]) if state["biet_den"] else None,
        reference=reference if reference in REFERENCES else key_of(reference),
        form=state["cach_tinh"],
        classes=state["cach_chia"],
        focus=key_of(state["tieu_diem"]),
        benchmarks=tuple(filter(None, map(key_of, state["doi_chieu"]))),
        judge_national=bool(state["chi_tieu"]),
        lang=state["lang"],
    )


def query_of(
    selection: Selection, state: Mapping[str, Any], page: Page, catalogue: Catalogue
) -> Query:
    """The query of a view: the shared filters and the page's own parameters, defaults left out."""
    query: Query = parse_qs(selection.to_query())
    for own in page.linked:
        if said := own.written(state[own.name], catalogue, selection.boundaries):
            query[own.name] = said
    return query


def ignored_sentence(fault: Ignored, catalogue: Catalogue, words: Words) -> str:
    """What part of a link was ignored, and why, in one sentence."""
    own = own_parameters().get(fault.name)
    label = own.label if own else _PARAMETER_NAMES.get(fault.name, "")
    value, name = fault.value, words(label) if label else fault.name
    match fault.reason:
        case "unknown-name":
            return words(
                "Trang này không có mục «{name}»; phần đó của liên kết được bỏ qua.",
                name=fault.name,
            )
        case "merged":
            return words(
                "Mã {value} ({old}) không còn trên ranh giới đã chọn; từ {day} địa bàn này thuộc"
                " {new} (mã {code}).",
                value=value,
                day=words.spoken_day(_merged_on(value, catalogue)),
                old=_unit_name(value, catalogue, words, ended=True),
                new=_unit_name(fault.hint, catalogue, words, ended=False),
                code=fault.hint,
            )
        case "not-member":
            return words(
                "{unit} (mã {value}) không thuộc {cluster} trên ranh giới đã chọn nên không được"
                " lọc.",
                cluster=words.of(catalogue.cluster.short_vi, catalogue.cluster.short_en),
                unit=_unit_name(value, catalogue, words, ended=False),
                value=value,
            )
        case "out-of-range":
            return words(
                "Năm {value} nằm ngoài khoảng có số liệu ({span}).", value=value, span=fault.hint
            )
    return words(
        "{name}: giá trị «{value}» không có trong danh mục nên được bỏ qua.", name=name, value=value
    )


_PARAMETER_NAMES = {
    "tinh": mark("Tỉnh, thành phố"),
    "nam": mark("Giai đoạn"),
    "sai_so": mark("Số mới nhất"),
    "ranh_gioi": mark("Ranh giới"),
    "mau_so": mark("Mẫu số"),
    "nhom": mark("Nhóm đối tượng"),
    "biet_den": mark("Thời điểm xem số liệu"),
    "lang": mark("Ngôn ngữ"),
    "so_voi": mark("So với"),
    "cach_tinh": mark("Cách tính"),
    "cach_chia": mark("Chia bậc"),
    "tieu_diem": mark("Làm nổi"),
    "doi_chieu": mark("Ngoài cụm"),
    "chi_tieu": mark("Chỉ tiêu quốc gia"),
}


def _merged_on(code: str, catalogue: Catalogue) -> date:
    """The day from which the land of a code that ended belongs to another unit."""
    ended = (u for u in catalogue.units.values() if u.code == code and u.successor)
    days = [catalogue.units[unit.successor].valid_from or unit.valid_to for unit in ended]
    return next((day for day in days if day), catalogue.today.day)


def _unit_name(code: str, catalogue: Catalogue, words: Words, ended: bool) -> str:
    """The name that a code stands for, before (`ended`) or after the merger."""
    units = [u for u in catalogue.units.values() if u.code == code]
    units.sort(key=lambda unit: bool(unit.successor) != ended)
    return words.of(units[0].name, units[0].name_en) if units else code
