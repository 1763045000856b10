"""What was typed into the form: kept as it is typed, checked as a file would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.ingest.findings import Finding
from khdash.ingest.rounds.accepting import check_sent
from khdash.locale import Words
from khdash.report.forms.asked import FormField, asked_form, fields_of, filled
from khdash.report.forms.form import Form
from khdash.report.forms.heading import one_line
from khdash.report.forms.text import grouped
from khdash.store import moment
from khdash.store.round_drafts import FormDraft
from khdash.web.common import reader
from khdash.web.common.rounds import drafts
from khdash.web.giving.seat import Seat, still_sits

_CHECKED = "_gui_kiem_tra"
READING: Mapping[str, Any] = {"choices": {"convention": "vi"}}
"""How the form is read, in whatever language the page speaks: 12.650 must not come to mean another
number because somebody turned to English."""


@dataclass(frozen=True, eq=False)
class Typed:
    """The form with what stands in its fields and what the check says of it.

    labels: of its columns, in the language of the page. content: the file that is sent. report:
    None while nothing stands in any field.
    """

    form: Form
    labels: tuple[str, ...]
    fields: tuple[FormField, ...]
    texts: Mapping[str, str]
    content: bytes
    report: CheckReport | None
    findings: Mapping[str, tuple[Finding, ...]]

    @property
    def given(self) -> int:
        """How many fields hold something."""
        return sum(bool(text.strip()) for text in self.texts.values())


def key_of(seat: Seat, field: FormField) -> str:
    """The widget of a field."""
    return f"gui_{seat.asked.number}_{seat.unit}_{field.name}"


def typed(seat: Seat, words: Words) -> Typed:
    """The form as it stands: what the session typed, else the draft, else what is known."""
    dataset = reader.dataset()
    form = asked_form(dataset, seat.asked, seat.unit, "vi", "long")
    spoken = form if words.lang == "vi" else asked_form(dataset, seat.asked, seat.unit, words.lang)
    labels = tuple(one_line(*heading) for heading in spoken.headings)
    fields, draft = fields_of(form), drafts(seat.actor()).read(seat.asked.number, seat.unit)
    texts = {
        field.name: str(
            st.session_state.get(
                key_of(seat, field), draft.values.get(field.name, grouped(field.known))
            )
            or ""
        )
        for field in fields
    }
    content, order = filled(form, texts)
    report = _checked(seat, content) if order else None
    return Typed(form, labels, fields, texts, content, report, _by_field(report, order))


def keep(seat: Seat, fields: tuple[FormField, ...]) -> None:
    """A callback: the draft with what stands in the fields now, if the link still opens."""
    if not still_sits(seat):
        return
    before = drafts(seat.actor()).read(seat.asked.number, seat.unit)
    values = dict(before.values)
    for field in fields:
        key = key_of(seat, field)
        if key in st.session_state:
            values[field.name] = str(st.session_state[key] or "")
    draft = replace(before, values=values, asked_in=seat.asked.defined_in)
    drafts(seat.actor()).save(seat.asked.number, seat.unit, draft, moment.now())


def keep_words(seat: Seat, sender: str, remark: str) -> None:
    """Keep who sends and what they remark with the draft."""
    if not still_sits(seat):
        return
    before: FormDraft = drafts(seat.actor()).read(seat.asked.number, seat.unit)
    after = replace(before, asked_in=seat.asked.defined_in, sender=sender, remark=remark)
    if after != before:
        drafts(seat.actor()).save(seat.asked.number, seat.unit, after, moment.now())


def _checked(asker: Seat, content: bytes) -> CheckReport:
    """The check of the form, made anew where it or the data changed."""
    database = reader.database()
    key = (str(database.places.database), database.version(), asker.asked.defined_in, content)
    known: tuple[object, CheckReport] | None = st.session_state.get(_CHECKED)
    if known is not None and known[0] == key:
        return known[1]
    file, dataset = (file_name(asker), content), reader.dataset()
    report = check_sent(database, asker.asked, asker.unit, file, READING, dataset=dataset)
    st.session_state[_CHECKED] = (key, report)
    return report


def file_name(seat: Seat) -> str:
    """What the form that was filled in on the page is called."""
    return f"dot-{seat.asked.number}-{seat.unit.partition('@')[0]}.csv"


def _by_field(
    report: CheckReport | None, order: tuple[FormField, ...]
) -> dict[str, tuple[Finding, ...]]:
    """The errors and warnings of each field."""
    if report is None:
        return {}
    names = {field.address(row): field.name for row, field in enumerate(order)}
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in report.findings:
        name = names.get(finding.cell)
        if name is not None and finding.severity != "info":
            found[name] = (*found.get(name, ()), finding)
    return found
