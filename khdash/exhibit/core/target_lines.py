"""Which targets stand beside the figures of an exhibit."""

from __future__ import annotations

from collections.abc import Sequence

from khdash.exhibit.core.exhibit import Note, TargetLine
from khdash.exhibit.core.scope import Scope
from khdash.model.entries import Target
from khdash.model.indicators import Indicator
from khdash.transform.target_status import may_judge


def applies(target: Target, indicator: Indicator, subgroup: str, basis: str) -> bool:
    """Whether a target may judge figures of this basis (methods.md rule 4).

    Rates of the registered stand only beside targets of the registered, and the other way round;
    between all and unstated a comparison is provisional.
    """
    if target.indicator != indicator.code or target.subgroup != subgroup:
        return False
    return basis == "" or may_judge(target.basis, basis)


def targets_of(scope: Scope, indicator: Indicator, basis: str = "") -> list[Target]:
    """The targets of the shown units and of the country, oldest first."""
    units = {*scope.unit_keys, scope.dataset.catalogue.country}
    found = [
        target
        for target in scope.dataset.catalogue.targets
        if target.unit in units and applies(target, indicator, scope.selection.subgroup, basis)
    ]
    return sorted(found, key=lambda t: (t.year, t.unit, t.value))


def target_lines(
    scope: Scope, indicator: Indicator, basis: str = "", *, from_year: int | None = None
) -> tuple[TargetLine, ...]:
    """Lines for a chart: the targets of a single shown unit, or of the country for several.

    They are those of `from_year` (default: the asked year) and later, up to the first year that
    is still ahead. Instruments that set the same value for a year are named together.
    """
    if basis == "registered":
        return ()
    country = scope.dataset.catalogue.country
    units = {country} if len(scope.units) > 1 else {scope.units[0].key, country}
    found = [t for t in targets_of(scope, indicator, basis) if t.unit in units]
    next_year = min((t.year for t in found if t.year >= scope.year), default=scope.year)
    first_year = scope.year if from_year is None else from_year
    lines: dict[tuple[str, int, float], list[Target]] = {}
    for target in found:
        if first_year <= target.year <= next_year:
            lines.setdefault((target.unit, target.year, target.value), []).append(target)
    return tuple(
        TargetLine(value, year, label_of(scope, same), same[0].from_year, unit, same[0].basis)
        for (unit, year, value), same in lines.items()
    )


def label_of(scope: Scope, targets: Sequence[Target]) -> str:
    """The instruments that set a target, and its year."""
    words = scope.words
    names = dict.fromkeys(words.of(t.instrument_vi, t.instrument_en) for t in targets)
    return f"{' / '.join(names)} ({targets[0].year})"


def target_for(
    scope: Scope, indicator: Indicator, unit: str, basis: str, year: int
) -> Target | None:
    """The target that was ahead when a unit's figure of `year` was taken.

    The unit's own targets come before the country's; among them the nearest year, and among
    several instruments of that year the strictest.
    """
    ahead = [t for t in targets_of(scope, indicator, basis) if t.year >= year]
    for owner in (unit, scope.dataset.catalogue.country):
        own = [t for t in ahead if t.unit == owner]
        if own:
            nearest = min(t.year for t in own)
            return max((t for t in own if t.year == nearest), key=lambda t: t.value)
    return None


def target_notes(scope: Scope, indicator: Indicator, lines: Sequence[TargetLine]) -> list[Note]:
    """What the drawn target lines are, and on which basis they were set."""
    if not lines:
        return []
    words = scope.words
    texts = [f"{words.figure(line.value, indicator.unit, 0)} – {line.label}" for line in lines]
    notes = [Note("target", words("Chỉ tiêu: {texts}.", texts="; ".join(texts)))]
    if any(line.basis == "unstated" for line in lines):
        notes.append(Note("target", words("Có chỉ tiêu không ghi mẫu số: chỉ so sánh tạm thời.")))
    return notes
