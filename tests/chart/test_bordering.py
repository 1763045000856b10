"""Who borders on whom, from the outlines that are shipped; checked against the map."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from khdash.chart import bordering
from khdash.model.cluster import BoundarySet
from khdash.store.places import PROJECT

SHIPPED = PROJECT / "data" / "boundaries"
OF_2022 = BoundarySet(
    "2022", date(2022, 12, 31), "", "", "cluster3_2022.geojson", "neighbours_2022.geojson", True
)


def test_the_neighbours_of_the_shipped_provinces_are_those_on_the_map() -> None:
    found = bordering(SHIPPED, OF_2022)
    members = {"01", "26", "27", "33", "34", "35", "36", "37"}
    assert {one: set(found[one]) & members for one in sorted(members)} == {
        "01": {"26", "27", "33", "35"},  # Hà Nội: Vĩnh Phúc, Bắc Ninh, Hưng Yên, Hà Nam
        "26": {"01"},
        "27": {"01", "33"},
        "33": {"01", "27", "34", "35"},
        "34": {"33", "35", "36"},  # Thái Bình: Hưng Yên, Hà Nam, Nam Định
        "35": {"01", "33", "34", "36", "37"},
        "36": {"34", "35", "37"},
        "37": {"35", "36"},
    }
    assert "30" in found["34"]  # Hải Dương lies north of Thái Bình and is outside the cluster.


def square(code: str, west: float, south: float) -> dict[str, object]:
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1],
            [west, south]]  # fmt: skip
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code, "name": code}, "geometry": geometry}


def test_a_common_corner_is_no_border(tmp_path: Path) -> None:
    features = [square("a", 0, 0), square("b", 1, 0), square("c", 1, 1)]
    (tmp_path / "s.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features})
    )
    found = bordering(tmp_path, BoundarySet("s", date(2022, 1, 1), "", "", "s.geojson", "", True))
    assert found == {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}
