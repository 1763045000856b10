"""The caveats under an exhibit, each said once and in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khdash.exhibit.core.exhibit import Coverage, Note
from khdash.exhibit.core.scope import Scope
from khdash.locale import Words, mark
from khdash.locale.gaps import gap_text
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.kept import kept
from khdash.model.rows import Row, grouped, has_value, rows_of
from khdash.transform.records import is_whole

Shown = Sequence[Row]

BASIS_NAMES = {
    "all": mark("trên tổng số"),
    "registered": mark("trên số đăng ký"),
    "unstated": mark("không ghi mẫu số"),
}

FORM_NAMES = {
    "": mark("Như công bố"),
    "per_head": mark("Theo dân số"),
    "share": mark("Tỷ trọng"),
    "index": mark("Gốc = 100"),
    "sum": mark("Cộng giai đoạn"),
    "mean3": mark("Bình quân 3 năm"),
}


NOTE_ORDER = (
    "coverage",
    "classes",
    "explanation",
    "apart",
    "reference",
    "insufficient",
    "substituted",
    "basis",
    "precision",
    "break",
    "rival",
    "derived",
    "boundary",
    "confidence",
    "target",
    "more_explanations",
)


def notes_of(notes: Sequence[Note]) -> list[str]:
    """The caveats, each once, the weightiest first."""
    ordered = sorted(notes, key=lambda note: NOTE_ORDER.index(note.kind))
    return list(dict.fromkeys(note.text for note in ordered))


def basis_name(words: Words, basis: str) -> str:
    """The denominator of a learning-model rate in words; '' for rates with one denominator."""
    return words(BASIS_NAMES[basis]) if basis in BASIS_NAMES else ""


def coverage_note(scope: Scope, coverage: Coverage, rows: Sequence[Row] | None = None) -> Note:
    """How many units are covered and which are missing, with the reason that the rows give."""
    words = scope.words
    text = words("Có số liệu {k}/{n} tỉnh, thành phố", k=coverage.covered, n=coverage.expected)
    if coverage.missing:
        names = _with_reasons(words, coverage.missing, rows)
        text += "; " + words("thiếu: {names}", names=names)
    return Note("coverage", text + ".")


def _with_reasons(words: Words, names: Sequence[str], rows: Sequence[Row] | None) -> str:
    """Names grouped by why they are missing; that nothing was published goes without saying."""
    if rows is None:
        return words.listed(names)
    reasons = {row["unit_name"]: row["missing"] for row in rows if row["missing"]}
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(str(reasons.get(name, GapReason.NO_DATA)), []).append(name)
    said = [
        words.listed(group)
        + ("" if reason == GapReason.NO_DATA else f" ({gap_text(words, reason)})")
        for reason, group in groups.items()
    ]
    return "; ".join(said)


def break_notes(scope: Scope, indicator: Indicator, rows: Iterable[Row]) -> list[Note]:
    """The breaks that the rows shown may meet."""
    return [
        Note(
            "break",
            scope.words(
                "Mốc {year}. {reason}",
                year=item.year,
                reason=scope.words.of(item.reason_vi, item.reason_en),
            ),
        )
        for item in scope.breaks_of(indicator, rows)
        if scope.first_year < item.year <= scope.year
    ]


def figure_notes(scope: Scope, indicator: Indicator, rows: Iterable[Row]) -> list[Note]:
    """What the figures themselves call for: precision, basis, origin, confidence, parts, rivals."""
    shown = list(filter(has_value, rows))
    if not shown:
        return []
    notes = [
        _substituted(scope, shown),
        _too_old(scope, shown),
        _precision(scope, shown),
        _basis(scope, shown),
        _form(scope, indicator),
        _derived(scope, indicator, shown),
        _confidence(scope, shown),
        _partial(scope, shown),
        _rivals(scope, indicator, shown),
    ]
    return [note for note in notes if note is not None]


def _unit_names(shown: Shown) -> list[str]:
    return list(dict.fromkeys(row["unit_name"] for row in shown))


def _with_years(shown: Shown) -> str:
    return ", ".join(dict.fromkeys(f"{row['unit_name']} {row['year']}" for row in shown))


def _substituted(scope: Scope, shown: Shown) -> Note | None:
    earlier = [
        row
        for row in shown
        if "stale" in row and row["year"] < scope.year and row["missing"] != GapReason.TOO_OLD
    ]
    if not earlier:
        return None
    text = scope.words(
        "Chưa có số liệu năm {year}, dùng năm gần nhất: {pairs}.",
        year=scope.year,
        pairs=_with_years(earlier),
    )
    return Note("substituted", text)


def _too_old(scope: Scope, shown: Shown) -> Note | None:
    old = [row for row in shown if row["missing"] == GapReason.TOO_OLD]
    if not old:
        return None
    text = scope.words(
        "Cũ hơn {n} năm, chỉ để tham khảo, không xếp hạng và không cộng: {pairs}.",
        n=scope.tolerance,
        pairs=_with_years(old),
    )
    return Note("substituted", text)


def _precision(scope: Scope, shown: Shown) -> Note | None:
    if all(row["qualifier"] == "exact" for row in shown):
        return None
    return Note("precision", scope.words("Số công bố đã làm tròn: ≥ hơn, trên; ≲ gần; ≈ khoảng."))


def _basis(scope: Scope, shown: Shown) -> Note | None:
    words = scope.words
    stated = _by_basis(row for row in shown if row["basis"])
    if not stated:
        return None
    parts = [
        f"{basis_name(words, basis)}: {words.listed(_unit_names(rows))}"
        for basis, rows in stated.items()
    ]
    return Note("basis", words("Mẫu số của tỷ lệ – {parts}.", parts="; ".join(parts)))


def _by_basis(rows: Iterable[Row]) -> dict[str, list[Row]]:
    return grouped(sorted(rows, key=lambda row: row["basis"]), "basis")


def _form(scope: Scope, indicator: Indicator) -> Note | None:
    """What the form of the figures is: what they are divided by or start from."""
    words = scope.words
    match indicator.form:
        case "per_head":
            text = words("Số của từng tỉnh chia cho dân số công bố của chính năm đó.")
        case "share":
            text = words("Tỷ trọng trong tổng của các tỉnh có số liệu cùng năm, từ 5/8 số tỉnh.")
        case "index":
            text = words(
                "Mỗi tỉnh bằng 100 ở năm có số liệu đầu tiên trong giai đoạn, sau mỗi mốc thay đổi"
                " tiêu chí lại bắt đầu từ 100."
            )
        case "sum":
            text = words(
                "Cộng số của từng năm {years}; năm chưa có số thì không cộng, không ước tính, và"
                " tổng thiếu năm không xếp hạng.",
                years=words.years(scope.first_year, scope.year),
            )
        case "mean3" if indicator.kind == "rate":
            text = words(
                "Tổng tử số của ba năm chia cho tổng mẫu số của ba năm ấy, không lấy trung bình"
                " các tỷ lệ; thiếu năm thì không xếp hạng."
            )
        case "mean3":
            text = words(
                "Bình quân của năm ghi cạnh số và hai năm trước đó; thiếu năm thì chỉ chia cho số"
                " năm có số liệu và không xếp hạng."
            )
        case _:
            return _refused_form(scope, indicator)
    return Note("derived", text)


def _refused_form(scope: Scope, indicator: Indicator) -> Note | None:
    """Why figures stay as reported though a form over several years was asked for."""
    words = scope.words
    match scope.selection.form, indicator.kind:
        case "sum", "rate":
            text = words("Tỷ lệ không cộng qua các năm; hình giữ số của từng năm.")
        case "sum", _:
            text = words(
                "Đây là số tại thời điểm, cộng qua các năm là đếm nhiều lần; hình giữ số như công"
                " bố."
            )
        case "mean3", "rate":
            text = words(
                "Không lấy trung bình các tỷ lệ: chỉ số này không có tử số và mẫu số để tính bình"
                " quân ba năm; hình giữ số của từng năm."
            )
        case _:
            return None
    return Note("derived", text)


def _derived(scope: Scope, indicator: Indicator, shown: Shown) -> Note | None:
    derived = [row for row in shown if row["origin"] == "derived"]
    if not derived or indicator.form:
        return None
    known, words = scope.dataset.catalogue.indicators, scope.words
    parts = []
    for basis, rows in _by_basis(derived).items():
        above, below = known[indicator.numerator], known[indicator.denominator_on(basis)]
        parts.append(
            words(
                "{numerator} / {denominator} cùng năm: {pairs}",
                numerator=words.of(above.short_vi, above.short_en),
                denominator=words.of(below.short_vi, below.short_en),
                pairs=_with_years(rows),
            )
        )
    return Note("derived", words("Tính từ số công bố – {parts}.", parts="; ".join(parts)))


def _confidence(scope: Scope, shown: Shown) -> Note | None:
    low, doubtful = (
        [row for row in shown if row["confidence"] == level] for level in ("low", "doubtful")
    )
    texts = []
    if low:
        texts.append(
            scope.words(
                "Độ tin cậy thấp nên không nêu trong nhận định, cần kiểm tra: {pairs}.",
                pairs=_with_years(low),
            )
        )
    if doubtful:
        texts.append(
            scope.words(
                "Vượt giới hạn hợp lý, chưa có người xác nhận nên không nêu: {pairs}.",
                pairs=_with_years(doubtful),
            )
        )
    return Note("confidence", " ".join(texts)) if texts else None


def _partial(scope: Scope, shown: Shown) -> Note | None:
    pairs = dict.fromkeys(
        f"{row['unit_name']} {row['year']} ({row['parts_covered']}/{row['parts_expected']})"
        for row in shown
        if not is_whole(row) and "years_said" not in row
    )
    if not pairs:
        return _years_missing(scope, shown)
    return Note(
        "boundary",
        scope.words(
            "Tỉnh mới chưa đủ số liệu các tỉnh cũ hợp thành, không xếp hạng: {pairs}.",
            pairs=", ".join(pairs),
        ),
    )


def _years_missing(scope: Scope, shown: Shown) -> Note | None:
    """The sums and means that lack a year, and how many years each is made of."""
    pairs = dict.fromkeys(
        f"{row['unit_name']} {row['year']} ({row['years_said']})"
        for row in shown
        if not is_whole(row)
    )
    if not pairs:
        return None
    text = scope.words("Thiếu số của một số năm: {pairs}.", pairs=", ".join(pairs))
    return Note("coverage", text)


def _rivals(scope: Scope, indicator: Indicator, shown: Shown) -> Note | None:
    keys = {(row["unit"], row["year"]) for row in shown}
    pairs = dict.fromkeys(
        f"{scope.unit_name(row['unit'])} {row['year']}: "
        + scope.words.figure(row["value"], indicator.unit, indicator.decimals, row["qualifier"])
        for row in rivals_of(scope.dataset, indicator.code)
        if (row["unit"], row["year"]) in keys
    )
    if not pairs or indicator.form:
        return None
    return Note("rival", scope.words("Nguồn khác ghi – {pairs}.", pairs="; ".join(pairs)))


@kept(128)
def rivals_of(dataset: Dataset, indicator: str) -> list[Row]:
    """Of the figures of other sources the unit, the year, the value and its qualifier."""
    rows = dataset.observations
    found = rows[(rows["standing"] == "rival") & (rows["indicator"] == indicator)]
    return rows_of(found[["unit", "year", "value", "qualifier"]])
