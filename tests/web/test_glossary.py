"""What the words above an exhibit mean is told where the pointer rests on the question mark."""

from __future__ import annotations

from collections.abc import Callable

from khdash.exhibit.core.exhibit import Exhibit
from khdash.web.common.glossary import definitions
from tests.shell import measured_on
from tests.web.upload.conftest import Open, furnished_home, open_page

__all__ = ["furnished_home", "open_page"]

MEMBERS = "Số người là hội viên của Hội ở mọi cấp tại thời điểm báo cáo"


def test_an_exhibit_of_few_indicators_defines_them(exhibit: Callable[..., Exhibit]) -> None:
    [(name, told)] = definitions(exhibit("trend", indicators=("members",)))
    assert name == "Hội viên khuyến học"
    assert told.startswith(MEMBERS)
    [(name, told)] = definitions(exhibit("trend", indicators=("members",), lang="en"))
    assert name == "Members"
    assert told.startswith("People who are members")


def test_a_table_of_many_is_for_the_dictionary(exhibit: Callable[..., Exhibit]) -> None:
    assert definitions(exhibit("heat_table")) == []
    assert definitions(exhibit("answers_tasks")) == []


def test_the_definition_stands_below_the_finding_on_a_page(open_page: Open) -> None:
    app = open_page("hoi_vien")
    assert not app.exception
    assert any(MEMBERS in said for said in measured_on(app))
