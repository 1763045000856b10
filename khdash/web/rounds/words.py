"""The words of the board: states, days, dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khdash.ingest.rounds.within import Answered
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.rounds import OWING, AskedCell, OfficeRow, OfficeState, Round

COLOURS: dict[OfficeState, str] = {
    OfficeState.NOT_OPENED: "gray",
    OfficeState.DRAFT: "blue",
    OfficeState.SENT: "violet",
    OfficeState.REFUSED: "red",
    OfficeState.ACCEPTED: "green",
}
IN_FIGURES, WAITING, EMPTY = "●", "◐", "○"
MOST_DOTS = 24
"""Dots that stand in a row; more are counted."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Of what a province is asked: what is in the figures, what waits for acceptance."""

    asked: tuple[AskedCell, ...]
    known: frozenset[AskedCell]
    waiting: frozenset[AskedCell]

    def sign(self, cell: AskedCell) -> str:
        """The dot of a cell: what waits may change what is known."""
        if cell in self.waiting:
            return WAITING
        return IN_FIGURES if cell in self.known else EMPTY

    @property
    def there(self) -> int:
        return len(self.known | self.waiting)


def arrived(dataset: Dataset, asked: Round, unit: str, answers: Sequence[Answered] = ()) -> Arrived:
    """What came of a round's questions to a province; answers: those of what waits."""
    cells = asked.asked_of(unit)
    current = dataset.current
    own = current[current["unit"] == unit]
    known = {
        (str(code), int(year))
        for code, year, point in zip(own["indicator"], own["year"], own["point"], strict=True)
        if asked.as_of is None or asked.as_of.month > 9 or point == f"{asked.as_of:%Y-%m}"
    }
    return Arrived(
        cells,
        frozenset(cell for cell in cells if (cell.indicator, cell.year) in known),
        frozenset(one.cell for one in answers if one.action in ("new", "changed")),
    )


def dots(found: Arrived) -> str:
    """A dot a cell, as long as they can be told apart."""
    if len(found.asked) > MOST_DOTS:
        return ""
    return "".join(map(found.sign, found.asked))


def when(row: OfficeRow, asked: Round, today: date, words: Words) -> str:
    """Days that are left, or how late; '' where there is nothing to say."""
    if row.late:
        return words("trễ {n} ngày", n=words.number(row.late))
    if row.state not in OWING:
        return words("đúng hạn")
    if asked.closed:
        return "–"
    left = (asked.due - today).days
    return words("còn {n} ngày", n=words.number(left)) if left else words("hạn hôm nay")


def last_step(row: OfficeRow, words: Words, with_reason: bool = True) -> str:
    """What was done last, and when; with_reason: also why a submission was given back."""
    sent = row.sent
    if sent is not None:
        if row.state is OfficeState.SENT:
            return words("gửi {when}", when=words.moment(sent.at))
        assert sent.decided_at is not None
        if row.state is OfficeState.ACCEPTED:
            return words("nhận {when}", when=words.moment(sent.decided_at))
        if not with_reason:
            return words("trả lại {when}", when=words.moment(sent.decided_at))
        return words(
            "trả lại {when}: {reason}", when=words.moment(sent.decided_at), reason=sent.reason
        )
    if row.seen.drafted_at:
        return words("soạn {when}", when=words.moment(row.seen.drafted_at))
    if row.seen.opened_at:
        return words("mở {when}", when=words.moment(row.seen.opened_at))
    return words("chưa có liên kết") if row.link is None else words("chưa mở liên kết")


def summary(board: Sequence[OfficeRow], asked: Round, today: date, words: Words) -> str:
    """The round in a sentence: who sent, who owes, how long it goes on."""
    counts = {state: sum(row.state is state for row in board) for state in OfficeState}
    came = counts[OfficeState.SENT] + counts[OfficeState.ACCEPTED]
    parts = [words("{k}/{n} tỉnh đã gửi", k=came, n=len(board))]
    if counts[OfficeState.SENT]:
        parts.append(words("{n} bản chờ nhận", n=counts[OfficeState.SENT]))
    if counts[OfficeState.REFUSED]:
        parts.append(words("{n} tỉnh được trả lại để sửa", n=counts[OfficeState.REFUSED]))
    late = sum(bool(row.late) and row.state in OWING for row in board)
    if asked.closed:
        parts.append(words("đợt đã đóng"))
    elif late:
        parts.append(words("{n} tỉnh quá hạn", n=late))
    elif came < len(board):
        left = (asked.due - today).days
        parts.append(words("còn {n} ngày", n=words.number(left)) if left else words("hạn hôm nay"))
    return ", ".join(parts) + "."
