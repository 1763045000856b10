"""Which fund, amount or average an amount of money is."""

from __future__ import annotations

import re
from dataclasses import replace

from khdash.proof.clause import Clause, Subject
from khdash.proof.counts import read_change
from khdash.proof.grammar import words_that
from khdash.proof.lexicon import Term
from khdash.proof.nouns import Noun, noun_at, noun_before

_SUM = re.compile(r"trị giá|số tiền|tổng tiền|kinh phí|\bvới$")
_SPENT_ON = re.compile(
    r"\s*(?:để |cho việc |cho )?(?P<rewards>(?:khen|trao|phát|tặng) thưởng)?"
    r"(?(rewards)(?:\s*(?:và|,)\s*)?)"
    r"(?P<scholarships>(?:(?:trao|cấp|tặng)\s+)?(?:[\d.]+\s+(?:suất\s+)?)?học bổng)?"
)
_REWARDS, _SCHOLARSHIPS = "giá trị khen thưởng", "giá trị học bổng"
_BOTH = "giá trị khen thưởng và học bổng"
_COUNTED_SCHOLARSHIPS = "suất học bổng"
_OF_SCHOLARSHIPS = ("học bổng trị giá", "học bổng với số tiền", "học bổng với tổng số tiền")
_LONGEST = 6


def read_money(clause: Clause, at: int) -> Subject | None:
    """The subject of an amount of money; None where it is none of ours."""
    if clause.is_change(at) and not _is_flow(clause, at):
        return read_change(clause, at)
    after = noun_at(clause.items, at + 1)
    if levelled := _of_level(clause, at):
        return levelled
    flows = tuple(c for c in after.indicators if clause.indicators[c].kind == "flow")
    if codes := clause.of_family(flows, "money"):
        return Subject(codes, end=after.end)
    stocks = clause.of_family(after.indicators, "money")
    if stocks and not noun_before(clause.items, at)[0].found:
        return clause.with_tail(Subject(stocks, end=after.end), after)
    noun, between = noun_before(clause.items, at)
    if not noun.found and (listed := _of_list(clause, at)):
        return Subject(listed, carried=True, end=at + 1)
    if value := _value_of(clause, noun, at):
        return Subject(value, carried=True, end=at + 1)
    noun = _with_flow(clause, noun)
    if " đầu người" in " ".join(clause.words_before(at)):
        noun = replace(noun, indicators=_averages(clause, noun))
        between = between.replace("đầu", "")
    codes = clause.of_family(noun.indicators, "money", "per_head")
    named = clause.item(noun.end)
    if noun.words.endswith(" tỉnh") and named is not None and named.kind == "place":
        # "Quỹ khuyến học tỉnh Hưng Yên": of the province's own level or of all its levels
        codes = tuple({*codes, *clause.codes_of(noun.words.removesuffix(" tỉnh"))})
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
        return _spent_on(clause, at)
    rewarded = any(f" {verb} " in f" {words} " for verb in words_that("rewards"))
    if words.endswith(_OF_SCHOLARSHIPS):
        return clause.codes_of(_SCHOLARSHIPS)
    counted = set(noun.indicators) & set(clause.codes_of(_COUNTED_SCHOLARSHIPS))
    if rewarded and ("học bổng" in words or (counted and noun.words == "học bổng")):
        return clause.codes_of(_BOTH)
    if counted:
        return clause.codes_of(_SCHOLARSHIPS)
    return clause.codes_of(_REWARDS) if rewarded else ()


def _spent_on(clause: Clause, at: int) -> tuple[str, ...]:
    """What an amount was spent on, by the words after it: "chi 21 tỷ đồng khen thưởng và …"."""
    found = _SPENT_ON.match(clause.text, clause.items[at].end)
    kinds = (bool(found and found["rewards"]), bool(found and found["scholarships"]))
    names = {(True, True): _BOTH, (True, False): _REWARDS, (False, True): _SCHOLARSHIPS}
    return clause.codes_of(names[kinds]) if kinds in names else ()


def _is_flow(clause: Clause, at: int) -> bool:
    """Whether an amount is what came in: "vận động thêm được 12,7 tỷ đồng"."""
    noun, _ = noun_before(clause.items, at)
    kinds = {clause.indicators[code].kind for code in noun.indicators}
    added = any(item.text == "thêm" for item in clause.items[max(0, at - 3) : at])
    return added and kinds == {"flow"}


def _averages(clause: Clause, noun: Noun) -> tuple[str, ...]:
    """The averages for each person whose sums a name means."""
    return tuple(
        code
        for code in clause.of_family(tuple(clause.indicators), "per_head")
        if {clause.indicators[code].numerator, code} & set(noun.indicators)
    )


def _of_level(clause: Clause, at: int) -> Subject | None:
    """The fund of a level that stands before an amount: "…, riêng cấp tỉnh trên 3 tỷ đồng"."""
    if not clause.of_family(tuple(clause.named), "money"):
        return None
    run: list[str] = []
    for item in reversed(clause.items[:at]):
        if item.kind not in ("word", "term") or len(run) > _LONGEST:
            break
        run.insert(0, item.text)
    while run and run[-1] in words_that("says"):
        run.pop()
    for start in range(len(run)):
        name = " ".join(run[start:])
        codes = clause.of_family(clause.codes_of(f"quỹ {name}"), "money")
        if codes and name.startswith(("cấp", "các", "dòng họ", "thôn", "trường")):
            return Subject(codes, carried=True, end=at + 1)
    return None


def _of_list(clause: Clause, at: int) -> tuple[str, ...]:
    """The fund named after a later amount of a list: "A có 10,7 tỷ, B 9,4 tỷ đồng quỹ …"."""
    for place, item in enumerate(clause.items[at + 1 :], start=at + 1):
        if item.kind == "number":
            if codes := clause.of_family(noun_at(clause.items, place + 1).indicators, "money"):
                return codes
        elif item.kind not in ("place", "time") and item.text not in (",", "và", "có", "là"):
            break
    return ()


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
