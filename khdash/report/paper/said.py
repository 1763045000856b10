"""The answers of an exhibit as sentences of a report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words
from khdash.model.rows import Row, grouped

MOST_LISTED = 10
"""Figures that a sentence can hold; more are left to the tables."""
LONGEST_NAME = 4
"""Words of a label that is a name: "Mô hình học tập"."""
SILENT = "silent"
"""Its note tells how to hand figures in, which is no business of a report."""


@dataclass(frozen=True, slots=True)
class Said:
    """What it is about, '' if that was said before; the answer; its years and coverage; the
    figures under it, as one sentence and as lines; what is left out."""

    subject: str
    said: str
    detail: str = ""
    figures: str = ""
    note: str = ""
    lines: tuple[str, ...] = ()

    @property
    def rest(self) -> str:
        """Everything after the answer, as sentences."""
        return " ".join(sentence(one) for one in (self.detail, self.figures, self.note) if one)


def sentences(exhibit: Exhibit) -> list[Said]:
    """One for each answer of an exhibit, in order."""
    words = Words(exhibit.selection.lang)
    found = [_said(words, rows) for rows in grouped(exhibit.rows, "place").values()]
    subjects = [one.subject for one in found]
    return [
        replace(one, subject="") if one.subject in subjects[:place] else one
        for place, one in enumerate(found)
    ]


def _said(words: Words, rows: list[Row]) -> Said:
    first = rows[0]
    told = [_figure(words, row) for row in rows if row["text"] and not row["in_said"]]
    few = 0 < len(told) <= MOST_LISTED
    figures = words("Cụ thể: {figures}", figures="; ".join(told)) if few else ""
    note = "" if first["answer"] == SILENT else first["note"]
    return Said(
        first["subject"], sentence(first["said"]), first["detail"], figures, note, tuple(told)
    )


def _figure(words: Words, row: Row) -> str:
    """Hà Nội 71,25 % (2023, đã đạt); a label that is no name is parted by a colon, so that "mức
    28 % đến 2022" and the figure after it do not run together."""
    beside = [str(row["year"]) if row.get("year") else "", row["verdict_name"]]
    told = ", ".join(one for one in beside if one)
    label = str(row["label"])
    joint = ": " if label[-1:].isdigit() or len(label.split()) > LONGEST_NAME else " "
    return f"{label}{joint if label else ''}{row['text']}" + (f" ({told})" if told else "")


def sentence(text: str) -> str:
    """The text with a full stop.

    >>> sentence("Đã đạt"), sentence("Đã đạt?")
    ('Đã đạt.', 'Đã đạt?')
    """
    return text if not text or text[-1] in ".?!:;" else f"{text}."
