"""A heading may name its subgroup after a colon, by its whole name alone."""

from __future__ import annotations

import pytest

from khdash.ingest.recognise.heading import HeadingReader
from khdash.ingest.recognise.vocabulary import Vocabulary
from khdash.model.catalogue import Catalogue


@pytest.mark.parametrize(
    ("levels", "subgroup"),
    [
        (("Tỷ lệ công dân học tập: Doanh nghiệp (%)",), "enterprises"),
        (("Tỷ lệ công dân học tập:  doanh nghiệp", "(%)"), "enterprises"),
        (("Learning citizens, rate: Enterprises", "(%)"), "enterprises"),
        (("Tỷ lệ công dân học tập", "(%)"), ""),
        (("Tỷ lệ công dân học tập: Doanh nghiệp nhỏ (%)",), ""),
        (("Đơn vị tính: %",), ""),
    ],
)
def test_only_a_whole_name_is_a_subgroup(
    levels: tuple[str, ...], subgroup: str, catalogue: Catalogue
) -> None:
    found = HeadingReader(Vocabulary(catalogue)).read(levels)
    assert found.subgroup == subgroup
    if subgroup and levels[0].startswith("Tỷ"):
        assert (found.indicator, found.problem) == ("learning_citizen_rate", "")
