"""A sentence with a number in it reads right for one: every noun that is counted has its forms."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from khdash.ingest.messages import messages
from khdash.locale import Words
from khdash.locale.words import in_number
from khdash.store.places import PROJECT

FORMS = re.compile(r"\{(\w+):((?:[^{}|]|\{\w+\})*)\|((?:[^{}|]|\{\w+\})*)\}")
LINKS = "a|and|are|between|by|for|has|have|in|is|of|on|only|over|still|than|the|these|to|with"
"""Words after which another thing begins than the one that is counted."""


def english() -> dict[str, str]:
    """The sentences of the program and those of what is found in a file."""
    found = {one.vi: one.en for one in messages().values()}
    with (PROJECT / "khdash" / "locale" / "en" / "messages.po").open("rb") as file:
        return found | {str(m.id): str(m.string) for m in read_po(file) if m.id}


SENTENCES = english()
WITH_FORMS = sorted(text for text, form in SENTENCES.items() if FORMS.search(form))


def plural_nouns() -> set[str]:
    """The nouns that some sentence counts, in the plural."""
    many = {found[3] for form in SENTENCES.values() for found in FORMS.finditer(form)}
    return {one for one in many if re.fullmatch("[a-z]+", one) and one.endswith(("s", "criteria"))}


def without_forms(form: str, nouns: set[str]) -> list[str]:
    """Where a place is followed by a noun in the plural that knows no other form."""
    noun = "|".join(sorted(nouns))
    near = re.compile(rf"\{{(\w+)\}}\*{{0,2}} (?:(?!(?:{LINKS})\b)[a-z]+ ){{0,2}}?(?:{noun})\b")
    return [found[0] for found in near.finditer(FORMS.sub("", form))]


def test_there_are_sentences_that_count() -> None:
    assert len(WITH_FORMS) > 150
    assert {"provinces", "figures", "files", "rows", "years", "days"} <= plural_nouns()


def test_no_counted_noun_stands_in_the_plural_alone() -> None:
    nouns = plural_nouns()
    alone = {
        text: found for text, form in SENTENCES.items() if (found := without_forms(form, nouns))
    }
    assert alone == {}


@pytest.mark.parametrize("text", WITH_FORMS)
def test_a_sentence_of_one_has_the_singular_and_of_two_the_plural(text: str) -> None:
    form = SENTENCES[text]
    counted = {found[1] for found in FORMS.finditer(form)}
    others = dict.fromkeys(set(re.findall(r"{(\w+)[:}]", form)) - counted, "X")
    ones, twos = (others | dict.fromkeys(counted, number) for number in (1, 2))
    one, two = (in_number(form, own, "en").format(**own) for own in (ones, twos))
    assert "|" not in one + two
    for found in FORMS.finditer(form):
        assert found[2].format(**ones) in one
        assert found[3].format(**twos) in two
    assert not re.search(rf"\b1 (?:[a-z]+ )?(?:{'|'.join(sorted(plural_nouns()))})\b", one), one


def test_the_number_may_be_printed_already_and_a_fraction_is_many() -> None:
    en = Words("en")
    text = "{n} tỉnh"
    assert [en(text, n=n) for n in (0, 1, 2, "1", "1,539")] == [
        "0 provinces", "1 province", "2 provinces", "1 province", "1,539 provinces",
    ]  # fmt: skip
    assert en("{x} điểm", x="1.5") == "1.5 points"


@pytest.mark.parametrize(
    ("text", "one", "two"),
    [
        ("{n} năm trước", "1 year ago", "2 years ago"),
        ("{n} nguồn", "1 source", "2 sources"),
        ("{n} ghi chú nữa", "1 further note", "2 further notes"),
        ("Xem cả {n} dòng", "Show all 1 row", "Show all 2 rows"),
    ],
)
def test_a_number_stands_before_what_it_counts(text: str, one: str, two: str) -> None:
    en = Words("en")
    assert [en(text, n=n) for n in (1, 2)] == [one, two]


def test_vietnamese_has_one_form() -> None:
    assert all("|" not in text for text in SENTENCES)
