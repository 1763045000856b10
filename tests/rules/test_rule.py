"""A rule whose words name a place that nothing fills is no rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khdash.rules.each import new_above_all
from khdash.rules.rule import PLACES, Said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_wrong_place_is_named_with_those_there_are(lang: str) -> None:
    words = {"vi": "Đúng.", "en": "Right."} | {lang: "{value}: {lowest}"}
    with pytest.raises(
        ValueError, match=r"new-above-all: .* \{lowest\}; there is \{value\}, "
    ) as no:
        replace(new_above_all.RULE, why=Said(**words))
    assert all(f"{{{name}}}" in str(no.value) for name in PLACES)
