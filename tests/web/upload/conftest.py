"""The shell on a database of the published figures, with a home of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khdash.store.places import DATABASE
from tests import shell
from tests.shell import Open, open_shell, parts_on

# Hà Nội 2024 is known from the press as 1.953.233; C3 has a letter for a digit.
REPORT = (
    "Tỉnh;Năm;Hội viên;Chi hội\n"
    "Hà Nội;2024;1.975.000;12.650\n"
    "Thái Bình;2024;45O.000;2.001\n"
    "Nam Định;2024;512.345;1.900\n"
).encode()


@pytest.fixture
def furnished_home(home: Path, built: Path) -> Path:
    """The home of this test alone, with a database of the published figures."""
    home.mkdir()
    shutil.copy(built / DATABASE, home)
    return home


@pytest.fixture
def open_page(furnished_home: Path) -> Open:
    """Opens a page in a new session: `open_page("nap_so_lieu", lang="en")`."""

    def opened(name: str, **query: str) -> AppTest:
        return open_shell(f"pages/{name}.py", **query)

    return opened


def turn_to(app: AppTest, name: str) -> AppTest:
    """The same session on another page."""
    return shell.turn_to(app, f"pages/{name}.py")


def upload(app: AppTest, content: bytes = REPORT, name: str = "bao_cao_2024.csv") -> AppTest:
    """Hand a file over and let the page run."""
    app.file_uploader[0].upload(name, content, "text/csv")
    return app.run()


def texts(app: AppTest) -> str:
    """Everything that the page says in running text."""
    parts = [*app.markdown, *app.caption, *app.success, *app.info, *app.error, *app.header]
    return "\n".join([*parts_on(app), *(str(part.value) for part in parts)])


def button(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    """The button whose label begins with a text."""
    return next(b for b in app.button if b.label.startswith(label))


def write(app: AppTest, name: str = "Thư ký Hội") -> AppTest:
    """Name oneself and write what is in the review, rejected cells left out."""
    app.text_input(key="nguoi_nap").set_value(name).run()
    for box in app.checkbox:
        if box.label.startswith("Bỏ qua"):
            box.check().run()
    return button(app, "Ghi vào số liệu").click().run()
