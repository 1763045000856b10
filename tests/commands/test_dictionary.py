from __future__ import annotations

from khdash.commands.dictionary import dictionary
from khdash.locale import Words
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT


def test_the_data_dictionary_in_docs_is_that_of_the_catalogue() -> None:
    _, catalogue = read_catalogue(PROJECT / "data")
    printed = (PROJECT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert printed == dictionary(catalogue, Words("vi")), (
        "run: python -m khdash dictionary > docs/data-dictionary.md"
    )


def test_a_rate_on_two_denominators_prints_both_formulas() -> None:
    _, catalogue = read_catalogue(PROJECT / "data")
    text = dictionary(catalogue, Words("vi"))
    line = next(
        line
        for line in text.split("`learning_family_rate`")[1].splitlines()
        if line.startswith("- Cách tính")
    )
    assert line == (
        "- Cách tính: Gia đình học tập: được công nhận / Gia đình × 100 · "
        "Gia đình học tập: được công nhận / Gia đình học tập: đăng ký × 100"
    )
