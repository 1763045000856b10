"""Duties and runs in words, for the command and the page."""

from __future__ import annotations

from datetime import tzinfo

from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.schedule.clock import local
from khdash.schedule.duty import Duty
from khdash.schedule.record import Outcome, Run
from khdash.schedule.when import LAST_DAY

OUTCOMES: dict[Outcome, str] = {
    "taken-up": mark("đã nhận lịch"),
    "done": mark("đã xong"),
    "nothing": mark("không có gì mới"),
    "failed": mark("không xong"),
    "removed": mark("đã bỏ khỏi lịch"),
}
WEEKDAYS = (
    mark("thứ hai"),
    mark("thứ ba"),
    mark("thứ tư"),
    mark("thứ năm"),
    mark("thứ sáu"),
    mark("thứ bảy"),
    mark("chủ nhật"),
)


def what_text(duty: Duty, catalogue: Catalogue, words: Words) -> str:
    """The kind of product and of whom it is."""
    cluster = catalogue.cluster
    unit = catalogue.units[duty.unit] if duty.unit else None
    name = (
        words.of(unit.name, unit.name_en) if unit else words.of(cluster.short_vi, cluster.short_en)
    )
    told = f"{words(duty.kind.label)}: {name}"
    return f"{told}, {duty.year}" if duty.year else told


def when_text(duty: Duty, words: Words) -> str:
    """How often, on which day and at what time."""
    rhythm = duty.rhythm
    at, last = f"{rhythm.at:%H:%M}", rhythm.day == LAST_DAY[rhythm.every]
    match rhythm.every:
        case "day":
            return words("hằng ngày, {at}", at=at)
        case "week":
            return words("hằng tuần, {day}, {at}", day=words(WEEKDAYS[rhythm.day - 1]), at=at)
        case "month":
            if last:
                return words("ngày cuối tháng, {at}", at=at)
            return words("hằng tháng, ngày {day}, {at}", day=rhythm.day, at=at)
    if last:
        return words("ngày cuối quý, {at}", at=at)
    return words("hằng quý, ngày thứ {day} của quý, {at}", day=rhythm.day, at=at)


def outcome_text(run: Run | None, words: Words, zone: tzinfo | None = None) -> str:
    """When a duty was last done and what became of it; why, where it failed."""
    if run is None:
        return words("chưa làm lần nào")
    told = f"{words.moment(local(run.at, zone))}: {words(OUTCOMES[run.outcome])}"
    return f"{told}. {run.said.told(words)}" if run.said else told
