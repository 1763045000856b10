"""What a package for a meeting costs: the documents, the pictures and the figures in one file.

`python -m benchmarks.meeting`
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.results import Row, as_text
from benchmarks.serving import PROJECT, children_seconds, environment, made_demo

PART = "Package for a meeting, by a command of its own"
SCOPES = {"the cluster": "cluster", "one province": "Nam Định"}
"""Who the package is for, as the command is asked."""


def main() -> None:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as name:
        print(as_text(measure(Path(name)), {}))


def measure(folder: Path, project: Path = PROJECT) -> list[Row]:
    """Processor seconds and size of each package, on demo figures whose database is built."""
    variables = made_demo(folder / "demo", project)
    _run(project, variables, "build")
    rows = []
    for name, scope in SCOPES.items():
        file = folder / f"{scope}.zip"
        before = children_seconds()
        _run(project, variables, "report", "--format", "zip", "--scope", scope, "--out", str(file))
        spent = children_seconds() - before
        rows += [
            Row(PART, name, spent, "s", "≤ 20 s", "CPU"),
            Row(PART, name, file.stat().st_size / 1e6, "MB", column="size"),
        ]
    return rows


def _run(project: Path, variables: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "khdash", *arguments],
        cwd=project,
        env=environment(variables),
        check=True,
        capture_output=True,
    )


if __name__ == "__main__":
    main()
