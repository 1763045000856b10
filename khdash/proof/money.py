"""Which fund, amount or average an amount of money is."""

from __future__ import annotations

import re
from dataclasses import replace

from khdash.proof.clause import Clause, Subject
from khdash.proof.counts import read_change
from khdash.proof.grammar import words_that
from khdash.proof.lexicon import Term
from khdash.proof.nouns import Noun, noun_at, noun_before

_SUM = re.compile(r"trị giá|số tiền|tổng tiền|kinh phí")
_REWARDS, _SCHOLARSHIPS = "giá trị khen thưởng", "giá trị học bổng"
_COUNTED_SCHOLARSHIPS = "suất học bổng"


def read_money(clause: Clause, at: int) -> Subject | None:
    """The subject of an amount of money; None where it is none of ours."""
    if clause.is_change(at):
        return read_change(clause, at)
    after = noun_at(clause.items, at + 1)
    flows = tuple(c for c in after.indicators if clause.indicators[c].kind == "flow")
    if codes := clause.of_family(flows, "money"):
        return Subject(codes, end=after.end)
    noun, between = noun_before(clause.items, at)
    if value := _value_of(clause, noun, at):
        return Subject(value, carried=True, end=at + 1)
    noun = _with_flow(clause, noun)
    codes = clause.of_family(noun.indicators, "money", "per_head")
    if not codes:
        return None
    doubt = clause.blocking(between) or clause.other_fund(at) or clause.beside(noun)
    following = clause.item(at + 1)
    if following is not None and following.kind in ("word", "term"):
        doubt = doubt or ("" if clause.leaves_whole(at + 1) else following.text)
    return Subject(codes, doubt=doubt, carried=True, end=at + 1)


def _value_of(clause: Clause, noun: Noun, at: int) -> tuple[str, ...]:
    """The money of what was counted: "1.300 suất học bổng trị giá 1,7 tỷ đồng"."""
    words = " ".join(clause.words_before(at))
    if not _SUM.search(words):
        return ()
    if set(noun.indicators) & set(clause.codes_of(_COUNTED_SCHOLARSHIPS)):
        return clause.codes_of(_SCHOLARSHIPS)
    rewarded = any(verb in words for verb in words_that("rewards"))
    return clause.codes_of(_REWARDS) if rewarded else ()


def _with_flow(clause: Clause, noun: Noun) -> Noun:
    """The flow that a name right before another one means: "tổng chi quỹ khuyến học"."""
    item = clause.item(noun.start - 1) if noun.found else None
    before = item.value if item is not None else None
    if isinstance(before, Term) and before.kind == "indicator" and len(before.codes) == 1:
        is_flow = clause.indicators[before.code].kind == "flow"
        if is_flow and clause.of_family(before.codes, "money"):
            return replace(noun, indicators=before.codes, start=noun.start - 1)
    return noun


def read_per_head(clause: Clause, at: int) -> Subject | None:
    """An amount for each person: of the fund, where the sentence speaks of it or of an average."""
    codes = clause.of_family(tuple(clause.indicators), "per_head")
    about = clause.of_family(tuple(clause.named), "money", "per_head")
    if not codes or not (about or "bình quân" in clause.text):
        return None
    return Subject(codes, carried=True, end=at + 1)
