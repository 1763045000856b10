"""The front door: every figure of a text that speaks of an indicator we know, beside ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.proof.accents import is_plain, vocabulary_of, with_accents
from khdash.proof.aside import Aside, spoken
from khdash.proof.clause import Subject
from khdash.proof.compare import (
    NOTHING,
    Asked,
    Verdict,
    judge,
    judge_change,
    judge_sum,
    judge_target,
)
from khdash.proof.context import Around, When, Where
from khdash.proof.figures import figures_for, targets_for
from khdash.proof.finding import Finding, Question, Statement, Why
from khdash.proof.items import CLUSTER
from khdash.proof.lexicon import Lexicon, lexicon_of
from khdash.proof.reading import Reading, read_paragraph
from khdash.proof.text import Composed, paragraphs_of
from khdash.proof.times import Time

Answers = Mapping[str, str]
"""What a person answered, by the names of the questions."""
MOST_YEARS = 6
MILLION = 10**6
NOT_OURS = ""
"""The answer that a number is none of ours."""
GOOD = ("agrees", "rounded")


def check_text(
    text: str | Sequence[str],
    dataset: Dataset,
    selection: Selection | None = None,
    answers: Answers | None = None,
    asides: Mapping[int, Aside] | None = None,
) -> list[Finding]:
    """Every figure of a text that speaks of an indicator of the catalogue, with its verdict.

    text: one text, or its paragraphs, which are joined by line feeds. selection: its only unit and
    its last year hold where the text itself says none. answers: to the questions of findings that
    were unclear. The findings stand in the order of the text; start and end are places in it.
    asides: the lines that stand outside the running text, by where they begin.
    Nothing is guessed: a number whose place, year or indicator is not clear asks a question.
    """
    whole = text if isinstance(text, str) else "\n".join(text)
    composed = Composed.of(whole)
    answers = answers or {}
    lexicon = lexicon_of(dataset)
    around = _answered(selection or Selection(), answers)
    found: list[Finding] = []
    for paragraph, start in paragraphs_of(composed.text):
        if is_plain(paragraph):
            paragraph = with_accents(paragraph, vocabulary_of(dataset))
        aside = (asides or {}).get(composed.place(start))
        if aside is None:
            readings = read_paragraph(paragraph, start, lexicon, around)
        else:
            readings = _read_aside(paragraph, start, aside, lexicon, around)
        found += [_judged(one, dataset, lexicon, answers) for one in readings]
    return [
        replace(
            f,
            start=composed.place(f.start),
            end=composed.place(f.end),
            text=composed.text[f.start : f.end],
        )
        for f in found
    ]


def _read_aside(
    paragraph: str, start: int, aside: Aside, lexicon: Lexicon, around: Around
) -> Iterator[Reading]:
    """The numbers of a line outside the running text, which leaves nothing behind."""
    own = replace(around, headings=list(around.headings), where=None, when=None)
    if not aside.is_cell:
        yield from read_paragraph(paragraph, start, lexicon, own)
    elif said := spoken(aside, lexicon):
        before = said.before
        for one in read_paragraph(before + paragraph + said.after, 0, lexicon, own):
            at, end = one.number.start - len(before), one.number.end - len(before)
            if at >= 0:
                number = replace(one.number, start=at, end=min(end, len(paragraph)))
                yield replace(one, number=number, start=start)


def _answered(selection: Selection, answers: Answers) -> Around:
    """What the reader said of the whole text."""
    around = Around()
    unit = answers.get("unit") or (selection.units[0] if len(selection.units) == 1 else "")
    year = answers.get("year") or (str(selection.last_year) if selection.last_year else "")
    if unit:
        around.answered = Where((unit,), "answer")
    if year:
        around.answered_when = When(Time(0, 0, "year", int(year)), "answer")
    return around


# Verdicts ---------------------------------------------------------------------------------------


def _judged(one: Reading, dataset: Dataset, lexicon: Lexicon, answers: Answers) -> Finding:
    one = _per_head(one, lexicon)
    number, subject = one.number, one.subject
    start = one.start + number.start
    codes, doubt = _answered_indicator(subject, start, answers)
    said = Statement(
        value=number.value,
        qualifier=number.qualifier,
        indicator=codes[0] if len(codes) == 1 else "",
        basis=subject.basis
        if codes and lexicon.catalogue.indicators[codes[0]].basis_matters
        else "",
        change=subject.change,
        planned=subject.planned,
        unit_from=one.where.said,
        year_from=one.when.said,
    )
    finding = Finding(start, one.start + number.end, number.text, "unknown", said)
    if not codes:
        return replace(finding, why="nothing")
    if len(codes) > 1 or doubt:
        why: Why = "several-indicators" if len(codes) > 1 else "words"
        question = Question(f"indicator@{start}", "indicator", (*codes, NOT_OURS))
        return replace(finding, status="unclear", why=why, question=question, doubt=doubt)
    return _placed(replace(finding, said=said), one, dataset, answers)


def _per_head(one: Reading, lexicon: Lexicon) -> Reading:
    """An amount for each person, "bình quân đầu người 110 nghìn đồng", is in single VND."""
    units = {lexicon.catalogue.indicators[code].unit for code in one.subject.indicators}
    number = one.number
    if units != {"VND per person"} or number.family != "money":
        return one
    single = replace(
        number,
        value=round(number.value * MILLION, 6),
        step=number.step * MILLION,
        coarse=number.coarse * MILLION,
        family="per_head",
    )
    return replace(one, number=single)


def _answered_indicator(
    subject: Subject, start: int, answers: Answers
) -> tuple[tuple[str, ...], str]:
    answer = answers.get(f"indicator@{start}")
    if answer is None:
        return subject.indicators, subject.doubt
    return ((answer,) if answer in subject.indicators else ()), ""


def _placed(finding: Finding, one: Reading, dataset: Dataset, answers: Answers) -> Finding:
    """The finding with its place and year, or the question which they are."""
    where, start = _where(one, dataset), finding.start
    if where.unknown and not where.units:
        return replace(finding, why="place", place=where.unknown)
    year = _year(one, answers, start)
    units = _units(where, one, year, dataset)
    chosen = answers.get(f"unit@{start}") if len(units) > 1 else None
    if chosen:
        units = (chosen,)
    if not units:
        question = Question("unit", "unit", (*dataset.catalogue.members_ever, CLUSTER))
        return replace(finding, status="unclear", why="no-unit", question=question)
    named = {dataset.catalogue.units[key].name for key in units if key in dataset.catalogue.units}
    if year is not None and len(named) > 1 and where.together and not chosen:
        summed = _summed(replace(finding.said, year=year), one, units, dataset)
        if summed is not None and (summed.status in GOOD or where.summed):
            said = replace(finding.said, year=year, parts=summed.ours.parts if summed.ours else ())
            return replace(
                finding, said=said, status=summed.status, why=summed.why, ours=summed.ours
            )
    if len(units) > 1 and (year is not None or len(named) > 1 or where.together):
        question = Question(f"unit@{start}", "unit", units)
        return replace(finding, status="unclear", why="several-units", question=question)
    said = replace(
        finding.said,
        unit=min(units, key=list(dataset.catalogue.units).index) if len(units) > 1 else units[0],
    )
    if year is None:
        return _without_year(replace(finding, said=said), one, dataset)
    said = replace(said, year=year)
    verdict = _verdict(said, one, dataset)
    if _may_be_other(one, said, verdict, dataset):
        return replace(finding, said=said, status="unclear", why="two-readings", ours=verdict.ours)
    matters = dataset.catalogue.indicators[said.indicator].basis_matters
    if matters and not said.basis and one.basis_before and verdict.status not in GOOD:
        like_before = replace(said, basis=one.basis_before, basis_carried=True)
        if (again := _verdict(like_before, one, dataset)).status in GOOD:
            said, verdict = like_before, again
    return replace(
        finding,
        said=said,
        status=verdict.status,
        why=verdict.why,
        ours=verdict.ours,
        elsewhere=verdict.elsewhere,
    )


def _summed(
    said: Statement, one: Reading, units: Sequence[str], dataset: Dataset
) -> Verdict | None:
    """A number beside the sum of the places that it is told of together, each of them once: as it
    was at the end of the year. None where it is no sum or ours cannot be added up.
    """
    known, day = dataset.catalogue.units, date(said.year or 0, 12, 31)
    if said.planned or said.change or any(unit not in known for unit in units):
        return None
    valid = tuple(key for key in units if known[key].valid_on(day))
    names = [known[key].name for key in valid]
    if len(set(names)) < len(names) or set(names) != {known[key].name for key in units}:
        return None
    return judge_sum(dataset, one.number, _asked(said, one), valid)


def _where(one: Reading, dataset: Dataset) -> Where:
    """The place of a number; of a target whose sentence names a document and no place, the unit
    that the document sets targets for."""
    if not one.subject.planned or not one.instruments or one.where.said == "sentence":
        return one.where
    country = dataset.catalogue.country
    aimed = {
        key
        for key in (*one.where.units, country, *dataset.catalogue.members_ever)
        for code in one.subject.indicators
        for target in targets_for(dataset, key, code)
        if target.instrument in one.instruments
    }
    return Where(tuple(aimed), "sentence") if len(aimed) == 1 else one.where


def _may_be_other(one: Reading, said: Statement, verdict: Verdict, dataset: Dataset) -> bool:
    """Whether a number agrees only if its point parts decimals: 1.953 tỷ read as 1,953 tỷ."""
    if one.number.other is None or verdict.status in GOOD:
        return False
    other = replace(one, number=replace(one.number, value=one.number.other, other=None))
    return _verdict(said, other, dataset).status in GOOD


def _units(where: Where, one: Reading, year: int | None, dataset: Dataset) -> tuple[str, ...]:
    """The units that a name may mean, in the year told: Bắc Ninh before the merger or after it."""
    units, time = dataset.catalogue.units, one.when.time
    known = [key for key in where.units if key in units]
    if len(known) < 2 or len({units[key].name for key in known}) > 1:
        return where.units
    if year is None:
        return where.units
    if one.subject.planned:
        codes = one.subject.indicators
        aimed = [
            k for k in known for c in codes for t in targets_for(dataset, k, c) if t.year == year
        ]
        if aimed:
            return tuple(dict.fromkeys(aimed))
    dated = time is not None and len(time.as_of) == 10
    day = date.fromisoformat(time.as_of) if time and dated else date(year, 12, 31)
    return tuple(key for key in known if units[key].valid_on(day)) or where.units


def _year(one: Reading, answers: Answers, start: int) -> int | None:
    answer = answers.get(f"year@{start}")
    if answer:
        return int(answer)
    time = one.when.time
    if time is None or one.when.unclear:
        return None
    if time.kind == "year":
        return time.year
    return time.year if time.period is not None else None


def _without_year(finding: Finding, one: Reading, dataset: Dataset) -> Finding:
    """The question which year is meant: of the whole text where it names none."""
    said = finding.said
    none_said = not one.when.said
    years = sorted(
        {o.year for o in figures_for(dataset, said.unit, said.indicator) if o.period is None},
        reverse=True,
    )
    if not years and said.unit != CLUSTER:
        return replace(finding, status="unknown", why="nothing")
    newest = int(dataset.current["year"].max()) if len(dataset.current) else 0
    options = years or range(newest, newest - MOST_YEARS, -1)
    name = "year" if none_said else f"year@{finding.start}"
    question = Question(name, "year", tuple(map(str, options)))
    why: Why = "no-year" if none_said else "several-years"
    return replace(finding, status="unclear", why=why, question=question)


def _verdict(said: Statement, one: Reading, dataset: Dataset) -> Verdict:
    asked = _asked(said, one)
    if said.planned:
        return NOTHING if said.change else judge_target(dataset, one.number, asked)
    if said.change:
        return judge_change(dataset, one.number, asked)
    return judge(dataset, one.number, asked)


def _asked(said: Statement, one: Reading) -> Asked:
    assert said.year is not None
    return Asked(
        unit=said.unit,
        indicator=said.indicator,
        year=said.year,
        basis=said.basis,
        time=one.when.time,
        base_year=one.base_year,
        fell=one.subject.fell,
        new=one.subject.new,
        group=one.subject.group,
        instruments=one.instruments,
    )
