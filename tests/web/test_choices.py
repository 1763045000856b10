"""Choices that follow a change of boundaries."""

from __future__ import annotations

import pytest

from khdash.model.catalogue import Catalogue
from khdash.web.common.choices import member_codes, member_named, moved_codes


def test_the_members_are_eight_provinces_then_five(catalogue: Catalogue) -> None:
    assert member_codes(catalogue, "2022") == ("01", "26", "27", "33", "34", "35", "36", "37")
    assert sorted(member_codes(catalogue, "2025")) == ["01", "24", "25", "33", "37"]


@pytest.mark.parametrize(
    ("codes", "before", "after", "moved"),
    [
        (["34"], "2022", "2025", ["33"]),
        (["27"], "2022", "2025", ["24"]),
        (["35", "36", "37"], "2022", "2025", ["37"]),
        (["01"], "2022", "2025", ["01"]),
        (["37"], "2025", "2022", ["35", "36", "37"]),
        # Phú Thọ of today contains Phú Thọ and Hòa Bình too, which are not in the cluster.
        (["25"], "2025", "2022", ["26"]),
        # The code 24 was Bắc Giang before the merger and is Bắc Ninh after it.
        (["24"], "2025", "2022", ["27"]),
        (["34", "xx"], "2022", "2025", ["33"]),
    ],
)
def test_chosen_provinces_become_those_that_cover_them(
    catalogue: Catalogue,
    codes: list[str],
    before: str,
    after: str,
    moved: list[str],
) -> None:
    assert moved_codes(codes, catalogue, before, after) == moved


def test_a_code_without_a_member_falls_back_to_the_first(catalogue: Catalogue) -> None:
    assert member_named("34", catalogue, "2022").name == "Thái Bình"
    assert member_named("34", catalogue, "2025").name == "Hà Nội"
