"""Every exhibit by name: the one door through which pages, command line and reports build them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from khdash.exhibit.core.addressed import has_address
from khdash.exhibit.core.day import of_the_day
from khdash.exhibit.core.exhibit import Exhibit, Kind
from khdash.exhibit.defaults import (
    Defaults,
    all_headlines,
    nothing,
    one_a_theme,
    one_count,
    one_rate,
    one_titled,
    one_whole,
    two_rates,
)
from khdash.exhibit.kinds.comparison import build_comparison
from khdash.exhibit.kinds.growth import build_growth
from khdash.exhibit.kinds.headlines import build_headlines
from khdash.exhibit.kinds.heat_table import build_heat_table
from khdash.exhibit.kinds.map import build_map, build_map_years
from khdash.exhibit.kinds.pivot import build_pivot
from khdash.exhibit.kinds.ranking import build_ranking
from khdash.exhibit.kinds.scatter import build_scatter
from khdash.exhibit.kinds.slope import build_slope
from khdash.exhibit.kinds.small_multiples import build_small_multiples
from khdash.exhibit.kinds.tile import build_tile
from khdash.exhibit.kinds.total import build_total
from khdash.exhibit.kinds.trend import build_trend
from khdash.exhibit.topics.answers.emulation import build_emulation_answers
from khdash.exhibit.topics.answers.pages import build_answers, of_theme
from khdash.exhibit.topics.answers.province import build_province_answers
from khdash.exhibit.topics.answers.targets import build_target_answers
from khdash.exhibit.topics.answers.tasks import build_task_answers
from khdash.exhibit.topics.communes import build_communes
from khdash.exhibit.topics.emulation.board import build_emulation
from khdash.exhibit.topics.fund_by_level import build_fund_by_level
from khdash.exhibit.topics.learning_models import build_learning_models
from khdash.exhibit.topics.lookup.explained import with_explanations
from khdash.exhibit.topics.lookup.observations import build_observations
from khdash.exhibit.topics.profile import build_other_published, build_profile
from khdash.exhibit.topics.quality.completeness import build_completeness, build_stale_provinces
from khdash.exhibit.topics.quality.disagreements import build_published_derived, build_rivals
from khdash.exhibit.topics.quality.findings import build_quality_findings
from khdash.exhibit.topics.quality.overdue import build_overdue
from khdash.exhibit.topics.quality.timeliness import build_timeliness
from khdash.exhibit.topics.targets.board import build_status_board
from khdash.exhibit.topics.targets.needed import build_needed
from khdash.exhibit.topics.targets.outlook import build_outlook
from khdash.exhibit.topics.targets.status import build_status
from khdash.exhibit.topics.targets.yearly_rise import build_yearly_rise
from khdash.exhibit.topics.tasks.board import build_task_board
from khdash.exhibit.topics.tasks.progress import build_task_progress
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.selection import Selection


@dataclass(frozen=True, slots=True)
class ExhibitSpec:
    """An exhibit that can be asked for: its name, what it shows, and its default indicators."""

    name: str
    kind: Kind
    name_vi: str
    name_en: str
    indicators: Defaults
    build: Callable[[str, Dataset, Selection], Exhibit]
    by_day: bool = False
    """Whether it says what is overdue, late or yet to come: another day, another answer."""


_SPECS = (
    ExhibitSpec("answers", "answers", "Bốn câu trả lời", "Four answers", nothing, build_answers),
    ExhibitSpec(
        "answers_members",
        "answers",
        "Hội viên: điều cần biết",
        "Members: what to know",
        nothing,
        of_theme("members"),
    ),
    ExhibitSpec(
        "answers_fund",
        "answers",
        "Quỹ: điều cần biết",
        "Fund: what to know",
        nothing,
        of_theme("fund"),
    ),
    ExhibitSpec(
        "answers_learning",
        "answers",
        "Mô hình học tập: điều cần biết",
        "Learning models: what to know",
        nothing,
        of_theme("learning"),
    ),
    ExhibitSpec(
        "answers_targets",
        "answers",
        "Chỉ tiêu: đạt, chậm, chưa xét được",
        "Targets: reached, late, open",
        nothing,
        build_target_answers,
    ),
    ExhibitSpec(
        "answers_profile",
        "answers",
        "Một tỉnh trong năm câu",
        "A province in five sentences",
        nothing,
        build_province_answers,
    ),
    ExhibitSpec(
        "answers_tasks",
        "answers",
        "Nhiệm vụ: ai đã báo cáo, việc nào quá hạn",
        "Tasks: who reported, what is overdue",
        nothing,
        build_task_answers,
        by_day=True,
    ),
    ExhibitSpec(
        "answers_emulation",
        "answers",
        "Thi đua: đủ số để chấm chưa",
        "Emulation: are the figures there",
        nothing,
        build_emulation_answers,
    ),
    ExhibitSpec(
        "headlines",
        "table",
        "Ba điều đáng nói",
        "Three things worth saying",
        one_a_theme,
        build_headlines,
    ),
    ExhibitSpec("tile", "tile", "Ô số liệu", "Headline figure", one_count, build_tile),
    ExhibitSpec("trend", "trend", "Diễn biến", "Trend", one_count, build_trend),
    ExhibitSpec(
        "comparison",
        "comparison",
        "So sánh các tỉnh",
        "Comparison of provinces",
        one_rate,
        build_comparison,
    ),
    ExhibitSpec("slope", "slope", "Hai năm", "Two years", one_count, build_slope),
    ExhibitSpec(
        "ranking",
        "ranking",
        "Xếp hạng và thay đổi hạng",
        "Ranking and change of rank",
        one_rate,
        build_ranking,
    ),
    ExhibitSpec(
        "scatter",
        "scatter",
        "Hai chỉ số cạnh nhau",
        "Two indicators side by side",
        two_rates,
        build_scatter,
    ),
    ExhibitSpec(
        "small_multiples",
        "small_multiples",
        "Từng tỉnh một ô, chung thang đo",
        "A panel for each province, one scale",
        one_count,
        build_small_multiples,
    ),
    ExhibitSpec(
        "small_multiples_free",
        "small_multiples",
        "Từng tỉnh một ô, thang đo riêng",
        "A panel for each province, own scales",
        one_count,
        build_small_multiples,
    ),
    ExhibitSpec("map", "map", "Bản đồ", "Map", one_rate, build_map),
    ExhibitSpec(
        "map_years", "map_years", "Bản đồ các năm", "Maps by year", one_rate, build_map_years
    ),
    ExhibitSpec(
        "heat_table",
        "heat_table",
        "Toàn cảnh theo tỉnh và chỉ số",
        "Provinces by indicators",
        all_headlines,
        build_heat_table,
    ),
    ExhibitSpec(
        "total", "table", "Tổng số và độ phủ", "Total and coverage", one_count, build_total
    ),
    ExhibitSpec("pivot", "table", "Bảng tỉnh và năm", "Provinces by years", one_count, build_pivot),
    ExhibitSpec(
        "growth",
        "table",
        "Thay đổi so với số trước",
        "Change since the previous figure",
        one_count,
        build_growth,
    ),
    ExhibitSpec(
        "fund_by_level",
        "parts",
        "Quỹ khuyến học theo cấp",
        "Fund by level",
        one_whole,
        build_fund_by_level,
    ),
    ExhibitSpec(
        "learning_models",
        "heat_table",
        "Mô hình học tập",
        "Learning models",
        one_titled,
        build_learning_models,
    ),
    ExhibitSpec(
        "status", "table", "Chỉ tiêu và tiến độ", "Targets and progress", nothing, build_status
    ),
    ExhibitSpec(
        "status_board",
        "table",
        "Bảng chỉ tiêu theo tỉnh",
        "Board of targets",
        nothing,
        build_status_board,
    ),
    ExhibitSpec(
        "needed", "table", "Cần làm gì để đạt chỉ tiêu", "What it would take", nothing, build_needed
    ),
    ExhibitSpec(
        "outlook", "table", "Nếu giữ nhịp hiện nay", "If the pace holds", one_rate, build_outlook
    ),
    ExhibitSpec(
        "yearly_rise",
        "table",
        "Năm sau cao hơn năm trước",
        "Higher each year",
        nothing,
        build_yearly_rise,
    ),
    ExhibitSpec(
        "task_board",
        "table",
        "Nhiệm vụ trọng tâm",
        "Priority tasks",
        nothing,
        build_task_board,
        by_day=True,
    ),
    ExhibitSpec(
        "task_progress",
        "table",
        "Tiến độ nhiệm vụ theo tháng",
        "Progress of the tasks by month",
        nothing,
        build_task_progress,
        by_day=True,
    ),
    ExhibitSpec("profile", "table", "Hồ sơ tỉnh", "Province profile", nothing, build_profile),
    ExhibitSpec(
        "communes",
        "table",
        "Các xã, phường của một tỉnh",
        "Communes of a province",
        one_count,
        build_communes,
    ),
    ExhibitSpec(
        "other_published",
        "table",
        "Số công bố khác",
        "Other published figures",
        nothing,
        build_other_published,
    ),
    ExhibitSpec(
        "rivals", "table", "Các nguồn ghi khác nhau", "Sources that disagree", nothing, build_rivals
    ),
    ExhibitSpec(
        "observations",
        "table",
        "Từng số liệu và nguồn",
        "Every figure",
        nothing,
        build_observations,
    ),
    ExhibitSpec(
        "observations_with_rivals",
        "table",
        "Từng số liệu, cả số không dùng",
        "Every figure, unused ones too",
        nothing,
        build_observations,
    ),
    ExhibitSpec(
        "published_derived",
        "table",
        "Công bố so với tính lại",
        "Published against recomputed",
        nothing,
        build_published_derived,
    ),
    ExhibitSpec(
        "quality_findings",
        "table",
        "Những số liệu cần xem lại",
        "Figures to look at again",
        nothing,
        build_quality_findings,
        by_day=True,
    ),
    ExhibitSpec(
        "completeness",
        "table",
        "Đủ hay thiếu số liệu",
        "What is there and what is missing",
        all_headlines,
        build_completeness,
    ),
    ExhibitSpec(
        "overdue_figures",
        "table",
        "Số liệu quá hạn",
        "Overdue figures",
        nothing,
        build_overdue,
        by_day=True,
    ),
    ExhibitSpec(
        "stale_provinces",
        "table",
        "Lâu chưa có số mới",
        "How long since the last figure",
        nothing,
        build_stale_provinces,
    ),
    ExhibitSpec(
        "timeliness",
        "table",
        "Gửi số liệu đúng hạn",
        "Figures sent in time",
        nothing,
        build_timeliness,
        by_day=True,
    ),
    ExhibitSpec(
        "emulation",
        "contributions",
        "Bảng điểm thi đua",
        "Emulation board",
        nothing,
        build_emulation,
    ),
    ExhibitSpec(
        "emulation_ranks",
        "table",
        "Thứ hạng thi đua vững đến đâu",
        "How firm the emulation ranks are",
        nothing,
        build_emulation,
    ),
    ExhibitSpec(
        "emulation_figures",
        "table",
        "Số liệu dùng để chấm thi đua",
        "Figures behind the emulation board",
        nothing,
        build_emulation,
    ),
    ExhibitSpec(
        "emulation_criteria",
        "table",
        "Tiêu chí thi đua và cách cho điểm",
        "Emulation criteria and how they score",
        nothing,
        build_emulation,
    ),
    ExhibitSpec(
        "emulation_unit",
        "table",
        "Điểm thi đua của một tỉnh",
        "Emulation points of a province",
        nothing,
        build_emulation,
    ),
)

EXHIBITS: dict[str, ExhibitSpec] = {spec.name: spec for spec in _SPECS}


class UnknownExhibit(KeyError):
    """No exhibit has this name."""


def build(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Build an exhibit by name; the same question of the same dataset is answered once, and once
    a day where the day matters.

    Raises UnknownExhibit.
    """
    if name not in EXHIBITS:
        raise UnknownExhibit(name)
    if EXHIBITS[name].by_day:
        selection = of_the_day(selection)
    if selection.focus:
        return _in_focus(dataset, name, selection)
    return _built(dataset, name, selection)


@kept(1_000)
def _in_focus(dataset: Dataset, name: str, selection: Selection) -> Exhibit:
    """The same exhibit for a chart that draws one unit above the others."""
    built = _built(dataset, name, selection.with_(focus=""))
    if built.kind == "table":
        return built
    found = replace(built, selection=built.selection.with_(focus=selection.focus))
    has_address(found)
    return found


def weight(exhibit: Exhibit) -> int:
    """Its rows, and something for all else."""
    return len(exhibit.content) + 20


@kept(100_000, weight=weight)
def _built(dataset: Dataset, name: str, selection: Selection) -> Exhibit:
    spec = EXHIBITS[name]
    if not selection.indicators:
        selection = selection.with_(indicators=spec.indicators(dataset.catalogue))
    found = with_explanations(dataset, spec.build(name, dataset, selection))
    has_address(found)
    return found
