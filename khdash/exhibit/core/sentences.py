"""Headline sentences: the words for what `Spoken` allows to be said, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from khdash.exhibit.core.change_words import change_text
from khdash.exhibit.core.figures import comparable
from khdash.exhibit.core.notes import basis_name
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.spoken import Growth, Spoken, Whole
from khdash.locale import Words, mark
from khdash.locale.gaps import gap_text
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, has_value
from khdash.model.value import Bounded
from khdash.transform.ranks import YEARS_APART

MOST_NAMED = 3
"""Figures that a sentence below five eighths lists, places of a ranking, units that a sum lacks."""


def figure_text(scope: Scope, indicator: Indicator, row: Row) -> str:
    """A figure as print shows it, with its sign of precision."""
    return scope.words.figure(
        float(row["value"]), indicator.unit, indicator.decimals, row["qualifier"]
    )


def bounded_text(words: Words, indicator: Indicator, value: Bounded) -> str:
    """A computed figure with the sign of what its bounds allow."""
    return words.figure(value.printed, indicator.unit, indicator.decimals, value.qualifier)


def between_text(words: Words, indicator: Indicator, value: Bounded) -> str:
    """The same, with both ends where the figure lies between two: no sign says that."""
    low, high = value.lower, value.upper
    if not (isfinite(low) and isfinite(high) and low < high):
        return bounded_text(words, indicator, value)
    first = words.number(low, indicator.decimals, "down")
    return f"{first}–{words.amount(high, indicator.unit, indicator.decimals, 'up')}"


def dated(scope: Scope, indicator: Indicator, row: Row, *, with_basis: bool = False) -> str:
    """Hà Nội 1.953.233 (2024); among rates on several denominators each names its own."""
    basis = basis_name(scope.words, row["basis"]) if with_basis else ""
    value = " ".join(filter(None, [figure_text(scope, indicator, row), basis]))
    if indicator.form == "sum":  # its name says the years
        return f"{row['unit_name']} {value}"
    return f"{row['unit_name']} {value} ({row['year']})"


def subject(spoken: Spoken) -> str:
    """What is spoken of: the indicator and, where a rate has several, its denominator."""
    words, indicator = spoken.scope.words, spoken.indicator
    name = words.of(indicator.short_vi, indicator.short_en)
    basis = basis_name(words, spoken.basis)
    return f"{name} ({basis})" if basis else name


def span_of(rows: Sequence[Row]) -> tuple[int, int]:
    """The years of the oldest and of the newest of some figures."""
    years = [row["year"] for row in rows]
    return min(years), max(years)


def counted(spoken: Spoken, covered: int) -> str:
    """5/8 tỉnh, thành phố."""
    return spoken.scope.words("{k}/{n} tỉnh, thành phố", k=covered, n=spoken.expected)


# --- where the units stand --------------------------------------------------------------------


def standing_sentence(spoken: Spoken) -> str:
    """Who leads among the units that may be compared; below five eighths, what is known."""
    words = spoken.scope.words
    if not spoken.enough:
        return known_sentence(spoken)
    ranked = counted(spoken, len(spoken.firm))
    if not spoken.leaders:
        if _has_ends(spoken):
            spread = spread_sentence(spoken)
            said = words("{spread}; chưa đủ căn cứ nói tỉnh nào đứng đầu", spread=spread)
        else:
            said = words(
                "{name}: có {counted}, chưa đủ căn cứ nói tỉnh nào đứng đầu",
                name=subject(spoken),
                counted=ranked,
            )
        return said + _too_far_apart(spoken)
    template = (
        mark("{name}: {leader} đứng đầu trong {counted} có số liệu")
        if len(spoken.leaders) == 1
        else mark("{name}: {leader} cùng đứng đầu trong {counted} có số liệu")
    )
    leader = _listed(spoken, spoken.leaders)
    return words(template, name=subject(spoken), leader=leader, counted=ranked)


def extremes_sentence(spoken: Spoken) -> str:
    """The highest and the lowest, each only where the bounds settle it: what a map is read for."""
    words = spoken.scope.words
    if not spoken.enough:
        return known_sentence(spoken)
    first, last = spoken.leaders, spoken.last
    if spoken.indicator.direction == "down":
        first, last = last, first
    ends = [
        words(template, names=_listed(spoken, rows))
        for template, rows in ((mark("cao nhất {names}"), first), (mark("thấp nhất {names}"), last))
        if rows
    ]
    ranked = counted(spoken, len(spoken.firm))
    if not ends:
        if _has_ends(spoken):
            return spread_sentence(spoken)
        return words(
            "{name}: có {counted}, chưa đủ căn cứ nói nơi nào cao nhất, thấp nhất",
            name=subject(spoken),
            counted=ranked,
        )
    return words(
        "{name}: {ends}, trong {counted} có số liệu",
        name=subject(spoken),
        ends="; ".join(ends),
        counted=ranked,
    )


def order_sentence(spoken: Spoken) -> str:
    """The settled places from the first on, as far as they go: what a ranking is read for."""
    words = spoken.scope.words
    if not spoken.enough:
        return known_sentence(spoken)
    places = []
    for place in range(1, MOST_NAMED + 1):
        at = [row for row in spoken.firm if row["rank_best"] == row["rank_worst"] == place]
        if at:
            places.append(f"{place}. {_listed(spoken, at)}")
    if not spoken.leaders or not places:
        said = words(
            "Xếp hạng {name}: có {counted}, chưa đủ căn cứ nói tỉnh nào đứng đầu",
            name=subject(spoken),
            counted=counted(spoken, len(spoken.firm)),
        )
        return said + _too_far_apart(spoken)
    return words("Xếp hạng {name}: {places}", name=subject(spoken), places="; ".join(places))


def _too_far_apart(spoken: Spoken) -> str:
    """The reason, where figures that suffice are of years too far apart to be ranked (rule 9)."""
    first, last = span_of(spoken.firm)
    if last - first <= YEARS_APART or any(row["rank_best"] is not None for row in spoken.known):
        return ""
    return spoken.scope.words(" (số cách nhau quá {n} năm)", n=YEARS_APART)


def known_sentence(spoken: Spoken) -> str:
    """Below five eighths: the figures there are, each by itself, or why none may be named."""
    scope, words, indicator = spoken.scope, spoken.scope.words, spoken.indicator
    rows = spoken.named
    bases = [basis for basis in dict.fromkeys(row["basis"] for row in rows) if basis]
    name = words.of(indicator.short_vi, indicator.short_en)
    if len(bases) == 1:
        name = f"{name} ({basis_name(words, bases[0])})"
    if not rows:
        lacking = [row for row in spoken.latest if row["missing"]]
        # Why the figures there are may not be named, not why most units have none.
        told = [row for row in lacking if has_value(row)] or lacking
        reasons = [GapReason(row["missing"]) for row in told]
        most = max(reasons, key=reasons.count, default=GapReason.NO_DATA)
        return words(_why_silent(spoken), name=name, year=scope.year, reason=gap_text(words, most))
    units = len({row["unit"] for row in rows})
    every = len({row["unit"] for row in comparable(spoken.latest)})
    template = (
        mark("{name}: từ {first} mới có {counted} công bố – {figures}")
        if units == every
        else mark("{name}: từ {first} mới có {counted} công bố số đủ tin cậy – {figures}")
    )
    figures = [dated(scope, indicator, row, with_basis=len(bases) > 1) for row in rows[:MOST_NAMED]]
    return words(
        template,
        name=name,
        first=scope.year - scope.tolerance,
        counted=counted(spoken, units),
        figures="; ".join(figures) + ("…" if len(rows) > MOST_NAMED else ""),
    )


def _why_silent(spoken: Spoken) -> str:
    """Why no figure can be named: none is firm, none is comparable, or there is none."""
    if comparable(spoken.latest):
        return mark("{name}: đến {year} chỉ có số độ tin cậy thấp hoặc chờ xác nhận nên chưa nêu")
    if any(map(has_value, spoken.latest)):
        return mark("{name}: chưa có số liệu so sánh được đến {year} ({reason})")
    if spoken.indicator.form:
        return mark("{name}: chưa tính được đến {year} ({reason})")
    return mark("{name}: chưa có số liệu đến {year}")


def _listed(spoken: Spoken, rows: Sequence[Row]) -> str:
    """Hà Nội 81,31 % (2024); equal ones as Bắc Ninh và Hà Nam 100 % (2024)."""
    scope, words = spoken.scope, spoken.scope.words
    if len(rows) > 1 and len({row["year"] for row in rows}) == 1:
        names = words.listed(row["unit_name"] for row in rows)
        value = figure_text(scope, spoken.indicator, rows[0])
        return f"{names} {value} ({rows[0]['year']})"
    return words.listed(dated(scope, spoken.indicator, row) for row in rows)


# --- the units together -----------------------------------------------------------------------


def together_sentence(spoken: Spoken) -> str:
    """The sum or the rate of the shown units; where there is none, how far apart they are."""
    if spoken.indicator.kind != "rate":
        return whole_sentence(spoken, spoken.whole)
    return rate_sentence(spoken) if spoken.rate is not None else spread_sentence(spoken)


def number_sentence(spoken: Spoken) -> str:
    """The same with the shown units as its subject: what a tile is read for."""
    scope, words, whole = spoken.scope, spoken.scope.words, spoken.whole
    if spoken.indicator.kind == "rate" or whole is None:
        return together_sentence(spoken)
    value = bounded_text(words, spoken.indicator, whole.value)
    years = words.years(*whole.years)
    if not whole.enough:
        text = words(
            "{name} ({years}): {value} là cộng của {k}/{n} tỉnh đã công bố, gồm {names}",
            name=subject(spoken),
            years=years,
            value=value,
            k=whole.covered,
            n=whole.expected,
            names=words.listed(scope.names(whole.units)),
        )
        return text + _share_text(spoken, whole) + without_text(spoken, whole)
    text = words(
        "{whole}: {name} {value} ({years}), từ {counted}",
        whole=scope.whole_name,
        name=subject(spoken),
        value=value,
        years=years,
        counted=counted(spoken, whole.covered),
    )
    return text + _share_text(spoken, whole) + without_text(spoken, whole)


def rate_sentence(spoken: Spoken) -> str:
    """The rate of the shown units, sum over sum. The indicator has one (Spoken.rate)."""
    words, rate = spoken.scope.words, spoken.rate
    assert rate is not None
    assert rate.value is not None
    assert rate.years is not None
    return words(
        "{whole}: {name} {value} ({years}), tính từ tổng của {counted}",
        whole=spoken.scope.whole_name,
        name=subject(spoken),
        value=bounded_text(words, spoken.indicator, rate.value),
        years=words.years(*rate.years),
        counted=counted(spoken, rate.covered),
    )


def _has_ends(spoken: Spoken) -> bool:
    """Whether the rates can be told from the lowest to the highest, though not whose they are."""
    return spoken.spread is not None and spoken.spread.n >= 2


def spread_sentence(spoken: Spoken) -> str:
    """The lowest, middle and highest of the firm rates, and of how many units."""
    words, indicator, found = spoken.scope.words, spoken.indicator, spoken.spread
    if found is None or found.n < 2:
        return known_sentence(spoken)
    low, high = (bounded_text(words, indicator, end) for end in (found.min, found.max))
    middle = between_text(words, indicator, found.median)
    years = words.years(*span_of(spoken.firm))
    return words(
        "{name} của {counted} ({years}): thấp nhất {low}, giữa {middle}, cao nhất {high}",
        name=subject(spoken),
        counted=counted(spoken, found.n),
        years=years,
        low=low,
        middle=middle,
        high=high,
    )


def whole_sentence(spoken: Spoken, whole: Whole | None) -> str:
    """The total, with what it covers; below five eighths the sum of those that published."""
    scope, words, indicator = spoken.scope, spoken.scope.words, spoken.indicator
    if whole is None:
        return known_sentence(spoken)
    years = words.years(*whole.years)
    value = bounded_text(words, indicator, whole.value)
    if whole.enough:
        text = words(
            "{name} {years} của {whole}: {value}, từ {counted}",
            name=subject(spoken),
            years=years,
            whole=scope.whole_name,
            value=value,
            counted=counted(spoken, whole.covered),
        )
    else:
        text = words(
            "{name} {years}: {k}/{n} tỉnh đã công bố ({names}) cộng lại {value}",
            name=subject(spoken),
            years=years,
            k=whole.covered,
            n=whole.expected,
            names=words.listed(scope.names(whole.units)),
            value=value,
        )
    return text + _share_text(spoken, whole) + without_text(spoken, whole)


def _share_text(spoken: Spoken, whole: Whole) -> str:
    """What the units of a sum hold of the population, where some are not in it.

    Said of the units, never of the sum: "3,8 triệu hội viên, 77,7 % dân số" would be read as a
    share of members.
    """
    if whole.share is None or whole.covered == whole.expected:
        return ""
    words = spoken.scope.words
    template = (
        mark(", tỉnh này chiếm {share} dân số {whole}")
        if whole.covered == 1
        else mark(", các tỉnh này chiếm {share} dân số {whole}")
    )
    share = words.percent(whole.share, 1)
    return words(template, share=share, whole=spoken.scope.whole_name)


def without_text(spoken: Spoken, whole: Whole) -> str:
    """Who is not in a sum, where they are few enough to be named; of more the province with most
    people, whose figure would change the sum most.
    """
    scope, words = spoken.scope, spoken.scope.words
    missing = [key for key in scope.unit_keys if key not in whole.units]
    if not missing or whole.covered == 1:
        return ""
    if len(missing) <= MOST_NAMED:
        return words("; chưa gồm {names}", names=words.listed(scope.names(missing)))
    _, weights = scope.weights
    largest = max(scope.unit_keys, key=lambda key: weights.get(key, 0.0))
    if largest not in missing or largest not in weights:
        return ""
    name, others = scope.unit_name(largest), len(missing) - 1
    return words("; chưa gồm {unit} và {n} tỉnh khác", unit=name, n=others)


# --- change in time ---------------------------------------------------------------------------


NO_GROWTH = {
    GapReason.NOT_COMPARABLE: mark(
        "Không so {year} với {base}: tiêu chí hoặc cách tính đã thay đổi từ {since}"
    ),
    GapReason.LOW_CONFIDENCE: mark(
        "Chưa so sánh được {year} với {base}: không kể số độ tin cậy thấp thì chỉ {k}/{n} tỉnh có"
        " số liệu cả hai năm"
    ),
    GapReason.TOO_FEW: mark(
        "Chưa so sánh được {year} với {base}: chỉ {k}/{n} tỉnh có số liệu cả hai năm"
    ),
}


def growth_text(spoken: Spoken, growth: Growth) -> str:
    """The like-for-like change in words, or the true reason why there is none."""
    words, found = spoken.scope.words, growth.found
    parts: dict[str, object] = {
        "year": found.year,
        "base": found.base_year,
        "k": found.covered,
        "n": found.expected,
        "since": growth.break_year,
    }
    if growth.change is None:
        return words(NO_GROWTH[growth.why_not or GapReason.TOO_FEW], **parts)
    said = change_text(spoken.scope, spoken.indicator, growth.change.cells())
    parts["change"] = said[:1].upper() + said[1:]
    return words("{change} so với {base}, tính trên cùng {k}/{n} tỉnh", **parts)


def changes_text(spoken: Spoken, changes: list[Row]) -> str:
    """The important changes of units, each with its unit and years; '' where none may be told."""
    scope, words = spoken.scope, spoken.scope.words
    said = []
    for row in spoken.changes(changes):
        basis = basis_name(words, str(row["basis"]))
        said.append(
            words(
                "{unit} {change} từ {base} đến {year}",
                unit=scope.unit_name(row["unit"]) + (f" ({basis})" if basis else ""),
                change=change_text(scope, spoken.indicator, row),
                base=row["base_year"],
                year=row["year"],
            )
        )
    return "; ".join(said)


def change_sentence(spoken: Spoken, changes: list[Row], template: str) -> str:
    """The important changes in a sentence: `template` takes {name} and {changes}."""
    words, indicator = spoken.scope.words, spoken.indicator
    name = words.of(indicator.short_vi, indicator.short_en)
    said = changes_text(spoken, changes)
    if said:
        return words(template, name=name, changes=said)
    if basis := basis_name(words, spoken.scope.selection.basis):
        name = f"{name} ({basis})"
    latest = spoken.latest
    if any(map(has_value, latest)) and not any(
        has_value(row) and row["missing"] != GapReason.TOO_OLD for row in latest
    ):
        first = spoken.scope.year - spoken.scope.tolerance
        return words("{name}: từ {first} chưa có số mới", name=name, first=first)
    return words("{name}: chưa có cặp số liệu đủ căn cứ để nói tăng hay giảm", name=name)
