"""The page of methods shows the office's own rows; the foot of every page what is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import khdash
from khdash.store.build import build
from khdash.store.places import here
from tests.shell import open_shell, parts_on

HEADING = "Danh mục riêng của cơ quan"


@pytest.fixture
def app(home: Path) -> AppTest:
    """The page of methods over a home in which the office has two rows of its own."""
    own = home / "catalogue"
    own.mkdir(parents=True)
    (own / "subgroups.csv").write_text(
        "code,name_vi,name_en\nadults_in_learning_models,Người lớn,Adults\nteachers,Giáo viên,T\n",
        encoding="utf-8",
    )
    build(here())
    return open_shell("pages/phuong_phap.py")


def test_own_rows_and_the_version_are_shown(app: AppTest) -> None:
    assert not app.exception
    assert HEADING in parts_on(app)
    (table,) = (one.value for one in app.table if "Khác ở cột" in one.value.columns)
    assert table["Mã"].tolist() == ["`adults_in_learning_models`", "`teachers`"]
    assert table["Cách dùng"].tolist() == [
        "dùng thay dòng đi kèm chương trình",
        "thêm vào danh mục",
    ]
    (button,) = (one for one in app.button if one.key == "phien_ban")
    assert button.label == f"Phiên bản {khdash.__version__}: có gì mới"
    told = [one.value for one in button.click().run().markdown]
    assert any(text.startswith(f"### {khdash.__version__} (") for text in told)
