"""A third language is a row and a folder: what it says is heard everywhere, the rest in Vietnamese.

The language is made of the Vietnamese in a copy of the project: each text between ⟦ and ⟧.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from tests.guide.steps import Copy, copy_project

CODE = "xx"
LEFT_OUT = "Không tìm thấy gì"
"""A sentence that nobody has translated yet."""
OF_THE_CATALOGUE = "Quỹ khuyến học"
"""A text of a table that nobody has translated yet."""
ROW = f'{CODE},⟦Tiếng⟧,XX,fr-FR,40C,",", ,yes,d MMM y,d MMMM y\n'


def translate(path: Path) -> None:
    """Fill in a file of the language, but for the two texts."""
    with path.open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        if message.id and str(message.id) not in (LEFT_OUT, OF_THE_CATALOGUE):
            message.string = f"⟦{message.id}⟧"
    with path.open("wb") as out:
        write_po(out, catalog, width=0)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    found = copy_project(tmp_path_factory.mktemp("third"))
    with (found.root / "khdash" / "locale" / "languages.csv").open("a", encoding="utf-8") as table:
        table.write(ROW)
    done = update(found)
    assert done.returncode == 1
    assert f"{CODE}: " in done.stdout
    for name in ("messages", "catalogue"):
        translate(found.root / "khdash" / "locale" / CODE / f"{name}.po")
    found.run("-m", "khdash", "build")
    return found


def update(copy: Copy) -> subprocess.CompletedProcess[str]:
    """The command behind `make messages`."""
    return subprocess.run(
        [sys.executable, "-m", "khdash.locale.update"],
        cwd=copy.root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_missing_is_listed_and_nothing_else(copy: Copy) -> None:
    done = update(copy)
    assert done.returncode == 1
    assert re.search(rf"(?m)^{CODE}: \d+, missing 2$", done.stdout)
    lines = [line.strip() for line in done.stdout.splitlines() if line.startswith("  ")]
    assert lines == [LEFT_OUT, OF_THE_CATALOGUE]
    assert re.search(r"(?m)^en: \d+, missing 0$", done.stdout)


def test_an_update_keeps_what_was_translated_and_drops_what_is_gone(copy: Copy) -> None:
    path = copy.root / "khdash" / "locale" / CODE / "messages.po"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + '\nmsgid "Câu đã bỏ"\nmsgstr "⟦cũ⟧"\n', encoding="utf-8")
    update(copy)
    after = path.read_text(encoding="utf-8")
    assert "Câu đã bỏ" not in after
    assert after.count("⟦") == before.count("⟦")


def test_commands_and_exhibits_speak_it(copy: Copy) -> None:
    told = copy.run("-m", "khdash", "--lang", CODE, "--help")
    assert "⟦Bảng số liệu khuyến học của một cụm.⟧" in told
    query = f"chi_so=members&tinh=01&nam=2010&nam=2024&lang={CODE}"
    shown = json.loads(copy.run("-m", "khdash", "exhibit", "trend", "--query", query))
    # The name of an indicator stands in a table, the sentence around it in the code.
    assert shown["title"].startswith("⟦")
    assert "⟦Hội viên khuyến học⟧" in json.dumps(shown, ensure_ascii=False)
    listed = json.loads(copy.run("-m", "khdash", "--lang", CODE, "exhibit", "--list"))
    titles = {one["name"]: one["title"] for one in listed}
    assert (titles["trend"], titles["map"]) == ("⟦Diễn biến⟧", "⟦Bản đồ⟧")


SCRIPT = f"""
from khdash.locale import Words
from khdash.web.shell.document import no_page
from khdash.web.shell.languages import languages
from datetime import date
words = Words("{CODE}")
day = words.spoken_day(date(2025, 7, 1))
print(words("Chưa gửi"), words.number(1234567.8, 1), words.percent(86.2), day)
print(words.of("Quỹ khuyến học", "Fund"), words("{LEFT_OUT}"))
print([one.label for one in languages().values()])
parts = ('<html lang="{CODE}">', "⟦Tổng quan⟧", "?lang={CODE}")
print(*(part in no_page(words) for part in parts))
"""


def test_numbers_days_the_switch_and_documents_follow_the_row(copy: Copy) -> None:
    lines = copy.run("-c", SCRIPT).splitlines()
    assert lines[0] == "⟦Chưa gửi⟧ 1 234 567,8 86,2\N{NO-BREAK SPACE}% 1 juillet 2025"
    assert lines[1] == f"{OF_THE_CATALOGUE} {LEFT_OUT}"
    assert lines[2] == "['VI', 'EN', 'XX']"
    assert lines[3] == "True True True"


PAGE = f"""
from tests.shell import open_shell, parts_on
app = open_shell("pages/hoi_vien.py", lang="{CODE}")
assert not app.exception, app.exception
print([one.value for one in app.title], parts_on(app))
"""


def test_a_page_is_drawn_in_it(copy: Copy) -> None:
    for name in ("__init__.py", "shell.py"):
        target = copy.root / "tests" / name
        target.parent.mkdir(exist_ok=True)
        source = Path(__file__).parents[1] / name
        target.write_text(source.read_text("utf-8") if source.exists() else "", encoding="utf-8")
    told = copy.run("-c", PAGE)
    assert "⟦Hội viên và tổ chức⟧" in told
