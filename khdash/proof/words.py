"""Findings in words: what was read, what our figures say, what a person is asked."""

from __future__ import annotations

from datetime import date

from khdash.locale.words import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.proof.figures import UNDATED, Ours
from khdash.proof.finding import Finding, Question, Status
from khdash.proof.items import CLUSTER

LABELS: dict[Status, str] = {
    "agrees": mark("Khớp"),
    "rounded": mark("Khớp sau làm tròn"),
    "differs": mark("Khác số liệu"),
    "other": mark("Mẫu số, năm hoặc nguồn khác"),
    "unknown": mark("Chưa có trong số liệu"),
    "unclear": mark("Cần hỏi lại"),
}
SIGNS: dict[Status, str] = {
    "agrees": "✓",
    "rounded": "≈",
    "differs": "✗",
    "other": "⇄",
    "unknown": "∅",
    "unclear": "?",
}
BASES = {
    "registered": mark("trên số đăng ký"),
    "all": mark("trên tổng số"),
    "unstated": mark("nguồn không nêu mẫu số"),
}
_FROM = {
    "paragraph": mark("theo câu trước"),
    "heading": mark("theo tiêu đề"),
    "answer": mark("theo lựa chọn của người soát"),
}
_AGREES = mark("Trùng với số liệu: {ours}.")
_ROUNDED = mark("Khớp trong phạm vi làm tròn. Số liệu: {ours}.")
_DIFFERS = mark("Số liệu: {ours}.")
_OTHER = {
    "year": mark("Trùng với số của năm khác: {elsewhere}."),
    "no-such-year": mark("Chưa có số của năm {year}. Năm gần nhất: {elsewhere}."),
    "basis": mark("Trùng với số có mẫu số khác: {elsewhere}."),
    "no-such-basis": mark("Chỉ có số với mẫu số khác, không so được: {elsewhere}."),
    "moment": mark("Trùng với số ở thời điểm khác: {elsewhere}."),
    "no-such-moment": mark("Chỉ có số ở thời điểm khác trong năm: {elsewhere}."),
    "source": mark("Trùng với một nguồn khác: {elsewhere}."),
    "national": mark("Trùng với chỉ tiêu của cả nước, không phải của đơn vị: {elsewhere}."),
    "partial": mark("Mới là tổng của {covered}/{expected} tỉnh, thành phố: {elsewhere}."),
    "new": mark("Trùng với {elsewhere}; số tăng thêm giữa hai năm là điều khác."),
}
_OURS_TOO = mark("Số liệu đúng theo câu: {ours}.")
_UNKNOWN = {
    "nothing": mark("Chưa có số liệu nào để so."),
    "place": mark("«{place}» không có trong danh mục, nên không có số để so."),
    "bounds": mark("Độ chính xác của số liệu không đủ để kết luận."),
    "break": mark("Tiêu chí đã thay đổi giữa hai năm nên không so được."),
    "partial": mark(
        "Mới có số của {covered}/{expected} tỉnh, thành phố, cộng lại {ours}; chưa đủ để nói về cả"
        " cụm."
    ),
}
_PARTIAL_DIFFERS = mark(
    "Riêng {covered}/{expected} tỉnh, thành phố đã có {ours}, nên số của cả cụm không thể như vậy."
)
_UNCLEAR = {
    "no-unit": mark("Câu không nói của tỉnh nào."),
    "no-year": mark("Câu không nói năm nào."),
    "several-units": mark("Không rõ là của tỉnh nào trong các tên đứng trước."),
    "several-years": mark("Không rõ là của năm nào."),
    "several-indicators": mark("Không rõ là chỉ số nào."),
    "no-base": mark("Câu không nói tăng, giảm so với năm nào."),
    "words": mark("Chữ «{doubt}» có thể làm số này mang nghĩa khác."),
    "two-readings": mark("Dấu chấm có thể là dấu thập phân: đọc được hai cách."),
}
_ASKED = {
    "unit": mark("Số này của đơn vị nào?"),
    "year": mark("Số này của năm nào?"),
    "indicator": mark("Số này nói về chỉ số nào?"),
}
NONE_OF_THEM = mark("Không phải chỉ số nào ở đây")


class ProofWords:
    """Findings in one language."""

    def __init__(self, words: Words, catalogue: Catalogue) -> None:
        self.words, self.catalogue = words, catalogue

    def label(self, status: Status) -> str:
        return self.words(LABELS[status])

    def sentence(self, finding: Finding) -> str:
        """What is to be said of a figure beside ours, or why it is asked about."""
        return " ".join(filter(None, [self._verdict(finding), self._inherited(finding)]))

    def reading(self, finding: Finding) -> str:
        """How the figure was understood: indicator, unit, year, base."""
        said = finding.said
        parts = [self.indicator(said.indicator)] if said.indicator else []
        if said.change:
            parts.append(self.words("mức tăng, giảm"))
        if said.planned:
            parts.append(self.words("chỉ tiêu"))
        if said.unit:
            parts.append(self.unit(said.unit))
        if said.parts:
            parts.append(self.words.listed(map(self.unit, said.parts)))
        if said.year is not None:
            parts.append(str(said.year))
        if said.basis:
            parts.append(self.words(BASES[said.basis]))
        return ", ".join(parts)

    def question(self, question: Question) -> str:
        return self.words(_ASKED[question.kind])

    def option(self, question: Question, option: str) -> str:
        """An answer that a person may choose."""
        if not option:
            return self.words(NONE_OF_THEM)
        if question.kind == "unit":
            return self.unit(option)
        return self.indicator(option) if question.kind == "indicator" else option

    def indicator(self, code: str) -> str:
        return self.words.name(self.catalogue.indicators[code])

    def unit(self, key: str) -> str:
        """The name of a unit, told apart from its namesake on other boundaries."""
        if key == CLUSTER:
            return self.words.of(self.catalogue.cluster.short_vi, self.catalogue.cluster.short_en)
        unit = self.catalogue.units[key]
        name = self.words.of(unit.name, unit.name_en)
        if unit.valid_from is None:
            return name
        return self.words(
            "{name} (từ {day})", name=name, day=self.words.spoken_day(unit.valid_from)
        )

    def ours(self, ours: Ours) -> str:
        """A figure of ours with its unit, year, base and source."""
        entry = self.catalogue.indicators[ours.indicator]
        relative = ours.base_year is not None and entry.unit != "%" and abs(ours.value) < 1000
        measure = "%" if relative else entry.unit
        figure = self.words.figure(
            ours.value, measure, 1 if relative else entry.decimals, ours.qualifier
        )
        about = [self._place(ours), self._time(ours)]
        if ours.basis:
            about.append(self.words(BASES[ours.basis]))
        if ours.target is not None:
            about.append(self.words.of(*ours.target))
        elif source := self._source(ours):
            about.append(source)
        return f"{figure} ({', '.join(about)})"

    def _place(self, ours: Ours) -> str:
        if not ours.parts:
            return self.unit(ours.unit)
        return self.words(
            "cộng {n}/{n} tỉnh, thành phố: {names}",
            n=len(ours.parts),
            names=self.words.listed(map(self.unit, ours.parts)),
        )

    def _time(self, ours: Ours) -> str:
        if ours.base_year is not None:
            return self.words.years(ours.base_year, ours.year)
        if ours.period not in (None, UNDATED):
            start, end = ours.period
            return f"{start} – {end}" if end else start
        if ours.point and ours.as_of:
            return self.words.date(date.fromisoformat(ours.as_of))
        return str(ours.year)

    def _source(self, ours: Ours) -> str:
        source = self.catalogue.sources.get(ours.source_id)
        if ours.computed or source is None:
            return self.words("tính từ số liệu đã công bố")
        return self.words("nguồn: {title}", title=self.words.of(source.title_vi, source.title_en))

    def _verdict(self, finding: Finding) -> str:
        words, why = self.words, finding.why
        ours = self.ours(finding.ours) if finding.ours is not None else ""
        there = finding.elsewhere or finding.ours
        counted = {"covered": there.covered, "expected": there.expected} if there else {}
        match finding.status:
            case "agrees":
                return words(_AGREES, ours=ours)
            case "rounded":
                return words(_ROUNDED, ours=ours)
            case "differs" if why == "partial":
                return words(_PARTIAL_DIFFERS, ours=ours, **counted)
            case "differs":
                return words(_DIFFERS, ours=ours)
            case "other":
                elsewhere = self.ours(finding.elsewhere) if finding.elsewhere else ""
                if why == "new" and finding.elsewhere is not None:
                    elsewhere = f"{self.indicator(finding.elsewhere.indicator)}: {elsewhere}"
                told = words(_OTHER[why], elsewhere=elsewhere, year=finding.said.year, **counted)
                return f"{told} {words(_OURS_TOO, ours=ours)}" if ours else told
            case "unknown":
                return words(_UNKNOWN[why], place=finding.place, ours=ours, **counted)
        return words(_UNCLEAR[why], doubt=finding.doubt)

    def _inherited(self, finding: Finding) -> str:
        """What the sentence itself does not say and was taken from elsewhere."""
        said = finding.said
        told = []
        if said.unit and said.unit_from in _FROM:
            told.append(f"{self.unit(said.unit)} {self.words(_FROM[said.unit_from])}")
        if said.year is not None and said.year_from in _FROM:
            told.append(f"{said.year} {self.words(_FROM[said.year_from])}")
        if said.basis_carried:
            told.append(self.words("mẫu số theo tỷ lệ đứng trước trong câu"))
        return self.words("Hiểu: {told}.", told="; ".join(told)) if told else ""
