"""A small cluster in the words of its files."""

from __future__ import annotations

GOOD_CLUSTER: dict[str, list[dict[str, str]]] = {
    "cluster.csv": [
        {
            "code": "bac",
            "name_vi": "Cụm Bắc",
            "name_en": "Northern cluster",
            "short_vi": "Cụm Bắc",
            "short_en": "North",
            "region_vi": "Miền Bắc",
            "region_en": "The north",
            "title_vi": "Khuyến học Cụm Bắc",
            "title_en": "Study Promotion, North",
            "default_unit": "24",
            "first_year": "2012",
        },
    ],
    "boundary_sets.csv": [
        {
            "code": "2025",
            "day": "2025-07-01",
            "label_vi": "Hiện nay",
            "label_en": "Today",
            "areas": "today.geojson",
            "is_default": "yes",
        },
    ],
    "unit_styles.csv": [
        {
            "unit_code": "24",
            "unit_valid_from": "2025-07-01",
            "light": "#084E73",
            "dark": "#419CFF",
            "symbol": "diamond",
            "dash": "solid",
        },
    ],
}
