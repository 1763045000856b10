"""docs/scale.md lists what another engine writes differently, and where it stands."""

from __future__ import annotations

import re

from tests.published import PROJECT

STORE = PROJECT / "khdash" / "store"
STATEMENTS = {
    "`MACRO … AS TABLE`": r"MACRO .* AS TABLE",
    "`SEMI JOIN`, `ANTI JOIN`": r"(SEMI|ANTI) JOIN",
    "`QUALIFY`": r"QUALIFY",
    "`arg_max`, `arg_min`": r"arg_(max|min)\(",
    "`GROUP BY ALL`": r"GROUP BY ALL",
    "`* EXCLUDE (…)`": r"\* EXCLUDE \(",
    "`FILTER (điều kiện)`": r"FILTER \((?!WHERE)",
    "`CREATE OR REPLACE TEMP TABLE`": r"CREATE OR REPLACE TEMP TABLE",
    "`DOUBLE`": r"\bDOUBLE\b",
    "`BY NAME`": r"\bBY NAME\b",
    "`SET VARIABLE`, `getvariable(…)`": r"SET VARIABLE|getvariable\(",
    "`units := NULL`, `unnest(units)`": r"units := |unnest\(units",
    "`INSERT OR REPLACE`": r"INSERT OR REPLACE",
    "`duckdb_tables()`, `duckdb_columns()`": r"duckdb_(tables|columns)\(",
    "`rowid`": r"\browid\b",
}


def test_the_statements_that_differ_stand_where_the_guide_says() -> None:
    guide = (PROJECT / "docs" / "scale.md").read_text("utf-8")
    rows = [
        line.split(" | ") for line in guide.splitlines() if re.match(r"\| `.*(sql|py) \|", line)
    ]
    listed = {row[0].removeprefix("| "): row[1].split(", ") for row in rows}
    files = sorted([*STORE.glob("*.sql"), *STORE.glob("*.py")])
    found = {
        statement: [path.name for path in files if re.search(pattern, path.read_text("utf-8"))]
        for statement, pattern in STATEMENTS.items()
    }
    assert listed == found
