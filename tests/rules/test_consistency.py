"""Rules between indicators of one province and year."""

from __future__ import annotations

import pandas as pd

from khdash.model.consistency import CONSISTENCY_CODES
from khdash.rules.finding import Statement
from khdash.rules.registry import RULES
from khdash.rules.relations import relations_of
from tests.transform.figures import figure, observations

from .example import RELATIONS, catalogue, judged

CATALOGUE = catalogue()


def judge(*rows: dict[str, object]) -> pd.DataFrame:
    return judged(observations(*rows), *CONSISTENCY_CODES)


def named(found: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(found["rule"], found["indicator"], strict=True))


def test_more_members_than_people_is_a_finding_with_both_values() -> None:
    found = judge(
        figure("34", "members", 2020, 1_900_000), figure("34", "population", 2020, 1_870_000)
    )
    assert named(found) == [("members-above-population", "members")]
    assert found["others"].iloc[0] == (Statement("population", "", 2020, 1_870_000.0),)
    assert found["seen"].iloc[0] == "1900000 1870000"
    assert found["severity"].tolist() == ["error"]


def test_equal_is_allowed_and_another_year_or_province_is_not_compared() -> None:
    assert judge(
        figure("34", "members", 2020, 5), figure("34", "population", 2020, 5),
        figure("34", "members", 2021, 9), figure("36", "population", 2021, 5),
    ).empty  # fmt: skip


def test_a_finding_is_made_only_where_the_whole_interval_breaks_the_rule() -> None:
    registered = figure("27", "learning_family_registered", 2024, 270_000, "at_least")
    assert judge(figure("27", "learning_family_recognised", 2024, 274_000), registered).empty
    nearly = figure("27", "learning_family_registered", 2024, 270_000, "nearly")
    found = judge(figure("27", "learning_family_recognised", 2024, 274_000), nearly)
    assert named(found) == [("recognised-above-registered", "learning_family_recognised")]


def test_a_part_is_held_against_the_nearest_whole_that_is_known() -> None:
    recognised = figure("27", "learning_family_recognised", 2024, 320_000)
    registered = figure("27", "learning_family_registered", 2024, 310_000)
    families = figure("27", "families", 2024, 300_000)
    assert named(judge(recognised, families)) == [
        ("part-above-whole", "learning_family_recognised")
    ]
    assert sorted(named(judge(recognised, registered, families))) == [
        ("recognised-above-registered", "learning_family_recognised"),
        ("registered-above-all", "learning_family_registered"),
    ]


def test_levels_of_the_fund_may_be_incomplete_and_still_exceed_the_fund() -> None:
    # 60 + 50 = 110 of 100; the five other levels count as nothing. Alone neither exceeds 100.
    assert [r.missing for r in RELATIONS if r.code == "parts-above-whole"] == ["zero"]
    whole = figure("36", "fund_balance", 2020, 100)
    province = figure("36", "fund_balance_province_level", 2020, 60)
    found = judge(whole, province, figure("36", "fund_balance_commune_level", 2020, 50))
    assert named(found) == [("parts-above-whole", "fund_balance")]
    assert found["other_value"].tolist() == [110.0]
    assert [s.value for s in found["others"].iloc[0]] == [60.0, 50.0]
    # 60 + 40.1 = 100.1 is rounding of the printed millions; an unknown whole is never 0.
    assert judge(whole, province, figure("36", "fund_balance_commune_level", 2020, 40.1)).empty
    assert judge(province, figure("36", "fund_balance_commune_level", 2020, 50)).empty


def test_a_sum_is_asked_only_where_every_part_is_known_under_skip() -> None:
    whole = figure("36", "chapters_and_committees", 2020, 300)
    chapters = figure("36", "chapters", 2020, 100)
    assert judge(whole, chapters).empty
    assert judge(whole, chapters, figure("36", "committees", 2020, 200)).empty
    found = judge(whole, chapters, figure("36", "committees", 2020, 150))
    assert named(found) == [("sum-differs", "chapters_and_committees")]
    assert found["other_value"].tolist() == [250.0]


def test_more_learning_centres_than_communes_is_a_warning() -> None:
    found = judge(figure("36", "learning_centres", 2020, 230), figure("36", "communes", 2020, 226))
    assert named(found) == [("centres-above-communes", "learning_centres")]
    assert found["severity"].tolist() == ["warning"]


def test_a_part_is_held_against_what_its_whole_was_at_any_time_of_the_year() -> None:
    # Hà Nội had 526 communes until 30 June 2025 and 126 from 1 July; centres are of either time.
    now = figure("01", "communes", 2025, 126)
    before = figure("01", "communes", 2025, 526, standing="other_time", point="mid_year")
    rival = figure("01", "communes", 2025, 526, standing="rival", source_id="s2")
    centres = figure("01", "learning_centres", 2025, 526)
    assert judge(centres, now, before).empty
    assert named(judge(centres, now)) == [("centres-above-communes", "learning_centres")]
    assert len(judge(centres, now, rival)) == 1  # Of one time only one of two numbers is true.
    assert len(judge(figure("01", "learning_centres", 2025, 527), now, before)) == 1


def test_a_sum_of_parts_is_held_against_its_whole_at_any_time_of_the_year_too() -> None:
    # 60 + 50 = 110 of 100 at the end of the year and of 120 in June: of June they may be.
    whole = figure("36", "fund_balance", 2020, 100)
    june = figure("36", "fund_balance", 2020, 120, standing="other_time", point="mid_year")
    parts = [
        figure("36", f"fund_balance_{level}_level", 2020, value)
        for level, value in (("province", 60), ("commune", 50))
    ]
    assert judge(whole, june, *parts).empty
    assert named(judge(whole, *parts)) == [("parts-above-whole", "fund_balance")]
    # 250 in December and 300 in June: 280 may be of a day between them, 310 of none.
    both = figure("36", "chapters_and_committees", 2020, 250)
    june = figure(
        "36", "chapters_and_committees", 2020, 300, standing="other_time", point="mid_year"
    )
    chapters = figure("36", "chapters", 2020, 100)
    assert judge(both, june, chapters, figure("36", "committees", 2020, 180)).empty
    above = judge(both, june, chapters, figure("36", "committees", 2020, 210))
    assert named(above) == [("sum-differs", "chapters_and_committees")]


def test_every_rule_states_its_operator_and_what_a_missing_value_counts_as() -> None:
    relations = relations_of(CATALOGUE)
    assert {(r.operator, r.missing) for r in relations} <= {
        ("<=", "skip"),
        ("<=", "zero"),
        ("=", "skip"),
    }
    assert ("members",) in [relation.parts for relation in relations]


def test_every_code_of_a_relation_is_a_rule() -> None:
    assert set(CONSISTENCY_CODES) <= {rule.code for rule in RULES}
