"""Indicators, units, targets and sources: the words that the figures use."""

from __future__ import annotations

from dataclasses import replace

from khdash.exhibit.core.scope import Scope
from khdash.locale import Words, mark
from khdash.model.dataset import Dataset
from khdash.model.entries import Source, Target
from khdash.model.indicators import Indicator
from khdash.model.instruments import Instrument
from khdash.model.units import split_key
from khdash.report.table import plain
from khdash.web.api.fields import fields
from khdash.web.api.question import Question
from khdash.web.api.resource import Found, Record, Resource, listed


def _indicators(question: Question, dataset: Dataset) -> Found:
    catalogue, words = dataset.catalogue, question.words
    asked = question.selection.indicators

    def row(one: Indicator) -> Record:
        return {
            "code": one.code,
            "name": words.name(one),
            "short": words.of(one.short_vi, one.short_en),
            "theme": one.theme,
            "theme_name": words.name(catalogue.themes[one.theme]),
            "measure": one.unit,
            "measure_name": words.name(catalogue.measures[one.unit]),
            "kind": one.kind,
            "decimals": one.decimals,
            "direction": one.direction,
            "definition": words.of(one.definition_vi, one.definition_en),
            "basis_matters": one.basis_matters,
            "numerator": one.numerator,
            "denominator": one.denominator,
            "denominator_registered": one.denominator_registered,
            "part_of": one.part_of,
            "first_year": one.valid_from,
            "last_year": one.valid_to,
            "instrument": one.instrument,
            "is_context": one.is_context,
        }

    every = (one for own in catalogue.by_theme.values() for one in own)
    return listed((row(one) for one in every if not asked or one.code in asked), question)


def _units(question: Question, dataset: Dataset) -> Found:
    catalogue, words, selection = dataset.catalogue, question.words, question.selection
    boundary = catalogue.boundary_set(selection.boundaries)
    members = {unit.key for unit in catalogue.members(boundary.code)}
    status = {one.unit: one.status for one in catalogue.memberships}
    rows = []
    for key in catalogue.above_communes:
        unit = catalogue.units[key]
        if not unit.valid_on(boundary.day) or (selection.units and key not in selection.units):
            continue
        rows.append(
            {
                "unit": key,
                "code": unit.code,
                "name": words.of(unit.name, unit.name_en),
                "full_name": unit.full_name,
                "level": unit.level,
                "valid_from": plain(unit.valid_from),
                "valid_to": plain(unit.valid_to),
                "parent": unit.parent,
                "successor": unit.successor,
                "parts": list(catalogue.parts(key)),
                "member": key in members,
                "membership": status.get(key, "") if key in members else "",
                "note": words.of(unit.note_vi, unit.note_en),
            }
        )
    found = listed(rows, question, selection.with_(boundaries=boundary.code))
    note = words.of(boundary.note_vi, boundary.note_en)
    return replace(found, notes=(note,) if note else ())


def _targets(question: Question, dataset: Dataset) -> Found:
    catalogue, words, selection = dataset.catalogue, question.words, question.selection
    if selection.newest is not None:
        selection = Scope.of(dataset, selection).selection

    def is_asked(one: Target) -> bool:
        first, last = selection.first_year, selection.last_year
        return (
            (not selection.indicators or one.indicator in selection.indicators)
            and (not selection.units or one.unit in selection.units)
            and (first is None or last is None or first <= one.year <= last)
            and selection.subgroup in ("", one.subgroup)
            and selection.basis in ("", one.basis)
        )

    def row(one: Target) -> Record:
        unit = catalogue.units[one.unit]
        code, valid_from = split_key(one.unit)
        paper = catalogue.instruments.get(one.instrument_vi) or Instrument("", "")
        return {
            "indicator": one.indicator,
            "indicator_name": words.name(catalogue.indicators[one.indicator]),
            "subgroup": one.subgroup,
            "basis": one.basis,
            "unit": one.unit,
            "unit_code": code,
            "unit_valid_from": valid_from,
            "unit_name": words.of(unit.name, unit.name_en),
            "from_year": one.from_year,
            "year": one.year,
            "rule": one.rule,
            "value": plain(one.value),
            "measure": one.measure,
            "set_by": one.set_by,
            "instrument": words.of(one.instrument_vi, one.instrument_en),
            "issued": str(paper.issued_day or paper.issued_year or ""),
            "issuer": words.of(paper.issuer_vi, paper.issuer_en),
            "instrument_url": paper.url,
            "confidence": one.confidence,
            "source_url": one.source_url,
            "note": words.of(one.note_vi, one.note_en),
        }

    return listed((row(one) for one in catalogue.targets if is_asked(one)), question, selection)


def source_row(source: Source, words: Words) -> Record:
    """A source as every answer names it."""
    return {
        "source_id": source.source_id,
        "kind": source.kind,
        "title": words.of(source.title_vi, source.title_en) or source.publisher,
        "publisher": source.publisher,
        "original_source": source.original_source,
        "url": source.url,
        "latest_as_of": source.latest_as_of,
    }


def _sources(question: Question, dataset: Dataset) -> Found:
    known = dataset.catalogue.sources.values()
    return listed((source_row(one, question.words) for one in known), question)


INDICATORS = Resource(
    "indicators",
    mark("Chỉ số"),
    mark("Các chỉ số: tên, đơn vị tính, loại, định nghĩa, cách tính."),
    ("chi_so",),
    fields(
        "code name short theme theme_name measure measure_name kind decimals direction definition"
        " basis_matters numerator denominator denominator_registered part_of first_year last_year"
        " instrument is_context"
    ),
    _indicators,
)
UNITS = Resource(
    "units",
    mark("Đơn vị"),
    mark("Cả nước và các tỉnh, thành phố trên một bộ ranh giới; thành viên nào thuộc cụm."),
    ("tinh", "ranh_gioi"),
    fields(
        "unit code name full_name level valid_from valid_to parent successor parts member"
        " membership note"
    ),
    _units,
)
TARGETS = Resource(
    "targets",
    mark("Chỉ tiêu"),
    mark("Các chỉ tiêu đã ban hành; không nêu tinh là của mọi đơn vị và cả nước."),
    ("chi_so", "tinh", "nam", "ranh_gioi", "mau_so", "nhom"),
    fields(
        "indicator indicator_name subgroup basis unit unit_code unit_valid_from unit_name"
        " from_year year rule value measure set_by instrument issued issuer"
        " instrument_url confidence source_url note"
    ),
    _targets,
)
SOURCES = Resource(
    "sources",
    mark("Nguồn"),
    mark("Các văn bản và lần nạp mà số liệu lấy từ đó."),
    (),
    fields("source_id kind title publisher original_source url latest_as_of"),
    _sources,
)
