"""The application for a title: a province's file by the plan on the page, made when asked for."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.topics.emulation.plan import Plan
from khdash.model.dataset import Dataset
from khdash.model.problem import CatalogueError
from khdash.model.selection import Selection
from khdash.report.paper.application import APPLICATION_FORMAT, compose_application
from khdash.report.paper.blueprint import APPLICATION, Blueprint, read_blueprint
from khdash.report.paper.formats import paper_name
from khdash.report.paper.paper import Tell
from khdash.store.places import here
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.reporting.making import Made
from khdash.web.reporting.taking import offer, public_link

JOB = "_ho_so_thi_dua"


def draw_application(plan: Plan) -> None:
    """Choose a province; its figures, targets, points, evidence and gaps as a Word document."""
    words, dataset = reader.words(), reader.current_dataset()
    st.caption(
        words(
            "Số liệu, chỉ tiêu đã đạt và chưa đạt, điểm theo phương án ở trên, minh chứng, nguồn và"
            " những số còn thiếu của một tỉnh, theo thể thức Nghị định 30/2020."
        )
    )
    try:
        blueprint = read_blueprint(here(), dataset.catalogue, APPLICATION)
    except CatalogueError as error:
        st.error(words("Tệp đặt phần của báo cáo có chỗ sai; sửa rồi tải lại trang:"))
        for problem in error.problems:
            st.caption(plain(problem.text(words.lang)))
        return
    selection = reader.current_selection()
    members = dataset.catalogue.members(selection.boundaries)
    names = {unit.key: plain(words.of(unit.full_name, unit.name_en)) for unit in members}
    unit = st.selectbox(
        words("Tỉnh đề nghị"),
        tuple(names),
        format_func=lambda key: names[key],
        key=f"ho_so_cua_{members[0].key}",
        persist_state="session",
        width=320,
    )
    asked = Selection(
        units=(unit,),
        first_year=selection.first_year,
        last_year=selection.last_year,
        tolerance=selection.tolerance,
        boundaries=selection.boundaries,
        as_known_at=selection.as_known_at,
        lang=words.lang,
    )
    link = public_link()
    offer(
        words("Làm hồ sơ thi đua"),
        (asked, plan, dataset.version),
        lambda tell: _make(dataset, blueprint, asked, plan, link, tell),
        JOB,
        words,
    )


def _make(
    dataset: Dataset, blueprint: Blueprint, asked: Selection, plan: Plan, link: str, tell: Tell
) -> Made:
    paper = compose_application(dataset, blueprint, asked, plan, (), link, tell)
    return Made(
        paper_name(paper, APPLICATION_FORMAT),
        APPLICATION_FORMAT.mime,
        APPLICATION_FORMAT.make(paper),
    )
