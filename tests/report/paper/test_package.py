"""The package for a meeting: whole, described, and its figures those of the exhibits."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import docx
import pytest

from khdash.exhibit.core.drawing import is_drawn
from khdash.report.paper.formats import PACKAGE, paper_name
from khdash.report.paper.package import READ_ME
from khdash.report.paper.paper import Paper

PNG = b"\x89PNG\r\n\x1a\n"
TYPES: dict[str, Any] = {
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "string": str,
}


def opened(paper: Paper) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(PACKAGE.make(paper))) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def files(cluster: Paper) -> dict[str, bytes]:
    return opened(cluster)


def test_it_holds_the_documents_the_pictures_and_the_figures(
    files: dict[str, bytes], cluster: Paper
) -> None:
    stem = f"bao-cao-giao-ban-cum-3-{cluster.year}"
    assert [f"{stem}.{kind}" in files for kind in ("docx", "xlsx", "pptx")] == [True] * 3
    assert docx.Document(io.BytesIO(files[f"{stem}.docx"])).paragraphs
    pictures = [content for name, content in files.items() if name.startswith("anh/")]
    assert len(pictures) == sum(map(is_drawn, cluster.exhibits))
    assert all(content.startswith(PNG) for content in pictures)
    assert sum(name.endswith(".csv") for name in files) == len(cluster.exhibits)
    assert paper_name(cluster, PACKAGE) == f"goi-giao-ban-cum-3-{cluster.year}.zip"
    assert all(name.isascii() and not name.startswith(("/", ".")) for name in files)


def test_each_file_of_figures_is_what_its_description_says(files: dict[str, bytes]) -> None:
    described = json.loads(files["so-lieu/datapackage.json"])
    assert described["resources"]
    for resource in described["resources"]:
        rows = list(csv.reader(io.StringIO(files[f"so-lieu/{resource['path']}"].decode("utf-8"))))
        fields = resource["schema"]["fields"]
        assert rows[0] == [field["name"] for field in fields]
        for row in rows[1:]:
            for text, field in zip(row, fields, strict=True):
                if text:
                    TYPES[field["type"]](text)
    assert {one["title"] for one in described["sources"]}


def test_a_figure_is_that_of_the_exhibit(files: dict[str, bytes], cluster: Paper) -> None:
    pivot = next(one for one in cluster.exhibits if one.name == "pivot")
    name = next(name for name in files if "pivot" in name)
    rows = list(csv.DictReader(io.StringIO(files[name].decode("utf-8"))))
    ha_noi = next(row for row in rows if row["unit"] == "01")
    told = next(row for row in pivot.rows if row["unit"] == "01")
    assert float(ha_noi["value_2024"]) == told["value_2024"] == 1_953_233


def test_the_first_file_tells_what_the_package_rests_on(
    files: dict[str, bytes], cluster: Paper
) -> None:
    told = files[READ_ME].decode("utf-8-sig")
    assert next(iter(files)) == READ_ME
    for name in files:
        assert name == READ_ME or f"- {name}\r\n" in told
    assert all(one.title in told for one in cluster.sources)
    assert all(line in told for line in cluster.filters)
    assert cluster.link in told
    assert "ODbL" in told
    assert "minh hoạ" not in told


def test_generated_figures_say_so(generated: Paper) -> None:
    files = opened(generated)
    assert "Số liệu minh hoạ" in files[READ_ME].decode("utf-8-sig")
    assert "Số liệu minh hoạ" in json.loads(files["so-lieu/datapackage.json"])["description"]
    assert "minh-hoa" in paper_name(generated, PACKAGE)
