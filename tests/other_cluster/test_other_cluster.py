"""Another cluster needs other files alone: every page, chart and command then speaks of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from khdash.chart.boundaries import STEPS
from khdash.cli import main
from khdash.exhibit.core.exhibit import UNDRAWN
from khdash.exhibit.registry import EXHIBITS, build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.formats.csv import to_csv
from khdash.report.formats.json import to_json
from khdash.report.formats.xlsx import to_xlsx
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT
from khdash.web.api.resources import RESOURCES
from khdash.web.common import reader
from khdash.web.common.figures import packed_figure
from khdash.web.common.outlines import boundaries_of
from khdash.web.common.page_registry import PAGES, Page, page_at
from tests.shell import figures_on
from tests.web.api.asking import ask

from .folder import CLUSTER, NAMES

OpenPage = Callable[..., AppTest]
LANGUAGES = pytest.mark.parametrize("lang", ["vi", "en"])


def foreign_words() -> tuple[str, ...]:
    """The names of the cluster that is shipped, of its region and of every real province."""
    catalogue = read_catalogue(PROJECT / "data")[1]
    cluster = catalogue.cluster
    provinces = [u for u in catalogue.units.values() if u.level == "province"]
    names = {name for unit in provinces for name in (unit.name, unit.name_en)}
    own = (cluster.short_vi, cluster.short_en, cluster.region_vi, cluster.region_en)
    return (*own, cluster.name_vi, cluster.name_en, *sorted(names))


FOREIGN = foreign_words()


def foreign(text: str) -> list[str]:
    """The foreign words of a text, also where JSON has escaped their accents."""
    plain = text.lower()
    return [
        word for word in FOREIGN if word.lower() in plain or json.dumps(word)[1:-1].lower() in plain
    ]


def texts_of(block: Any) -> Iterator[str]:
    """Everything that a page sends to the browser, element by element."""
    for node in block.children.values():
        if hasattr(node, "children"):
            yield from texts_of(node)
        if hasattr(getattr(node, "proto", None), "SerializeToString"):
            yield node.proto.SerializeToString().decode("utf-8", "replace")


def said_by(app: AppTest) -> str:
    frames = [frame.value.to_csv() for frame in [*app.table, *app.dataframe]]
    return "\n".join([*texts_of(app._tree), *frames])


@pytest.fixture
def dataset() -> Dataset:
    return reader.dataset()


def test_the_words_looked_for_are_found_where_they_are() -> None:
    assert foreign("Cả Cụm 3 và H\\u00e0 N\\u1ed9i") == ["Cụm 3", "Hà Nội"]
    assert {"Cluster 3", "Red River Delta", "Đồng bằng sông Hồng", "Thai Binh"} <= set(FOREIGN)


@pytest.mark.parametrize(
    "file", ["locale/en/messages.po", "ingest/messages.csv", "web/shell/icon.svg"]
)
def test_no_message_names_a_cluster_or_a_province(file: str) -> None:
    assert foreign((PROJECT / "khdash" / file).read_text(encoding="utf-8")) == []


@LANGUAGES
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_every_page_speaks_of_this_cluster_alone(
    page: Page, lang: str, open_page: OpenPage
) -> None:
    app = open_page(page.path, lang=lang)
    assert not app.exception
    text = said_by(app)
    assert foreign(text) == []
    assert str(CLUSTER[f"title_{lang}"]) in text
    assert str(CLUSTER[f"region_{lang}"]) in text


@LANGUAGES
@pytest.mark.parametrize("name", EXHIBITS)
def test_every_exhibit_and_file_speaks_of_this_cluster_alone(
    name: str, lang: str, dataset: Dataset
) -> None:
    shown = build(name, dataset, Selection(lang=lang))
    book = load_workbook(io.BytesIO(to_xlsx(shown)))
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row]
    files = [to_json(shown), to_csv(shown).decode("utf-8-sig"), *cells, *book.sheetnames]
    if shown.kind not in UNDRAWN:
        files += [packed_figure(shown, mode, False).decode() for mode in ("light", "dark")]
    assert foreign("\n".join([*files, shown.alt, shown.headline])) == []


def test_the_total_bears_the_name_of_the_cluster(dataset: Dataset) -> None:
    shown = build("total", dataset, Selection(indicators=("members",), last_year=2024))
    members = [(400 + 130 * p) * 1000 + 36_000 for p in range(6)]
    total = sum(people * (26 + p) // 100 for p, people in enumerate(members))
    assert "Cụm Sao Mai" in shown.headline
    assert f"{total:,}".replace(",", ".") in shown.headline


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_six_provinces_have_six_line_styles(mode: str, dataset: Dataset) -> None:
    shown = build("trend", dataset, Selection(indicators=("members",)))
    figure = go.Figure(json.loads(packed_figure(shown, mode, False)), skip_invalid=True)
    lines = {t.name: t for t in figure.data if t.name in {vi for vi, _ in NAMES.values()}}
    styles = {
        (t.line.color, t.line.dash, str(t.marker.symbol)) for t in lines.values() if t.line.color
    }
    assert len(lines) == len(styles) == 6
    assert len({colour for colour, _, _ in styles}) == 6
    assert len({symbol for _, _, symbol in styles}) == 6


def test_the_map_draws_its_six_squares_with_their_names(open_page: OpenPage) -> None:
    app = open_page(page_at("so-sanh").path, xem="ban_do", so_sanh=["learning_family_rate"])
    (drawn,) = [figure for figure in figures_on(app) if "outlines" in figure]
    areas = [t for t in drawn["data"] if t.get("hoveron") == "fills"]
    assert {t["customdata"][0][0] for t in areas} == {t["uid"] for t in areas} == set(NAMES)
    paths = boundaries_of(drawn["outlines"].split("/")[-1].split(".")[0]).paths
    assert {len(paths[t["uid"]][0]) for t in areas} == {5}
    labels = [a for a in drawn["layout"]["annotations"] if a.get("name") == "area"]
    # The map is drawn in steps from the corner of the squares at 100° east and 15° north.
    named = {
        a["text"].split("<br>")[0]: (100 + a["x"] / STEPS, 15 + a["y"] / STEPS) for a in labels
    }
    assert set(named) == {vi for vi, _ in NAMES.values()}
    assert named["Lâm Sa"] == pytest.approx((100.3, 15.6))
    assert named["Suối Bạc"] == pytest.approx((102.5, 16.5), abs=0.05)
    credit = [a["text"] for a in drawn["layout"]["annotations"] if a.get("name") == "attribution"]
    assert credit == ["© Sở đo vẽ Hồ Mây"]


def test_a_cluster_with_one_boundary_set_has_no_control_for_it(open_page: OpenPage) -> None:
    app = open_page("pages/ho_so_tinh.py")
    keys = {widget.key for widget in [*app.selectbox, *app.pills, *app.segmented_control]}
    assert "ranh_gioi" not in keys
    assert "ho_so" in keys
    assert app.get_by_key("ho_so").value == CLUSTER["default_unit"]
    assert "ho_so" not in app.query_params


COMMANDS = (
    ["--help"],
    ["verify"],
    ["history"],
    ["export"],
    ["dictionary"],
    ["exhibit", "--list"],
    ["exhibit", "comparison", "--query", "chi_so=members"],
    ["exhibit", "trend", "--query", "chi_so=fund_balance&tinh=B1", "--format", "csv"],
)


@LANGUAGES
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_speaks_of_this_cluster_alone(
    command: list[str], lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(["--lang", lang, *command])
    except SystemExit as ended:
        status = int(ended.code or 0)
    out, err = capsys.readouterr()
    assert status == 0, err
    assert foreign(out + err) == []


def test_a_file_of_this_cluster_is_read_with_its_own_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bao_cao.csv"
    file.write_text(
        "Hội viên Cụm Sao Mai vùng ven Hồ Mây năm 2024\nTỉnh;Hội viên\nLâm Sa;120.000\nSB;140.500\n"
        "Cụm Sao Mai;260.500\n",
        encoding="utf-8",
    )
    main(["check", str(file), "--json"])
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert foreign(out + err) == []
    assert {f["code"] for f in report["findings"] if f["severity"] == "error"} == set()


def test_the_demo_is_of_this_cluster(tmp_path: Path) -> None:
    database = tmp_path / "demo.duckdb"
    assert main(["demo", "--folder", str(tmp_path / "demo"), "--db", str(database)]) == 0
    written = tmp_path / "demo" / "published" / "observations.csv"
    rows = list(csv.DictReader(written.open(encoding="utf-8", newline="")))
    assert {row["unit_code"] for row in rows} == set(NAMES)
    asked = ("population", "2020")
    people = [row["value"] for row in rows if (row["indicator"], row["year"]) == asked]
    assert len(set(people)) == 6


@LANGUAGES
@pytest.mark.parametrize("name", RESOURCES)
def test_programs_read_of_the_other_cluster_too(name: str, lang: str) -> None:
    answer = ask(f"/api/v1/{name}?lang={lang}")
    assert answer.status == 200
    assert foreign(answer.body.decode()) == []
