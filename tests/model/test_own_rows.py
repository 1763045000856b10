"""An office's own rows are laid over the shipped ones, and every meeting of the two is named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khdash.model.catalogue_rows import CATALOGUE_COLUMNS
from khdash.model.own_rows import KEYS, OwnRow, check_own, laid_over
from khdash.model.table_rows import Row, Table

SYNONYMS = ("term", "kind", "code", "note")


def table(name: str, columns: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    cells = (dict(zip(columns, row, strict=True)) for row in rows)
    lines = (Row(name, line, one) for line, one in enumerate(cells, start=2))
    return Table(name, columns, tuple(lines))


def rows_of(given: Table) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in given.columns) for row in given.rows]


def test_a_row_of_the_same_key_takes_the_place_of_the_shipped_one_and_says_where_they_differ() -> (
    None
):
    shipped = table(
        "subgroups.csv", ("code", "name_vi", "name_en"), ("a", "A", "A"), ("b", "B", "B")
    )
    own = table("subgroups.csv", ("code", "name_vi", "name_en"), ("c", "C", "C"), ("a", "Á", "A"))
    tables, told = laid_over({"subgroups.csv": shipped}, {"subgroups.csv": own})
    assert rows_of(tables["subgroups.csv"]) == [("a", "Á", "A"), ("b", "B", "B"), ("c", "C", "C")]
    assert told == (
        OwnRow("subgroups.csv", 2, "c", "added"),
        OwnRow("subgroups.csv", 3, "a", "replaces", ("name_vi",)),
    )
    assert rows_of(shipped)[0] == ("a", "A", "A")


def test_a_row_that_is_the_same_says_so_and_changes_nothing() -> None:
    shipped = table("synonyms.csv", SYNONYMS, ("hội viên", "indicator", "members", ""))
    own = table("synonyms.csv", SYNONYMS[:3], ("hội viên", "indicator", "members"))
    tables, told = laid_over({"synonyms.csv": shipped}, {"synonyms.csv": own})
    assert rows_of(tables["synonyms.csv"]) == rows_of(shipped)
    assert [one.outcome for one in told] == ["same"]
    assert "có thể bỏ" in told[0].text("vi")
    assert "can be removed" in told[0].text("en")


def test_capitals_and_spaces_make_no_other_word() -> None:
    shipped = table("synonyms.csv", SYNONYMS, ("hội viên", "indicator", "members", ""))
    own = table("synonyms.csv", SYNONYMS, ("Hội  viên", "indicator", "members_new", ""))
    tables, told = laid_over({"synonyms.csv": shipped}, {"synonyms.csv": own})
    assert [row[2] for row in rows_of(tables["synonyms.csv"])] == ["members_new"]
    assert told[0].outcome == "replaces"
    assert "code" in told[0].columns


def test_the_cluster_is_replaced_whatever_its_code() -> None:
    columns = ("code", "name_vi")
    shipped = table("cluster.csv", columns, ("cluster3", "Cụm 3"))
    own = table("cluster.csv", columns, ("cluster5", "Cụm 5"))
    tables, _ = laid_over({"cluster.csv": shipped}, {"cluster.csv": own})
    assert rows_of(tables["cluster.csv"]) == [("cluster5", "Cụm 5")]


def test_a_conflict_is_named_in_both_languages_with_file_line_key_and_columns() -> None:
    row = OwnRow("targets.csv", 7, "members · 36 · 2026", "replaces", ("value", "note_vi"))
    assert row.text("vi") == (
        "targets.csv, dòng 7 (members · 36 · 2026): trùng với một dòng đi kèm chương trình và khác"
        " ở value, note_vi; dòng riêng của cơ quan được dùng."
    )
    assert row.text("en") == (
        "targets.csv, line 7 (members · 36 · 2026): the program brings a row of the same key that"
        " differs in value, note_vi; the office's own row is used."
    )


def test_an_own_file_needs_no_column_that_it_leaves_empty_but_knows_no_other() -> None:
    assert check_own("synonyms.csv", table("s", ("term", "kind", "code"))) == []
    (unknown,) = check_own("synonyms.csv", table("s", ("term", "kind", "cod")))
    assert "code" in unknown.repair_vi


def test_a_row_that_an_own_file_has_twice_is_named() -> None:
    twice = table("s", SYNONYMS, ("hv", "indicator", "members", ""), ("HV", "part", "x", ""))
    assert check_own("synonyms.csv", twice) == []
    again = table("s", SYNONYMS, ("hv", "indicator", "a", ""), ("hv", "indicator", "b", ""))
    (fault,) = check_own("synonyms.csv", again)
    assert fault.line == 3


def test_every_file_of_the_catalogue_has_a_key_among_its_columns() -> None:
    assert KEYS.keys() == CATALOGUE_COLUMNS.keys()
    for name, key in KEYS.items():
        assert set(key) <= set(CATALOGUE_COLUMNS[name]), name


codes = st.lists(st.text("abc", min_size=1, max_size=2), max_size=6, unique=True)


@given(codes, codes)
def test_no_row_is_lost_and_none_is_there_twice(shipped: list[str], own: list[str]) -> None:
    columns = ("code", "name_vi")
    theirs = table("subgroups.csv", columns, *((code, "shipped") for code in shipped))
    ours = table("subgroups.csv", columns, *((code, "own") for code in own))
    tables, told = laid_over({"subgroups.csv": theirs}, {"subgroups.csv": ours})
    found = {row[0]: row[1] for row in rows_of(tables["subgroups.csv"])}
    assert len(found) == len(tables["subgroups.csv"].rows)
    assert found == {**dict.fromkeys(shipped, "shipped"), **dict.fromkeys(own, "own")}
    assert {one.key for one in told if one.outcome == "replaces"} == set(shipped) & set(own)
