"""An answer: a question, the sentence that answers it, the figures under it, where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.figures import NO_FIGURE
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import figure_text
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.locale import Words, mark
from khdash.locale.words import ROUNDINGS, lowered
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.model.value import Bounded, Qualifier
from khdash.transform.latest import is_shaded

VERDICTS = {
    "reached": mark("đã đạt"),
    "on_track": mark("đúng tiến độ"),
    "below": mark("chưa đạt"),
    "open": mark("chưa rõ"),
    "": "",
}
"""How a figure stands to the level that it is held against."""
NO_TARGET: Row = {
    "target_value": float("nan"),
    "target_year": None,
    "target_unit": "",
    "target_basis": "",
    "level": "",
}
"""The columns of a line that is held against no level; level: as its label says it."""


@dataclass(frozen=True, slots=True)
class See:
    """Where an answer is shown: a theme by its code, or `targets`, `tasks`, `emulation`, `quality`.

    indicator: the one that is shown there.
    """

    topic: str
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """The form that would fill what an answer lacks: units by key, indicators by code, a year."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    year: int

    @classmethod
    def of(cls, scope: Scope, units: Iterable[str], indicators: Iterable[str]) -> Gap | None:
        """The form of the asked year for those of the units that existed then, in place of a
        merged one its parts; None where no unit lacks anything.
        """
        catalogue, day = scope.dataset.catalogue, date(scope.year, 12, 31)
        asked = tuple(dict.fromkeys(one for key in units for one in catalogue.on_day(key, day)))
        return cls(asked, tuple(indicators), scope.year) if asked else None


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of a reader and what may be said.

    subject: what it is about, in a word or two; said: the answer as a sentence; detail: its years,
    basis and coverage; lines: the figures it rests on, rows of `line_of` or `text_line`; note: what
    is left out, and why; link: the words of the way on; levels: what `detail` says of targets, each
    text with the target that it names, in the order of the detail.
    """

    code: str
    subject: str
    question: str
    said: str
    see: See
    link: str
    detail: str = ""
    lines: tuple[Row, ...] = ()
    note: str = ""
    gap: Gap | None = None
    levels: tuple[tuple[str, ShownTarget], ...] = ()

    @property
    def text(self) -> str:
        """The answer in full, as it is read aloud."""
        return " ".join(
            one if one[-1] in ".?!" else f"{one}."
            for one in (self.question, self.said, self.detail, self.note)
            if one
        )


def amount_said(words: Words, indicator: Indicator, value: float, qualifier: Qualifier) -> str:
    """A figure inside a sentence: ít nhất 100 tỷ đồng, không quá 155 tỷ đồng, khoảng 544 tỷ đồng.

    A floor is rounded down and a ceiling up (methods.md rule 6).
    """
    text = words.amount(value, indicator.unit, indicator.decimals, ROUNDINGS[qualifier])
    match qualifier:
        case "at_least":
            return words("ít nhất {value}", value=text)
        case "nearly":
            return words("không quá {value}", value=text)
        case "about":
            return words("khoảng {value}", value=text)
    return text


def bounded_said(words: Words, indicator: Indicator, value: Bounded) -> str:
    """A computed figure inside a sentence."""
    return amount_said(words, indicator, value.printed, value.qualifier)


def row_said(words: Words, indicator: Indicator, row: Row) -> str:
    """A figure of a table inside a sentence."""
    return amount_said(words, indicator, row["value"], row["qualifier"])


def line_of(scope: Scope, indicator: Indicator, row: Row, **told: object) -> Row:
    """A figure under an answer.

    told: `verdict` and the `target_columns` where it is held against a level, `label` where it is
    not of a unit, `in_said` where the sentence has it already.
    """
    return {
        **NO_FIGURE,
        **NO_TARGET,
        **{name: row[name] for name in NO_FIGURE if name in row},
        "label": row["unit_name"],
        "text": figure_text(scope, indicator, row),
        "pale": is_shaded(row["year"], scope.year),
        "in_said": False,
        "verdict": "",
        "measure": indicator.unit,
        "decimals": indicator.decimals,
        "form": indicator.form,
        **told,
    }


def text_line(label: str, text: str, **told: object) -> Row:
    """A line of an answer that is no figure of a unit."""
    return {
        **NO_FIGURE,
        **NO_TARGET,
        "label": label,
        "text": text,
        "pale": False,
        "in_said": False,
        "verdict": "",
        "measure": "",
        "decimals": 0,
        "form": "",
        **told,
    }


def answers_exhibit(
    scope: Scope,
    name: str,
    title: str,
    answers: Sequence[Answer],
    headline: str = "",
    subtitle: str = "",
) -> Exhibit:
    """The exhibit of some answers: one row a line, at least one an answer.

    headline: by default the first answer with what it is about; subtitle: the year asked.
    """
    words = scope.words
    rows = [row for place, one in enumerate(answers) for row in _rows(words, place, one)]
    return assemble(
        scope,
        name,
        "answers",
        rows,
        title=title,
        headline=headline or _first_said(words, answers),
        subtitle=subtitle or words("Tính đến {year}.", year=scope.year),
        columns=(
            Column("question", words("Câu hỏi")),
            Column("said", words("Trả lời")),
            Column("label", words("Trong đó")),
            Column("text", words("Số liệu"), number="value"),
            Column("year", words("Năm"), "year"),
            Column("basis", words("Mẫu số")),
            Column("verdict_name", words("So với mức đặt ra")),
            Column("detail", words("Phạm vi")),
            Column("note", words("Không tính")),
            Column("source_id", words("Nguồn")),
        ),
        alt=" ".join(one.text for one in answers),
        extra={
            "levels": [
                (one.code, said, *astuple(key)) for one in answers for said, key in one.levels
            ]
        },
    )


Level = tuple[str, str, ShownTarget]


def levels_of(exhibit: Exhibit) -> list[Level]:
    """The levels that details of answers name: the code of the answer, the text, the target."""
    told: Any = exhibit.extra.get("levels") or ()
    return [(code, said, ShownTarget(*key)) for code, said, *key in told]


def _first_said(words: Words, answers: Sequence[Answer]) -> str:
    if not answers:
        return words("Chưa có gì để trả lời")
    return f"{answers[0].subject}: {lowered(answers[0].said)}"


def _rows(words: Words, place: int, answer: Answer) -> Iterable[Row]:
    gap = answer.gap
    said = {
        "answer": answer.code,
        "place": place + 1,
        "subject": answer.subject,
        "question": answer.question,
        "said": answer.said[:1].upper() + answer.said[1:],
        "detail": answer.detail,
        "note": answer.note,
        "see": answer.see.topic,
        "see_indicator": answer.see.indicator,
        "link": answer.link,
        "form_units": " ".join(gap.units) if gap else "",
        "form_indicators": " ".join(gap.indicators) if gap else "",
        "form_year": str(gap.year) if gap else "",
    }
    for line in answer.lines or (text_line("", ""),):
        verdict = VERDICTS[line["verdict"]]
        yield {**said, **line, "verdict_name": words(verdict) if verdict else ""}
