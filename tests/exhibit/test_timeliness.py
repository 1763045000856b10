"""Who sent in time: counted by hand over three rounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.frames import HAND_IN
from khdash.model.selection import Selection

JUNE = datetime(2026, 6, 1)
# Hà Nội 01, Hà Nam 35 (in Ninh Bình since), Thái Bình 34.
SENT = [
    (1, "2026-01-31", "01", "2026-01-20 09:00"),  # in time
    (1, "2026-01-31", "34", "2026-02-03 00:10"),  # 3 days late
    (1, "2026-01-31", "35", None),  # owing
    (2, "2026-04-30", "01", "2026-05-01 08:00"),  # 1 day late
    (2, "2026-04-30", "34", "2026-04-30 23:59"),  # in time, on the last day
    (2, "2026-04-30", "35", "2026-05-10 10:00"),  # 10 days late
    (3, "2026-12-31", "01", "2026-05-30 10:00"),  # in time, before the day
    (3, "2026-12-31", "34", None),  # not due yet
]


@pytest.fixture
def asked(published: Dataset) -> Dataset:
    """The published figures beside three rounds."""
    rows = pd.DataFrame(SENT, columns=["round", "due", "unit", "sent_at"])
    return replace(published, hand_ins=rows[list(HAND_IN)].astype(HAND_IN))


def timeliness(dataset: Dataset, **selection: object) -> Exhibit:
    own = Selection(boundaries="2022", as_known_at=JUNE).with_(**selection)  # type: ignore[arg-type]
    return build("timeliness", dataset, own)


def counts(shown: Exhibit) -> dict[str, tuple[int, int, int, int, str]]:
    names = ("asked", "in_time", "late", "owing", "days_late")
    return {row["unit"]: tuple(row[name] for name in names) for row in shown.rows}  # type: ignore[misc]


def test_each_province_is_counted_over_the_rounds(asked: Dataset) -> None:
    shown = timeliness(asked)
    assert counts(shown) == {
        "01": (3, 2, 1, 0, "1"),
        "34": (2, 1, 1, 0, "3"),
        "35": (2, 0, 1, 1, "10"),
    }
    assert shown.headline == ("Trong 7 lượt hỏi: 3 lượt gửi đúng hạn, 3 lượt trễ, 1 lượt chưa gửi")
    english = timeliness(asked, lang="en")
    assert english.headline == "Asked 7 times: 3 sent in time, 3 late, 1 not sent"


def test_a_round_counts_from_the_day_after_its_last(asked: Dataset) -> None:
    on_the_day = timeliness(asked, as_known_at=datetime(2026, 1, 31, 23, 59))
    assert "35" not in counts(on_the_day)
    after = timeliness(asked, as_known_at=datetime(2026, 2, 1))
    assert counts(after)["35"] == (1, 0, 0, 1, "")


@pytest.mark.parametrize(("boundaries", "unit"), [("2022", "35"), ("2025", "37@2025-07-01")])
def test_a_province_is_found_before_and_after_its_merger(
    asked: Dataset, boundaries: str, unit: str
) -> None:
    assert asked.hand_ins is not None
    of_ha_nam = asked.hand_ins[asked.hand_ins["unit"] == "35"].assign(unit=unit)
    data = replace(asked, hand_ins=of_ha_nam)
    chosen = {"2022": ("35",), "2025": ("37@2025-07-01",)}[boundaries]
    for look, units in ((boundaries, chosen), ("2022", ("35",)), ("2025", ("37@2025-07-01",))):
        assert set(counts(timeliness(data, boundaries=look, units=units))) == {unit}
    assert timeliness(data, boundaries="2022", units=("01",)).rows == []


def test_nothing_past_is_told_and_a_copy_says_that_it_has_no_rounds(published: Dataset) -> None:
    assert timeliness(published).headline == "Chưa có đợt thu thập nào đến hạn"
    copy = replace(published, hand_ins=None)
    assert timeliness(copy).headline == "Bản để đọc không có các đợt thu thập"
