"""The guide to a new export format, followed step by step in a copy of the project."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from khdash.store.build import build
from khdash.store.places import DATABASE, PROJECT, Places

LABELS = """
import json, sys
from pathlib import Path
from streamlit.testing.v1 import AppTest

found = {}
for page in sys.argv[1:]:
    app = AppTest.from_file("khdash/web/shell/frame.py", default_timeout=180).run()
    app.switch_page(str(Path(page).resolve())).run()
    assert not app.exception
    found[page] = [button.label for button in app.get("download_button")]
    for part in app.get("bidi_component"):
        if part.proto.component_name in ("chart", "table", "foot"):
            foot = json.loads(part.proto.bytes.splitlines()[-1])
            found[page] += [file["label"] for file in foot.get("files", ())]
print(json.dumps(found))
"""
PAGES = ("pages/quy.py", "pages/tra_cuu.py", "pages/chat_luong.py")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which somebody has done what docs/extending.md says."""
    copy: Path = tmp_path_factory.mktemp("copy")
    for folder in ("khdash", "pages", "static"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / folder, copy / folder, ignore=ignored)
    (copy / "data").symlink_to(PROJECT / "data")
    home = copy / "home"
    build(Places(PROJECT / "data", home, home / DATABASE))
    guide = (PROJECT / "docs" / "extending.md").read_text(encoding="utf-8")
    section = guide.split("## Thêm một định dạng xuất")[1].split("\n## ")[0]
    written, listed = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    name = re.search(r"`(khdash/report/formats/\w+\.py)`", section)
    assert name is not None
    (copy / name[1]).write_text(written, encoding="utf-8")
    registry = copy / "khdash" / "report" / "formats" / "__init__.py"
    imported, formats = filter(None, listed.splitlines())
    text = registry.read_text(encoding="utf-8")
    text, times = re.subn(r"^FORMATS.*$", f"{imported}\n\n{formats}", text, flags=re.MULTILINE)
    assert times == 1
    registry.write_text(text, encoding="utf-8")
    return copy


def run(copy: Path, *words: str) -> bytes:
    environment = os.environ | {
        "KHDASH_DATA": str(PROJECT / "data"),
        "KHDASH_HOME": str(copy / "home"),
        "PYTHONPATH": str(copy),
    }
    done = subprocess.run(
        [sys.executable, *words], cwd=copy, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_the_command_writes_the_new_format(followed: Path) -> None:
    asked = ("-m", "khdash", "exhibit", "trend", "--query", "tinh=01&nam=2024&nam=2024")
    head, row = run(followed, *asked, "--format", "tsv").decode("utf-8-sig").splitlines()
    told = dict(zip(head.split("\t"), row.split("\t"), strict=True))
    assert (told["value"], told["measure"], told["qualifier"]) == ("1953233", "persons", "exact")
    run(followed, *asked, "--format", "tsv", "--output", "hanoi.tsv")
    assert (followed / "hanoi.tsv").read_text(encoding="utf-8-sig").startswith("unit\t")


def test_every_page_offers_the_new_format(followed: Path) -> None:
    found = json.loads(run(followed, "-c", LABELS, *PAGES))
    kinds = {page: [label.split(":")[0] for label in labels] for page, labels in found.items()}
    for page, offered in kinds.items():
        assert offered.count("TSV") == offered.count("CSV") > 0, page
    assert kinds["pages/tra_cuu.py"] == ["CSV", "XLSX", "TSV"] * 2
