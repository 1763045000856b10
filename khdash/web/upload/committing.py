"""Writing into the store: what it needs, what it did, and where to see it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import streamlit as st

from khdash.ingest.draft import Draft
from khdash.ingest.memory.teaching import taught_by
from khdash.ingest.pipeline import rejects_figures, submission_of
from khdash.locale import Words
from khdash.model.actor import Action
from khdash.store.batches import Receipt, Submission
from khdash.store.errors import StoreError
from khdash.web.common import reader
from khdash.web.common.entries import entry_of
from khdash.web.common.markdown import plain
from khdash.web.common.page_registry import Page, page_at, page_of_theme
from khdash.web.common.visitor import actor, denial, fault_text, person
from khdash.web.upload import state
from khdash.web.upload.checking import Checked, DraftLost, check, choices_of
from khdash.web.upload.locked_years import draw_locked, missing_reason
from khdash.web.upload.planned import Plans, draw_plans, plans_of
from khdash.web.upload.progress import STAGES
from khdash.web.upload.questions import questions_of
from khdash.web.upload.tables import Cells


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a commit; `fault` is the sentence of what went wrong, '' if nothing did."""

    file_name: str
    receipt: Receipt | None = None
    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    same: int = 0
    targets: int = 0
    fault: str = ""


def draw_commit(draft: Draft, checked: Checked, open_questions: int, words: Words) -> None:
    """Step 5 of the page."""
    counts, rejected = checked.report.counts, checked.report.counts["rejected"]
    key = f"ghi_chu_{draft.sha256[:12]}"
    st.text_input(
        words("Ghi chú cho lần nạp"),
        value=draft.note,
        key=key,
        max_chars=500,
        placeholder=words("ví dụ: báo cáo năm 2024 của tỉnh, bản đã ký"),
        on_change=lambda: state.save(lambda d: replace(d, note=st.session_state[key] or "")),
    )
    _offer_restating(draft, checked.report.restating, words)
    draw_locked(draft, checked.report, words)
    draw_plans(draft, checked.report, words)
    plans = plans_of(draft, checked.report, words)
    skip = True
    lost = rejects_figures(checked.report, plans_are_targets=bool(plans.targets))
    if rejected and lost and (checked.writes or plans.targets):
        skip = st.checkbox(
            words("Bỏ qua {n} ô bị từ chối và ghi phần còn lại", n=words.number(rejected)),
            key=f"bo_qua_{draft.sha256[:12]}",
        )
    reason = (
        plans.lacks
        or obstacle(checked, open_questions, skip, words, len(plans.targets))
        or missing_reason(draft, words)
        or _denial(checked, plans)
    )
    label = (
        words(
            "Ghi vào số liệu: {new} mới, {changed} thay đổi",
            new=words.number(counts["new"]),
            changed=words.number(counts["changed"]),
        )
        if checked.writes
        else words("Ghi vào số liệu")
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            label,
            key="ghi_vao_kho",
            type="primary",
            icon=":material/save:",
            disabled=bool(reason),
            on_click=_commit,
            args=(draft.key, checked.version, bool(rejected)),
        )
        st.button(
            words("Bỏ tệp này"),
            key="bo_tep",
            type="tertiary",
            icon=":material/delete:",
            on_click=state.give_up,
            args=(draft.key,),
        )
    if reason:
        st.caption(reason)


def _denial(checked: Checked, plans: Plans) -> str:
    """Why the visitor may not write what the file holds; '' where they may."""
    cells = checked.report.cells
    written = cells[cells["action"].isin(["new", "changed"])]["unit"] if len(cells) else ()
    return denial(Action.WRITE, set(written)) or (
        denial(Action.SET_TARGETS, {entry.unit for entry in plans.targets}) if plans.targets else ""
    )


def _offer_restating(draft: Draft, count: int, words: Words) -> None:
    """The same figures from another source: the sources stay unless the person says otherwise."""
    if not count:
        return
    key = f"ghi_nguon_{draft.sha256[:12]}"
    st.checkbox(
        words(
            "Ghi cả {n} số giống hệt số đang có của nguồn khác, đứng tên báo cáo này",
            n=words.number(count),
        ),
        value=draft.restates,
        key=key,
        help=words(
            "Để trống thì các số đó giữ nguyên nguồn và ngày đang có. Chỉ đánh dấu khi báo cáo này"
            " chính thức xác nhận lại những số ấy."
        ),
        on_change=lambda: state.save(lambda d: replace(d, restates=bool(st.session_state[key]))),
    )


def obstacle(
    checked: Checked, open_questions: int, skip: bool, words: Words, targets: int = 0
) -> str:
    """Why nothing can be written yet; '' where it can. targets: how many are written too."""
    if open_questions:
        return words("Còn {n} câu hỏi chưa trả lời ở trên.", n=open_questions)
    if not checked.writes and not targets:
        if checked.report.already_imported is not None:
            return words(
                "Tệp này đã được nạp ở lần nạp số {batch}; không có gì thay đổi, không cần ghi.",
                batch=checked.report.already_imported,
            )
        return words("Không có số liệu mới hay thay đổi để ghi.")
    if not person():
        return words("Hãy ghi họ tên ở đầu trang trước khi ghi vào kho.")
    return "" if skip else words("Hãy sửa các ô bị từ chối, hoặc đánh dấu bỏ qua các ô đó.")


def _commit(key: str, version: int, skip_rejected: bool) -> None:
    """Check once more and write, unless the data changed under the review."""
    words = reader.words()
    draft = state.drafts().find(key)
    if draft is None:
        return
    try:
        checked = check(draft)
    except DraftLost as lost:
        state.finish(Result(draft.file_name, fault=lost.text(draft.file_name, words)))
        return
    report = checked.report
    if checked.version != version:
        state.finish(
            Result(
                draft.file_name,
                fault=words(
                    "Kho số liệu vừa có người khác ghi. Hãy xem lại phần đối chiếu"
                    " rồi bấm ghi lần nữa."
                ),
            )
        )
        return
    if questions_of(report, Cells.of(report)) or (report.counts["rejected"] and not skip_rejected):
        return
    try:
        with st.spinner(words(STAGES["commit"])):
            given = submission(draft, checked)
            receipt = reader.database().commit(actor(), given)
    except (StoreError, ValueError) as error:
        text = fault_text(error, words.lang) if isinstance(error, StoreError) else str(error)
        state.finish(Result(draft.file_name, fault=text))
        return
    written = report.cells[report.cells["action"].isin(["new", "changed"])]
    state.drop(key)
    state.finish(
        Result(
            draft.file_name,
            receipt,
            tuple(written["indicator"].unique()),
            tuple(written["unit"].unique()),
            report.counts["same"],
            len(given.records.get("target", ())),
        )
    )


def submission(draft: Draft, checked: Checked) -> Submission:
    """The figures with what a person corrected and decided, for the journal."""
    return replace(
        submission_of(checked.report, draft.note, draft.restates), records=_records(draft, checked)
    )


def _records(draft: Draft, checked: Checked) -> dict[str, list[dict[str, Any]]]:
    records: dict[str, list[dict[str, Any]]] = {}
    sheets = {own.table.sheet or "" for own in checked.report.recognitions}
    corrections = [made for made in draft.corrections if made.sheet in sheets]
    if corrections:
        records["correction"] = [
            {
                "sheet": made["sheet"],
                "cell": made["cell"],
                "text_before": made["before"],
                "text_after": made["after"],
                "corrected_by": made["by"] or person(),
                "corrected_at": made["at"],
            }
            for made in map(asdict, corrections)
        ]
    targets = plans_of(draft, checked.report, reader.words()).records()
    if targets:
        records["target"] = targets
    taught = taught_by(checked.report, choices_of(draft), draft.original_cells())
    if taught:
        records["header_choice"] = taught
    return records


def draw_result(words: Words) -> None:
    """What the last commit did, with the ways to see it."""
    result = state.finished()
    if not isinstance(result, Result):
        return
    if result.fault:
        st.error(plain(result.fault), icon=":material/error:")
        _say_at_once(result.fault, ":material/error:")
        return
    receipt = result.receipt
    if receipt is None or receipt.batch_id is None:
        st.info(
            words("Tệp «{name}» không có gì mới; kho giữ nguyên.", name=plain(result.file_name)),
            icon=":material/info:",
        )
        return
    done = words(
        "Đã ghi «{name}» vào kho, lần nạp số {batch}: {new} số mới, {changed} số thay đổi,"
        " {same} số giữ nguyên.",
        name=result.file_name,
        batch=receipt.batch_id,
        new=words.number(receipt.new),
        changed=words.number(receipt.changed),
        same=words.number(result.same),
    )
    if result.targets:
        done += " " + words("Đã ghi {n} chỉ tiêu.", n=words.number(result.targets))
    st.success(plain(done), icon=":material/check_circle:")
    _say_at_once(done, ":material/check_circle:")
    with st.container(horizontal=True):
        for page in [*_changed_pages(result), page_at("nhat-ky")]:
            st.page_link(
                entry_of(page),
                label=words("Xem {page}", page=words.of(page.title_vi, page.title_en)),
                icon=page.icon,
                query_params=reader.link_to(page),
            )


def _say_at_once(text: str, icon: str) -> None:
    """Also where the person looks: the button was far below the sentence at the top."""
    if state.is_news():
        st.toast(plain(text), icon=icon, duration="long")


def _changed_pages(result: Result) -> list[Page]:
    """The pages that show the written indicators; the profile where no page does."""
    indicators = reader.dataset().catalogue.indicators
    themes = dict.fromkeys(indicators[code].theme for code in result.indicators)
    pages = [page_of_theme(theme) or page_at("ho-so-tinh") for theme in themes]
    return list(dict.fromkeys(pages))
