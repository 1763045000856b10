"""Every exhibit by name: the one door through which pages, command line and reports build them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from khdash.exhibit.comparison import build_comparison, build_map
from khdash.exhibit.exhibit import Exhibit, Kind
from khdash.exhibit.fund_by_level import build_fund_by_level
from khdash.exhibit.growth import build_growth
from khdash.exhibit.headlines import build_headlines
from khdash.exhibit.heat_table import build_heat_table
from khdash.exhibit.learning_models import build_learning_models
from khdash.exhibit.profile import build_other_published, build_profile
from khdash.exhibit.quality import build_published_derived, build_rivals
from khdash.exhibit.tile import build_tile
from khdash.exhibit.total import build_total
from khdash.exhibit.trend import build_trend
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection


@dataclass(frozen=True, slots=True)
class ExhibitSpec:
    """An exhibit that can be asked for: its name, what it shows, and its default indicators."""

    name: str
    kind: Kind
    name_vi: str
    name_en: str
    indicators: tuple[str, ...]
    build: Callable[[str, Dataset, Selection], Exhibit]


HEADLINE_INDICATORS = (
    "members",
    "members_population_rate",
    "fund_balance",
    "fund_per_head",
    "learning_family_rate",
    "learning_clan_rate",
    "learning_community_rate",
    "learning_unit_rate",
)

_SPECS = (
    ExhibitSpec(
        "headlines",
        "table",
        "Ba điều đáng nói",
        "Three things worth saying",
        ("members", "fund_balance", "learning_family_rate"),
        build_headlines,
    ),
    ExhibitSpec("tile", "tile", "Ô số liệu", "Headline figure", ("members",), build_tile),
    ExhibitSpec("trend", "trend", "Diễn biến", "Trend", ("members",), build_trend),
    ExhibitSpec(
        "comparison",
        "comparison",
        "So sánh các tỉnh",
        "Comparison of provinces",
        ("members_population_rate",),
        build_comparison,
    ),
    ExhibitSpec("map", "map", "Bản đồ", "Map", ("members_population_rate",), build_map),
    ExhibitSpec(
        "heat_table",
        "heat_table",
        "Toàn cảnh theo tỉnh và chỉ số",
        "Provinces by indicators",
        HEADLINE_INDICATORS,
        build_heat_table,
    ),
    ExhibitSpec(
        "total", "table", "Tổng số và độ phủ", "Total and coverage", ("members",), build_total
    ),
    ExhibitSpec(
        "growth",
        "table",
        "Thay đổi so với số trước",
        "Change since the previous figure",
        ("members",),
        build_growth,
    ),
    ExhibitSpec(
        "fund_by_level",
        "parts",
        "Quỹ khuyến học theo cấp",
        "Fund by level",
        ("fund_balance",),
        build_fund_by_level,
    ),
    ExhibitSpec(
        "learning_models",
        "heat_table",
        "Mô hình học tập",
        "Learning models",
        ("learning_family_rate",),
        build_learning_models,
    ),
    ExhibitSpec("profile", "table", "Hồ sơ tỉnh", "Province profile", (), build_profile),
    ExhibitSpec(
        "other_published",
        "table",
        "Số công bố khác",
        "Other published figures",
        (),
        build_other_published,
    ),
    ExhibitSpec(
        "rivals", "table", "Các nguồn ghi khác nhau", "Sources that disagree", (), build_rivals
    ),
    ExhibitSpec(
        "published_derived",
        "table",
        "Công bố so với tính lại",
        "Published against recomputed",
        (),
        build_published_derived,
    ),
)

EXHIBITS: dict[str, ExhibitSpec] = {spec.name: spec for spec in _SPECS}


class UnknownExhibit(KeyError):
    """No exhibit has this name."""


@lru_cache(maxsize=256)
def build(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Build an exhibit by name; the same question of the same dataset is answered once.

    Raises UnknownExhibit.
    """
    if name not in EXHIBITS:
        raise UnknownExhibit(name)
    spec = EXHIBITS[name]
    if not selection.indicators:
        selection = selection.with_(indicators=spec.indicators)
    return spec.build(name, dataset, selection)
