"""What does not agree: rival figures, and printed shares against recomputed ones."""

from __future__ import annotations

from collections import Counter
from math import inf

from khdash.exhibit.core.aside import ASIDE_TITLE, aside
from khdash.exhibit.core.assemble import assemble, with_measures
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.figures import as_table
from khdash.exhibit.core.scope import Scope
from khdash.locale import Words, mark
from khdash.model.cut import Cut, SharedTable
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.selection import Selection
from khdash.model.units import split_key
from khdash.model.value import qualifier_of
from khdash.transform.published_derived import Verdict, published_against_derived

KEY = ["unit", "indicator", "subgroup", "year"]
PRINTED = ["unit", "indicator", "basis", "year"]
VERDICTS: dict[Verdict, str] = {
    "differs": mark("lệch, cần xem lại"),
    "open": mark("chưa đủ căn cứ để kết luận"),
    "agrees": mark("khớp"),
}
WHY_OPEN = {
    "base": mark("chưa đủ căn cứ: nguồn không nêu mẫu số"),
    "bounds": mark("chưa đủ căn cứ: số làm tròn"),
}


def build_rivals(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a figure that another published figure is preferred to, with both."""
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    table = _cut(_rivals(dataset, words.lang), scope)
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Số liệu các nguồn ghi khác nhau"),
        headline=words("{n} số công bố khác với số đang dùng, đều được giữ lại", n=len(table))
        if len(table)
        else words("Không nguồn nào ghi khác số đang dùng"),
        subtitle=words(
            "Chọn theo loại nguồn, độ tin cậy, thời điểm, độ chính xác, rồi lần nạp mới hơn."
        ),
        columns=(
            Column("unit_name", words("Tỉnh, thành phố")),
            Column("indicator_name", words("Chỉ số")),
            Column("year", words("Năm"), "year"),
            Column("preferred_value", words("Đang dùng"), "figure"),
            Column("preferred_source_id", words("Nguồn")),
            Column("value", words("Nguồn khác ghi"), "figure"),
            Column("source_id", words("Nguồn khác")),
        ),
    )


def _cut(table: SharedTable, scope: Scope, last_year: float = inf) -> Cut:
    """The rows of the shown units and the chosen indicators, up to a year."""
    units, chosen = frozenset(scope.unit_keys), scope.selection.indicators
    return table.cut(
        lambda row: (
            row["unit"] in units
            and row["year"] <= last_year
            and (not chosen or row["indicator"] in chosen)
        )
    )


@kept(4)
def _rivals(dataset: Dataset, lang: str) -> SharedTable:
    """The rivals of every unit, each beside the figure in use."""
    scope = Scope.of(dataset, Selection(lang=lang))
    words, observations = scope.words, dataset.observations
    preferred = observations[observations["standing"] == "current"]
    rivals = observations[observations["standing"] == "rival"]
    beside = preferred[[*KEY, "value", "qualifier", "source_id", "basis"]].rename(
        columns={c: f"preferred_{c}" for c in ("value", "qualifier", "source_id", "basis")}
    )
    pairs = rivals.merge(beside, on=KEY, how="left")
    same_basis = (pairs["basis"] == pairs["preferred_basis"]) | (
        (pairs["basis"] == "unstated") | (pairs["preferred_basis"] == "unstated")
    )
    table = as_table(
        scope,
        pairs[same_basis],
        "preferred_value",
        "preferred_qualifier",
        "preferred_source_id",
        "preferred_basis",
    )
    indicators = dataset.catalogue.indicators
    table["indicator_name"] = [words.name(indicators[c]) for c in table["indicator"]]
    table["measure"] = [indicators[c].unit for c in table["indicator"]]
    table["decimals"] = [indicators[c].decimals for c in table["indicator"]]
    return SharedTable(with_measures(scope, table))


@kept(4)
def _printed(dataset: Dataset, lang: str) -> SharedTable:
    """The printed shares of every unit beside the recomputed ones, those that differ first."""
    scope = Scope.of(dataset, Selection(lang=lang))
    words, indicators = scope.words, dataset.catalogue.indicators
    table = published_against_derived(dataset.current, dataset.catalogue)
    table["order"] = table["verdict"].map(list(VERDICTS).index)
    table = table.sort_values(
        ["order", "year", "unit"], ascending=[True, False, True], kind="stable", ignore_index=True
    )
    table = table.drop(columns="order").rename(columns={"verdict": "verdict_code"})
    table["unit_code"] = [split_key(key)[0] for key in table["unit"]]
    table["unit_valid_from"] = [split_key(key)[1] for key in table["unit"]]
    table["unit_name"] = [scope.unit_name(key) for key in table["unit"]]
    table["indicator_name"] = [words.name(indicators[c]) for c in table["indicator"]]
    table["measure"] = [indicators[c].unit for c in table["indicator"]]
    table["decimals"] = [indicators[c].decimals for c in table["indicator"]]
    table["recomputed_qualifier"] = [
        qualifier_of(low, high)
        for low, high in zip(table["recomputed_lower"], table["recomputed_upper"], strict=True)
    ]
    table["difference_lower"] = table["lower"] - table["recomputed_upper"]
    table["difference_upper"] = table["upper"] - table["recomputed_lower"]
    for role in ("numerator", "base"):
        table[f"{role}_measure"] = [indicators[c].unit for c in table[role]]
    table["base_name"] = [words.name(indicators[c]) for c in table["base"]]
    table["verdict"] = [
        words(WHY_OPEN[why] if why else VERDICTS[verdict])
        for verdict, why in zip(table["verdict_code"], table["why_open"], strict=True)
    ]
    return SharedTable(with_measures(scope, table))


def build_published_derived(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Printed shares beside the same shares recomputed with the population as then published."""
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    table = _cut(_printed(dataset, words.lang), scope, scope.year)
    # One verdict a printed share, whatever the number of bases that it may stand on.
    verdicts = {tuple(row[n] for n in PRINTED): row["verdict_code"] for row in reversed(table)}
    counts = Counter(verdicts.values())
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Số công bố so với số tính lại"),
        headline=_derived_headline(words, counts),
        subtitle=words(
            "Lệch khi quá 1 điểm phần trăm (5 % với tiền bình quân đầu người); không sửa số nào."
        ),
        columns=(
            Column("unit_name", words("Tỉnh, thành phố")),
            Column("indicator_name", words("Chỉ số")),
            Column("year", words("Năm"), "year"),
            Column("value", words("Công bố"), "figure"),
            Column("recomputed", words("Tính lại"), "figure"),
            Column("base_name", words("Theo")),
            Column("verdict", words("Nhận xét")),
            Column("source_id", words("Nguồn")),
        ),
        extra={
            **aside(table.rows, lambda row: row["verdict_code"] == "agrees"),
            ASIDE_TITLE: words("Số khớp, từng dòng"),
        },
    )


def _derived_headline(words: Words, counts: Counter[str]) -> str:
    """How many of the printed shares differ; where none does, how many agree."""
    n, differ, agree, undecided = (
        counts.total(), counts["differs"], counts["agrees"], counts["open"],
    )  # fmt: skip
    left = words("; {n} số chưa đủ căn cứ để kết luận", n=undecided) if undecided else ""
    if differ:
        text = mark("{k}/{n} số công bố lệch quá mức cho phép so với số tính lại")
        return words(text, k=differ, n=n) + left
    if agree and not undecided:
        every = mark("Cả {n} số công bố đều khớp với số tính lại")
        return words(every if n > 1 else mark("Số công bố khớp với số tính lại"), n=n)
    if agree:
        return words("{k}/{n} số công bố khớp với số tính lại", k=agree, n=n) + left
    if undecided:
        return words("Chưa đủ căn cứ để nói số công bố nào khớp hay lệch")
    return words("Chưa có số công bố nào tính lại được")
