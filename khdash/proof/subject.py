"""What each number of a sentence speaks of: indicator, basis, whether a change or a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khdash.ingest.recognise.areas import is_body
from khdash.ingest.recognise.plans import find_plan
from khdash.proof.items import Item, Place
from khdash.proof.lexicon import Lexicon, Term
from khdash.proof.nouns import (
    LINK,
    Noun,
    Titles,
    basis_after,
    basis_between,
    group_of,
    noun_at,
    noun_before,
    title_for,
)
from khdash.proof.numbers import Family, Number
from khdash.proof.times import Time

_TAIL = frozenset(
    "và chiếm đạt tăng giảm so trên tại ở trong của thuộc sinh với bằng tương gồm bao nâng vượt cao "
    "thấp toàn hiện đang cùng còn đứng do theo tính các trị cho khuyến thì nhưng hay cũng vào hoạt "
    "hơn xấp trải phủ từ đến tới nhiều lớn đều vẫn riêng qua để chia nằm gắn".split()
)
"""Words that may follow a name and leave it what it is; any other may make a part of it."""
_NEUTRAL = frozenset(("người", "lượt"))
_REWARDED = frozenset(("khen thưởng", "tuyên dương"))
_SUM = re.compile(r"trị giá|số tiền|tổng tiền|kinh phí")
_OTHER_FUND = re.compile(r"\bquỹ\s+(\w+)(?:\s+(\w+))?")
_OWN_FUND = frozenset("khuyến các cấp hội bình đầu hiện còn do ở".split())
_BASE_ALONE = frozenset("so với dân số trên tổng toàn tỉnh thành phố của".split())
_CHANGE = frozenset(("tăng", "giảm", "thêm", "hụt", "kém"))
_FALL = frozenset(("giảm", "hụt", "kém"))
_NEW = frozenset(("kết nạp", "phát triển", "thành lập", "thêm", "tăng thêm"))
_OTHER = frozenset(
    ("tập huấn", "bồi dưỡng", "khen thưởng", "tuyên dương", "biểu dương", "vinh danh", "trao",
     "tặng", "cấp", "cấp thẻ", "ủng hộ", "đóng góp", "tài trợ", "tuyên truyền", "hỗ trợ",
     "giúp đỡ", "thiếu", "thăm", "vay", "đề nghị", "mời", "mất", "chưa đạt", "chưa có",
     "không có", "không đạt", "không phải", "phải", "cần", "khuyết", "riêng cho")
)  # fmt: skip
_GIVES = (
    "ủng hộ",
    "đóng góp",
    "tài trợ",
    "trích",
    "tặng",
    "góp",
    "cho",
    "hỗ trợ",
    "từ",
    "vay",
    "nộp",
)
_SAYS = frozenset(
    ("có", "đạt", "là", "gồm", "nâng", "lên", "hiện", "chiếm", "với", "còn", "tập hợp", "thu hút",
     "từ", "duy trì", "quản lý", "tổng số", "số", "tổng", "xuống", "được công nhận", "công nhận")
)  # fmt: skip
_OF_PLAN = re.compile(
    r"^\W*(?:so với |của )?(?:kế hoạch|kh\b|chỉ tiêu|mục tiêu|dự toán|nghị quyết)"
)
_DONE = re.compile(r"\b(?:đã|hiện|kết quả|thực hiện được|nay|đạt được|vượt)\b")
_STRONG_PLAN = re.compile(
    r"\b(?:phấn đấu|dự kiến|đặt (?:ra )?mục tiêu|mục tiêu|đề ra|chỉ tiêu|kế hoạch|giao|phương hướng|"
    r"cam kết|đăng ký chỉ tiêu|quy định|yêu cầu|sẽ|cần đạt|phải đạt|hướng tới|hướng đến)\b"
)
_AGAINST = re.compile(r"\b(?:so với|vượt|đạt|hoàn thành)\s+(?:\w+\s+){0,2}$")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number speaks of. indicators: one where it is clear, more where a person must choose.

    doubt: the words that leave open whether it is the indicator or a part of it, '' if none.
    change: it tells how far the indicator rose, or fell (`fell`); new: the indicator of new ones,
    which a rise may mean too. planned: it is intended, not reached.
    carried: the name stands before, in the list that the number belongs to. end: the item after
    the number and its name.
    """

    indicators: tuple[str, ...]
    basis: str = ""
    doubt: str = ""
    change: bool = False
    fell: bool = False
    new: str = ""
    planned: bool = False
    carried: bool = False
    end: int = 0


class SubjectReader:
    """Reads the numbers of one sentence."""

    def __init__(self, lexicon: Lexicon, items: Sequence[Item], text: str, planned: bool) -> None:
        """text: the sentence in small letters. planned: its heading speaks of plans."""
        self.lexicon, self.items, self.text = lexicon, items, text
        self.catalogue = lexicon.catalogue
        self.indicators = lexicon.catalogue.indicators
        self.planned = planned
        self.terms = [item.value for item in items if isinstance(item.value, Term)]
        self.named = {code for t in self.terms if t.kind == "indicator" for code in t.codes}
        given = [self.indicators[code].title for code in self.named]
        titles = [code for t in self.terms if t.kind == "title" for code in t.codes]
        alone = [t.code for t in self.terms if t.kind == "title" and len(t.codes) == 1]
        self.titles = Titles(
            tuple(dict.fromkeys([*alone, *filter(None, given)])),
            frozenset(group_of(lexicon, code) for code in [*titles, *filter(None, given)]),
        )

    def read(self, at: int) -> Subject | None:
        """The subject of the number at an item; None where it is none of ours."""
        number = self.items[at].value
        assert isinstance(number, Number)
        if _OF_PLAN.match(self.text[number.end : number.end + 40]) and number.family == "rate":
            return None
        read = {
            "count": self._count,
            "rate": self._rate,
            "money": self._money,
            "per_head": self._per_head,
        }[number.family]
        found = read(at)
        if found is None:
            return None
        planned = self.planned or self._is_planned(number)
        doubt = found.doubt or self._body(at) or self._average(found, at)
        return replace(found, planned=planned, doubt=doubt, end=max(found.end, at + 1))

    # Counts --------------------------------------------------------------------------------

    def _count(self, at: int) -> Subject | None:
        noun = noun_at(self.items, at + 1)
        follower = self.items[at + 1] if at + 1 < len(self.items) else None
        end = at + 1
        if not noun.found and follower is not None and follower.text in _NEUTRAL:
            titled = noun_at(self.items, at + 2)
            noun = titled if titled.titles else noun
        if noun.found:
            found = self._of_flow(noun, at) or self._counted(noun, at)
            if found is None:
                return None
            return self._governed(self._with_tail(found, noun), noun, at)
        if follower is not None and follower.kind in ("word", "term"):
            neutral = follower.text in _NEUTRAL
            if not neutral and follower.text not in _TAIL:
                return self._reward(at)
            end += neutral
        if re.fullmatch(r"(?:19|20)\d\d", self.items[at].text):
            return None  # more likely a year than a count that stands alone
        before, blocking = noun_before(self.items, at)
        if not before.found:
            before, blocking = self._noun_of_list(at), ""
        if not before.found:
            return None
        found = self._counted(before, at)
        if found is None or not self._is_count(found):
            return None
        doubt = " ".join(w for w in blocking.split() if w not in _CHANGE) or self._beside(before)
        return self._governed(replace(found, carried=True, doubt=doubt, end=end), before, at)

    def _reward(self, at: int) -> Subject | None:
        """Those who were rewarded: "khen thưởng 130.000 học sinh, 8.000 giáo viên"."""
        words = [i.text for i in self.items[at + 1 : at + 4] if i.kind == "word"]
        if self._verb(at) not in _REWARDED:
            return None
        for size in range(len(words), 0, -1):
            term = self.lexicon.find(f"khen thưởng {' '.join(words[:size])}")
            if term is not None and term.kind == "indicator":
                noun = Noun(indicators=term.codes, end=at + 1 + size, words=" ".join(words[:size]))
                return self._with_tail(Subject(term.codes, end=noun.end), noun)
        return None

    def _of_flow(self, noun: Noun, at: int) -> Subject | None:
        """A name right before the number that says more than the one after it: "kết nạp mới"."""
        before = self.items[at - 1].value if at else None
        if not isinstance(before, Term) or before.kind != "indicator" or len(before.codes) > 1:
            return None
        entry = self.indicators[before.code]
        same = [c for c in noun.indicators if self.indicators[c].unit == entry.unit]
        is_flow = entry.kind == "flow" and same and before.codes != noun.indicators
        return Subject(before.codes, end=noun.end) if is_flow else None

    def _counted(self, noun: Noun, at: int) -> Subject | None:
        """The count that a name means."""
        if noun.indicators:
            codes = tuple(c for c in noun.indicators if self._family(c) == "count")
            doubt = "" if self._is_thing_of(noun, codes) else noun.words
            return Subject(codes, doubt=doubt, end=noun.end) if codes else None
        if not noun.titles and not (noun.thing and noun.roles):
            return None
        title = title_for(self.lexicon, noun, self.titles)
        if not title:
            titles = noun.titles or self.lexicon.titles_of_thing.get(noun.thing, ())
            return self._of_titles(titles, noun)
        doubt = "" if self._is_given(noun.thing, title) else noun.words
        roles = {"registered", "recognised"} & noun.roles or {"recognised"}
        codes = self._codes((title,), roles)
        return Subject(codes, doubt=doubt, end=noun.end) if codes else None

    def _is_given(self, thing: str, title: str) -> bool:
        """Whether a title is given to a thing: no village is a learning clan."""
        return not thing or thing == self.lexicon.thing_of(title) or thing == "households"

    def _is_thing_of(self, noun: Noun, codes: Sequence[str]) -> bool:
        if not noun.thing:
            return True
        titles = [self.indicators[code].title for code in codes]
        return all(title and self._is_given(noun.thing, title) for title in titles)

    def _of_titles(self, titles: Sequence[str], noun: Noun) -> Subject | None:
        roles = {"registered", "recognised"} & noun.roles or {"recognised"}
        codes = self._codes(titles, roles)
        return Subject(codes, end=noun.end) if codes else None

    def _codes(self, titles: Sequence[str], roles: set[str]) -> tuple[str, ...]:
        titled = self.catalogue.titled
        pairs = [(title, role) for title in titles for role in sorted(roles)]
        return tuple(titled[pair].code for pair in pairs if pair in titled)  # type: ignore[index]

    def _with_tail(self, found: Subject, noun: Noun) -> Subject:
        """Doubtful where the words after the name may limit it: "hội viên nữ"."""
        after = self.items[noun.end] if noun.end < len(self.items) else None
        if after is None or after.kind not in ("word", "term") or after.text in _TAIL:
            return found
        if isinstance(after.value, Term) and after.value.kind == "part" and noun.titles:
            return found
        words = [i.text for i in self.items[noun.end : noun.end + 4] if i.kind in ("word", "term")]
        said = [word for word in words if word not in ("được", "đã")]
        for size in range(len(said), 0, -1):
            longer = self.lexicon.find(f"{noun.words} {' '.join(said[:size])}")
            if longer is not None and longer.kind == "indicator":
                return replace(found, indicators=longer.codes)
        return replace(found, doubt=found.doubt or " ".join(words))

    def _governed(self, found: Subject, noun: Noun, at: int) -> Subject:
        """What the verb before the number makes of a stock: members that joined, that were paid."""
        if len(found.indicators) != 1 or self.indicators[found.indicators[0]].kind != "stock":
            return found
        verb = self._verb(at)
        if verb in _NEW or verb in _CHANGE:
            new = self._new_of(noun)
            against = any(isinstance(i.value, Time) and i.value.compared for i in self.items)
            if verb in _NEW and new and not against:
                return replace(found, indicators=(new,))
            fell = verb in _FALL
            return replace(found, change=True, fell=fell, new="" if fell else new)
        if verb in _OTHER:
            return replace(found, doubt=found.doubt or verb)
        return found

    def _new_of(self, noun: Noun) -> str:
        for words in (f"{noun.words} mới", f"{noun.words} mới thành lập"):
            term = self.lexicon.find(words)
            if term is not None and term.kind == "indicator":
                return term.code
        return ""

    def _verb(self, at: int) -> str:
        """The last word before a number that says what is done with what it counts."""
        words = self._words_before(at)
        for end in range(len(words), 0, -1):
            for size in (2, 1):
                phrase = " ".join(words[max(0, end - size) : end])
                if phrase in _NEW | _CHANGE | _OTHER | _SAYS and len(phrase.split()) == size:
                    return phrase
        return ""

    def _words_before(self, at: int) -> list[str]:
        """The words before a number up to the clause's beginning; of a list, up to its verb."""
        words: list[str] = []
        for item in reversed(self.items[:at]):
            if item.kind == "stop" and item.text in ";.":
                break
            part = isinstance(item.value, Term) and item.value.kind == "part"
            verb = any(item.text.startswith(verb) for verb in _OTHER)
            if item.kind == "word" or part or (verb and item.kind == "term"):
                words = [*item.text.split(), *words]
            else:
                words = ["|", *words]  # two words beside a name make no verb together
        return words

    def _noun_of_list(self, at: int) -> Noun:
        """The name after a later number of the same list: "Hà Nội 1,9, Bắc Ninh 0,5 triệu …"."""
        for place in range(at + 1, len(self.items)):
            item = self.items[place]
            if item.kind == "number":
                noun = noun_at(self.items, place + 1)
                if noun.found:
                    return noun
                continue
            if item.kind in ("term", "document") or (item.kind == "stop" and item.text in ";."):
                break
            if item.kind == "word" and item.text not in LINK:
                break
        return Noun()

    # Rates ---------------------------------------------------------------------------------

    def _rate(self, at: int) -> Subject | None:
        if self._is_change(at):
            return self._change(at)
        basis = basis_after(self.items, at + 1)
        return self._rate_after(at, basis) or self._rate_before(at, basis)

    def _rate_after(self, at: int, basis: str) -> Subject | None:
        """The rate that the words after a percentage name: "% dân số", "% gia đình đạt …"."""
        start = at + 1
        of = False
        while start < len(self.items) and self.items[start].text in (
            "tổng", "số", "toàn", "bộ", "so", "với", "trên", "của", "các", "(", "trong", "tổng số",
        ):  # fmt: skip
            of |= self.items[start].text in ("so", "với", "trên")
            start += 1
        if named := self._named_rate(start):
            return named
        noun = noun_at(self.items, start)
        if self.catalogue.population in noun.indicators:
            codes = self._rates_over(self.catalogue.population)
            return Subject(codes, end=noun.end) if codes else None
        noun = self._as_title(noun)
        if noun.indicators or not noun.found:
            return None
        if of and not noun.titles:
            return None  # only the denominator: the title stands before
        title = title_for(self.lexicon, noun, self.titles)
        if not title:
            if not noun.roles - {"registered"} and not noun.titles:
                return None
            codes = self._codes(
                noun.titles or self.lexicon.titles_of_thing.get(noun.thing, ()), {"rate"}
            )
            return Subject(codes, basis, end=noun.end) if codes else None
        codes = self._codes((title,), {"rate"})
        if not codes:
            return None
        if "registered" in noun.roles and (
            basis != "registered" or noun.roles == {"registered"} and noun.titles
        ):
            return Subject(codes, basis, doubt="đăng ký", end=noun.end)
        after = self._with_tail(Subject(codes, basis, end=noun.end), noun)
        return after if noun.titles or noun.thing else None

    def _as_title(self, noun: Noun) -> Noun:
        """A name of a titled indicator as the title and the part that it is made of."""
        entry = self.indicators[noun.indicators[0]] if len(noun.indicators) == 1 else None
        if entry is None or not entry.title:
            return noun
        return replace(noun, indicators=(), titles=(entry.title,), roles={*noun.roles, entry.role})

    def _named_rate(self, start: int) -> Subject | None:
        """A rate by its whole name: "% hội viên đóng hội phí"."""
        for size in range(min(8, len(self.items) - start), 0, -1):
            run = self.items[start : start + size]
            if any(item.kind not in ("word", "term") for item in run):
                continue
            words = " ".join(item.text for item in run)
            for prefix in ("%", "tỷ lệ"):
                term = self.lexicon.find(f"{prefix} {words}")
                if (
                    term is not None
                    and term.kind == "indicator"
                    and not (set(words.split()) <= _BASE_ALONE)
                ):
                    codes = tuple(c for c in term.codes if self._family(c) == "rate")
                    if codes:
                        noun = Noun(indicators=codes, end=start + size)
                        return self._with_tail(Subject(codes, end=start + size), noun)
        return None

    def _rate_before(self, at: int, basis: str) -> Subject | None:
        noun, blocking = noun_before(self.items, at)
        if not noun.found:
            return None
        basis = basis or basis_between(self.items, noun.end, at)
        common = {"carried": True, "doubt": blocking, "end": at + 1}
        if self.catalogue.population in noun.indicators:
            codes = self._rates_over(self.catalogue.population)
            return Subject(codes, **common) if codes else None  # type: ignore[arg-type]
        if noun.indicators:
            return self._rate_of(noun, basis, blocking, at)
        title = title_for(self.lexicon, noun, self.titles)
        titles = (title,) if title else noun.titles
        codes = self._codes(titles, {"rate"})
        return Subject(codes, basis, **common) if codes else None  # type: ignore[arg-type]

    def _rate_of(self, noun: Noun, basis: str, blocking: str, at: int) -> Subject | None:
        """The rate that a name before a percentage leads to."""
        rates = tuple(c for c in noun.indicators if self._family(c) == "rate")
        if rates:
            return Subject(rates, basis, doubt=blocking, carried=True, end=at + 1)
        entry = self.indicators[noun.indicators[0]]
        if entry.title:
            codes = self._codes((entry.title,), {"rate"})
            return Subject(codes, basis, doubt=blocking, carried=True, end=at + 1)
        codes = tuple(
            c for c, i in self.indicators.items() if i.numerator == entry.code and i.unit == "%"
        )
        if not codes:
            return None
        # "542.467 hội viên, đạt 98 %": of the population or of a plan, only a person can tell
        return Subject(codes, doubt=blocking or "%", carried=True, end=at + 1)

    def _rates_over(self, denominator: str) -> tuple[str, ...]:
        """The rates over a denominator whose numerator the sentence names."""
        return tuple(
            code
            for code, entry in self.indicators.items()
            if entry.unit == "%"
            and entry.denominator == denominator
            and entry.numerator in self.named
        )

    # Money ---------------------------------------------------------------------------------

    def _money(self, at: int) -> Subject | None:
        if self._is_change(at):
            return self._change(at)
        noun = noun_at(self.items, at + 1)
        after = tuple(c for c in noun.indicators if self._family(c) == "money")
        if after and after != ("fund_balance",):
            return Subject(after, doubt="", end=noun.end)
        before, blocking = noun_before(self.items, at)
        words = " ".join(self._words_before(at))
        if _SUM.search(words) and any(verb in words for verb in _REWARDED):
            term = self.lexicon.find("giá trị khen thưởng")
            if term is not None and not (set(before.indicators) & self._scholarships()):
                return Subject(term.codes, carried=True, end=at + 1)
        if not before.indicators:
            return None
        before = self._after_flow(before)
        codes = tuple(c for c in before.indicators if self._family(c) in ("money", "per_head"))
        if not codes:
            codes = self._value_of(before.indicators[0], at)
            if not codes:
                return None
        doubt = " ".join(w for w in blocking.split() if w not in _CHANGE) or self._other_fund(at)
        doubt = doubt or self._beside(before)
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        if following is not None and following.kind in ("word", "term"):
            doubt = doubt or ("" if following.text in _TAIL else following.text)
        return Subject(codes, doubt=doubt, carried=True, end=at + 1)

    def _after_flow(self, noun: Noun) -> Noun:
        """The flow that a name right before another one means: "tổng chi quỹ khuyến học"."""
        before = self.items[noun.start - 1].value if noun.start else None
        if isinstance(before, Term) and before.kind == "indicator" and len(before.codes) == 1:
            entry = self.indicators[before.code]
            if entry.kind == "flow" and entry.unit == "million VND":
                return replace(noun, indicators=before.codes, start=noun.start - 1)
        return noun

    def _other_fund(self, at: int) -> str:
        """The name of another fund before a number: "Quỹ Vì người nghèo"."""
        before = self.text[: self.items[at].start].rpartition(";")[2]
        for match in _OTHER_FUND.finditer(before):
            if match[1] not in _OWN_FUND | LINK:
                return match[0]
        return ""

    def _value_of(self, counted: str, at: int) -> tuple[str, ...]:
        """The money of what was counted: "1.300 suất học bổng trị giá 1,7 tỷ đồng"."""
        if not _SUM.search(" ".join(self._words_before(at)[-8:])):
            return ()
        if counted not in self._scholarships():
            return ()
        term = self.lexicon.find("giá trị học bổng")
        return term.codes if term is not None else ()

    def _scholarships(self) -> frozenset[str]:
        term = self.lexicon.find("suất học bổng")
        return frozenset(term.codes if term is not None else ())

    def _per_head(self, at: int) -> Subject | None:
        codes = tuple(c for c in self.indicators if self._family(c) == "per_head")
        about = (
            any(self._family(code) in ("money", "per_head") for code in self.named)
            or "bình quân" in self.text
        )
        return Subject(codes, carried=True, end=at + 1) if about and codes else None

    # Changes, plans, bodies ----------------------------------------------------------------

    def _is_change(self, at: int) -> bool:
        """Whether the number tells how far something rose or fell."""
        window = [i for i in self.items[max(0, at - 3) : at]]
        for item in reversed(window):
            if item.kind in ("number", "time", "place") or item.kind == "stop":
                return False
            if item.text in _CHANGE:
                return True
            if item.text in ("lên", "đạt", "có", "là", "còn", "xuống", "từ"):
                return False
        return False

    def _change(self, at: int) -> Subject | None:
        noun, blocking = noun_before(self.items, at)
        place = at
        while not noun.found and place > 0:
            place -= 1
            if self.items[place].kind == "number":
                noun, blocking = noun_before(self.items, place)
                own = noun_at(self.items, place + 1)
                noun = own if own.found else noun
        codes = noun.indicators
        if not codes:
            title = title_for(self.lexicon, noun, self.titles) if noun.found else ""
            roles = {"registered", "recognised"} & noun.roles or {"recognised"}
            codes = self._codes((title,), roles) if title else ()
        words = " ".join(w for w in blocking.split() if w not in _CHANGE)
        if not codes:
            return None
        fell = any(item.text in _FALL for item in self.items[max(0, at - 3) : at])
        return Subject(codes, doubt=words, change=True, fell=fell, carried=True, end=at + 1)

    def _is_planned(self, number: Number) -> bool:
        """Whether the words before a number make it a target, and none after them a result."""
        before = self.text[: number.start].rpartition(";")[2]
        found = None
        for match in _STRONG_PLAN.finditer(before):
            found = match
        if found is None:
            plan = find_plan(before)
            return plan is not None and not _DONE.search(before[plan.end() :])
        rest = before[found.end() :]
        if _DONE.search(rest):
            return False
        weak = _AGAINST.search(before[: found.start()] + " ") is not None
        return not (weak and "," in rest)

    def _body(self, at: int) -> str:
        """The body that the words before a number name, where no place or cluster follows it."""
        start = 0
        for item in self.items[:at]:
            known = isinstance(item.value, Place)
            if known or item.kind == "number" or (item.kind == "stop" and item.text in ";."):
                start = item.end
        window = self.text[start : self.items[at].start]
        inner = window.rpartition("khuyến học")[2]
        return inner.strip(" ,:") if is_body(inner) else ""

    def _family(self, code: str) -> Family:
        unit = self.indicators[code].unit
        if unit == "%":
            return "rate"
        if unit == "million VND":
            return "money"
        return "per_head" if unit == "VND per person" else "count"

    def _average(self, found: Subject, at: int) -> str:
        """ "mỗi", "bình quân" before a number that is no average: of something smaller."""
        if any(self._family(code) == "per_head" for code in found.indicators):
            return ""
        words = self._words_before(at)
        return next(
            (
                word
                for word in ("mỗi", "bình quân", "trung bình", "từng")
                if f" {word} " in f" {' '.join(words)} "
            ),
            "",
        )

    def _beside(self, noun: Noun) -> str:
        """What else stands before a name: "cán bộ, hội viên", "ủng hộ Quỹ khuyến học"."""
        before = [item for item in self.items[max(0, noun.start - 4) : noun.start]]
        given = " ".join(item.text for item in before if item.kind in ("word", "term"))
        for verb in _GIVES:
            if f" {verb} " in f" {given} ":
                return verb
        joined = before and (before[-1].text == "," or before[-1].text == "và")
        if joined and len(before) > 1 and not noun.words.startswith(("số", "tổng")):
            other = before[-2]
            if other.kind == "word" and other.text not in LINK:
                return other.text
        return ""

    def _is_count(self, found: Subject) -> bool:
        return all(self._family(code) == "count" for code in found.indicators)
